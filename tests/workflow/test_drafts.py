"""Saving a draft: what is written, what is refused, and that the state never moves by it."""

import pytest
from django.http import QueryDict

from content.arrivals import Arrival, take_all
from content.forms import SLOTS, RevisionForm, attachment_forms
from content.models import Attachment, Revision, State, Tag
from tests import make
from workflow.drafts import advance, hand_in, save_draft
from workflow.engine import move
from workflow.models import Event
from workflow.opening import start
from workflow.refused import Refused, Stale
from workflow.rules import Action

pytestmark = pytest.mark.django_db


def typed(revision, **words):
    """A valid form of the revision with these words."""
    form = RevisionForm(instance=revision)
    data = QueryDict(mutable=True)
    for name in form.fields:
        value = form[name].value()
        if isinstance(value, list):
            data.setlist(name, value)
        elif value is not None and not name.startswith("new_"):
            data[name] = value
    for name, value in words.items():
        data.setlist(name, value) if isinstance(value, list) else data.update({name: value})
    bound = RevisionForm(data, instance=revision)
    assert bound.is_valid(), bound.errors
    return bound


def save(revision, by, *, version=None, places=(), arrivals=(), **words):
    return save_draft(
        revision.pk,
        by=by,
        version=version or revision.version,
        words=typed(revision, **words),
        places=places,
        arrivals=arrivals,
    )


def placed(revision, **answers):
    """Valid forms of the revision's files; answers are name → value per attachment id."""
    data = {}
    for attachment in revision.attachments.all():
        prefix = f"file{attachment.pk}"
        data[f"{prefix}-shown"] = "1"
        given = {"alt": attachment.alt, "position": attachment.position} | answers.get(
            f"a{attachment.pk}", {}
        )
        data |= {f"{prefix}-{name}": value for name, value in given.items()}
    forms = attachment_forms(revision.attachments.all(), data)
    assert all(form.is_valid() for form in forms)
    return forms


def test_words_are_written_and_the_state_stays():
    operator = make.make_operator()
    revision = start("berita", "Gotong royong", by=operator)
    events = Event.objects.count()
    saved = save(revision, operator, title="Gotong royong di Musi", summary="Warga membersihkan.")
    fresh = Revision.objects.get(pk=revision.pk)
    assert (fresh.title, fresh.summary) == ("Gotong royong di Musi", "Warga membersihkan.")
    assert (fresh.state, fresh.version) == (State.GATHERING, 2)
    assert saved.updated_at > revision.updated_at
    assert Event.objects.count() == events


def test_whoever_saves_becomes_a_writer_and_cannot_decide():
    first, second = make.make_operator(), make.make_operator()
    revision = make.make_draft(by=first)
    save(revision, second, summary="Ditambah rekan.")
    assert set(Revision.objects.get(pk=revision.pk).writers.all()) == {first, second}


def test_only_operators_save():
    revision = make.make_draft()
    for person in (make.make_camat(), make.make_admin(), make.make_user()):
        with pytest.raises(Refused, match="Operator Web"):
            save(revision, person, summary="Bukan hak saya.")
    assert Revision.objects.get(pk=revision.pk).version == revision.version


def test_a_stale_screen_is_refused_with_name_and_time():
    first, second = make.make_operator("wayan"), make.make_operator()
    revision = make.make_draft(by=first)
    save(revision, first, summary="Yang pertama.")
    with pytest.raises(Stale, match=r"wayan menyimpan versi lain pukul \d\d\.\d\d"):
        save(revision, second, version=revision.version, summary="Yang kedua.")
    assert Revision.objects.get(pk=revision.pk).summary == "Yang pertama."


def test_the_own_other_window_is_named_as_such():
    operator = make.make_operator()
    revision = make.make_draft(by=operator)
    save(revision, operator, summary="Jendela satu.")
    with pytest.raises(Stale, match="Anda sendiri, dari jendela lain"):
        save(revision, operator, version=revision.version, summary="Jendela dua.")


@pytest.mark.parametrize(
    "state", [s for s in State if s not in ("gathering", "composing", "editing")]
)
def test_frozen_and_ended_words_are_never_written(state):
    operator = make.make_operator()
    revision = make.make_in_state(state, by=operator)
    if state in (State.RETURNED,):
        revision = revision.item.revisions.get(state=State.RETURNED)
    with pytest.raises(Refused, match="tidak dapat diubah lagi"):
        save(revision, operator, summary="Terlambat.")


def test_keywords_become_rows_once_however_they_are_spelt():
    Tag.objects.create(name="Terumbu Karang", slug="terumbu-karang")
    operator = make.make_operator()
    revision = start("berita", "Karang", by=operator)
    saved = save(revision, operator, keywords="terumbu karang, Wisata,  wisata ,")
    assert [tag.name for tag in saved.tags.all()] == ["Terumbu Karang", "Wisata"]
    assert Tag.objects.count() == 2


def test_villages_and_topic_are_written():
    operator = make.make_operator()
    musi, patas = make.make_desa("Musi"), make.make_desa("Patas")
    topic = make.make_category()
    revision = start("berita", "Karang", by=operator)
    saved = save(revision, operator, desa=[str(musi.pk), str(patas.pk)], category=str(topic.pk))
    assert set(saved.desa.all()) == {musi, patas}
    assert saved.category == topic


# --- files ------------------------------------------------------------------------------------
def arrive(role, asset):
    return Arrival(SLOTS[role], asset)


def test_a_new_cover_takes_the_place_of_the_old_one():
    operator = make.make_operator()
    revision = make.make_draft(by=operator)
    new = make.make_picture(operator)
    save(revision, operator, arrivals=[arrive("cover", new)])
    assert [a.asset for a in revision.attachments.filter(role="cover")] == [new]


def test_album_photos_are_appended_in_their_order_and_one_comes_only_once():
    operator = make.make_operator()
    revision = start("foto", "Pantai", by=operator)
    one, two = make.make_picture(operator), make.make_picture(operator)
    save(revision, operator, arrivals=[arrive("gallery", one), arrive("gallery", two)])
    revision.refresh_from_db()
    save(revision, operator, arrivals=[arrive("gallery", one)])
    assert [a.asset for a in revision.attachments.filter(role="gallery")] == [one, two]


def test_files_are_described_ordered_and_removed():
    operator = make.make_operator()
    revision = start("foto", "Pantai", by=operator)
    first, second, third = (
        make.attach(revision, make.make_picture(operator), "gallery", position=n) for n in (1, 2, 3)
    )
    forms = placed(
        revision,
        **{
            f"a{first.pk}": {
                "position": 9,
                "alt": "Pasir hitam",
                "caption": "Pagi",
                "credit": "PS",
            },
            f"a{second.pk}": {"remove": "on"},
        },
    )
    save(revision, operator, places=forms)
    left = list(revision.attachments.all())
    assert [a.pk for a in left] == [third.pk, first.pk]
    assert (left[1].alt, left[1].caption, left[1].credit) == ("Pasir hitam", "Pagi", "PS")
    assert [a.position for a in left] == [1, 2]


def test_a_file_that_a_colleague_added_meanwhile_is_left_alone():
    operator = make.make_operator()
    revision = start("foto", "Pantai", by=operator)
    mine = make.attach(revision, make.make_picture(operator), "gallery", position=1)
    data = {
        f"file{mine.pk}-shown": "1",
        f"file{mine.pk}-alt": "Baru",
        f"file{mine.pk}-position": "1",
    }
    theirs = make.attach(
        revision, make.make_picture(operator), "gallery", position=2, alt="Milik rekan"
    )
    forms = attachment_forms(revision.attachments.all(), data)
    assert all(form.is_valid() for form in forms if form.is_bound)
    save(revision, operator, places=forms)
    theirs.refresh_from_db()
    assert theirs.alt == "Milik rekan"


def test_in_body_pictures_are_attachments_exactly_while_the_body_shows_them():
    operator = make.make_operator()
    revision = start("berita", "Karang", by=operator)
    asset = make.make_picture(operator, size=(1600, 900))
    copy = asset.derivatives.first()
    body = f'<p>Lihat:</p><figure><img src="{copy.get_absolute_url()}" alt="Karang"></figure>'
    save(revision, operator, body=body)
    assert [(a.asset, a.alt) for a in revision.attachments.filter(role="inline")] == [
        (asset, "Karang")
    ]
    revision.refresh_from_db()
    save(revision, operator, body="<p>Tanpa gambar.</p>")
    assert not revision.attachments.filter(role="inline").exists()


def test_one_refused_file_does_not_take_the_others_along():
    operator = make.make_operator()
    good, bad = make.make_upload("pantai.jpg"), make.make_upload("virus.jpg", b"MZ" + b"\0" * 99)
    arrivals = take_all({"gallery": [bad, good]}, by=operator)
    assert [arrival.asset.is_picture for arrival in arrivals.taken] == [True]
    assert "virus.jpg" in arrivals.refused["new_gallery"][0]


def test_a_file_in_the_wrong_place_is_refused_and_not_stored():
    operator = make.make_operator()
    table = make.make_upload("penduduk.csv", b"desa;jumlah\nPatas;10\nMusi;20\n", "text/csv")
    arrivals = take_all({"cover": [table]}, by=operator)
    assert arrivals.taken == []
    assert "tidak dapat menjadi foto utama" in arrivals.refused["new_cover"][0]
    assert not Attachment.objects.exists()


# --- going on ---------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", list(make.WORDS))
def test_handing_in_walks_every_step_that_is_left_and_records_it(kind):
    operator = make.make_operator()
    revision = make.fill(start(kind, "Dari awal", by=operator), operator)
    handed = hand_in(revision, by=operator)
    assert handed.state == State.SUBMITTED
    actions = Event.objects.filter(revision=revision).order_by("sequence")
    assert [e.action for e in actions] == [
        Action.START,
        Action.COMPOSE,
        Action.EDIT,
        Action.SUBMIT,
    ]


def test_handing_in_something_incomplete_moves_nothing():
    operator = make.make_operator()
    revision = start("berita", "Baru judul", by=operator)
    with pytest.raises(Refused, match="Belum lengkap"):
        hand_in(revision, by=operator)
    assert Revision.objects.get(pk=revision.pk).state == State.GATHERING
    assert Event.objects.filter(revision=revision).count() == 1


def test_handing_in_twice_is_refused_the_second_time():
    operator = make.make_operator()
    revision = hand_in(make.make_draft(by=operator), by=operator)
    with pytest.raises(Refused):
        hand_in(revision, by=operator)


def test_advancing_goes_one_step_and_stops_in_editing():
    operator = make.make_operator()
    revision = start("agenda", "Rapat", by=operator)
    seen = []
    for _ in range(3):
        revision = advance(revision, by=operator)
        seen.append(revision.state)
    assert seen == [State.COMPOSING, State.EDITING, State.EDITING]


def test_nobody_hands_in_without_being_an_operator():
    revision = make.make_draft()
    with pytest.raises(Refused):
        hand_in(revision, by=make.make_camat())
    assert Revision.objects.get(pk=revision.pk).state == State.EDITING


def test_a_returned_text_is_written_on_in_the_next_revision():
    operator = make.make_operator()
    old = make.make_submitted(by=operator)
    move(old, Action.RETURN, by=make.make_camat(), note="Perbaiki.", seen=old.digest)
    following = old.item.revisions.get(number=2)
    save(following, operator, summary="Sudah diperbaiki.")
    assert Revision.objects.get(pk=old.pk).summary != "Sudah diperbaiki."
