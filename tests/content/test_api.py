"""The interface for programs: lists, filters, pages, one item, search, agenda, errors."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import cycle
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from content.kinds import KINDS
from content.models import Revision
from tests import make
from workflow.engine import move
from workflow.rules import Action

pytestmark = pytest.mark.django_db

ADDRESSES = (
    "/api/v1/",
    "/api/v1/openapi.json",
    "/api/v1/items/",
    "/api/v1/agenda/",
    "/api/v1/bank-data/",
    "/api/v1/search/?q=butir",
    "/api/v1/desa/",
    "/api/v1/topics/",
    "/data.json",
)


def get(client: Client, address: str) -> Any:
    answer = client.get(address.removeprefix("http://testserver"))
    assert answer.status_code == 200, answer.content.decode()
    return json.loads(answer.content)


def titles(client: Client, address: str) -> list[str]:
    return [row["title"] for row in get(client, address)["results"]]


def every_page(client: Client, address: str, way: str = "next") -> list[list[str]]:
    """The slugs of each page, following the links."""
    pages = []
    while address:
        page = get(client, address)
        pages.append([row["slug"] for row in page["results"]])
        address = page["links"][way]
    return pages


def publish(kind: str, title: str, *, desa: str = "", topic: str = "", **words: Any) -> Revision:
    operator = make.make_operator()
    draft = make.make_draft(kind, title, operator, **words)
    if desa:
        draft.desa.add(make.make_desa(desa))
    if topic:
        draft.category = make.make_category(topic)
        draft.save()
    revision = move(Revision.objects.get(pk=draft.pk), Action.SUBMIT, by=operator)
    return make.approve(revision, make.make_camat())


def test_the_way_in_names_the_office_and_every_other_address(client: Client) -> None:
    answer = get(client, "/api/v1/")
    assert answer["office"]["name"]
    for address in answer["links"].values():
        assert client.get(address.removeprefix("http://testserver")).status_code == 200


def test_a_list_is_newest_first_and_says_how_many_there_are(client: Client) -> None:
    for kind in KINDS:
        make.make_published(kind, f"Tentang {kind}")
    answer = get(client, "/api/v1/items/")
    assert answer["total"] == len(KINDS)
    assert [row["kind"] for row in answer["results"]] == list(KINDS)[::-1]
    assert answer["links"] == {
        "self": "http://testserver/api/v1/items/",
        "next": None,
        "prev": None,
    }


def test_filters_narrow_and_repeated_ones_mean_or(client: Client) -> None:
    publish("berita", "Anggur Musi", desa="Musi", topic="Pertanian")
    publish("artikel", "Anggur Patas", desa="Patas", topic="Pertanian")
    publish("berita", "Pasar Musi", desa="Musi", topic="Ekonomi")
    assert titles(client, "/api/v1/items/?kind=artikel") == ["Anggur Patas"]
    assert titles(client, "/api/v1/items/?desa=musi&topic=ekonomi") == ["Pasar Musi"]
    assert len(titles(client, "/api/v1/items/?desa=musi&desa=patas")) == 3
    assert len(titles(client, "/api/v1/items/?kind=berita&kind=artikel")) == 3
    assert titles(client, "/api/v1/items/?desa=tidak-ada") == []


def test_the_year_is_that_of_the_office_clock(client: Client) -> None:
    with time_machine.travel(datetime(2024, 12, 31, 23, 30, tzinfo=UTC)):
        publish("berita", "Kabar tahun baru")
    assert titles(client, "/api/v1/items/?year=2025") == ["Kabar tahun baru"]
    assert titles(client, "/api/v1/items/?year=2024") == []


def test_who_keeps_a_copy_asks_for_what_changed_since(client: Client) -> None:
    operator = make.make_operator()
    with time_machine.travel(datetime(2026, 6, 1, 1, 0, tzinfo=UTC)):
        old = make.make_published("berita", "Lama", by=operator)
        make.make_published("berita", "Lama sekali", by=operator)
    with time_machine.travel(datetime(2026, 6, 8, 1, 0, tzinfo=UTC), tick=False):
        make.make_update(old.item, operator, title="Lama, dibetulkan")
        since = get(client, "/api/v1/items/?updated_since=2026-06-08")["results"]
        assert [row["title"] for row in since] == ["Lama, dibetulkan"]
        assert since[0]["updated_at"] == "2026-06-08T09:00:00+08:00"
        again = f"/api/v1/items/?updated_since={since[0]['updated_at']}"
        assert titles(client, again) == ["Lama, dibetulkan"]
        assert titles(client, "/api/v1/items/?updated_since=2026-06-08T01:00:01Z") == []


def test_pages_lead_on_and_back_and_show_each_item_once(client: Client) -> None:
    moment = timezone.now()
    with time_machine.travel(moment, tick=False):  # all at the same moment: the item decides
        for _ in range(5):
            make.make_published("halaman")
    pages = every_page(client, "/api/v1/items/?limit=2")
    assert [len(page) for page in pages] == [2, 2, 1]
    assert len({slug for page in pages for slug in page}) == 5
    last = "/api/v1/items/?limit=2"
    while following := get(client, last)["links"]["next"]:
        last = following
    assert every_page(client, last, "prev") == pages[::-1]


def test_what_is_published_meanwhile_moves_no_page(client: Client) -> None:
    for _ in range(4):
        make.make_published("halaman")
    first = get(client, "/api/v1/items/?limit=2")
    make.make_published("halaman", "Baru terbit")
    second = get(client, first["links"]["next"])
    assert not {row["slug"] for row in first["results"]} & {r["slug"] for r in second["results"]}
    assert "Baru terbit" not in [row["title"] for row in second["results"]]


def test_one_item_says_everything_that_its_page_says(client: Client) -> None:
    operator = make.make_operator()
    revision = publish("berita", "Karang", desa="Pemuteran", topic="Pesisir")
    body = "<p>Satu.</p><p>Dua &amp; tiga.</p>"
    updated = make.make_update(revision.item, operator, title="Karang tumbuh", body=body)
    answer = get(client, f"/api/v1/items/berita/{revision.item.slug}/")
    assert answer["title"] == "Karang tumbuh"
    assert answer["body_html"] == body
    assert answer["body_text"] == "Satu.\nDua & tiga."
    assert answer["desa"] == [{"slug": "pemuteran", "name": "Pemuteran"}]
    assert answer["topic"] == {"slug": "pesisir", "name": "Pesisir"}
    cover = updated.cover
    assert cover is not None
    assert answer["pictures"][0]["sha256"] == cover.asset.sha256
    assert answer["pictures"][0]["alt"] == cover.alt
    assert len(answer["pictures"][0]["sizes"]) == cover.asset.derivatives.count()
    proof = answer["provenance"]
    assert proof["digest"] == updated.digest
    assert proof["approved_as"] == updated.approved_as
    assert proof["verification_url"].endswith(f"/verifikasi/{updated.approval_number}/")
    assert [version["number"] for version in answer["versions"]] == [2, 1]
    assert answer["versions"][0]["change_note"] == "Membetulkan angka."


def test_an_item_that_was_taken_down_says_so_and_nothing_else(client: Client) -> None:
    operator = make.make_operator()
    revision = make.make_published("berita", "Judul yang ditarik", by=operator)
    move(revision, Action.WITHDRAW, by=operator, note="Keliru.", data={"reason": "keliru"})
    answer = client.get(f"/api/v1/items/berita/{revision.item.slug}/")
    assert answer.status_code == 410
    problem = json.loads(answer.content)
    assert problem["reason"] == "keliru"
    assert "Judul yang ditarik" not in answer.content.decode()
    assert titles(client, "/api/v1/items/") == []


def test_the_search_answers_as_the_search_page_does(client: Client) -> None:
    publish("berita", "Menanam bibit karang", desa="Pemuteran")
    publish("artikel", "Bibit mangrove", body="<p>Penanaman bibit di pesisir.</p>")
    publish("pengumuman", "Pasar malam")
    answer = get(client, "/api/v1/search/?q=bibit")
    assert answer["total"] == 2
    page = client.get("/cari/?q=bibit").content.decode()
    places = [
        page.index(row["page_url"].removeprefix("http://testserver")) for row in answer["results"]
    ]
    assert places == sorted(places)
    assert titles(client, "/api/v1/search/?q=bibit&kind=artikel") == ["Bibit mangrove"]
    assert titles(client, "/api/v1/search/?q=bibit&desa=pemuteran") == ["Menanam bibit karang"]
    assert get(client, "/api/v1/search/")["total"] == 0


def test_the_search_has_pages(client: Client) -> None:
    for number in range(14):
        make.make_published("halaman", f"Bibit {number}")
    pages = every_page(client, "/api/v1/search/?q=bibit")
    assert [len(page) for page in pages] == [12, 2]
    assert client.get("/api/v1/search/?q=bibit&page=3").status_code == 400


def test_the_agenda_gives_what_touches_a_span_of_days(client: Client) -> None:
    def at(day: int, hour: int = 1) -> datetime:
        return datetime(2026, 6, day, hour, tzinfo=UTC)

    make.make_published("agenda", "Rakor", starts_at=at(8), ends_at=at(8, 4))
    make.make_published("agenda", "Pameran", starts_at=at(5), ends_at=at(12))
    make.make_published("agenda", "Posyandu", starts_at=at(20))
    make.make_published("berita", "Bukan acara")
    assert titles(client, "/api/v1/agenda/") == ["Pameran", "Rakor", "Posyandu"]
    assert titles(client, "/api/v1/agenda/?from=2026-06-08&to=2026-06-08") == ["Pameran", "Rakor"]
    assert titles(client, "/api/v1/agenda/?from=2026-06-13") == ["Posyandu"]
    # 20 June 01:00 UTC is nine o'clock at the office.
    assert titles(client, "/api/v1/agenda/?from=2026-06-13&to=2026-06-20T09:00:00") == []
    assert titles(client, "/api/v1/agenda/?to=2026-06-04") == []
    pages = every_page(client, "/api/v1/agenda/?limit=1")
    assert len(pages) == 3
    assert client.get("/api/v1/agenda/?from=2026-06-08&to=2026-06-01").status_code == 400


def test_villages_and_topics_say_how_much_there_is(client: Client) -> None:
    publish("berita", "Satu", desa="Musi", topic="Ekonomi")
    make.make_desa("Patas")
    make.make_category("Tanpa isi")
    villages = {row["slug"]: row["items_total"] for row in get(client, "/api/v1/desa/")["results"]}
    assert villages["musi"] == 1
    assert villages["patas"] == 0
    topics = get(client, "/api/v1/topics/")["results"]
    assert [(row["slug"], row["items_total"]) for row in topics] == [("ekonomi", 1)]
    assert titles(client, topics[0]["items_url"]) == ["Satu"]


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("/api/v1/items/?limit=0", "limit"),
        ("/api/v1/items/?limit=101", "limit"),
        ("/api/v1/items/?kind=opini", "kind"),
        ("/api/v1/items/?year=dua", "year"),
        ("/api/v1/items/?desa=a%20b", "desa"),
        ("/api/v1/items/?updated_since=kemarin", "updated_since"),
        ("/api/v1/items/?after=x", "after"),
        ("/api/v1/items/?after=1-1&before=1-1", "before"),
        ("/api/v1/agenda/?from=2026-02-30", "from"),
        ("/api/v1/search/?page=2", "page"),
        ("/data.json?page=2", "page"),
    ],
)
def test_a_bad_parameter_is_named_in_words(address: str, parameter: str, client: Client) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = json.loads(answer.content)
    assert problem["parameter"] == parameter
    assert problem["status"] == 400
    assert problem["type"].startswith("http://testserver/api/#galat-")


@pytest.mark.parametrize(
    "address", ["/api/v1/x/", "/api/v1/items/berita/tidak-ada/", "/api/v1/bank-data/x/rows/"]
)
def test_what_is_not_there_is_told_in_json(address: str, client: Client) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert json.loads(answer.content)["status"] == 404
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_forgotten_slash_is_forgiven(client: Client) -> None:
    answer = client.get("/api/v1/items?limit=3")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/api/v1/items/?limit=3"
    assert client.get("/api/v1/tidak-ada").status_code == 404


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_site_may_read_and_nobody_may_write(address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    for method in ("get", "head"):
        answer = getattr(client, method)(address)
        assert answer.status_code == 200
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cache-Control"].startswith("public, max-age=0")
        assert not answer.cookies
    ahead = client.options(address)
    assert (ahead.status_code, ahead.content) == (204, b"")
    assert ahead.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(client, method)(address)
        assert answer.status_code == 405, method
        assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert json.loads(answer.content)["title"] == "Hanya untuk dibaca"


def test_answers_are_written_in_letters_and_not_in_escapes(client: Client) -> None:
    make.make_published("berita", "Bahasa “Bali”: ᬩᬮᬶ")
    assert "“Bali”: ᬩᬮᬶ" in client.get("/api/v1/items/").content.decode()


@pytest.mark.parametrize("number", [2, 9])
@pytest.mark.parametrize("address", [*ADDRESSES, "/api/"])
def test_an_answer_asks_the_database_a_fixed_number_of_questions(
    address: str,
    number: int,
    client: Client,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    kinds = ("agenda",) if "agenda" in address else ("berita", "bank-data")
    for n, kind in zip(range(number), cycle(kinds), strict=False):
        publish(kind, f"Butir {n}", desa="Musi", topic="Pesisir")
    with django_assert_max_num_queries(8):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("kind", ["foto", "bank-data"])
def test_one_item_asks_the_database_few_questions(
    kind: str, client: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    operator = make.make_operator()
    revision = make.make_published(kind, by=operator)
    make.make_update(revision.item, operator)
    with django_assert_max_num_queries(8):
        get(client, f"/api/v1/items/{kind}/{revision.item.slug}/")
    if kind == "bank-data":
        with django_assert_max_num_queries(8):
            get(client, f"/api/v1/bank-data/{revision.item.slug}/rows/")


def test_the_page_for_developers_shows_examples_that_work(client: Client) -> None:
    revision = make.make_published("bank-data")
    page = client.get("/api/").content.decode()
    rows = f"/api/v1/bank-data/{revision.item.slug}/rows/"
    assert f"{rows}?limit=10" in page
    assert "filter[desa]=Gerokgak" in page
    assert len(get(client, f"{rows}?filter[desa]=Gerokgak")["results"]) == 1


def test_the_page_for_developers_stands_on_an_empty_site(client: Client) -> None:
    assert "/api/v1/bank-data/&lt;slug&gt;/rows/" in client.get("/api/").content.decode()


def test_a_data_set_leads_to_its_rows_for_programs(client: Client) -> None:
    revision = make.make_published("bank-data")
    page = client.get(revision.get_absolute_url()).content.decode()
    assert f'href="/api/v1/bank-data/{revision.item.slug}/rows/"' in page
    assert 'href="/api/"' in page
