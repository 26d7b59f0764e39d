"""Sitemaps and robots.txt: every public address, in parts, and nothing else."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from django.test import Client

from content import sitemaps
from content.kinds import KINDS
from content.models import State
from tests import make

pytestmark = pytest.mark.django_db

NS = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
}
HOST = "http://testserver"


def read(client: Client, address: str) -> ElementTree.Element:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/xml; charset=utf-8"
    return ElementTree.fromstring(answer.content)


def parts(client: Client) -> list[str]:
    found = read(client, "/sitemap.xml").findall("s:sitemap/s:loc", NS)
    return [(loc.text or "").removeprefix(HOST) for loc in found]


def addresses(client: Client) -> list[str]:
    """Every address of every part, walked as a search engine does."""
    return [
        (loc.text or "").removeprefix(HOST)
        for part in parts(client)
        for loc in read(client, part).findall("s:url/s:loc", NS)
    ]


def test_the_index_of_an_empty_site_names_the_pages_that_are_always_there(client: Client) -> None:
    assert parts(client) == ["/sitemap-situs.xml"]
    make.make_desa("Musi")
    listed = addresses(client)
    assert {"/", "/desa/musi/", "/langganan/", *(f"/{kind}/" for kind in KINDS)} <= set(listed)
    for address in listed:
        assert client.get(address).status_code == 200, address


def test_every_public_item_is_listed_once_with_its_last_change(client: Client) -> None:
    public = [make.make_published(kind) for kind in KINDS]
    listed = addresses(client)
    assert len(listed) == len(set(listed))
    assert {revision.get_absolute_url() for revision in public} <= set(listed)
    revision = public[0]
    part = read(client, f"/sitemap-berita-{revision.item_id // sitemaps.STRETCH + 1}.xml")
    (entry,) = part.findall("s:url", NS)
    changed = datetime.fromisoformat(entry.findtext("s:lastmod", namespaces=NS) or "")
    assert changed == revision.visible_from.replace(microsecond=0)
    (picture,) = entry.findall("image:image/image:loc", NS)
    assert picture.text == f"{HOST}{revision.cover.asset.get_absolute_url()}"


@pytest.mark.parametrize("state", [s for s in State if s not in ("published", "archived")])
def test_no_sitemap_names_what_is_not_public(state: str, client: Client) -> None:
    revision = make.make_in_state(state)
    listed = addresses(client)
    assert (revision.get_absolute_url() in listed) == (state == State.SUPERSEDED)


def test_a_part_ends_where_the_next_begins(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    public = [make.make_published("artikel") for _ in range(7)]
    monkeypatch.setattr(sitemaps, "STRETCH", 3)
    found = [part for part in parts(client) if part.startswith("/sitemap-artikel-")]
    assert len(found) in (3, 4)
    items = [len(read(client, part).findall("s:url", NS)) for part in found]
    assert max(items) <= 3
    assert sum(items) == 7
    assert {revision.get_absolute_url() for revision in public} <= set(addresses(client))


@pytest.mark.parametrize("part", ["berita-0", "berita-1", "berita-999999999999999", "opini-1"])
def test_a_part_that_holds_nothing_is_not_there(part: str, client: Client) -> None:
    assert client.get(f"/sitemap-{part}.xml").status_code == 404


@pytest.mark.parametrize("number", [1, 12])
def test_sitemaps_ask_the_database_a_fixed_number_of_questions(
    number: int, client: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    revisions = [make.make_published("foto") for _ in range(number)]
    place = revisions[0].item_id // sitemaps.STRETCH + 1
    for address in ("/sitemap.xml", "/sitemap-situs.xml", f"/sitemap-foto-{place}.xml"):
        with django_assert_max_num_queries(4):
            client.get(address)


def test_robots_may_read_what_people_read_and_nothing_of_the_office(client: Client) -> None:
    answer = client.get("/robots.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    text = answer.content.decode()
    robots = RobotFileParser()
    robots.parse(text.splitlines())
    revision = make.make_published("berita")
    for open_place in ("/", "/berita/", revision.get_absolute_url(), "/cari/", "/media/a/b.webp"):
        assert robots.can_fetch("*", f"{HOST}{open_place}"), open_place
    for closed in ("/meja/", "/meja/antrean/", "/admin/", "/masuk/", "/akun/", "/cari/?q=a"):
        assert not robots.can_fetch("*", f"{HOST}{closed}"), closed
    assert robots.site_maps() == [f"{HOST}/sitemap.xml"]
    assert "Allow: /kritik-saran/$" in text
