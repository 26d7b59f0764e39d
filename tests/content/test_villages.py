"""The villages: where they lie, what is public about each, and the ways between them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from content.models import Desa, Revision
from tests import make
from tests.content.test_lists import NONSENSE

pytestmark = pytest.mark.django_db


@pytest.fixture
def villages() -> list[Desa]:
    names = ("Sumberklampok", "Pemuteran", "Gerokgak")
    return [
        make.make_desa(name, position=place, is_seat=name == "Gerokgak")
        for place, name in enumerate(names, start=1)
    ]


def publish(title: str, *places: Desa, kind: str = "berita", **words: Any) -> Revision:
    operator = make.make_operator()
    draft = make.make_draft(kind, title, operator, **words)
    draft.desa.add(*places)
    return make.approve(make.move(draft, "submit", by=operator), make.make_camat())


def page(client: Client, slug: str = "") -> str:
    response = client.get(f"/desa/{slug}/" if slug else "/desa/")
    assert response.status_code == 200
    return response.content.decode()


def test_the_villages_stand_from_west_to_east_with_what_is_public(
    client: Client, villages: list[Desa]
) -> None:
    publish("Karang ditanam", villages[1])
    publish("Rapat desa", villages[1], kind="agenda")
    make.make_draft().desa.add(villages[0])
    found = page(client)
    places = [found.index(f'href="/desa/{desa.slug}/"') for desa in villages]
    assert places == sorted(places)
    assert "1 berita · 1 acara" in found
    assert found.count("Belum ada informasi.") == 2
    assert "Tempat kantor kecamatan" in found


def test_a_village_shows_what_is_public_about_it_and_nothing_else(
    client: Client, villages: list[Desa]
) -> None:
    now = timezone.now()
    here, elsewhere = villages[1], villages[0]
    for title, kind, words in (
        ("Karang ditanam", "berita", {}),
        ("Padang lamun", "artikel", {}),
        ("Rapat besok", "agenda", {"starts_at": now + timedelta(days=1)}),
        ("Rapat kemarin", "agenda", {"starts_at": now - timedelta(days=1)}),
        ("Pasar murah", "pengumuman", {}),
        ("Pasar lama", "pengumuman", {"ends_at": now - timedelta(days=1)}),
        ("Jumlah penduduk", "bank-data", {}),
        ("Bersih pantai", "foto", {}),
        ("Pesisir dari udara", "video", {}),
    ):
        publish(title, here, kind=kind, **words)
    publish("Jalan di tempat lain", elsewhere)
    draft = make.make_draft(title="Naskah rahasia")
    draft.desa.add(here)
    found = page(client, "pemuteran")
    for title in (
        *("Karang ditanam", "Padang lamun", "Rapat besok", "Pasar murah", "Jumlah penduduk"),
        *("Bersih pantai", "Pesisir dari udara"),
    ):
        assert title in found, title
    for title in ("Rapat kemarin", "Pasar lama", "Jalan di tempat lain", "Naskah rahasia"):
        assert title not in found, title
    assert 'href="/berita/?desa=pemuteran"' in found
    assert "Semua berita tentang Pemuteran" in found


def test_a_village_leads_to_its_neighbours(client: Client, villages: list[Desa]) -> None:
    west, middle, east = (page(client, desa.slug) for desa in villages)
    assert 'rel="prev"' not in west
    assert 'rel="next" href="/desa/pemuteran/"' in west
    assert 'rel="prev" href="/desa/sumberklampok/"' in middle
    assert 'rel="next" href="/desa/gerokgak/"' in middle
    assert 'rel="next"' not in east
    assert "Desa ke-3 dari barat, tempat kantor kecamatan" in east


def test_a_village_of_which_nothing_is_told_says_so(client: Client, villages: list[Desa]) -> None:
    assert "Belum ada informasi tentang Desa Pemuteran" in page(client, "pemuteran")
    assert "Belum ada desa" not in page(client)


def test_a_site_without_villages_says_so(client: Client) -> None:
    assert "Belum ada desa" in page(client)


def test_a_word_that_is_no_village_is_not_found(client: Client, villages: list[Desa]) -> None:
    assert client.get("/desa/atlantis/").status_code == 404
    assert client.get("/desa/%00/").status_code == 404


@pytest.mark.parametrize("query", NONSENSE)
def test_no_query_breaks_the_villages(query: str, client: Client, villages: list[Desa]) -> None:
    for address in ("/desa/", "/desa/pemuteran/", f"/kritik-saran/?{query}&desa=pemuteran"):
        joined = address if "?" in address else f"{address}?{query}"
        assert client.get(joined).status_code == 200


def test_home_and_items_lead_to_the_villages(client: Client, villages: list[Desa]) -> None:
    item = publish("Karang ditanam", villages[1])
    link = 'href="/desa/pemuteran/"'
    for address in ("/", item.get_absolute_url()):
        assert link in client.get(address).content.decode(), address


def test_a_message_about_a_village_begins_with_its_name(
    client: Client, villages: list[Desa]
) -> None:
    assert "/kritik-saran/?desa=pemuteran" in page(client, "pemuteran")
    form = client.get("/kritik-saran/?desa=pemuteran").content.decode()
    assert "Tentang Desa Pemuteran: " in form
    for nonsense in ("atlantis", "%00", "²", "a" * 5000):
        answer = client.get(f"/kritik-saran/?desa={nonsense}")
        assert "Tentang Desa" not in answer.content.decode()


def test_the_villages_cost_the_same_however_much_they_tell(
    client: Client, villages: list[Desa], django_assert_max_num_queries: Any
) -> None:
    for number in range(4):
        for kind in ("berita", "agenda", "bank-data", "foto"):
            publish(f"{kind} {number}", *villages, kind=kind)
    for address in ("/desa/", "/desa/pemuteran/"):
        with django_assert_max_num_queries(8):
            client.get(address)
