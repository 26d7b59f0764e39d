"""What everybody must know at once: on every public page while it holds, and never longer."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from content.models import Revision
from tests import make
from tests.visitor import Visitor, connection_stays  # noqa: F401
from workflow.engine import move

pytestmark = pytest.mark.django_db

BANNER = 'aria-label="Informasi serta-merta"'
PAGES = ("/", "/berita/", "/agenda/", "/cari/?q=x", "/informasi-publik/", "/kritik-saran/")


def make_urgent(title: str, kind: str = "pengumuman", **words: Any) -> Revision:
    return make.make_published(kind, title, information_class="serta-merta", **words)


def banner(client: Client, place: str = "/berita/") -> str:
    """Return the banner's words, "" without one."""
    page = client.get(place).content.decode()
    assert page.count(BANNER) <= 1
    return page.partition(BANNER)[2].partition("</aside>")[0]


@pytest.mark.parametrize("place", PAGES)
def test_every_public_page_shows_the_newest_once_and_how_many_more(
    place: str, client: Client
) -> None:
    assert banner(client, place) == ""
    make_urgent("Air bersih padam")
    make_urgent("Pohon tumbang di Pemuteran", "berita")
    told = banner(client, place)
    assert "Pohon tumbang di Pemuteran" in told
    assert "Air bersih padam" not in told
    assert 'href="/informasi-publik/serta-merta/">Dan 1 lainnya</a>' in told


def test_the_home_page_has_it_in_its_place_and_does_not_repeat_it(client: Client) -> None:
    make_urgent("Air bersih padam")
    page = client.get("/").content.decode()
    assert page.index("laut-isi") < page.index(BANNER) < page.index("Berita terbaru")
    assert page.count("Air bersih padam") == 1


def test_its_own_page_needs_no_banner(client: Client) -> None:
    urgent = make_urgent("Air bersih padam")
    assert banner(client, urgent.get_absolute_url()) == ""


@pytest.mark.parametrize("place", ["/tidak-ada/", "/berita/diturunkan/"])
def test_who_finds_nothing_is_told_as_well(place: str, client: Client) -> None:
    gone = make.make_published(title="Diturunkan")
    move(gone, "withdraw", by=make.make_camat(), note="X.", data={"reason": "keliru"})
    make_urgent("Air bersih padam")
    answer = client.get(place)
    assert answer.status_code in (404, 410)
    assert "<b>Penting:</b>" in answer.content.decode()


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ({"ends_at": timedelta(days=30)}, timedelta(days=30)),
        ({"wanted_until": timedelta(days=30)}, timedelta(days=30)),
        ({}, timedelta(days=7)),
    ],
    ids=["berlaku sampai", "tayang sampai", "tanpa akhir"],
)
def test_it_goes_when_it_ends_without_anybody_doing_anything(
    words: dict[str, timedelta],
    last: timedelta,
    tmp_path: Path,
    settings: Any,
    connection_stays: None,  # noqa: F811 - the fixture of tests.visitor
) -> None:
    settings.PAGE_CACHE_DIR = tmp_path / "pages"
    visitor = Visitor(settings.PAGE_CACHE_DIR)
    with time_machine.travel("2026-11-23T10:00:00+08:00", tick=False) as clock:
        begun = timezone.now()
        make_urgent("Air bersih padam", **{name: begun + after for name, after in words.items()})
        assert "Air bersih padam" in visitor.get("/artikel/").text
        clock.move_to(begun + last - timedelta(minutes=1))
        assert "Air bersih padam" in visitor.get("/artikel/").text
        clock.move_to(begun + last + timedelta(days=0 if words else 1, seconds=1))
        assert "Air bersih padam" not in visitor.get("/artikel/").text


def test_only_what_is_urgent_and_told_to_everybody_is_a_banner(client: Client) -> None:
    make.make_published("pengumuman", "Jadwal pelayanan")
    make_urgent("Rapat mendadak", "agenda")
    make.make_submitted("pengumuman", "Belum disetujui", information_class="serta-merta")
    wish = {"publication": "scheduled", "wanted_from": timezone.now() + timedelta(hours=2)}
    make_urgent("Nanti sore", **wish)
    assert banner(client) == ""


def test_it_costs_one_question_where_nothing_is_known_and_none_afterwards(
    client: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    make_urgent("Air bersih padam")
    client.get("/artikel/")
    with django_assert_num_queries(1):  # the mark of the generation
        client.get("/artikel/")
