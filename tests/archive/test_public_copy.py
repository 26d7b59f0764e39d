"""The readable copy: whole, linked within itself, and showing nothing that is not public."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from archive.links import change, found, found_in_css
from tests.archive.site import Site

LINK = re.compile(r"<[a-z][^>]*\s(?:href|src|poster)=\"([^\"]+)\"")


@pytest.fixture(scope="module")
def copy(filled: Site) -> Path:
    """The readable copy in the bag of the filled site."""
    return filled.shelf / filled.bags()[0] / "data" / "site"


def pages(copy: Path) -> list[Path]:
    return sorted(copy.rglob("*.html"))


def test_every_kind_and_every_public_item_has_its_page(copy: Path):
    names = {page.relative_to(copy).as_posix() for page in pages(copy)}

    for kind in ("berita", "foto", "video", "agenda", "pengumuman", "artikel", "bank-data"):
        assert {f"{kind}/index.html", f"{kind}/judul-{kind}/index.html"} <= names
    assert {"index.html", "halaman/judul-halaman/index.html"} <= names
    assert "berita/berita-yang-diperbarui/index.html" in names


def test_what_is_not_public_is_not_in_it(copy: Path):
    words = "".join(page.read_text() for page in pages(copy))

    assert "Berita yang sudah diperbarui" in words
    assert "Terjadwal" not in words
    assert not (copy / "berita" / "terjadwal").exists()


def test_every_relative_link_leads_to_a_file_of_the_copy(copy: Path):
    checked = 0
    for page in pages(copy):
        for link in LINK.findall(page.read_text()):
            parts = urlsplit(link)
            if parts.scheme or not parts.path:
                continue
            assert not parts.path.startswith("/"), (page, link)
            assert (page.parent / unquote(parts.path)).is_file(), (page, link)
            checked += 1
    assert checked > 200


def test_what_style_sheets_ask_for_is_there(copy: Path):
    sheets = list(copy.rglob("*.css"))
    wanted = [sheet.parent / link for sheet in sheets for link in found_in_css(sheet.read_text())]

    assert wanted
    assert [path for path in wanted if not path.is_file()] == []


def test_forms_and_pages_that_need_a_server_lead_to_the_live_site(copy: Path):
    front = (copy / "index.html").read_text()

    assert 'href="http://localhost/kritik-saran/"' in front
    assert re.search(r'action="http://localhost/[^"]*"', front)


def test_pictures_cost_no_room_beside_the_media_store(copy: Path):
    picture = next(path for path in sorted((copy / "media").rglob("*.webp")))
    sha256 = picture.parent.name

    assert picture.samefile(copy.parent / "media" / sha256[:2] / sha256)


def test_a_dead_link_to_an_unpublished_page_is_no_alarm(filled: Site):
    told = filled.python(
        "from archive.models import Backup\nprint(Backup.objects.values_list('message', flat=True)[0])"
    )

    assert told == "\n"


def test_links_change_inside_tags_only():
    page = '<p>tulis href="/a" saja</p><a title="b > c" href="/d?e=1&amp;f=2">/d</a>'

    assert found(page) == ["/d?e=1&f=2"]
    assert change(page, lambda attribute, link: f"{attribute}<{link}") == (
        '<p>tulis href="/a" saja</p><a title="b > c" href="href&lt;/d?e=1&amp;f=2">/d</a>'
    )


def test_every_candidate_of_a_picture_set_changes():
    page = '<img srcset="/a.webp 104w, /b.webp 208w" src=\'/c.webp\' alt="">'

    assert change(page, lambda attribute, link: f"..{link}") == (
        '<img srcset="../a.webp 104w, ../b.webp 208w" src="../c.webp" alt="">'
    )
