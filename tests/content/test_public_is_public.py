"""What is not public is nowhere: no page, list, file, calendar or map of the site shows it."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from content import sitemaps
from content.digest import canonical
from content.kinds import KINDS
from content.models import Activity, Attachment, Revision, SearchWord, State
from tests import make
from workflow.bundles import make_sibling
from workflow.engine import move
from workflow.rules import Action

pytestmark = pytest.mark.django_db

HIDDEN = [state for state in State if state not in (State.PUBLISHED, State.ARCHIVED)]
# Their items have another revision on the site, or had one: the address answers differently.
WITHOUT_PAGE = [s for s in HIDDEN if s not in (State.SUPERSEDED, State.WITHDRAWN)]
PLACES = (
    "/",
    *(f"/{kind}/" for kind in KINDS),
    "/pengumuman/?status=arsip",
    "/agenda/?tampil=daftar",
    "/agenda/kalender.ics",
    "/informasi-publik/",
    "/peta-situs/",
    "/sitemap.xml",
    "/sitemap-situs.xml",
    "/langganan/",
    "/feed/",
    "/feed/rss/",
    "/feed/json/",
    *(f"/{kind}/feed/" for kind in KINDS),
)


def status(client: Client, address: str) -> int:
    """Ask for a file and read it to its end, which also puts it away."""
    answer = client.get(address)
    b"".join(answer)
    return answer.status_code


@pytest.mark.parametrize("state", WITHOUT_PAGE)
def test_a_revision_that_is_not_public_has_no_page(state: str, client: Client) -> None:
    revision = make.make_in_state(state)
    assert client.get(revision.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("state", HIDDEN)
def test_no_public_place_names_what_is_not_public(state: str, client: Client) -> None:
    revision = make.make_in_state(state)
    for place in PLACES:
        answer = client.get(place)
        assert answer.status_code == 200
        said = answer.content.decode()
        assert revision.title not in said, place
        if state in WITHOUT_PAGE:
            assert revision.item.slug not in said, place


@pytest.mark.parametrize("state", [State.PUBLISHED, State.ARCHIVED])
def test_a_published_revision_is_found_everywhere_it_belongs(state: str, client: Client) -> None:
    revision = make.make_in_state(state)
    assert client.get(revision.get_absolute_url()).status_code == 200
    for place in ("/", "/berita/", "/informasi-publik/"):
        assert revision.title in client.get(place).content.decode(), place
    part = f"/sitemap-berita-{revision.item_id // sitemaps.STRETCH + 1}.xml"
    assert part in client.get("/sitemap.xml").content.decode()
    assert revision.item.slug in client.get(part).content.decode()


@pytest.mark.parametrize("state", HIDDEN)
def test_files_of_what_is_not_public_are_not_served(state: str, client: Client) -> None:
    revision = make.make_in_state(state)
    for attachment in revision.attachments.select_related("asset"):
        if state == State.SUPERSEDED:
            # The revision that followed shows the same pictures.
            continue
        assert status(client, attachment.asset.get_absolute_url()) == 404
        for copy in attachment.asset.derivatives.all():
            assert status(client, copy.get_absolute_url()) == 404


def test_a_file_leaves_the_site_with_the_last_revision_that_showed_it(client: Client) -> None:
    operator = make.make_operator()
    revision = make.make_published("berita", by=operator)
    old = revision.cover.asset
    assert status(client, old.get_absolute_url()) == 200
    update = make.revise(revision.item, by=operator)
    update.change_note = "Foto diganti."
    update.save()
    update.attachments.filter(role="cover").delete()
    make.attach(update, make.make_picture(operator), "cover")
    update = move(Revision.objects.get(pk=update.pk), Action.SUBMIT, by=operator)
    make.approve(update, make.make_camat())
    assert status(client, old.get_absolute_url()) == 404


def test_source_material_is_never_public(client: Client) -> None:
    operator = make.make_operator()
    draft = make.make_draft("berita", by=operator)
    material = make.make_picture(operator)
    make.attach(draft, material, Attachment.Role.BAHAN)
    revision = move(Revision.objects.get(pk=draft.pk), Action.SUBMIT, by=operator)
    revision = make.approve(revision, make.make_camat())
    page = client.get(revision.get_absolute_url()).content.decode()
    assert material.sha256 not in page
    assert status(client, material.get_absolute_url()) == 404


def test_notes_on_the_material_and_the_name_of_an_activity_are_never_public(
    client: Client,
) -> None:
    operator, secrets = make.make_operator(), ("Telepon Wayanbahan", "Kegiatanbahan")
    draft = make.make_draft("berita", by=operator, material_notes=secrets[0])
    sibling = make_sibling(draft, "agenda", by=operator)
    Activity.objects.update(title=secrets[1])
    revision = make.approve(move(draft, Action.SUBMIT, by=operator), make.make_camat())
    assert sibling.material_notes == revision.material_notes == secrets[0]
    assert secrets[0] not in str(canonical(revision))
    own = (revision.get_absolute_url(), f"/verifikasi/{revision.approval_number}/")
    search = (f"/cari/?q={revision.title}", f"/api/v1/search/?q={revision.title}")
    programs = ("/api/v1/items/", f"/api/v1/items/berita/{revision.item.slug}/", "/data.json")
    for place in (*PLACES, *own, *search, *programs):
        said = b"".join(client.get(place)).decode()
        assert not any(secret in said for secret in secrets), place
    assert not SearchWord.objects.filter(word__contains="bahan").exists()


def test_a_scheduled_item_appears_at_its_time_and_not_before(client: Client) -> None:
    wanted = timezone.now() + timedelta(hours=5)
    revision = make.make_published(
        "berita", "Terjadwal besok pagi", publication="scheduled", wanted_from=wanted
    )
    assert client.get(revision.get_absolute_url()).status_code == 404
    for place in PLACES:
        assert revision.title not in client.get(place).content.decode(), place
    with time_machine.travel(wanted + timedelta(seconds=1), tick=False):
        assert client.get(revision.get_absolute_url()).status_code == 200
        assert revision.title in client.get("/").content.decode()


def test_an_update_in_the_making_leaves_the_public_words_as_they_are(client: Client) -> None:
    operator = make.make_operator()
    revision = make.make_published("berita", "Judul yang disetujui", by=operator)
    before = client.get(revision.get_absolute_url()).content
    draft = make.revise(revision.item, by=operator)
    draft.title = "Judul yang belum disetujui"
    draft.save()
    assert client.get(revision.get_absolute_url()).content == before
    for place in PLACES:
        assert draft.title not in client.get(place).content.decode(), place


@pytest.mark.parametrize("place", [*PLACES, "/robots.txt"])
def test_public_pages_are_the_same_for_everyone_and_set_no_cookie(place: str) -> None:
    for kind in KINDS:
        make.make_published(kind)
    stranger, staff = Client(), Client()
    staff.force_login(make.make_camat())
    with time_machine.travel(timezone.now(), tick=False):
        mine, theirs = staff.get(place), stranger.get(place)
    assert mine.content == theirs.content
    for answer in (mine, theirs):
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert answer.headers["Cache-Control"].startswith("public, max-age=0")


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_of_every_kind_is_the_same_for_everyone(kind: str) -> None:
    address = make.make_published(kind).get_absolute_url()
    stranger, staff = Client(), Client()
    staff.force_login(make.make_operator())
    with time_machine.travel(timezone.now(), tick=False):
        mine, theirs = staff.get(address), stranger.get(address)
    assert mine.content == theirs.content
    assert not theirs.cookies
    assert not mine.cookies
    assert "Cookie" not in mine.headers.get("Vary", "")


@pytest.mark.parametrize("place", [*PLACES, "/robots.txt"])
def test_public_pages_can_only_be_read(place: str, client: Client) -> None:
    assert client.post(place).status_code == 405
    assert client.head(place).status_code == 200
