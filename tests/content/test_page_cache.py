"""The page cache: fast for everyone, and never a page that is not true, not public or not theirs."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.utils import timezone

from content import generation, maintenance
from content.kinds import KINDS
from content.models import Generation, Office, Revision
from content.page_cache import clear
from tests import make
from tests.visitor import Visitor, connection_stays  # noqa: F401
from workflow.engine import move
from workflow.rules import Action

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("connection_stays")]


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.PAGE_CACHE_DIR = tmp_path / "pages"
    return settings.PAGE_CACHE_DIR


@pytest.fixture
def visitor(folder: Path) -> Visitor:
    make.make_published(title="Bibit karang ditanam")
    return Visitor(folder)


def test_the_second_visitor_gets_the_same_page_without_django(visitor: Visitor) -> None:
    first, second = visitor.get("/berita/"), visitor.get("/berita/")

    assert (first.status, first.body, first.headers) == (200, second.body, second.headers)
    assert "Bibit karang ditanam" in second.text
    assert visitor.rendered == ["/berita/"]


def test_a_kept_page_is_what_django_answers(visitor: Visitor) -> None:
    addresses = ("/", "/berita/", "/cari/?q=karang", "/peta-situs/", "/robots.txt", "/feed/")
    # First all of these: the test client gives connections back like a server when it is done.
    kept = {address: (visitor.get(address), visitor.get(address))[1] for address in addresses}
    for address in addresses:
        straight = Client().get(address)
        assert kept[address].body == straight.content
        assert said(straight.headers) == said(kept[address].headers)
        assert "Cookie" not in kept[address].headers["Vary"]


def said(headers: Mapping[str, str]) -> dict[str, str]:
    """What Django said; the cache adds the rest."""
    added = ("Vary", "Content-Length", "ETag")
    return {name: value for name, value in headers.items() if name not in added}


def test_another_process_finds_the_page_on_disk(visitor: Visitor, folder: Path) -> None:
    visitor.get("/")
    other = Visitor(folder)

    assert other.get("/").status == 200
    assert other.rendered == []


def test_a_new_release_starts_without_pages(visitor: Visitor, folder: Path) -> None:
    visitor.get("/")
    other = Visitor(folder, edition="baru-")
    other.get("/")

    assert other.rendered == ["/"]


def test_a_publication_is_seen_by_the_next_visitor_of_every_process(
    visitor: Visitor, folder: Path
) -> None:
    other = Visitor(folder)
    addresses = ("/", "/berita/", "/cari/?q=lumba", "/sitemap.xml")
    for address in addresses:
        visitor.get(address), other.get(address)

    published = make.make_published(title="Lumba-lumba terlihat lagi")

    for address in ("/", "/berita/", "/cari/?q=lumba"):
        assert "terlihat lagi" in visitor.get(address).text
        assert "terlihat lagi" in other.get(address).text
    assert visitor.get(published.get_absolute_url()).status == 200


def test_a_withdrawn_item_is_gone_at_the_next_request(visitor: Visitor) -> None:
    operator = make.make_operator()
    revision = make.make_published(title="Keliru sekali", by=operator)
    address = revision.get_absolute_url()
    assert visitor.get(address).status == 200
    assert "Keliru sekali" in visitor.get("/").text

    move(revision, Action.WITHDRAW, by=operator, note="Salah.", data={"reason": "keliru"})

    assert visitor.get(address).status == 410
    assert "Keliru sekali" not in visitor.get("/").text


def test_a_scheduled_item_appears_on_time_and_its_predecessor_goes(visitor: Visitor) -> None:
    operator, camat = make.make_operator(), make.make_camat()
    first = make.make_published(title="Judul lama", by=operator, approver=camat)
    when = timezone.now() + timedelta(hours=3)
    make.make_update(
        first.item, operator, camat, title="Judul baru", publication="scheduled", wanted_from=when
    )
    address = first.get_absolute_url()

    assert "Judul lama" in visitor.get(address).text
    with time_machine.travel(when - timedelta(seconds=1), tick=False):
        assert "Judul lama" in visitor.get(address).text
        before = len(visitor.rendered)
        visitor.get(address)
        assert len(visitor.rendered) == before, "nothing changed yet, so nothing is rendered"
    with time_machine.travel(when, tick=False):
        assert "Judul baru" in visitor.get(address).text
        assert "Judul baru" in visitor.get("/").text


def test_an_event_and_an_announcement_end_without_anybody_doing_anything(visitor: Visitor) -> None:
    end = timezone.now() + timedelta(hours=2)
    make.make_published("pengumuman", "Air mati sebentar", ends_at=end)
    assert "Air mati sebentar" in visitor.get("/").text

    with time_machine.travel(end + timedelta(seconds=1), tick=False):
        assert "Air mati sebentar" not in visitor.get("/").text


def test_midnight_at_the_office_ends_every_page(visitor: Visitor) -> None:
    current = generation.current()
    assert current is not None
    with time_machine.travel(current.ends_at, tick=False):
        visitor.get("/")
        following = generation.current()
    assert following is not None
    assert following.key != current.key
    local = timezone.localtime(current.ends_at)
    assert (local.hour, local.minute, local.second) == (0, 0, 0)


@pytest.mark.parametrize(
    "change",
    [
        lambda: Office.objects.update_or_create(pk=1, defaults={"phone": "0362 1"}),
        lambda: make.make_desa("Banyupoh"),
        lambda: make.make_category("Kelautan"),
        lambda: make.make_feedback("Lampu jalan mati di depan pasar."),
        lambda: Revision.objects.public().update(version=7),
    ],
    ids=["office", "desa", "category", "feedback", "public revision"],
)
def test_what_the_public_sees_starts_a_new_generation(visitor: Visitor, change: Any) -> None:
    before = generation.token()
    change()
    assert generation.token() != before


def test_writing_a_draft_leaves_the_pages_alone(visitor: Visitor) -> None:
    before = generation.token()
    operator = make.make_operator()
    draft = make.make_draft(title="Belum selesai", by=operator)
    make.fill(draft, operator, summary="Ditulis lagi.")
    move(draft, Action.SUBMIT, by=operator)
    assert generation.token() == before


def test_nobody_who_may_be_signed_in_meets_the_cache(visitor: Visitor) -> None:
    visitor.get("/", HTTP_COOKIE="a=1; sesi=abc")
    visitor.get("/", HTTP_COOKIE="a=1; sesi=abc")
    visitor.get("/", HTTP_AUTHORIZATION="Basic eDp5")
    assert visitor.rendered == ["/"] * 3

    visitor.get("/")
    assert visitor.rendered == ["/"] * 4, "and they left nothing behind for others"


def test_desk_forms_and_files_are_never_kept(visitor: Visitor, folder: Path) -> None:
    picture = make.make_picture()
    for address in ("/masuk/", "/kritik-saran/", "/meja/", "/admin/", picture.get_absolute_url()):
        visitor.get(address)
        visitor.get(address)
        assert visitor.rendered[-2:] == [address] * 2
    assert [path for path in folder.rglob("*") if path.is_file()] in ([], [folder / "stamp"])


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_has_no_page_to_keep(visitor: Visitor, kind: str) -> None:
    draft = make.make_draft(kind, "Rahasia dulu")
    for _ in range(2):
        assert visitor.get(f"/{kind}/{draft.item.slug}/").status == 404
    assert "Rahasia dulu" not in visitor.get(f"/{kind}/").text


def test_what_is_not_found_is_not_kept(visitor: Visitor, folder: Path) -> None:
    for _ in range(2):
        assert visitor.get("/berita/tidak-ada/").status == 404
    assert visitor.rendered == ["/berita/tidak-ada/"] * 2
    assert list(folder.glob("*-*/*")) == []


def test_an_unknown_host_leaves_nothing_behind(visitor: Visitor, folder: Path) -> None:
    assert visitor.get("/", HTTP_HOST="jahat.example").status == 400
    assert list(folder.glob("*-*/*")) == []
    assert "jahat.example" not in visitor.get("/").text


def test_hosts_schemes_and_savers_of_data_have_pages_of_their_own(visitor: Visitor) -> None:
    visitor.get("/")
    visitor.get("/", HTTP_HOST="localhost")
    visitor.get("/", HTTP_SAVE_DATA="on")
    visitor.get("/", **{"wsgi.url_scheme": "https"})
    assert len(visitor.rendered) == 4


def test_what_other_sites_append_to_a_link_makes_no_other_page(visitor: Visitor) -> None:
    visitor.get("/berita/?halaman=1")
    visitor.get("/berita/?halaman=1&fbclid=xyz&utm_source=wa")
    assert visitor.rendered == ["/berita/"]
    visitor.get("/berita/?halaman=2")
    assert len(visitor.rendered) == 2


def test_a_very_long_question_is_answered_but_not_kept(visitor: Visitor, folder: Path) -> None:
    assert visitor.get("/cari/?q=" + "a" * 400).status == 200
    assert list(folder.glob("*-*/*")) == []


def test_browsers_are_told_when_nothing_changed(visitor: Visitor) -> None:
    page = visitor.get("/")
    again = visitor.get("/", HTTP_IF_NONE_MATCH=f'"x", {page.headers["ETag"]}')

    assert (again.status, again.body) == (304, b"")
    assert again.headers["ETag"] == page.headers["ETag"]
    assert again.headers["Cache-Control"] == page.headers["Cache-Control"]
    assert visitor.get("/", HTTP_IF_NONE_MATCH='"x"').status == 200


def test_head_has_the_headers_and_no_body(visitor: Visitor) -> None:
    first = visitor.get("/", REQUEST_METHOD="HEAD")
    page = visitor.get("/")
    again = visitor.get("/", REQUEST_METHOD="HEAD")
    assert (first.status, first.body, first.headers) == (200, b"", page.headers)
    assert (again.body, again.headers, visitor.rendered) == (b"", page.headers, ["/"])
    missing = visitor.get("/berita/tidak-ada/", REQUEST_METHOD="HEAD")
    assert (missing.status, missing.body) == (404, b"")


def test_during_maintenance_no_kept_page_is_given(visitor: Visitor, settings: Any) -> None:
    visitor.get("/")
    maintenance.begin(maintenance.Work(timezone.now()))
    try:
        assert visitor.get("/").status == 503
    finally:
        maintenance.end()
    assert visitor.get("/").status == 200


def test_clearing_reaches_the_memory_of_every_process(visitor: Visitor, folder: Path) -> None:
    other = Visitor(folder)
    visitor.get("/"), other.get("/")
    clear()
    visitor.get("/")
    assert visitor.rendered == ["/", "/"]


def test_a_site_without_a_mark_keeps_nothing(visitor: Visitor) -> None:
    Generation.objects.all().delete()
    visitor.get("/"), visitor.get("/")
    assert visitor.rendered == ["/", "/"]


def test_a_hit_asks_the_database_for_the_mark_alone(
    visitor: Visitor, django_assert_num_queries: Any
) -> None:
    visitor.get("/")
    with django_assert_num_queries(0):  # the mark is read past Django's cursors
        visitor.get("/")


def test_the_mark_returns_with_a_transaction_that_fails(visitor: Visitor) -> None:
    before = generation.token()
    savepoint = transaction.savepoint()
    make.make_published(title="Tidak jadi")
    assert generation.token() != before
    transaction.savepoint_rollback(savepoint)
    assert generation.token() == before


def test_a_verdict_is_asked_again_within_minutes(visitor: Visitor) -> None:
    revision = Revision.objects.public().get()
    address = f"/verifikasi/{revision.approval_number}/"
    with time_machine.travel(timezone.now(), tick=False) as clock:
        visitor.get(address), visitor.get(address)
        assert visitor.rendered == [address]
        clock.shift(timedelta(minutes=6))
        visitor.get(address)
        assert visitor.rendered == [address] * 2
