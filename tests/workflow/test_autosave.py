"""Autosave: only what changed travels, each field by itself, and nothing is overwritten unseen."""

import gzip
import json
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from content.models import Revision
from tests import make
from workflow.delta import between, fingerprint
from workflow.engine import move
from workflow.opening import start
from workflow.rules import Action

pytestmark = pytest.mark.django_db

LONG = "".join(f"<p>Paragraf {n} tentang pesisir. {'kata ' * 20}</p>" for n in range(800))


@pytest.fixture
def operator(client: Client):
    person = make.make_operator("putu")
    client.force_login(person)
    return person


def fresh(revision):
    return Revision.objects.get(pk=revision.pk)


def parcel(revision, by, *, version=None, mark="", body=None, **values):
    """What the editor's script sends for these fields."""
    sent = {
        "version": revision.version if version is None else version,
        "mark": mark or uuid.uuid4().hex,
        "person": by.pk,
        "values": {name: v if isinstance(v, list) else [v] for name, v in values.items()},
    }
    return sent | ({"body": body} if body else {})


def edited(old, new):
    """The body as edits of the text that the server confirmed."""
    edits = [[edit.start, edit.end, edit.text] for edit in between(old, new)]
    return {"base": fingerprint(old), "edits": edits}


def send(client, revision, sent, **headers):
    raw = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
    return client.post(
        f"/meja/naskah/{revision.pk}/simpan/",
        raw,
        content_type="application/json",
        headers={"Accept": "application/json"} | headers,
    )


# --- what is saved ----------------------------------------------------------------------------
def test_the_fields_that_changed_are_saved_and_the_others_stay(client, operator):
    revision = make.make_draft("agenda", by=operator)
    response = send(client, revision, parcel(revision, operator, place="Balai Banjar Musi"))
    after = fresh(revision)
    assert response.json() == {"version": after.version, "at": response.json()["at"]}
    assert (after.place, after.title, after.version) == (
        "Balai Banjar Musi",
        revision.title,
        revision.version + 1,
    )
    assert (after.saved_by, after.held_by) == (operator, operator)


def test_every_sort_of_field_arrives(client, operator):
    revision = start("agenda", "Rapat", by=operator)
    musi, topic = make.make_desa("Musi"), make.make_category()
    sent = parcel(
        revision,
        operator,
        title="  Rapat   baru ",
        starts_at="2027-02-01T08:00",
        desa=[str(musi.pk)],
        keywords="rapat, desa",
        category=str(topic.pk),
        audience="invited",
        publication="by-hand",
    )
    assert "errors" not in send(client, revision, sent).json()
    after = fresh(revision)
    assert (after.title, after.audience, after.publication) == ("Rapat baru", "invited", "by-hand")
    assert (after.category, list(after.desa.all()), after.tags.count()) == (topic, [musi], 2)
    send(client, revision, parcel(after, operator, desa=[]))
    assert not after.desa.exists()


def test_a_half_typed_field_waits_and_stops_no_other(client, operator):
    revision = make.make_draft("video", by=operator)
    sent = parcel(revision, operator, video_url="bukan alamat", summary="Sudah jadi.", title=" ")
    told = send(client, revision, sent).json()
    assert told["errors"] == {
        "video_url": "Tulis alamat lengkap, misalnya https://youtu.be/…",
        "title": "Tulis judul.",
    }
    after = fresh(revision)
    assert after.summary == "Sudah jadi."
    assert (after.title, after.video_url) == (revision.title, revision.video_url)


def test_nothing_valid_saves_nothing(client, operator):
    revision = make.make_draft(by=operator)
    photo = make.attach(revision, make.make_picture(operator), "gallery", position=9)
    sent = parcel(revision, operator, title="", **{f"file{photo.pk}-caption": "x" * 2000})
    told = send(client, revision, sent).json()
    assert set(told["errors"]) == {"title", f"file{photo.pk}-caption"}
    assert told["version"] == revision.version == fresh(revision).version


def test_words_about_files_are_saved_and_the_files_stay(client, operator):
    revision = start("foto", "Pantai", by=operator)
    one, two = (
        make.attach(revision, make.make_picture(operator), "gallery", position=n) for n in (1, 2)
    )
    values = {
        f"file{one.pk}-alt": "Pasir hitam",
        f"file{one.pk}-remove": "on",
        f"file{two.pk}-caption": "x" * 2000,
        f"file{two.pk}-credit": "PS",
    }
    told = send(client, revision, parcel(revision, operator, **values)).json()
    assert list(told["errors"]) == [f"file{two.pk}-caption"]
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.alt, two.credit, two.caption) == ("Pasir hitam", "PS", "")


def test_fields_that_no_form_has_are_left_alone(client, operator):
    revision = make.make_draft(by=operator)
    sent = parcel(
        revision, operator, state="published", new_cover="x", data_unit="kg", then="submit"
    )
    assert send(client, revision, sent).json()["version"] == revision.version
    assert fresh(revision).state == "editing"


# --- the body ---------------------------------------------------------------------------------
def test_a_long_body_travels_as_what_changed_in_it(client, operator):
    revision = make.make_draft(by=operator, body=LONG)
    assert len(LONG) > 100_000
    new = LONG.replace("Paragraf 400 ", "Paragraf empat ratus 👩‍👩‍👧 ")
    sent = parcel(revision, operator, summary="Baru.", body=edited(LONG, new))
    response = send(client, revision, sent)
    assert fresh(revision).body == new
    assert response.json()["body"] == fingerprint(new)
    assert len(json.dumps(sent)) < 10_000
    assert len(response.content) <= 1_000


def test_what_cleaning_changed_comes_back_as_edits(client, operator):
    revision = make.make_draft(by=operator, body="<p>Lama.</p>")
    typed = '<p onclick="x()">Baru <a href="https://bulelengkab.go.id" rel="x">di sini</a>.</p>'
    told = send(client, revision, parcel(revision, operator, body={"whole": typed})).json()
    stored = fresh(revision).body
    assert told["body"] == fingerprint(stored) != fingerprint(typed)
    text = typed
    for begin, end, words in reversed(told["edits"]):
        text = text[:begin] + words + text[end:]
    assert text == stored


def test_the_answer_stays_small_when_cleaning_changed_everything(client, operator):
    revision = make.make_draft(by=operator)
    typed = "".join(f'<div class="MsoNormal"><span>Baris {n}</span></div>' for n in range(3000))
    response = send(client, revision, parcel(revision, operator, body={"whole": typed}))
    assert len(response.content) <= 1_000
    assert "edits" not in response.json()
    assert response.json()["body"] == fingerprint(fresh(revision).body)


def test_edits_of_another_text_ask_for_the_whole(client, operator):
    revision = make.make_draft(by=operator)
    for body in (
        edited("<p>Teks lain.</p>", "<p>Teks.</p>"),
        {"base": fingerprint(revision.body), "edits": [[0, 9_999, ""]]},
    ):
        response = send(client, revision, parcel(revision, operator, body=body, summary="Baru."))
        assert (response.status_code, response.json()["code"]) == (422, "whole")
    assert fresh(revision).summary == revision.summary


def test_a_whole_body_may_come_packed(client, operator):
    revision = make.make_draft(by=operator)
    packed = gzip.compress(json.dumps(parcel(revision, operator, body={"whole": LONG})).encode())
    response = send(client, revision, packed, **{"Content-Encoding": "gzip"})
    assert response.status_code == 200
    assert fresh(revision).body == LONG
    assert len(packed) < 10_000


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"{",
        b'{"version": 1}',
        b'{"version": "x", "mark": "", "person": 1, "values": {}}',
        b'{"version": 1, "mark": "0", "person": 1, "values": []}',
        b'{"version": 1, "mark": "%032d", "person": 1, "values": {"title": ["\\ud83d"]}}' % 0,
        b'{"version": 1e999, "mark": "%032d", "person": 1, "values": {}}' % 0,
        b'{"version": 1, "mark": "%032d", "person": 1, "values": {}, "body": [1]}' % 0,
        b'{"version": 1, "mark": "%032d", "person": 1, "values": {}, "body": {"edits": [[0]]}}' % 0,
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_nonsense_is_refused_with_words(client, operator, raw):
    response = send(client, make.make_draft(by=operator), raw)
    assert (response.status_code, response.json()["code"]) == (400, "unreadable")


@pytest.mark.parametrize("raw", [b"no gzip", gzip.compress(b" " * 9_000_000)])
def test_packed_nonsense_is_refused_and_never_unpacked_without_end(client, operator, raw):
    revision = make.make_draft(by=operator)
    response = send(client, revision, raw, **{"Content-Encoding": "gzip"})
    assert response.status_code == 400


def test_the_answer_names_every_field_that_waits_and_stays_small(client, operator):
    revision = start("foto", "Pantai", by=operator)
    photos = [make.attach(revision, make.make_picture(operator), "gallery") for _ in range(12)]
    values = {f"file{photo.pk}-alt": "x" * 2000 for photo in photos}
    response = send(client, revision, parcel(revision, operator, **values))
    assert set(response.json()["errors"]) == set(values)
    assert len(response.content) <= 1_000


def test_more_fields_than_a_form_has_are_not_read(client, operator):
    revision = make.make_draft(by=operator)
    values = {f"file{number}-alt": "x" for number in range(500)}
    assert send(client, revision, parcel(revision, operator, **values)).status_code == 400


# --- twice, too late, by others ---------------------------------------------------------------
def test_a_parcel_whose_answer_was_lost_is_written_once(client, operator):
    revision = make.make_draft(by=operator, body="<p>Satu.</p>")
    sent = parcel(revision, operator, body=edited("<p>Satu.</p>", "<p>Satu dua.</p>"))
    first, second = send(client, revision, sent).json(), send(client, revision, sent).json()
    assert first == second
    assert fresh(revision).body == "<p>Satu dua.</p>"
    assert fresh(revision).version == revision.version + 1


def test_words_of_somebody_else_are_never_overwritten(client, operator):
    revision = make.make_draft(by=operator)
    other = Client()
    wayan = make.make_operator("wayan")
    other.force_login(wayan)
    send(other, revision, parcel(revision, wayan, summary="Tulisan Wayan."))
    response = send(client, revision, parcel(revision, operator, summary="Tulisan Putu."))
    told = response.json()
    assert (response.status_code, told["code"]) == (409, "stale")
    assert told["words"].startswith("wayan menyimpan versi lain pukul")
    assert fresh(revision).summary == "Tulisan Wayan."


def test_a_submitted_text_is_told_to_be_closed(client, operator):
    revision = make.make_draft(by=operator)
    move(revision, Action.SUBMIT, by=operator)
    response = send(client, revision, parcel(revision, operator, summary="Terlambat."))
    assert (response.status_code, response.json()["code"]) == (409, "closed")
    assert "Menunggu persetujuan" in response.json()["words"]


def test_another_account_in_the_same_browser_does_not_sign_these_words(client, operator):
    revision = make.make_draft(by=operator)
    client.force_login(make.make_operator("wayan"))
    response = send(client, revision, parcel(revision, operator, summary="Tulisan Putu."))
    assert (response.status_code, response.json()["code"]) == (409, "closed")
    assert "akun lain" in response.json()["words"]


def test_an_ended_session_is_answered_so_that_the_page_can_tell(client, operator):
    revision = make.make_draft(by=operator)
    client.logout()
    response = send(client, revision, parcel(revision, operator, summary="Tetap."))
    assert response.status_code == 401
    assert response.json()["words"].startswith("Sesi Anda berakhir.")


def test_only_operators_save_and_an_unknown_text_is_not_found(client, operator):
    revision = make.make_draft(by=operator)
    assert client.post("/meja/naskah/999999/simpan/").status_code == 404
    client.force_login(make.make_camat())
    assert send(client, revision, parcel(revision, operator)).status_code == 403


# --- who is writing ---------------------------------------------------------------------------
def presence(client, revision, **data):
    address = f"/meja/naskah/{revision.pk}/hadir/"
    return (client.post(address, data) if data else client.get(address)).json()


def test_who_writes_is_told_to_the_others_and_ends_by_itself(client, operator, time_machine):
    revision = make.make_draft(by=operator)
    presence(client, revision, writing="1")
    other = Client()
    other.force_login(make.make_operator("wayan"))
    assert presence(other, revision)["other"]["name"] == "putu"
    assert "other" not in presence(client, revision)
    page = other.get(f"/meja/item/{revision.item_id}/").content.decode()
    assert "<b>putu</b> sedang menulis di naskah ini sejak" in page
    time_machine.move_to(timezone.now() + timedelta(minutes=2))
    assert "other" not in presence(other, revision)


def test_looking_is_not_writing_and_leaving_ends_it(client, operator):
    revision = make.make_draft(by=operator)
    presence(client, revision)
    assert fresh(revision).held_by is None
    presence(client, revision, writing="1")
    presence(client, revision, left="1")
    other = Client()
    other.force_login(make.make_operator())
    assert "other" not in presence(other, revision)


def test_the_first_one_keeps_it_but_the_second_may_go_on(client, operator):
    revision = make.make_draft(by=operator)
    presence(client, revision, writing="1")
    other, wayan = Client(), make.make_operator("wayan")
    other.force_login(wayan)
    assert presence(other, revision, writing="1")["other"]["name"] == "putu"
    assert send(other, revision, parcel(revision, wayan, summary="Lanjut.")).status_code == 200
    told = presence(client, revision)
    assert (told["other"]["name"], told["version"]) == ("wayan", revision.version + 1)
