"""Starting from a copy: words, sorting words and files; not what belongs to the one item alone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from content.models import Attachment, Item, Revision, State
from tests import make
from workflow.copying import copy
from workflow.engine import move
from workflow.history import words
from workflow.models import Event
from workflow.refused import Refused
from workflow.rules import Action, refusal

pytestmark = pytest.mark.django_db
Role = Attachment.Role


def test_a_copy_says_the_same_with_the_same_files_and_starts_at_step_one():
    writer, other = make.make_operator(), make.make_operator()
    source = make.make_published("berita", "Panen anggur", by=writer, body="<p>Empat ton.</p>")
    made = copy(source, by=other).revision
    assert (made.title, made.body) == ("Panen anggur", "<p>Empat ton.</p>")
    assert (made.state, made.number, made.based_on) == (State.GATHERING, 1, None)
    assert made.item != source.item
    assert [a.asset for a in made.attachments.all()] == [a.asset for a in source.attachments.all()]


def test_villages_topic_and_keywords_come_along():
    source = make.make_draft("berita", category=make.make_category())
    source.desa.add(make.make_desa("Musi"))
    source.tags.create(name="Panen", slug="panen")
    made = copy(source, by=make.make_operator()).revision
    made = Revision.objects.get(pk=made.pk)
    assert made.category == source.category
    assert [d.name for d in made.desa.all()] == ["Musi"]
    assert [t.name for t in made.tags.all()] == ["Panen"]


def test_what_belongs_to_the_one_item_stays_behind_and_is_named():
    now = timezone.now()
    source = make.make_draft(
        "pengumuman",
        letter_number="800/1/2026",
        starts_at=now - timedelta(days=9),
        ends_at=now + timedelta(days=9),
        material_notes="Telepon Pak Wayan",
        change_note="Membetulkan",
        publication="scheduled",
        wanted_from=now + timedelta(days=1),
    )
    make.attach(source, make.make_picture(), Role.BAHAN)
    made = copy(source, by=make.make_operator())
    revision = Revision.objects.get(pk=made.revision.pk)
    assert (revision.letter_number, revision.change_note) == ("", "")
    assert (revision.starts_at, revision.ends_at) == (None, source.ends_at)
    assert (revision.publication, revision.wanted_from) == ("immediately", None)
    assert not revision.material_notes
    assert not revision.attachments.filter(role=Role.BAHAN).exists()
    assert made.left == (
        "nomor surat",
        "alasan perubahan",
        "catatan bahan",
        "waktu mulai yang sudah lewat",
        "bahan",
    )


def test_who_wrote_words_that_were_never_public_cannot_approve_their_copy():
    writer = make.make_operator()
    make.make_appointment(writer, "sekcam")
    source = make.make_submitted("berita", by=writer)
    other = make.make_operator()
    made = copy(source, by=other).revision
    assert set(made.writers.all()) == {writer, other}
    for action in (Action.COMPOSE, Action.EDIT, Action.SUBMIT):
        made = move(made, action, by=other)
    assert "ikut menulis" in refusal(made, Action.APPROVE, writer)


def test_words_that_were_public_bring_no_writers():
    source, other = make.make_published("berita"), make.make_operator()
    assert set(copy(source, by=other).revision.writers.all()) == {other}


@pytest.mark.parametrize("state", list(State))
def test_any_text_of_the_desk_may_be_copied_and_nothing_happens_to_it(state):
    source = make.make_in_state(state)
    before = Revision.objects.filter(pk=source.pk).values().get()
    copy(source, by=make.make_operator())
    assert Revision.objects.filter(pk=source.pk).values().get() == before


@pytest.mark.parametrize("maker", [make.make_camat, make.make_admin, make.make_user])
def test_only_operators_copy(maker):
    source = make.make_published()
    with pytest.raises(Refused):
        copy(source, by=maker())
    assert Item.objects.count() == 1


def test_the_register_names_the_source():
    source = make.make_published("berita", "Panen anggur")
    copy(source, by=make.make_operator("made"))
    event = Event.objects.order_by("-sequence")[0]
    assert event.data["source"] == source.pk
    assert words(event) == "Disalin oleh Made dari “Panen anggur” versi 1"


def test_the_button_copies_the_version_on_the_screen_and_tells_what_stayed(client):
    operator = make.make_operator()
    old = make.make_published("pengumuman", "Tutup sehari", by=operator, letter_number="800/1")
    make.make_update(old.item, operator, title="Tutup dua hari")
    client.force_login(operator)
    page = client.get(f"/meja/item/{old.item_id}/").content.decode()
    assert f'action="/meja/item/{old.item_id}/salin/"' in page
    answer = client.post(f"/meja/item/{old.item_id}/salin/", {"versi": "1"}, follow=True)
    assert "Tidak ikut: nomor surat." in answer.content.decode()
    newest = Revision.objects.order_by("-pk")[0]
    assert newest.title == "Tutup sehari"
    client.post(f"/meja/item/{old.item_id}/salin/", {"versi": "9" * 30})
    assert Revision.objects.order_by("-pk")[0].title == "Tutup dua hari"
