"""How often items are read: who is counted, how days are folded, what the page says."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from archive.periodic import run_due
from content import view_counts, view_spool
from content.models import Generation, Item, ViewCount
from content.view_spool import Spool
from tests import make
from workflow.engine import move

pytestmark = pytest.mark.django_db

PHONE = "Mozilla/5.0 (Linux; Android 12; CUBOT X18) Chrome/126.0 Mobile Safari/537.36"
READER = {
    "HTTP_USER_AGENT": PHONE,
    "HTTP_SEC_FETCH_SITE": "same-origin",
    "REMOTE_ADDR": "203.0.113.7",
}
# 10.00 WITA
MORNING = datetime(2026, 6, 8, 2, 0, tzinfo=UTC)
TODAY = date(2026, 6, 8)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


def read(item: Item, **asked: str) -> None:
    """A reader stays on the page for a while."""
    response = Client().post(f"/dibaca/{item.pk}/", **(READER | asked))
    assert response.status_code == 204
    assert response.content == b""
    assert "Set-Cookie" not in response.headers
    assert response["Cache-Control"] == "no-store"


def lines() -> list[bytes]:
    path = Spool(TODAY).path
    return path.read_bytes().splitlines() if path.exists() else []


def total(item: Item) -> int:
    return sum(ViewCount.objects.filter(item=item).values_list("total", flat=True))


def fold_tomorrow() -> str:
    return view_counts.fold(MORNING + timedelta(days=1))


def test_a_reading_costs_no_query(django_assert_num_queries: Any) -> None:
    item = make.make_published().item
    with django_assert_num_queries(0):
        read(item)
    assert len(lines()) == 1


@pytest.mark.parametrize(
    "asked",
    [
        {"HTTP_USER_AGENT": ""},
        {"HTTP_USER_AGENT": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"HTTP_USER_AGENT": "Mozilla/5.0 HeadlessChrome/126.0"},
        {"HTTP_USER_AGENT": "curl/8.5"},
        {"HTTP_USER_AGENT": "WhatsApp/2.24"},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "none"},
        {"HTTP_SEC_FETCH_SITE": "", "HTTP_ORIGIN": "https://lain.example"},
        {"HTTP_SEC_FETCH_SITE": ""},
        {"HTTP_DNT": "1"},
        {"HTTP_SEC_GPC": "1"},
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {"HTTP_COOKIE": "sesi=abc"},
    ],
)
def test_machines_staff_and_who_does_not_want_it_are_not_counted(asked: dict[str, str]) -> None:
    read(make.make_published().item, **asked)
    assert lines() == []


def test_a_browser_without_tls_is_known_by_its_origin() -> None:
    item = make.make_published().item
    read(item, HTTP_SEC_FETCH_SITE="", HTTP_ORIGIN="http://testserver")
    assert len(lines()) == 1


def test_nothing_about_the_reader_can_be_read_from_the_spool() -> None:
    read(make.make_published().item)
    spool = Spool(TODAY)
    assert b"203.0.113.7" not in spool.path.read_bytes()
    assert b"Android" not in spool.path.read_bytes()
    for path in (spool.path, spool.key_path):
        assert path.stat().st_mode & 0o777 == 0o600
    assert view_spool.folder().stat().st_mode & 0o777 == 0o700


def test_a_reader_has_another_name_each_day(clock: time_machine.Traveller) -> None:
    item = make.make_published().item
    read(item)
    clock.move_to(MORNING + timedelta(days=1))
    read(item)
    today, tomorrow = Spool(TODAY), Spool(TODAY + timedelta(days=1))
    assert today.path.read_bytes() != tomorrow.path.read_bytes()
    assert today.key_path.read_bytes() != tomorrow.key_path.read_bytes()


def test_a_finished_day_counts_each_reader_of_an_item_once() -> None:
    item, other = make.make_published().item, make.make_published("agenda").item
    for _ in range(3):
        read(item)
    read(item, REMOTE_ADDR="203.0.113.8")
    read(item, HTTP_USER_AGENT="Mozilla/5.0 Firefox/128.0")
    read(other)
    assert fold_tomorrow() == "4 pembaca dihitung."
    assert (total(item), total(other)) == (3, 1)
    assert ViewCount.objects.get(item=item).day == TODAY
    assert list(view_spool.folder().iterdir()) == []


def test_the_present_day_is_left_alone_until_a_moment_after_midnight() -> None:
    item = make.make_published().item
    read(item)
    midnight = datetime(2026, 6, 8, 16, 0, tzinfo=UTC)
    for moment in (MORNING, midnight, midnight + timedelta(minutes=4)):
        assert view_counts.fold(moment) == ""
    assert total(item) == 0
    assert view_counts.fold(midnight + timedelta(minutes=6)) != ""
    assert total(item) == 1


def test_folding_twice_counts_once() -> None:
    item = make.make_published().item
    read(item)
    spool = Spool(TODAY)
    content, key = spool.path.read_bytes(), spool.key_path.read_bytes()
    fold_tomorrow()
    # As after a run that was killed once its rows stood, before the lines were gone.
    spool.path.write_bytes(content)
    spool.key_path.write_bytes(key)
    fold_tomorrow()
    assert total(item) == 1
    assert not spool.path.exists()


def test_a_key_whose_lines_are_gone_is_removed() -> None:
    read(make.make_published().item)
    Spool(TODAY).path.unlink()
    assert fold_tomorrow() == ""
    assert not Spool(TODAY).key_path.exists()


def test_two_machines_add_up(settings: Any, tmp_path: Path) -> None:
    item = make.make_published().item
    for machine in ("satu", "dua"):
        settings.VIEW_SPOOL = tmp_path / machine
        read(item)
        fold_tomorrow()
    assert total(item) == 2
    assert ViewCount.objects.count() == 2


def test_only_what_was_public_that_day_counts(clock: time_machine.Traveller) -> None:
    clock.move_to(MORNING - timedelta(days=1))
    operator = make.make_operator()
    draft, gone = make.make_draft().item, make.make_published(by=operator)
    later = make.make_published(
        publication="scheduled", wanted_from=MORNING + timedelta(days=2)
    ).item
    move(gone, "withdraw", by=operator, note="Keliru.", data={"reason": "keliru"})
    clock.move_to(MORNING)
    for item in (draft, gone.item, later):
        read(item)
    Client().post("/dibaca/999999999/", **READER)
    Client().post("/dibaca/999999999999999999/", **READER)
    fold_tomorrow()
    assert not ViewCount.objects.exists()


def test_one_network_counts_only_so_often_for_an_item(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view_spool, "MOST_PER_NETWORK", 5)
    item = make.make_published().item
    for number in range(9):
        read(item, HTTP_USER_AGENT=f"Mozilla/5.0 nomor {number}")
    read(item, REMOTE_ADDR="203.0.113.8")
    fold_tomorrow()
    assert total(item) == 6


def test_a_full_day_drops_what_comes_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view_spool, "MOST_BYTES", 60)
    item = make.make_published().item
    for number in range(9):
        read(item, HTTP_USER_AGENT=f"Mozilla/5.0 nomor {number}")
    assert len(lines()) < 4


def test_lines_that_are_none_are_left_out() -> None:
    item = make.make_published().item
    read(item)
    with Spool(TODAY).path.open("ab") as file:
        file.write(b"\nabc\n12 zz\n\xff\xfe\n%d 0123456789 01234" % item.pk)
    fold_tomorrow()
    assert total(item) == 1


def test_a_folder_that_cannot_be_written_does_not_trouble_the_reader(tmp_path: Path) -> None:
    settings.VIEW_SPOOL.write_text("sebuah berkas")
    read(make.make_published().item)


def write_many(folder: str, day: str, who: int) -> None:
    """What one of several processes does."""
    settings.VIEW_SPOOL = folder
    for number in range(300):
        Spool(date.fromisoformat(day)).note(7, f"jaringan {who}", f"peramban {number}")


def test_several_processes_lose_nothing(tmp_path: Path) -> None:
    folder = str(tmp_path / "bersama")
    settings.VIEW_SPOOL = folder
    context = get_context("fork")
    workers = [
        context.Process(target=write_many, args=(folder, TODAY.isoformat(), who))
        for who in range(4)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * 4
    found = lines()
    assert len(found) == len(set(found)) == 1200
    assert all(view_spool.LINE.fullmatch(line) for line in found)


@pytest.mark.parametrize(
    "kind", ["berita", "foto", "video", "agenda", "pengumuman", "artikel", "bank-data"]
)
def test_the_page_says_how_often_it_was_read_and_only_then(kind: str, client: Client) -> None:
    unread, read_often = make.make_published(kind), make.make_published(kind)
    for day in range(3):
        ViewCount.objects.create(
            item=read_often.item, day=TODAY - timedelta(days=day + 1), batch="a", total=402
        )
    page = client.get(read_often.get_absolute_url()).content.decode()
    assert page.count("Dibaca 1.206 kali") == 1
    assert f'data-alamat="/dibaca/{read_often.item_id}/"' in page
    assert "Dibaca" not in client.get(unread.get_absolute_url()).content.decode()
    assert "Dibaca" not in client.get(f"/{kind}/").content.decode()


def test_fixed_pages_and_previews_are_not_counted(client: Client) -> None:
    page, draft = make.make_published("halaman"), make.make_draft()
    client.force_login(make.make_operator())
    preview = client.get(f"/meja/item/{draft.item_id}/pratinjau/1/").content.decode()
    assert "dibaca.js" not in preview
    assert "dibaca.js" not in client.get(page.get_absolute_url()).content.decode()


def test_a_count_renews_what_caches_keep(clock: time_machine.Traveller) -> None:
    item = make.make_published().item
    read(item)
    before = Generation.objects.get().token
    clock.move_to(MORNING + timedelta(days=1))
    assert "jumlah pembaca: 1 pembaca dihitung." in run_due()
    assert Generation.objects.get().token != before
    assert total(item) == 1


def test_every_machine_folds_its_own_spool_however_soon_after_another(
    clock: time_machine.Traveller, settings: Any, tmp_path: Path
) -> None:
    item = make.make_published().item
    for machine in ("satu", "dua"):
        settings.VIEW_SPOOL = tmp_path / machine
        read(item)
    clock.move_to(MORNING + timedelta(days=1))
    for machine in ("satu", "dua"):
        settings.VIEW_SPOOL = tmp_path / machine
        run_due()
    assert total(item) == 2
