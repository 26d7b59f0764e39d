"""Health for monitors: what is amiss, in words that help no attacker."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from archive import site_health
from archive.models import Backup
from archive.periodic import run_due
from content import maintenance

pytestmark = pytest.mark.django_db


def backup(hours_ago: float) -> None:
    """Note a good backup."""
    then = timezone.now() - timedelta(hours=hours_ago)
    Backup.objects.create(
        name=f"cadangan-{hours_ago}",
        place="x",
        started_at=then,
        finished_at=then,
        outcome="good",
        bag_sha256="a" * 64,
        files=1,
    )


def ask(client: Client, address: str = "/sehat/") -> tuple[int, dict[str, Any]]:
    response = client.get(address)
    assert response["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response.headers
    return response.status_code, response.json()


def test_a_site_that_works_says_so(client: Client) -> None:
    backup(1)
    run_due()
    status, told = ask(client)
    assert (status, told["keadaan"]) == (200, "baik")
    assert ask(client, "/sehat/?ketat")[0] == 200
    assert set(told) == {
        *("keadaan", "basis_data", "media", "ruang", "cadangan", "pekerjaan_berkala"),
    }


def test_a_late_backup_calls_somebody_but_the_site_goes_on(client: Client) -> None:
    backup(30)
    run_due()
    status, told = ask(client)
    assert (status, told["keadaan"], told["cadangan"]) == (200, "perlu diperiksa", False)
    assert ask(client, "/sehat/?ketat")[0] == 503


def test_work_that_nobody_starts_any_more_is_seen(client: Client) -> None:
    assert ask(client)[1]["pekerjaan_berkala"] is False
    run_due()
    assert ask(client)[1]["pekerjaan_berkala"] is True


def test_a_media_folder_that_cannot_be_written_is_trouble(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    gone = {"location": tmp_path / "tidak" / "ada"}
    settings.STORAGES = settings.STORAGES | {
        "media": {"BACKEND": "content.storage.ContentStorage", "OPTIONS": gone}
    }
    status, told = ask(client)
    assert (status, told["media"], told["keadaan"]) == (503, False, "terganggu")


def test_a_full_disk_is_trouble(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_health, "LEAST_FREE", 10**18)
    assert ask(client)[0] == 503


def test_a_database_that_does_not_answer_is_trouble(client: Client) -> None:
    def refuse(*_: Any) -> None:
        raise OperationalError("sandi salah untuk pengguna situs")

    with connection.execute_wrapper(refuse):
        response = client.get("/sehat/")
    assert response.status_code == 503
    assert response.json()["basis_data"] is False
    assert "sandi" not in response.content.decode()


def test_health_is_told_while_the_site_is_shut(client: Client) -> None:
    call_command("maintenance", "on", verbosity=0)
    assert client.get("/").status_code == 503
    status, told = ask(client)
    assert (status, told["keadaan"]) == (200, "dalam perawatan")
    maintenance.end()


def test_a_monitor_without_tls_is_not_sent_elsewhere(client: Client, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/").status_code == 301
    assert client.get("/sehat/").status_code == 200
