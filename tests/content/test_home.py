"""The home page."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from content.kinds import KINDS
from content.models import Office
from tests import make

pytestmark = pytest.mark.django_db


def test_an_empty_site_has_a_home_page_that_says_so(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "Belum ada berita" in page
    assert "Belum ada acara" in page
    assert "Tidak ada pengumuman" in page


def test_the_office_speaks_in_its_own_words(client: Client) -> None:
    Office.objects.create(name="Kecamatan Lain", tagline="Dari hulu sampai hilir")
    page = client.get("/").content.decode()
    assert "Dari hulu sampai hilir" in page
    assert "Kecamatan Lain" in page


def test_the_coast_leads_to_what_concerns_each_village(client: Client) -> None:
    make.make_desa("Banyupoh", position=2)
    make.make_desa("Gerokgak", position=1, is_seat=True)
    page = client.get("/").content.decode()
    assert page.index("/desa/gerokgak/") < page.index("/desa/banyupoh/")


def test_the_newest_news_leads_and_four_follow(client: Client) -> None:
    for number in range(6):
        make.make_published("berita", f"Kabar ke-{number}")
    page = client.get("/").content.decode()
    assert page.index("Kabar ke-5") < page.index("Kabar ke-4") < page.index("Kabar ke-1")
    assert "Kabar ke-0" not in page


def test_one_urgent_announcement_is_the_notice_while_it_holds(client: Client) -> None:
    now = timezone.now()
    for title, ends in (("Lama", -1), ("Pertama", 3), ("Kedua", 3)):
        make.make_published(
            "pengumuman",
            f"{title} dan penting",
            information_class="serta-merta",
            ends_at=now + timedelta(days=ends),
        )
    page = client.get("/").content.decode()
    assert page.count("pesan notis") == 1
    notice = page[page.index("pesan notis") : page.index("Berita terbaru")]
    assert "Kedua dan penting" in notice
    assert "Lama dan penting" not in page
    assert page.count("Kedua dan penting") == 1


def test_events_come_in_their_order_and_past_ones_not_at_all(client: Client) -> None:
    now = timezone.now()
    for title, days in (("Sudah lewat", -2), ("Lusa", 2), ("Besok", 1)):
        make.make_published("agenda", title, starts_at=now + timedelta(days=days))
    page = client.get("/").content.decode()
    assert page.index("Besok</a>") < page.index("Lusa</a>")
    assert "Sudah lewat" not in page


def test_an_event_next_month_is_better_than_an_empty_agenda(client: Client) -> None:
    make.make_published("agenda", "Masih lama", starts_at=timezone.now() + timedelta(days=40))
    assert "Masih lama" in client.get("/").content.decode()


def test_a_cancelled_event_says_so(client: Client) -> None:
    make.make_published("agenda", "Posyandu", cancelled_because="Hujan lebat.")
    assert "Dibatalkan" in client.get("/").content.decode()


def test_a_data_set_shows_its_largest_row(client: Client) -> None:
    make.make_published("bank-data", "Penduduk", data_unit="jiwa")
    page = client.get("/").content.decode()
    assert "Terbesar: Patas" in page
    assert "8.120 <small>jiwa</small>" in page


@pytest.mark.parametrize("number", [3, 20])
def test_the_home_page_asks_the_database_a_fixed_number_of_questions(
    number: int, client: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for kind in KINDS:
        for _ in range(number if kind in ("berita", "agenda", "foto") else 3):
            make.make_published(kind)
    with django_assert_max_num_queries(8):
        assert client.get("/").status_code == 200
