"""The site shut for work on it."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client

from content import maintenance
from content.models import Office
from tests import make

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 6, 8, 1, 0, tzinfo=UTC)


def manage(*arguments: str) -> str:
    out = StringIO()
    call_command("maintenance", *arguments, stdout=out)
    return out.getvalue()


def test_while_the_site_is_shut_everyone_gets_one_page(client: Client) -> None:
    Office.objects.create(pk=1, name="Kecamatan Gerokgak", phone="(0362) 92462")
    client.force_login(make.make_operator())
    with time_machine.travel(MORNING, tick=False):
        manage("on", "--minutes", "30", "--note", "Kami memindahkan situs ke server baru.")
        for address in ("/", "/berita/", "/meja/papan/", "/masuk/", "/tidak-ada/", "/media/x"):
            response = client.get(address)
            page = response.content.decode()
            assert response.status_code == 503, address
            assert response["Retry-After"] == "1800"
            assert response["Cache-Control"] == "no-store"
            assert "Kami memindahkan situs ke server baru." in page
            assert "Perkiraan selesai" in page
            assert "8 Juni 2026, 09.30 WITA" in page
            assert "(0362) 92462" in page
            assert "Set-Cookie" not in response.headers
        manage("off")
        assert client.get("/").status_code == 200


def test_the_page_needs_no_database(client: Client, django_assert_num_queries: Any) -> None:
    maintenance.begin(maintenance.Work(MORNING))
    with django_assert_num_queries(0):
        assert client.get("/").status_code == 503


def test_what_was_sent_meanwhile_is_told_to_be_unsaved(client: Client) -> None:
    maintenance.begin(maintenance.Work(MORNING))
    assert "belum tersimpan" in client.post("/kritik-saran/", {"text": "a"}).content.decode()
    assert "belum tersimpan" not in client.get("/kritik-saran/").content.decode()


def test_work_that_takes_longer_than_told_says_so(client: Client) -> None:
    maintenance.begin(maintenance.Work(MORNING, MORNING + timedelta(minutes=10)))
    with time_machine.travel(MORNING + timedelta(hours=1), tick=False):
        response = client.get("/")
    assert "lebih lama dari perkiraan" in response.content.decode()
    assert response["Retry-After"] == "300"


@pytest.mark.parametrize("flag", ["", "{", "[]", '{"until": "besok", "since": 7}', "\x00"])
def test_a_damaged_flag_still_shuts_the_site(flag: str, client: Client) -> None:
    maintenance.flag().write_text(flag)
    assert client.get("/").status_code == 503


def test_the_command_may_be_repeated(tmp_path: Path) -> None:
    assert "terbuka" in manage("status")
    assert "Situs ditutup sejak" in manage("on")
    assert "Situs ditutup sejak" in manage("on", "--minutes", "5")
    assert "perkiraan selesai" in manage("status")
    assert "dibuka lagi" in manage("off")
    assert "memang sedang terbuka" in manage("off")


def test_nonsense_is_refused_with_words() -> None:
    for arguments in (("--minutes", "0"), ("--minutes", "99999"), ("--note", "a" * 301)):
        with pytest.raises(CommandError, match=r"harus|panjang"):
            manage("on", *arguments)
    assert not maintenance.is_on()


def test_a_command_shuts_the_site_and_opens_it_even_when_it_fails() -> None:
    def failing_work() -> None:
        with maintenance.during(maintenance.Work(MORNING, by="restore")):
            assert maintenance.is_on()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        failing_work()
    assert not maintenance.is_on()


def test_a_command_leaves_a_persons_own_flag_in_place() -> None:
    maintenance.begin(maintenance.Work(MORNING, note="Pindah server."))
    with maintenance.during(maintenance.Work(MORNING, by="restore")):
        told = maintenance.current()
        assert told is not None
        assert told.note == "Pindah server."
    assert maintenance.is_on()


def test_a_flag_that_a_killed_run_left_goes_with_the_next_run() -> None:
    maintenance.begin(maintenance.Work(MORNING, by="restore"))
    with maintenance.during(maintenance.Work(MORNING, by="restore")):
        pass
    assert not maintenance.is_on()
