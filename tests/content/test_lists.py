"""The public lists: filters, pages, calendar; nonsense in an address never breaks them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from content import agenda, filters
from content.kinds import KINDS
from content.models import Revision
from tests import make
from workflow.engine import move
from workflow.rules import Action

pytestmark = pytest.mark.django_db

NONSENSE = (
    "halaman=0",
    "halaman=-3",
    "halaman=abc",
    "halaman=99999999999999999999",
    "halaman=%00",
    "halaman=²",
    "tahun=abc",
    "tahun=99999999999999",
    "tahun=²",
    "tahun=0",
    "desa=%00",
    "desa=" + "a" * 5000,
    "desa=tidak-ada&desa=&topik=%F0%9F%90%A2",
    "topik='%20OR%201=1--",
    "kata=%00",
    "kata=%25_%5C",
    "kata=" + "kata%20" * 400,
    "kata=<script>alert(1)</script>",
    "kata=[(*+",
    "urut=acak&status=apa",
    "bulan=2026-13",
    "bulan=0000-00",
    "bulan=9999-12",
    "bulan=1950-01&tampil=x",
    "bulan=²²²²-11",
    "&&&===&;",
    "%FF%FE",
    "klasifikasi=dikecualikan",
)


def publish(title: str, *, desa: str = "", topic: str = "", **words: Any) -> Revision:
    """A news item of a village and a topic."""
    operator = make.make_operator()
    draft = make.make_draft("berita", title, operator, **words)
    if desa:
        draft.desa.add(make.make_desa(desa))
    if topic:
        draft.category = make.make_category(topic)
        draft.save()
    revision = move(Revision.objects.get(pk=draft.pk), Action.SUBMIT, by=operator)
    return make.approve(revision, make.make_camat())


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_list_says_so(kind: str, client: Client) -> None:
    answer = client.get(f"/{kind}/")
    assert answer.status_code == 200
    assert "Belum ada" in answer.content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_the_list_of_every_kind_shows_its_items(kind: str, client: Client) -> None:
    revision = make.make_published(kind, "Judul yang dicari")
    page = client.get(f"/{kind}/").content.decode()
    assert "Judul yang dicari" in page
    assert revision.get_absolute_url() in page


@pytest.mark.parametrize("place", [*(f"/{kind}/" for kind in KINDS), "/informasi-publik/"])
def test_any_query_string_gives_a_sound_page(place: str, client: Client) -> None:
    for query in NONSENSE:
        answer = client.get(f"{place}?{query}")
        assert answer.status_code == 200, query
        assert "<script>alert" not in answer.content.decode()


def test_an_unknown_kind_is_not_found(client: Client) -> None:
    assert client.get("/opini/").status_code == 404


def test_a_list_is_cut_into_pages_of_twelve(client: Client) -> None:
    for number in range(14):
        make.make_published("artikel", f"Tulisan {number:02}")
    first = client.get("/artikel/").content.decode()
    second = client.get("/artikel/?halaman=2").content.decode()
    assert "<b>14 artikel</b>" in first
    assert "Tulisan 13" in first
    assert "Tulisan 02" in first
    assert "Tulisan 01" not in first
    assert "Tulisan 01" in second
    assert "halaman=1" in second
    assert "Tulisan 00" in client.get("/artikel/?urut=terlama").content.decode()


def test_filters_narrow_together_and_can_be_taken_back_one_by_one(client: Client) -> None:
    publish("Anggur Musi", desa="Musi", topic="Pertanian")
    publish("Anggur Patas", desa="Patas", topic="Pertanian")
    publish("Pasar Musi", desa="Musi", topic="Ekonomi")
    page = client.get("/berita/?desa=musi&topik=pertanian&kata=anggur").content.decode()
    assert "<b>1 berita</b>" in page
    assert "Pasar Musi" not in page
    assert "Anggur Patas" not in page
    assert "?topik=pertanian&amp;kata=anggur" in page
    assert "?desa=musi&amp;kata=anggur" in page
    assert "<mark>Anggur</mark> Musi" in page
    both = client.get("/berita/?desa=musi&desa=patas").content.decode()
    assert "<b>3 berita</b>" in both


def test_a_village_counts_what_it_has(client: Client) -> None:
    publish("Satu", desa="Musi")
    publish("Dua", desa="Musi")
    make.make_desa("Patas")
    query = filters.parse(QueryDict("desa=patas"))
    panel = filters.panel(query, Revision.objects.public().of("berita"))
    assert [(c.slug, c.total, c.chosen) for c in panel.desa] == [
        ("musi", 2, False),
        ("patas", 0, True),
    ]


def test_years_are_those_of_the_office_clock(client: Client) -> None:
    # 23.30 UTC on 31 December is already the new year in Central Indonesia.
    with time_machine.travel(datetime(2024, 12, 31, 23, 30, tzinfo=UTC)):
        publish("Kabar tahun baru")
    assert filters.panel(filters.parse(QueryDict()), Revision.objects.public()).years == [2025]
    assert "Kabar tahun baru" in client.get("/berita/?tahun=2025").content.decode()
    assert "Kabar tahun baru" not in client.get("/berita/?tahun=2024").content.decode()


def test_nothing_found_tells_what_to_do(client: Client) -> None:
    publish("Anggur")
    page = client.get("/berita/?kata=tiadasama").content.decode()
    assert "Tidak ada hasil untuk “tiadasama”" in page
    assert "Tampilkan semua berita" in page


def test_expired_announcements_lie_in_the_archive(client: Client) -> None:
    now = timezone.now()
    make.make_published("pengumuman", "Masih berlaku", ends_at=now + timedelta(days=2))
    make.make_published("pengumuman", "Tanpa akhir")
    make.make_published("pengumuman", "Sudah habis", ends_at=now - timedelta(days=2))
    valid = client.get("/pengumuman/").content.decode()
    archived = client.get("/pengumuman/?status=arsip").content.decode()
    assert "Masih berlaku" in valid
    assert "Tanpa akhir" in valid
    assert "Sudah habis" not in valid
    assert "Sudah habis" in archived
    assert "Masih berlaku" not in archived


@time_machine.travel(datetime(2026, 11, 22, 4, 0, tzinfo=UTC), tick=False)
def test_the_agenda_shows_a_month_with_its_days(client: Client) -> None:
    def at(day: int, hour: int = 1) -> datetime:
        return datetime(2026, 11, day, hour, tzinfo=UTC)

    make.make_published("agenda", "Rakor lintas sektor", starts_at=at(3))
    make.make_published("agenda", "Posyandu", starts_at=at(25), ends_at=at(26))
    make.make_published("agenda", "Batal hujan", starts_at=at(27), cancelled_because="Hujan.")
    page = client.get("/agenda/").content.decode()
    assert "Agenda November 2026" in page
    assert 'id="hari-2026-11-25"' in page
    assert 'href="#hari-2026-11-25"' in page
    assert 'href="#hari-2026-11-26"' not in page
    assert page.index("Akan datang") < page.index("Sudah berlalu")
    assert "3 hari lagi" in page
    assert "Hujan." in page
    october = client.get("/agenda/?bulan=2026-10").content.decode()
    assert "Agenda Oktober 2026" in october
    assert "Posyandu" not in october
    as_list = client.get("/agenda/?bulan=2026-11&tampil=daftar").content.decode()
    assert "<table" not in as_list
    assert "Posyandu" in as_list


def test_every_link_into_the_month_has_a_target(client: Client) -> None:
    start = timezone.now().replace(day=1, hour=0)
    for days in (0, 5, 12, 27):
        begin = start + timedelta(days=days)
        make.make_published("agenda", starts_at=begin, ends_at=begin + timedelta(days=3))
    page = client.get("/agenda/").content.decode()
    targets = [part.partition('"')[0] for part in page.split('href="#hari-')[1:]]
    assert targets
    for target in targets:
        assert f'id="hari-{target}"' in page


def test_the_month_is_read_tolerantly() -> None:
    today = date(2026, 11, 22)
    assert agenda.parse_month("2026-02", today) == date(2026, 2, 1)
    for nonsense in ("", "2026-00", "2026-13", "0001-01", "9999-12", "2026-1", "abc", "2026-02-01"):
        assert agenda.parse_month(nonsense, today) == date(2026, 11, 1)
    assert agenda.previous_month(date(2026, 1, 1)) == date(2025, 12, 1)
    assert agenda.next_month(date(2026, 12, 1)) == date(2027, 1, 1)


def test_the_agenda_can_be_subscribed_to(client: Client) -> None:
    revision = make.make_published("agenda", "Rapat; dengan, tanda", place="Aula")
    make.make_published("agenda", "Dibatalkan", cancelled_because="Hujan.")
    answer = client.get("/agenda/kalender.ics")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert {str(e["SUMMARY"]) for e in events} == {"Rapat; dengan, tanda", "Dibatalkan"}
    mine = next(e for e in events if e["STATUS"] == "CONFIRMED")
    assert mine["DTSTART"].dt == revision.starts_at.replace(microsecond=0)
    assert mine["LOCATION"] == "Aula"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("number", [3, 15])
def test_a_list_asks_the_database_a_fixed_number_of_questions(
    kind: str,
    number: int,
    client: Client,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    for _ in range(number):
        make.make_published(kind)
    with django_assert_max_num_queries(8):
        client.get(f"/{kind}/")
