"""Files take their place beside a draft at once: for its writers, in its slots, while it is open."""

import json

import pytest
from django.test import Client

from content.arrivals import token_of
from content.models import Attachment, State
from content.uploads import receive
from tests import make
from workflow.models import KritikSaran

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client: Client):
    person = make.make_operator("putu")
    client.force_login(person)
    return person


def started(by, kind="berita"):
    """A draft without any file."""
    revision = make.start(kind, "Warga menanam karang", by=by)
    return make.move(make.move(revision, "compose", by=by), "edit", by=by)


def post(client, revision, **fields):
    return client.post(f"/meja/naskah/{revision.pk}/berkas/", fields)


def attach(client, revision, role, *assets, **fields):
    return post(client, revision, role=role, token=[token_of(a, role) for a in assets], **fields)


def roles(revision):
    return list(revision.attachments.order_by("position").values_list("role", "asset"))


def reason(response):
    return json.loads(response.content)["alasan"]


# --- placing ----------------------------------------------------------------------------------
def test_two_photos_in_one_choice_are_cover_and_album(client, operator):
    revision, first, second = started(operator), make.make_picture(operator), make.make_picture()
    for photo in (first, second):
        response = attach(client, revision, "gallery", photo)
        assert response.status_code == 200
    assert roles(revision) == [("cover", first.pk), ("gallery", second.pk)]
    page = response.content.decode()
    assert page.count('class="foto-isian"') == 1
    assert "Teks alternatif" in page
    assert revision.version == make.Revision.objects.get(pk=revision.pk).version


def test_an_album_keeps_its_first_photo_in_the_album(client, operator):
    revision, photo = started(operator, "foto"), make.make_picture(operator)
    attach(client, revision, "gallery", photo)
    assert roles(revision) == [("gallery", photo.pk)]


def test_placing_twice_is_placing_once(client, operator):
    revision, photo = started(operator), make.make_picture(operator)
    attach(client, revision, "gallery", photo)
    attach(client, revision, "gallery", photo)
    assert roles(revision) == [("cover", photo.pk)]


def test_a_place_for_one_file_holds_the_newest(client, operator):
    revision, old, new = started(operator, "agenda"), make.make_picture(), make.make_picture()
    attach(client, revision, "cover", old)
    attach(client, revision, "cover", new)
    assert roles(revision) == [("cover", new.pk)]


def test_who_places_a_file_is_a_writer_from_then_on(client, operator):
    revision = started(make.make_operator())
    attach(client, revision, "bahan", make.make_data_file())
    assert operator in revision.writers.all()


# --- taking away, and back ---------------------------------------------------------------------
def test_a_file_is_taken_away_and_put_back_with_its_words(client, operator):
    revision, photo = started(operator), make.make_picture(operator)
    placed = make.attach(revision, photo, "cover", alt="Warga di pantai", position=1)
    token = json.loads(post(client, revision, act="detach", berkas=placed.pk).content)["token"]
    assert roles(revision) == []
    words = {"alt": "Warga di pantai Pemuteran", "caption": "x" * 400, "position": "3"}
    assert post(client, revision, role="cover", token=token, **words).status_code == 200
    back = revision.attachments.get()
    assert (back.alt, len(back.caption), back.position) == (words["alt"], 300, 3)


def test_taking_away_twice_and_what_belongs_elsewhere_changes_nothing(client, operator):
    revision, other = started(operator), make.make_draft(by=operator)
    theirs = other.attachments.get(role="cover")
    inline = make.attach(revision, make.make_picture(), "inline")
    for number in (theirs.pk, inline.pk, 999_999, "x"):
        answer = post(client, revision, act="detach", berkas=number)
        assert json.loads(answer.content) == {"token": ""}
    assert Attachment.objects.filter(pk__in=[theirs.pk, inline.pk]).count() == 2


def test_a_photo_of_the_album_becomes_the_cover_and_the_cover_joins_the_album(client, operator):
    revision, first, second = started(operator), make.make_picture(), make.make_picture()
    cover = make.attach(revision, first, "cover", position=1)
    chosen = make.attach(revision, second, "gallery", position=2)
    page = post(client, revision, act="cover", berkas=chosen.pk).content.decode()
    assert page.count('class="foto-isian"') == 2
    assert set(roles(revision)) == {("gallery", first.pk), ("cover", second.pk)}
    assert post(client, revision, act="cover", berkas=chosen.pk).status_code == 422
    assert cover.pk in revision.attachments.values_list("pk", flat=True)


# --- refusals ----------------------------------------------------------------------------------
def test_a_stranger_meets_the_door_and_an_approver_is_refused(client):
    operator = make.make_operator()
    revision, photo = started(operator), make.make_picture(operator)
    assert attach(client, revision, "cover", photo)["Location"].startswith("/masuk/")
    for person in (make.make_camat(), make.make_admin()):
        client.force_login(person)
        assert attach(client, revision, "cover", photo).status_code == 403
    assert roles(revision) == []


def test_looking_places_nothing(client, operator):
    assert client.get(f"/meja/naskah/{started(operator).pk}/berkas/").status_code == 405
    assert client.post("/meja/naskah/999999/berkas/").status_code == 404


@pytest.mark.parametrize("state", [State.SUBMITTED, State.PUBLISHED])
@pytest.mark.parametrize("act", ["attach", "detach", "cover"])
def test_frozen_words_keep_their_files(client, operator, state, act):
    revision = make.make_in_state(state, by=operator)
    before, cover = roles(revision), revision.attachments.get(role="cover")
    token = token_of(make.make_picture(), "gallery")
    response = post(client, revision, act=act, role="gallery", token=token, berkas=cover.pk)
    assert response.status_code == 422
    assert "tidak dapat diubah lagi" in reason(response)
    assert roles(revision) == before


@pytest.mark.parametrize("token", ["", "asal", "WyJjb3ZlciIsMV0:1a:b", "\x00"])
def test_a_forged_token_is_no_file(client, operator, token):
    revision = started(operator)
    response = post(client, revision, role="cover", token=token)
    assert (response.status_code, roles(revision)) == (422, [])
    assert "tidak ada di pustaka media" in reason(response)


@pytest.mark.parametrize(
    ("kind", "role", "words"),
    [
        ("berita", "cover", "tidak dapat menjadi foto utama"),
        ("berita", "video", "tidak memuat berkas seperti ini"),
        ("berita", "inline", "tidak memuat berkas seperti ini"),
        ("berita", "asal", "tidak memuat berkas seperti ini"),
    ],
)
def test_a_file_in_the_wrong_place_is_refused_with_its_sentence(
    client, operator, kind, role, words
):
    revision, table = started(operator, kind), make.make_data_file(operator)
    response = post(client, revision, role=role, token=token_of(table, role))
    assert (response.status_code, roles(revision)) == (422, [])
    assert words in reason(response)


def test_a_citizens_photo_is_not_ours_to_place(client, operator):
    data = make.picture_bytes((90, 60), "#214365")
    photo = receive(make.make_upload("keluhan.jpg", data), by=None)
    KritikSaran.objects.filter(pk=make.make_feedback().pk).update(photo=photo)
    revision = started(operator)
    response = attach(client, revision, "cover", photo)
    assert (response.status_code, roles(revision)) == (422, [])


def test_an_unknown_act_is_told(client, operator):
    assert post(client, started(operator), act="hapus").status_code == 400


# --- the page ----------------------------------------------------------------------------------
def test_limits_are_told_before_anybody_chooses(client, operator, settings):
    settings.UPLOAD_MAX_BYTES = settings.UPLOAD_MAX_BYTES | {"picture": 7 * 1024 * 1024}
    page = client.get(f"/meja/item/{started(operator).item_id}/").content.decode()
    assert "Paling besar: gambar 7 MB dan 60 juta piksel." in page
    assert 'accept="image/jpeg,image/png' in page
    assert "capture" not in page
