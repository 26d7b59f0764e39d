"""Feeds: three forms that say the same, read back by real parsers; only what is public."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from content.html import with_whole_addresses
from content.kinds import KINDS
from content.models import Item, Revision, State
from tests import make
from workflow.engine import move
from workflow.rules import Action

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
FORMS = {
    "/feed/": "application/atom+xml; charset=utf-8",
    "/feed/rss/": "application/rss+xml; charset=utf-8",
    "/feed/json/": "application/feed+json; charset=utf-8",
}
HIDDEN = [s for s in State if s not in (State.PUBLISHED, State.ARCHIVED)]
# Control characters, what XML cannot carry, markup, both directions, a picture of a turtle.
NAUGHTY = "Rapat \x00\x08\x1b\ufffe <b>&amp;</b> ]]> \u202e\u2028 “é” \U0001f422 'a\" \ufb01"


def publish(draft: Revision) -> Revision:
    revision = move(Revision.objects.get(pk=draft.pk), Action.SUBMIT, by=draft.created_by)
    return make.approve(revision, make.make_camat())


def atom(client: Client, address: str = "/feed/") -> ElementTree.Element:
    return ElementTree.fromstring(client.get(address).content)


def rss(client: Client, address: str = "/feed/rss/") -> ElementTree.Element:
    channel = ElementTree.fromstring(client.get(address).content).find("channel")
    assert channel is not None
    return channel


def json_feed(client: Client, address: str = "/feed/json/") -> dict[str, Any]:
    return dict(json.loads(client.get(address).content))


@pytest.mark.parametrize("place", ["", *(f"/{kind}" for kind in KINDS)])
@pytest.mark.parametrize("form", FORMS)
def test_an_empty_site_has_empty_feeds_that_do_not_change(
    place: str, form: str, client: Client
) -> None:
    first = client.get(f"{place}{form}")
    assert first.status_code == 200
    assert first.headers["Content-Type"] == FORMS[form]
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert first.headers["Cache-Control"].startswith("public, max-age=0")
    assert client.get(f"{place}{form}").content == first.content


def test_the_three_forms_say_the_same(client: Client) -> None:
    operator = make.make_operator()
    draft = make.make_draft("berita", "Panen & raya <anggur>", operator, body="<p>Isi 1 < 2</p>")
    draft.desa.add(make.make_desa("Musi"))
    draft.category = make.make_category("Pertanian")
    draft.save()
    revision = publish(draft)
    picture = revision.cover.asset.jpeg
    link = f"http://testserver{revision.get_absolute_url()}"
    entry = atom(client).find("a:entry", ATOM)
    assert entry is not None
    item = rss(client).find("item")
    assert item is not None
    (row,) = json_feed(client)["items"]

    def said(name: str) -> str | None:
        return entry.findtext(f"a:{name}", namespaces=ATOM)

    assert {said("title"), item.findtext("title"), row["title"]} == {revision.title}
    assert {item.findtext("link"), row["url"]} == {link}
    alternate = entry.find("a:link[@rel='alternate']", ATOM)
    assert alternate is not None
    assert alternate.get("href") == link
    assert len({said("id"), item.findtext("guid"), row["id"]}) == 1
    assert row["id"].startswith("tag:testserver,")
    content = {said("content"), item.findtext(ENCODED), row["content_html"]}
    assert len(content) == 1
    assert "<p>Isi 1 &lt; 2</p>" in content.pop()
    assert {said("summary"), item.findtext("description"), row["summary"]} == {revision.summary}
    first, since = revision.published_at, revision.visible_from
    assert datetime.fromisoformat(said("published") or "") == first.replace(microsecond=0)
    assert datetime.fromisoformat(said("updated") or "") == since.replace(microsecond=0)
    assert parsedate_to_datetime(item.findtext("pubDate") or "") == first.replace(microsecond=0)
    assert datetime.fromisoformat(row["date_modified"]) == since.replace(microsecond=0)
    assert entry.findtext("a:author/a:name", namespaces=ATOM) == "Kecamatan"
    words = ["Berita", "Pertanian", "Musi"]
    assert [c.get("term") for c in entry.findall("a:category", ATOM)] == words
    assert [c.text for c in item.findall("category")] == words
    assert row["tags"] == words
    shown = f"http://testserver{picture.get_absolute_url()}"
    enclosure = entry.find("a:link[@rel='enclosure']", ATOM)
    assert enclosure is not None
    assert enclosure.attrib | {"rel": ""} == {
        "href": shown,
        "length": str(picture.size),
        "type": "image/jpeg",
        "rel": "",
    }
    assert [e.get("url") for e in item.findall("enclosure")] == [shown]
    assert row["image"] == shown
    assert row["attachments"] == []


def test_a_feed_says_what_it_is_and_where_it_lives(client: Client) -> None:
    make.make_published("agenda")
    feed = atom(client, "/agenda/feed/")
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "id"
    assert feed.findtext("a:title", namespaces=ATOM) == "Agenda · Kecamatan"
    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", ATOM)}
    assert links == {
        "alternate": "http://testserver/agenda/",
        "self": "http://testserver/agenda/feed/",
    }
    channel = rss(client, "/agenda/feed/rss/")
    assert channel.findtext("link") == "http://testserver/agenda/"
    self_link = channel.find("a:link", ATOM)
    assert self_link is not None
    assert self_link.get("href") == "http://testserver/agenda/feed/rss/"
    described = json_feed(client, "/agenda/feed/json/")
    assert described["version"] == "https://jsonfeed.org/version/1.1"
    assert described["feed_url"] == "http://testserver/agenda/feed/json/"
    assert described["home_page_url"] == "http://testserver/agenda/"


@pytest.mark.parametrize("kind", KINDS)
def test_the_feed_of_a_kind_holds_that_kind_alone(kind: str, client: Client) -> None:
    for each in KINDS:
        make.make_published(each, f"Butir {each}")
    assert [i["title"] for i in json_feed(client, f"/{kind}/feed/json/")["items"]] == [
        f"Butir {kind}"
    ]
    assert len(json_feed(client)["items"]) == len(KINDS)


def test_a_feed_ends_after_thirty_entries_newest_first(client: Client) -> None:
    for number in range(32):
        make.make_published("artikel", f"Tulisan {number:02}")
    titles = [item["title"] for item in json_feed(client)["items"]]
    assert titles == [f"Tulisan {number:02}" for number in range(31, 1, -1)]


def test_words_that_xml_cannot_carry_do_not_break_a_feed(client: Client) -> None:
    operator = make.make_operator()
    # PostgreSQL keeps no NUL; everything else comes in by an import or an old copy.
    naughty = NAUGHTY.replace("\x00", "")
    make.make_published(
        "berita", naughty[:150], operator, summary=naughty, body=f"<p>{naughty}</p>"
    )
    draft = make.make_draft("berita", naughty[:100], operator)
    draft.category = make.make_category(naughty[:40])
    draft.save()
    publish(draft)
    assert len(atom(client).findall("a:entry", ATOM)) == 2
    assert len(rss(client).findall("item")) == 2
    titles = [item["title"] for item in json_feed(client)["items"]]
    assert "\U0001f422" in titles[0]
    assert "\x1b" not in titles[0]


def test_markup_in_a_summary_stays_text(client: Client) -> None:
    make.make_published("berita", summary="<script>alert(1)</script> & lagi")
    entry = atom(client).find("a:entry", ATOM)
    assert entry is not None
    escaped = "&lt;script&gt;alert(1)&lt;/script&gt; &amp; lagi"
    assert entry.findtext("a:summary", namespaces=ATOM) == escaped
    assert "<script" not in json_feed(client)["items"][0]["content_html"]


def test_addresses_in_the_text_are_whole() -> None:
    page = "https://contoh.go.id/berita/satu/"
    html = (
        '<p><a href="/agenda/?a=1&amp;b=2" rel="noopener">A</a> <a href="#x">B</a>'
        '<a href="https://lain.id/">C</a> <a href="mailto:a@b.id">D</a> href="/bukan"</p>'
        '<img src="/media/a.webp" alt="src=&quot;/x&quot;"><a href="http://[">E</a>'
    )
    assert with_whole_addresses(html, page) == (
        '<p><a href="https://contoh.go.id/agenda/?a=1&amp;b=2" rel="noopener">A</a> '
        '<a href="https://contoh.go.id/berita/satu/#x">B</a>'
        '<a href="https://lain.id/">C</a> <a href="mailto:a@b.id">D</a> href="/bukan"</p>'
        '<img src="https://contoh.go.id/media/a.webp" alt="src=&quot;/x&quot;">'
        '<a href="http://[">E</a>'
    )


def test_the_text_of_an_event_an_album_and_a_video_tells_what_the_page_tells(
    client: Client,
) -> None:
    operator = make.make_operator()
    make.make_published("agenda", place="Aula <2>", cancelled_because="Hujan & angin.")
    album = make.make_draft("foto", by=operator)
    for number in range(12):
        make.attach(album, make.make_picture(operator), "gallery", position=number + 1)
    publish(album)
    make.make_published("video")
    make.make_published("bank-data")
    texts = {i["tags"][0]: i["content_html"] for i in json_feed(client)["items"]}
    assert "Dibatalkan.</strong> Hujan &amp; angin." in texts["Agenda"]
    assert "Aula &lt;2&gt;" in texts["Agenda"]
    assert texts["Foto"].count("<img") == 10
    assert "3 foto lain di situs" in texts["Foto"]
    assert 'href="https://www.youtube.com/watch?v=abcdefghijk"' in texts["Video"]
    assert 'href="http://testserver/media/' in texts["Bank Data"]
    for text in texts.values():
        assert '="/' not in text


def test_data_files_come_along_as_attachments(client: Client) -> None:
    revision = make.make_published("bank-data")
    file = revision.data_files[0].asset
    (row,) = json_feed(client)["items"]
    assert row["attachments"] == [
        {
            "url": f"http://testserver{file.get_absolute_url()}",
            "mime_type": "text/csv",
            "size_in_bytes": file.size,
        }
    ]


@pytest.mark.parametrize("state", HIDDEN)
@pytest.mark.parametrize("form", FORMS)
def test_no_feed_names_what_is_not_public(state: str, form: str, client: Client) -> None:
    revision = make.make_in_state(state)
    for address in (form, f"/berita{form}"):
        assert revision.title not in client.get(address).content.decode()


@pytest.mark.parametrize("form", FORMS)
def test_a_scheduled_item_waits_for_its_time_in_feeds_too(form: str, client: Client) -> None:
    make.make_published(
        "berita",
        "Terjadwal besok",
        publication="scheduled",
        wanted_from=timezone.now() + timedelta(hours=5),
    )
    assert "Terjadwal besok" not in client.get(form).content.decode()


def test_an_update_changes_the_entry_and_keeps_its_name(client: Client) -> None:
    operator = make.make_operator()
    revision = make.make_published("berita", "Judul pertama", by=operator)
    before = json_feed(client)["items"][0]
    make.make_update(revision.item, operator, title="Judul kedua")
    (after,) = json_feed(client)["items"]
    assert (after["id"], after["date_published"]) == (before["id"], before["date_published"])
    assert after["title"] == "Judul kedua"


def test_no_item_may_take_the_address_of_a_feed() -> None:
    make.make_draft("berita", "Feed")
    assert Item.objects.get().slug == "feed-2"


@pytest.mark.parametrize("number", [3, 20])
@pytest.mark.parametrize("form", FORMS)
def test_a_feed_asks_the_database_a_fixed_number_of_questions(
    number: int,
    form: str,
    client: Client,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    operator = make.make_operator()
    for _ in range(number):
        draft = make.make_draft("berita", by=operator)
        draft.desa.add(make.make_desa())
        publish(draft)
    with django_assert_max_num_queries(8):
        client.get(form)


def test_calendars_are_open_to_programs(client: Client) -> None:
    event = make.make_published("agenda")
    for address in ("/agenda/kalender.ics", f"{event.get_absolute_url()}kalender.ics"):
        assert client.get(address).headers["Access-Control-Allow-Origin"] == "*"
