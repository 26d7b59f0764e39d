"""Two saved the same text: both are shown, a person chooses per field, nothing is lost unseen."""

import re

import pytest
from django.test import Client

from content.models import Revision
from tests import make
from tests.sheets import sheet_of
from workflow.engine import move
from workflow.rules import Action

pytestmark = pytest.mark.django_db


@pytest.fixture
def putu(client: Client):
    person = make.make_operator("putu")
    client.force_login(person)
    return person


@pytest.fixture
def other():
    """The browser of a colleague."""
    browser = Client()
    browser.force_login(make.make_operator("wayan"))
    return browser


def address(revision):
    return f"/meja/item/{revision.item_id}/"


def opened(client, revision, **words):
    return sheet_of(client.get(address(revision))) | words


def stored(revision):
    return Revision.objects.get(pk=revision.pk)


def choices(page):
    """Which text is proposed for each field; "" where a person must choose."""
    found = dict.fromkeys(re.findall(r'name="choose-([\w-]+)"', page), "")
    chosen = r'name="choose-([\w-]+)"\s+value="(\w+)" checked'
    return found | dict(re.findall(chosen, page))


def overwrite(page):
    return re.search(r'name="overwrite"\s+value="(\d+)"', page)[1]


@pytest.fixture
def contest(client, putu, other):
    """Both changed the summary; Putu also the title, Wayan also the body."""
    revision = make.make_draft(by=putu, title="Judul", summary="Semula.", body="<p>Isi semula.</p>")
    mine = opened(client, revision, title="Judul Putu", summary="Ringkasan Putu.")
    theirs = opened(other, revision, summary="Ringkasan Wayan.", body="<p>Isi dari Wayan.</p>")
    assert other.post(address(revision), theirs).status_code == 302
    response = client.post(address(revision), mine)
    assert response.status_code == 409
    return revision, response


def test_both_texts_are_shown_where_they_differ_and_nothing_is_written(contest):
    revision, response = contest
    page = response.content.decode()
    assert "wayan menyimpan versi lain pukul" in page
    assert "Yang berbeda: 3 isian" in page
    assert "Ringkasan <mark>Wayan</mark>." in page
    assert "Ringkasan <mark>Putu</mark>." in page
    assert stored(revision).summary == "Ringkasan Wayan."
    assert sheet_of(response)["summary"] == ["Ringkasan Putu."]


def test_what_only_one_side_changed_is_proposed_and_the_rest_must_be_chosen(contest):
    _, response = contest
    assert choices(response.content.decode()) == {"title": "mine", "summary": "", "body": "theirs"}


def test_each_field_becomes_what_was_chosen(client, contest):
    revision, response = contest
    page = response.content.decode()
    sent = sheet_of(response) | {
        "overwrite": overwrite(page),
        "choose-title": "mine",
        "choose-summary": "theirs",
        "choose-body": "theirs",
    }
    assert client.post(address(revision), sent).status_code == 302
    after = stored(revision)
    assert (after.title, after.summary, after.body) == (
        "Judul Putu",
        "Ringkasan Wayan.",
        "<p>Isi dari Wayan.</p>",
    )


def test_nothing_is_saved_before_everything_is_chosen(client, contest):
    revision, response = contest
    page = response.content.decode()
    again = client.post(
        address(revision),
        sheet_of(response) | {"overwrite": overwrite(page), "choose-title": "theirs"},
    )
    assert again.status_code == 409
    assert "Pilih dulu di setiap isian yang berbeda." in again.content.decode()
    assert choices(again.content.decode())["title"] == "theirs"
    assert client.post(address(revision), sheet_of(again)).status_code == 409
    assert stored(revision).title == "Judul"


def test_a_third_version_is_not_overwritten_by_choices_about_the_second(client, other, contest):
    revision, response = contest
    page = response.content.decode()
    other.post(address(revision), opened(other, revision, summary="Ringkasan ketiga."))
    sent = sheet_of(response) | {
        "overwrite": overwrite(page),
        "choose-title": "mine",
        "choose-summary": "mine",
        "choose-body": "theirs",
    }
    again = client.post(address(revision), sent)
    assert again.status_code == 409
    assert "Ringkasan <mark>ketiga</mark>." in again.content.decode()
    assert stored(revision).summary == "Ringkasan ketiga."


def test_the_same_words_saved_twice_are_no_conflict(client, putu):
    revision = make.make_draft(by=putu)
    sent = opened(client, revision, summary="Baru.\r\nBaris dua.", then="save")
    for _ in range(2):
        assert client.post(address(revision), sent).status_code == 302
    assert stored(revision).summary == "Baru.\nBaris dua."


def test_words_about_a_file_are_compared_like_all_others(client, putu, other):
    revision = make.make_draft("foto", by=putu)
    photo = make.attach(revision, make.make_picture(putu), "gallery", alt="Semula", position=2)
    name = f"file{photo.pk}-alt"
    mine = opened(client, revision) | {name: "Dari Putu"}
    other.post(address(revision), opened(other, revision) | {name: "Dari Wayan"})
    response = client.post(address(revision), mine)
    page = response.content.decode()
    assert choices(page) == {name: ""}
    assert f"Teks alternatif: {photo.asset.name}" in page
    sent = sheet_of(response) | {"overwrite": overwrite(page), f"choose-{name}": "theirs"}
    assert client.post(address(revision), sent).status_code == 302
    photo.refresh_from_db()
    assert photo.alt == "Dari Wayan"


def test_words_for_a_text_that_ended_are_compared_with_the_one_that_followed(client, putu):
    revision = make.make_draft(by=putu)
    mine = opened(client, revision, summary="Dari layar lama.")
    frozen = move(revision, Action.SUBMIT, by=putu)
    move(frozen, Action.RETURN, by=make.make_camat(), note="Perbaiki.", seen=frozen.digest)
    response = client.post(address(revision), mine)
    page = response.content.decode()
    assert response.status_code == 409
    assert choices(page) == {"summary": "mine"}
    sent = sheet_of(response) | {"overwrite": overwrite(page)}
    assert client.post(address(revision), sent).status_code == 302
    assert revision.item.revisions.get(number=2).summary == "Dari layar lama."


@pytest.mark.parametrize("marks", ["", "{", "[]", '{"summary": 3}', "[" * 99_999])
def test_without_readable_marks_a_person_chooses(client, putu, other, marks):
    revision = make.make_draft(by=putu)
    mine = opened(client, revision, summary="Putu.", marks=marks)
    other.post(address(revision), opened(other, revision, title="Judul Wayan"))
    page = client.post(address(revision), mine).content.decode()
    assert choices(page) == {"title": "", "summary": ""}


def test_times_and_choices_are_compared_as_people_read_them(client, putu, other):
    revision = make.make_draft("agenda", by=putu)
    musi = make.make_desa("Musi")
    mine = opened(client, revision, starts_at="2027-02-01T08:00", audience="invited")
    theirs = opened(other, revision, starts_at="2027-02-01T09:30", desa=[str(musi.pk)])
    other.post(address(revision), theirs)
    page = client.post(address(revision), mine).content.decode()
    words = re.sub(r"</?mark>", "", page)
    assert choices(page) == {"starts_at": "", "audience": "mine", "desa": "theirs"}
    assert "<p>1 Februari 2027, 09.30 WITA</p>" in words
    assert "<p>1 Februari 2027, 08.00 WITA</p>" in words
    assert "<p>Undangan</p>" in words
    assert "<p>Musi</p>" in words
