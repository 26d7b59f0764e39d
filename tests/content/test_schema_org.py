"""What pages tell machines about themselves: sound JSON, made of public words alone."""

import json
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from content import schema_org
from content.kinds import KINDS
from content.models import Office, Revision
from tests import make
from workflow.engine import move
from workflow.rules import Action

pytestmark = pytest.mark.django_db

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
NAUGHTY = '</script><script>alert(1)</script> & "kutip" \\ <!-- \u2028 \u202e \U0001f422'


def publish(draft: Revision) -> Revision:
    revision = move(Revision.objects.get(pk=draft.pk), Action.SUBMIT, by=draft.created_by)
    return make.approve(revision, make.make_camat())


def nodes(client: Client, address: str) -> list[dict[str, Any]]:
    (text,) = SCRIPT.findall(client.get(address).content.decode())
    document = json.loads(text)
    assert document["@context"] == "https://schema.org"
    return list(document["@graph"])


def told(client: Client, revision: Revision) -> dict[str, Any]:
    """The node of the item itself."""
    address = f"http://testserver{revision.get_absolute_url()}"
    (node,) = [n for n in nodes(client, address) if n.get("@id") == f"{address}#isi"]
    return node


def moment(value: str) -> datetime:
    return datetime.fromisoformat(value)


def test_the_home_page_presents_the_office_and_its_search(client: Client) -> None:
    Office.objects.create(
        pk=1, name="Kecamatan Gerokgak", regency="Kabupaten Buleleng", phone="(0362) 92380"
    )
    office, site = nodes(client, "/")
    assert office["@type"] == "GovernmentOrganization"
    assert office["telephone"] == "+6236292380"
    assert office["parentOrganization"]["name"] == "Pemerintah Kabupaten Buleleng"
    assert "email" not in office
    assert site["@type"] == "WebSite"
    target = site["potentialAction"]["target"]["urlTemplate"]
    assert target == "http://testserver/cari/?q={search_term_string}"


@pytest.mark.parametrize("kind", KINDS)
def test_the_list_of_every_kind_shows_the_way_back(kind: str, client: Client) -> None:
    (way,) = [n for n in nodes(client, f"/{kind}/") if n["@type"] == "BreadcrumbList"]
    steps = [(step["position"], step["name"]) for step in way["itemListElement"]]
    assert steps == [(1, "Beranda"), (2, KINDS[kind].list_title)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_what_it_is_and_stays_sound_whatever_its_words(
    kind: str, client: Client
) -> None:
    revision = make.make_published(kind, NAUGHTY, summary=NAUGHTY, body=f"<p>{NAUGHTY}</p>")
    page = client.get(revision.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    (text,) = SCRIPT.findall(page)
    assert not re.search("[<>&\u2028\u2029]", text)
    node = told(client, revision)
    assert node["@type"] == KINDS[kind].schema_type
    assert (node.get("headline") or node["name"]) == revision.title
    assert node["publisher"] == {"@id": "http://testserver/#kantor"}
    assert moment(node["datePublished"]) == revision.published_at.replace(microsecond=0)
    assert moment(node["dateModified"]) == revision.visible_from.replace(microsecond=0)
    (way,) = [
        n for n in nodes(client, revision.get_absolute_url()) if n["@type"] == "BreadcrumbList"
    ]
    assert [step["name"] for step in way["itemListElement"]][2:] == [revision.title]


def test_news_names_its_writer_topic_place_and_picture(client: Client) -> None:
    operator = make.make_operator()
    draft = make.make_draft("berita", by=operator, byline="Ni Luh Sari")
    draft.category = make.make_category("Pesisir")
    draft.desa.add(make.make_desa("Pemuteran"))
    draft.save()
    revision = publish(draft)
    node = told(client, revision)
    assert node["author"] == {"@type": "Person", "name": "Ni Luh Sari"}
    assert node["articleSection"] == "Pesisir"
    assert node["spatialCoverage"] == [{"@type": "Place", "name": "Desa Pemuteran"}]
    picture = revision.cover.asset.jpeg
    assert node["image"]["contentUrl"] == f"http://testserver{picture.get_absolute_url()}"
    assert (node["image"]["width"], node["image"]["height"]) == (picture.width, picture.height)


def test_an_event_tells_when_where_and_whether_it_happens(client: Client) -> None:
    begin = timezone.now().replace(microsecond=0) + timedelta(days=2)
    node = told(
        client,
        make.make_published(
            "agenda", starts_at=begin, ends_at=begin + timedelta(hours=2), place="Balai Banjar"
        ),
    )
    assert moment(node["startDate"]) == begin
    assert moment(node["endDate"]) == begin + timedelta(hours=2)
    assert node["eventStatus"] == "https://schema.org/EventScheduled"
    assert node["location"]["name"] == "Balai Banjar"
    assert node["organizer"] == {"@id": "http://testserver/#kantor"}
    cancelled = told(client, make.make_published("agenda", cancelled_because="Hujan."))
    assert cancelled["eventStatus"] == "https://schema.org/EventCancelled"
    assert cancelled["description"].startswith("Hujan.")


def test_an_announcement_tells_until_when_it_holds(client: Client) -> None:
    ends = timezone.now().replace(microsecond=0) + timedelta(days=5)
    node = told(client, make.make_published("pengumuman", ends_at=ends, letter_number="470/1/2026"))
    assert moment(node["expires"]) == ends
    assert node["identifier"] == "470/1/2026"
    assert node["text"] == "Pelayanan tutup."


def test_an_album_lists_its_photos_with_captions_and_credits(client: Client) -> None:
    operator = make.make_operator()
    draft = make.make_draft("foto", by=operator)
    make.attach(
        draft, make.make_picture(operator), "gallery", position=2, caption="Pagi.", credit="Putu"
    )
    photos = told(client, publish(draft))["associatedMedia"]
    assert len(photos) == 2
    assert (photos[1]["caption"], photos[1]["creditText"]) == ("Pagi.", "Putu")


def test_a_video_tells_where_it_plays_and_how_long(client: Client) -> None:
    node = told(client, make.make_published("video", video_seconds=134))
    assert node["duration"] == "PT2M14S"
    assert node["embedUrl"] == "https://www.youtube-nocookie.com/embed/abcdefghijk"
    assert node["thumbnailUrl"].startswith("http://testserver/media/")
    assert node["uploadDate"] == node["datePublished"]


def test_a_data_set_lists_its_files_licence_and_period(client: Client) -> None:
    operator = make.make_operator()
    words = {"data_year": 2025, "data_source": "BPS", "data_licence": "CC BY 4.0"}
    revision = make.make_published("bank-data", by=operator, **words)
    file = revision.data_files[0].asset
    node = told(client, revision)
    assert node["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert node["temporalCoverage"] == "2025"
    assert node["creator"]["name"] == "BPS"
    (download,) = node["distribution"]
    assert download["contentUrl"] == f"http://testserver{file.get_absolute_url()}"
    assert (download["encodingFormat"], download["sha256"]) == ("text/csv", file.sha256)


@pytest.mark.parametrize(("title", "named"), [("Profil", "AboutPage"), ("Kontak", "ContactPage")])
def test_some_fixed_pages_are_known_by_name(title: str, named: str, client: Client) -> None:
    assert told(client, make.make_published("halaman", title))["@type"] == named
    assert told(client, make.make_published("halaman", "Maklumat"))["@type"] == "WebPage"
    assert told(client, make.make_published("berita", title))["@type"] == "NewsArticle"


def test_only_public_words_are_told(client: Client) -> None:
    operator = make.make_operator()
    revision = make.make_published("berita", "Judul yang disetujui", by=operator)
    draft = make.revise(revision.item, by=operator)
    draft.title = "Judul yang belum disetujui"
    draft.save()
    material = make.make_picture(operator)
    make.attach(draft, material, "bahan")
    text = json.dumps(nodes(client, revision.get_absolute_url()))
    assert "belum disetujui" not in text
    assert material.sha256 not in text
    assert "Judul yang disetujui" in text


def test_a_draft_without_words_can_be_described_for_its_preview() -> None:
    for kind in KINDS:
        draft = make.start(kind, "Kosong", by=make.make_operator())
        found = Revision.objects.for_page().get(pk=draft.pk)
        described = schema_org.item(found, Office.load(), lambda path: f"https://contoh.id{path}")
        assert "Kosong" in schema_org.as_json(*described)
