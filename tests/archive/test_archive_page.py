"""The archive page: who may see it, and what it says."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client

from archive.health import health, step_seven, thread
from archive.models import Backup
from tests.make import make_admin, make_camat, make_operator, make_person, make_user

pytestmark = pytest.mark.django_db
PAGE = "/meja/arsip/"
# 10.00 in the office.
NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


def make_backup(at: datetime, outcome: str = "good", **extra: Any) -> Backup:
    values: dict[str, Any] = {
        "name": f"gerokgak-{at:%Y%m%dT%H%M%S}+0000",
        "place": "/cadangan",
        "started_at": at,
        "finished_at": at + timedelta(minutes=2),
        "outcome": outcome,
    }
    if outcome == "good":
        values |= {"bytes": 4096, "new_bytes": 99, "files": 7, "items": 1284}
        values |= {"bag_sha256": "9f3c" + "0" * 56 + "a81e"}
    return Backup.objects.create(**values | extra)


def test_a_stranger_is_led_to_the_door(client: Client):
    answer = client.get(PAGE)

    assert answer.status_code == 302
    assert answer.url == f"/masuk/?next={PAGE}"


def test_a_person_without_office_is_refused(client: Client):
    client.force_login(make_user())

    assert client.get(PAGE).status_code == 403


@pytest.mark.parametrize("make", [make_operator, make_camat, make_admin])
def test_everybody_of_the_office_sees_the_archive(client: Client, make: Any):
    client.force_login(make())

    answer = client.get(PAGE)

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    assert "Belum ada cadangan" in answer.content.decode()


def test_an_office_that_ended_opens_nothing(client: Client):
    ended = datetime(2020, 1, 1, tzinfo=UTC).date()
    client.force_login(make_person("kasubag", ends_on=ended))

    assert client.get(PAGE).status_code == 403


def test_the_page_only_answers_to_get(client: Client):
    client.force_login(make_operator())

    assert client.post(PAGE).status_code == 405


def test_the_list_shows_time_outcome_items_size_and_hash(client: Client):
    with time_machine.travel(NOW, tick=False):
        make_backup(NOW - timedelta(hours=8))
        make_backup(NOW - timedelta(days=3), "failed", message="Ruang penyimpanan penuh.")
        client.force_login(make_operator())
        page = client.get(PAGE).content.decode()

    assert "Arsip sehat" in page
    assert "Hari ini, 02.00" in page
    assert "1.284" in page
    assert "9f3c…a81e" in page
    assert "Ruang penyimpanan penuh." in page


def test_the_page_asks_few_questions_however_long_the_list(
    client: Client, django_assert_max_num_queries: Any
):
    for day in range(40):
        make_backup(NOW - timedelta(days=day))
    client.force_login(make_operator())

    with django_assert_max_num_queries(16):
        client.get(PAGE)


def test_a_backup_of_tonight_is_healthy():
    make_backup(NOW - timedelta(hours=8))

    told = health(NOW)

    assert told.look == ""
    assert told.words == (
        "Cadangan terakhir dibuat hari ini, 02.00 dan sudah diperiksa. "
        "Semua 1.284 butir ada di dalamnya."
    )


def test_a_missed_night_is_told():
    make_backup(NOW - timedelta(hours=32))

    assert health(NOW).title == "Cadangan terlambat"
    assert health(NOW).look == "sehat-gagal"


def test_a_failure_after_a_good_backup_has_to_be_looked_into():
    make_backup(NOW - timedelta(hours=20))
    make_backup(NOW - timedelta(hours=1), "failed", message="Ruang penyimpanan penuh.")

    told = health(NOW)

    assert told.title == "Perlu diperiksa"
    assert "hari ini, 09.00 gagal: Ruang penyimpanan penuh." in told.words


def test_a_first_failure_says_why():
    make_backup(NOW, "failed", message="pg_dump tidak ada.")

    assert health(NOW).words == "Pencadangan terakhir gagal: pg_dump tidak ada."


def test_a_good_backup_with_notes_is_not_called_healthy():
    make_backup(NOW, message="1 berkas media tidak ada di server: abc.")

    assert health(NOW).look == "sehat-periksa"


def test_a_run_that_still_runs_counts_for_nothing_yet():
    make_backup(NOW, "running", finished_at=None)

    assert health(NOW).title == "Belum ada cadangan"


def test_the_thread_takes_the_best_run_of_each_day():
    for hours in (8, 33):
        make_backup(NOW - timedelta(hours=hours))
    make_backup(NOW - timedelta(hours=34), "failed", message="Terputus.")
    make_backup(NOW - timedelta(days=4), "failed", message="Terputus.")

    with time_machine.travel(NOW, tick=False):
        told = thread(NOW)

    assert [told.checked, told.failed, told.skipped] == [2, 1, 27]
    assert told.last_failure == "18 November 2026: Terputus."
    assert told.days[-1].words == "22 November 2026: diperiksa dan baik"
    assert len(told.days) == 30


def test_step_seven_is_measured_against_its_standard():
    make_backup(NOW - timedelta(hours=8))

    assert step_seven(NOW) == ("0 butir diarsipkan hari ini. Pencadangan rata-rata 2 dari 5 menit.")


def test_a_shelf_that_is_there_shows_its_room(client: Client, settings: Any):
    Path(settings.BACKUP_ROOT).mkdir()
    client.force_login(make_operator())

    assert "tersisa dari" in client.get(PAGE).content.decode()
