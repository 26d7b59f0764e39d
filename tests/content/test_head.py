"""The head of every public page: said once, read by browsers, search engines and other sites."""

from html.parser import HTMLParser
from io import BytesIO

import pytest
import time_machine
from django.test import Client
from PIL import Image

from content import cards
from content.kinds import KINDS
from content.models import Attachment, Office, Revision, State
from tests import make
from workflow.engine import move
from workflow.rules import Action

pytestmark = pytest.mark.django_db

PAGES = (
    "/",
    *(f"/{kind}/" for kind in KINDS),
    "/cari/",
    "/informasi-publik/",
    "/peta-situs/",
    "/langganan/",
    "/desa/",
    "/api/",
    "/kritik-saran/",
)
NAUGHTY = 'Rapat <b>"&amp;"</b> \u202e\U0001f422\u1b05\u1b13 é ﬁ \u2028baris \u200b' + "W" * 100


class Head(HTMLParser):
    """The metas, links and title of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.metas: dict[str, list[str]] = {}
        self.links: dict[str, list[dict[str, str]]] = {}
        self.title = ""
        self._in_title = False
        self.feed(page.partition("</head>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._in_title = tag == "title"
        if tag == "meta" and (name := given.get("property") or given.get("name")):
            self.metas.setdefault(name, []).append(given["content"])
        if tag == "link":
            self.links.setdefault(given["rel"], []).append(given)

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data

    def __getitem__(self, name: str) -> str:
        (value,) = self.metas[name]
        return value

    @property
    def canonical(self) -> str:
        (link,) = self.links["canonical"]
        return link["href"]


def head_of(client: Client, address: str) -> Head:
    answer = client.get(address)
    assert answer.status_code == 200
    return Head(answer.content.decode())


def publish(draft: Revision) -> Revision:
    revision = move(Revision.objects.get(pk=draft.pk), Action.SUBMIT, by=draft.created_by)
    return make.approve(revision, make.make_camat())


def path(address: str) -> str:
    assert address.startswith("http://testserver/")
    return address.removeprefix("http://testserver")


def picture_of(client: Client, head: Head) -> Image.Image:
    answer = client.get(path(head["og:image"]))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == head["og:image:type"] == "image/jpeg"
    picture = Image.open(BytesIO(b"".join(answer)))
    picture.load()
    assert picture.size == (int(head["og:image:width"]), int(head["og:image:height"]))
    return picture


@pytest.mark.parametrize("place", PAGES)
def test_every_page_tells_other_sites_what_it_is(place: str, client: Client) -> None:
    head = head_of(client, f"{place}?utm_source=wa&halaman=1")
    assert head.canonical == head["og:url"] == f"http://testserver{place}"
    assert head["og:title"] == head.title
    assert head["og:description"] == head["description"] != ""
    assert head["og:site_name"] == "Kecamatan"
    assert head["og:locale"] == "id_ID"
    assert head["og:type"] == "website"
    assert head["og:image:alt"]
    assert head["twitter:card"] == "summary_large_image"
    assert picture_of(client, head).size == (1200, 630)


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_of_every_kind_tells_other_sites_what_it_is(kind: str, client: Client) -> None:
    revision = make.make_published(kind, 'Judul & "isi" <b>')
    head = head_of(client, f"{revision.get_absolute_url()}?fbclid=x")
    assert head.canonical == head["og:url"] == f"http://testserver{revision.get_absolute_url()}"
    assert head["og:title"] == head["og:image:alt"] == 'Judul & "isi" <b>'
    assert head.title == 'Judul & "isi" <b> · Kecamatan'
    assert head["og:type"] == "article"
    assert head["og:description"] == (revision.summary or revision.title)
    assert head["article:published_time"]
    assert picture_of(client, head).size == (1200, 630)


def test_the_page_of_a_photo_shows_that_photo(client: Client) -> None:
    revision = make.make_published("foto")
    head = head_of(client, f"{revision.get_absolute_url()}1/")
    assert head.canonical == f"http://testserver{revision.get_absolute_url()}1/"
    assert picture_of(client, head).size == (160, 100)


def test_pages_of_a_list_name_their_neighbours_and_filters_do_not_count(client: Client) -> None:
    for _ in range(26):
        make.make_published("artikel")
    second = head_of(client, "/artikel/?halaman=2&ref=x")
    assert second.canonical == "http://testserver/artikel/?halaman=2"
    assert [link["href"] for link in second.links["prev"]] == ["?halaman=1"]
    assert [link["href"] for link in second.links["next"]] == ["?halaman=3"]
    assert "prev" not in head_of(client, "/artikel/").links
    assert "next" not in head_of(client, "/artikel/?halaman=3").links
    assert head_of(client, "/artikel/?halaman=99").canonical.endswith("?halaman=3")
    narrowed = head_of(client, "/artikel/?kata=butir&halaman=2")
    assert narrowed.canonical == "http://testserver/artikel/"
    assert [link["href"] for link in narrowed.links["next"]] == ["?kata=butir&halaman=3"]


@time_machine.travel("2026-11-22T04:00:00Z", tick=False)
def test_a_month_of_the_agenda_has_its_own_address(client: Client) -> None:
    assert head_of(client, "/agenda/?bulan=2026-11").canonical == "http://testserver/agenda/"
    other = head_of(client, "/agenda/?bulan=2027-01&tampil=daftar")
    assert other.canonical == "http://testserver/agenda/?bulan=2027-01"
    assert [link["href"] for link in other.links["prev"]] == ["?bulan=2026-12"]


@pytest.mark.parametrize(
    ("place", "feeds"),
    [
        ("/", {"/feed/", "/feed/json/"}),
        ("/berita/", {"/berita/feed/", "/berita/feed/json/"}),
        ("/agenda/", {"/agenda/feed/", "/agenda/feed/json/", "/agenda/kalender.ics"}),
    ],
)
def test_programs_find_the_feed_of_a_page(place: str, feeds: set[str], client: Client) -> None:
    links = head_of(client, place).links["alternate"]
    assert {link["href"] for link in links} == feeds
    for link in links:
        answer = client.get(link["href"])
        assert answer.headers["Content-Type"].startswith(link["type"])


def test_search_results_are_not_for_search_engines(client: Client) -> None:
    head = head_of(client, "/cari/?q=bibit")
    assert head["robots"] == "noindex, follow"
    assert "canonical" not in head.links


def test_a_ticket_does_not_repeat_its_secret_address(client: Client) -> None:
    ticket = make.make_feedback()
    head = head_of(client, f"/kritik-saran/{ticket.code}/")
    assert "canonical" not in head.links
    assert "og:url" not in head.metas
    assert head["robots"] == "noindex, nofollow"


def test_the_picture_of_an_item_may_be_kept_for_long_because_its_name_changes(
    client: Client,
) -> None:
    operator = make.make_operator()
    revision = make.make_published("berita", by=operator)
    first = head_of(client, revision.get_absolute_url())["og:image"]
    kept = client.get(path(first)).headers["Cache-Control"]
    assert kept == "public, max-age=31536000, immutable, s-maxage=1"
    make.make_update(revision.item, operator, title="Judul baru")
    second = head_of(client, revision.get_absolute_url())["og:image"]
    assert second != first
    answer = client.get(path(first))
    assert (answer.status_code, answer.headers["Location"]) == (302, path(second))
    assert "immutable" not in answer.headers["Cache-Control"]


@pytest.mark.parametrize("state", [s for s in State if s not in ("published", "archived")])
def test_what_is_not_public_has_no_picture(state: str, client: Client) -> None:
    revision = make.make_in_state(state)
    mark = revision.digest[: cards.MARK] or "0" * cards.MARK
    answer = client.get(f"{revision.get_absolute_url()}kartu-{mark}.jpg")
    # Of what was superseded the present version is public.
    assert answer.status_code == (302 if state == State.SUPERSEDED else 404)


def test_a_picture_is_drawn_beside_the_words_where_there_is_one(client: Client) -> None:
    operator = make.make_operator()
    draft = make.make_draft("berita", by=operator)
    draft.attachments.filter(role="cover").delete()
    picture = make.make_picture(operator, colour="#ff0000", size=(900, 600))
    make.attach(draft, picture, Attachment.Role.COVER)
    revision = publish(draft)
    drawn = picture_of(client, head_of(client, revision.get_absolute_url()))
    red, green, blue = drawn.getpixel((1000, 200))
    assert red > 200
    assert max(green, blue) < 60
    plain = picture_of(client, head_of(client, make.make_published("agenda").get_absolute_url()))
    assert plain.getpixel((1000, 200))[0] < 60


def test_a_card_is_drawn_once_whatever_is_asked_behind_its_address(client: Client) -> None:
    item = cards.address(make.make_published("berita"))
    for address in ("/kartu.jpg", "/berita/kartu.jpg", item):
        answer = client.get(f"{address}?utm_source=wa&x=1")
        assert (answer.status_code, answer.headers["Location"]) == (302, address)


def test_a_missing_file_leaves_the_card_without_its_picture(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    office = Office.load()
    card = cards.Card(office.name, office.regency, "Berita", "Judul", "Hari ini", "0" * 64)
    assert cards.draw(card)[:2] == b"\xff\xd8"
    assert "is missing from the media folder" in caplog.text


@pytest.mark.parametrize(
    "title",
    ["W" * 160, "W " * 80, "kata " * 32, "a", "\U0001f422" * 40, NAUGHTY, "panjang-" * 20],
)
def test_a_title_is_never_cut(title: str) -> None:
    text = cards._drawable(title[:160])
    space = (532, 304)
    assert cards._fits(text, cards.SIZES[0], space)
    card = cards.Card("K" * 120, "B" * 120, "D" * 300, text, "")
    assert Image.open(BytesIO(cards.draw(card))).size == (1200, 630)
    font = cards._font(cards.SIZES[0], 800)
    assert all(font.getlength(line) <= space[0] for line in cards.wrapped(text, font, space[0]))


def test_letters_that_cannot_be_drawn_are_left_out() -> None:
    assert cards._drawable("Bali \U0001f422 ᬩᬮᬶ ā ﬁ \u202eabc\u2028d\x00") == "Bali a fi abc d"


def test_the_card_of_a_cancelled_event_says_so() -> None:
    event = make.make_published("agenda", cancelled_because="Hujan.")
    found = Revision.objects.for_list().get(pk=event.pk)
    assert cards.of_item(found, Office.load()).foot.startswith("Dibatalkan: ")


def test_a_title_of_signs_alone_is_replaced_by_the_kind(client: Client) -> None:
    revision = make.make_published("berita", "\U0001f422\U0001f422")
    found = Revision.objects.for_list().get(pk=revision.pk)
    assert cards.of_item(found, Office.load()).title == "Berita"


def test_cards_ask_the_database_few_questions(
    client: Client, django_assert_max_num_queries: object
) -> None:
    address = cards.address(make.make_published("berita"))
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        client.get(address)
