"""Two lanes: an urgent correction (ralat) goes out while a larger update waits; neither undoes the other."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from content.models import Revision, State
from tests import make
from workflow import register
from workflow.board import in_flight
from workflow.clocks import events_of, this_round
from workflow.engine import move
from workflow.lanes import desk_address, is_behind
from workflow.merging import meeting_of, take_in
from workflow.models import Event
from workflow.opening import revise
from workflow.refused import Refused, Stale
from workflow.rules import Action, refusal

pytestmark = pytest.mark.django_db
BODY = "<p>Pembuka.</p><p>Bibit ditanam 300 batang.</p><p>Penutup.</p>"


@pytest.fixture
def operator() -> User:
    """Who writes."""
    return make.make_operator("operator1")


@pytest.fixture
def camat() -> User:
    """Who decides."""
    return make.make_camat("camat")


@pytest.fixture
def public(operator: User, camat: User) -> Revision:
    """An item on the site, with a mistake in its figure."""
    return make.make_published(title="Panen anggur", by=operator, approver=camat, body=BODY)


def correct(public: Revision, operator: User, **words: Any) -> Revision:
    """Open a correction and write it."""
    opened = revise(public.item, by=operator, correction=True)
    words = {"body": BODY.replace("300", "3.000"), "change_note": "3.000 batang."} | words
    return make.fill(opened, operator, **words)


def publish_correction(public: Revision, operator: User, camat: User, **words: Any) -> Revision:
    """Bring a correction through approval."""
    sent = move(correct(public, operator, **words), Action.SUBMIT, by=operator)
    return make.approve(sent, camat)


def merge(draft: Revision, operator: User, **chosen: str) -> Revision:
    """Take in what became public meanwhile."""
    draft = Revision.objects.get(pk=draft.pk)
    meeting = meeting_of(draft, timezone.now())
    assert meeting is not None
    number = meeting.theirs.number
    return take_in(draft.pk, by=operator, version=draft.version, number=number, chosen=chosen)


def update(public: Revision, operator: User, **words: Any) -> Revision:
    """Open the larger update and write it."""
    words = {"body": BODY, "change_note": "Menambah laporan."} | words
    return make.fill(revise(public.item, by=operator), operator, **words)


def refuses(sql: str, *values: Any) -> bool:
    """Whether the database refuses the statement."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
    except DatabaseError:
        return True
    return False


# --- the whole story --------------------------------------------------------------------------------
def test_a_correction_goes_out_while_an_update_waits_and_both_end_up_on_the_site(
    public: Revision, operator: User, camat: User, client: Client
) -> None:
    longer = BODY.replace("Penutup.", "Penutup yang lebih panjang.")
    draft = update(public, operator, body=longer)
    ralat = publish_correction(public, operator, camat)
    assert (ralat.number, ralat.state, ralat.corrects) == (3, State.PUBLISHED, 1)
    page = client.get(public.get_absolute_url()).content.decode()
    assert "3.000 batang" in page
    assert "Ralat" in page
    assert "lebih panjang" not in page

    with pytest.raises(Refused, match="Versi 3 tayang setelah naskah ini dibuka"):
        move(draft, Action.SUBMIT, by=operator)
    merged = merge(draft, operator)
    assert (merged.number, merged.stands_on, merged.pk) == (4, 3, draft.pk)
    assert "3.000 batang" in merged.body
    assert "lebih panjang" in merged.body

    make.approve(move(merged, Action.SUBMIT, by=operator), camat)
    page = client.get(public.get_absolute_url()).content.decode()
    assert "3.000 batang" in page
    assert "lebih panjang" in page
    assert "Ralat" in page  # what was corrected stays told
    assert register.breaks(Event.objects.order_by("sequence")) == []


def test_the_two_lanes_do_not_meet(public: Revision, operator: User) -> None:
    draft, ralat = update(public, operator), correct(public, operator)
    assert (draft.is_correction, ralat.is_correction) == (False, True)
    for correction, words in ((False, "naskah"), (True, "ralat")):
        with pytest.raises(Refused, match=f"masih punya {words} yang belum selesai"):
            revise(public.item, by=operator, correction=correction)
    assert {row.pk for row in in_flight(timezone.now())} >= {draft.pk, ralat.pk}


def test_a_correction_says_why_and_goes_out_at_once(public: Revision, operator: User) -> None:
    ralat = correct(public, operator, change_note="")
    assert "Tulis alasan perubahan" in refusal(ralat, Action.SUBMIT, operator)
    assert ralat.publication == Revision.Publication.IMMEDIATELY


def test_only_what_is_on_the_site_is_corrected(operator: User, camat: User) -> None:
    waits = make.make_submitted(by=operator)
    withdrawn = make.make_in_state(State.WITHDRAWN, by=operator)
    for revision in (waits, withdrawn):
        with pytest.raises(Refused, match="tidak sedang tayang"):
            revise(revision.item, by=operator, correction=True)


def test_a_correction_of_what_was_withdrawn_meanwhile_brings_nothing_back(
    public: Revision, operator: User, camat: User
) -> None:
    ralat = move(correct(public, operator), Action.SUBMIT, by=operator)
    move(public, Action.WITHDRAW, by=operator, note="Keliru.", data={"reason": "keliru"})
    with pytest.raises(Refused, match="tidak tayang lagi"):
        make.approve(ralat, camat)


def test_a_returned_correction_comes_back_as_a_correction(
    public: Revision, operator: User, camat: User
) -> None:
    update(public, operator)
    ralat = move(correct(public, operator), Action.SUBMIT, by=operator)
    move(ralat, Action.RETURN, by=camat, note="Periksa lagi.", seen=ralat.digest)
    again = Revision.objects.get(item=public.item, state=State.EDITING, corrects__isnull=False)
    assert (again.number, again.corrects, again.stands_on) == (4, 1, 1)
    assert desk_address(again).endswith("/ralat/")


# --- frozen while the correction went out -----------------------------------------------------------
def test_an_update_that_waits_for_its_decision_is_sent_back_to_take_the_correction_in(
    public: Revision, operator: User, camat: User
) -> None:
    waits = move(update(public, operator, title="Panen raya"), Action.SUBMIT, by=operator)
    publish_correction(public, operator, camat)
    with pytest.raises(Refused, match="Kembalikan naskah ini"):
        make.approve(waits, camat)
    move(waits, Action.RETURN, by=camat, note="Muat ralatnya.", seen=waits.digest)
    again = Revision.objects.get(item=public.item, state=State.EDITING)
    assert is_behind(again, timezone.now())
    merged = merge(again, operator)
    assert (merged.title, "3.000" in merged.body) == ("Panen raya", True)
    assert (merged.number, merged.stands_on) == (4, 3)  # numbered behind the correction already


def test_an_approved_update_is_not_published_over_the_correction(
    public: Revision, operator: User, camat: User
) -> None:
    draft = update(public, operator, publication=Revision.Publication.BY_HAND)
    approved = make.approve(move(draft, Action.SUBMIT, by=operator), camat)
    publish_correction(public, operator, camat)
    with pytest.raises(Refused, match="Tarik kembali naskah ini"):
        move(approved, Action.PUBLISH, by=operator)
    move(approved, Action.RECALL, by=operator)
    assert Revision.objects.get(item=public.item, state=State.EDITING).stands_on == 1


def test_a_correction_cancels_the_schedule_of_an_update_that_has_not_taken_it_in(
    public: Revision, operator: User, camat: User
) -> None:
    due = timezone.now() + timedelta(days=2)
    planned = make.make_update(
        public.item,
        operator,
        camat,
        title="Panen raya",
        publication=Revision.Publication.SCHEDULED,
        wanted_from=due,
    )
    with pytest.raises(Refused, match="dijadwalkan tayang"):
        revise(public.item, by=operator)
    ralat = publish_correction(public, operator, camat)
    planned.refresh_from_db()
    assert (planned.state, planned.visible_from) == (State.APPROVED, None)
    told = Event.objects.get(revision=planned, action=Action.UNSCHEDULE)
    assert (told.by, told.note) == (None, "Ralat (versi 3) terbit lebih dulu.")
    for moment in (timezone.now(), due + timedelta(hours=1)):
        assert Revision.objects.public(moment).get(item=public.item) == ralat


def test_a_correction_that_an_update_overtook_takes_the_update_in(
    public: Revision, operator: User, camat: User
) -> None:
    ralat = correct(public, operator)
    make.make_update(public.item, operator, camat, title="Panen raya", body=BODY)
    with pytest.raises(Refused, match="Gabungkan versi itu"):
        move(ralat, Action.SUBMIT, by=operator)
    merged = merge(ralat, operator)
    assert (merged.number, merged.corrects, merged.title) == (4, 3, "Panen raya")
    sent = move(merged, Action.SUBMIT, by=operator)
    assert make.approve(sent, camat).state == State.PUBLISHED


# --- merging ------------------------------------------------------------------------------------------
def test_what_both_changed_is_asked_and_every_answer_is_kept(
    public: Revision, operator: User, camat: User
) -> None:
    draft = update(public, operator, title="Panen raya", body=BODY.replace("300", "400"))
    publish_correction(public, operator, camat, title="Panen anggur Pemuteran")
    meeting = meeting_of(Revision.objects.get(pk=draft.pk), timezone.now())
    assert meeting is not None
    assert [row.key for row in meeting.questions] == ["title", "body-2"]
    with pytest.raises(Refused, match="Pilih satu"):
        merge(draft, operator, title="theirs")
    merged = merge(draft, operator, title="mine", **{"body-2": "theirs"})
    assert (merged.title, "3.000" in merged.body) == ("Panen raya", True)
    told = Event.objects.get(action=Action.TAKE_IN)
    assert told.data["chosen"] == {"title": "mine", "body-2": "theirs"}


def test_villages_keywords_and_files_merge_as_sets(
    public: Revision, operator: User, camat: User
) -> None:
    draft, ralat = update(public, operator), correct(public, operator)
    draft.desa.add(make.make_desa("Patas"))
    ralat.desa.add(make.make_desa("Pemuteran"))
    letter = make.make_data_file(operator)
    make.attach(ralat, letter, "document", title="Surat ralat")
    photo = make.attach(draft, make.make_picture(operator), "gallery", caption="Panen")
    make.approve(move(ralat, Action.SUBMIT, by=operator), camat)
    merged = merge(draft, operator)
    assert {desa.name for desa in merged.desa.all()} == {"Patas", "Pemuteran"}
    placed = {(a.role, a.asset_id) for a in merged.attachments.all()}
    assert {("document", letter.pk), ("gallery", photo.asset_id)} <= placed


def test_a_merge_on_a_stale_screen_writes_nothing(
    public: Revision, operator: User, camat: User
) -> None:
    draft = update(public, operator)
    ralat = publish_correction(public, operator, camat)
    for version, number in ((draft.version + 7, ralat.number), (draft.version, 99)):
        with pytest.raises(Stale):
            take_in(draft.pk, by=operator, version=version, number=number, chosen={})
    assert Revision.objects.get(pk=draft.pk).stands_on == 1


# --- what the database refuses by itself --------------------------------------------------------------
def test_the_database_shows_nothing_that_would_undo_a_correction(
    public: Revision, operator: User, camat: User
) -> None:
    draft = update(public, operator, publication=Revision.Publication.BY_HAND)
    approved = make.approve(move(draft, Action.SUBMIT, by=operator), camat)
    ralat = publish_correction(public, operator, camat)
    now = timezone.now()
    end = "UPDATE content_revision SET state = 'superseded', visible_until = %s WHERE id = %s"
    assert not refuses(end, now, ralat.pk)
    show = (
        "UPDATE content_revision SET state = 'published', visible_from = %s, published_at = %s, "
        "state_since = %s WHERE id = %s"
    )
    assert refuses(show, now, now, now, approved.pk)
    assert refuses("UPDATE content_revision SET stands_on = 3 WHERE id = %s", approved.pk)


@pytest.mark.parametrize(
    "change",
    [
        "corrects = NULL",
        "corrects = NULL, stands_on = NULL",
        "stands_on = NULL",
        "stands_on = 2",
        "number = 1",
        "publication = 'by-hand'",
        "publication = 'scheduled'",
        "wanted_from = '2099-01-01 00:00:00+00:00'",
    ],
)
def test_the_database_keeps_a_correction_a_correction(
    public: Revision, operator: User, change: str
) -> None:
    ralat = correct(public, operator)
    assert refuses(f"UPDATE content_revision SET {change} WHERE id = %s", ralat.pk)


def test_the_database_makes_no_correction_out_of_an_update(
    public: Revision, operator: User
) -> None:
    draft = update(public, operator)
    assert refuses("UPDATE content_revision SET corrects = 1 WHERE id = %s", draft.pk)


def test_a_correction_cannot_wait_on_the_site_for_its_time(
    public: Revision, operator: User, camat: User
) -> None:
    ralat = publish_correction(public, operator, camat)
    later = timezone.now() + timedelta(days=1)
    assert refuses("UPDATE content_revision SET visible_from = %s WHERE id = %s", later, ralat.pk)


# --- the desk -----------------------------------------------------------------------------------------
def test_the_desk_shows_both_texts_on_pages_of_their_own(
    public: Revision, operator: User, camat: User, client: Client
) -> None:
    client.force_login(operator)
    here = f"/meja/item/{public.item_id}/"
    assert "Buka ralat" in client.get(here).content.decode()
    draft = update(public, operator, title="Panen raya")
    assert "Buka ralat" in client.get(here).content.decode()
    answer = client.post(f"{here}ralat/buka/", follow=True)
    assert answer.redirect_chain[-1][0] == f"{here}ralat/"
    page = answer.content.decode()
    assert "Ini ralat atas versi 1" in page
    assert "Tayang mulai" not in page
    page = client.get(here).content.decode()
    assert "Panen raya" in page
    assert f"{here}ralat/" in page
    assert "Buka ralat" not in page

    ralat = Revision.objects.get(item=public.item, corrects__isnull=False)
    sent = {"revision": ralat.pk, "version": ralat.version, "title": "Panen anggur benar"}
    sent |= {"information_class": "setiap-saat", "change_note": "Judul.", "body": BODY}
    answer = client.post(f"{here}ralat/", sent | {"summary": ralat.summary, "then": "save"})
    assert answer["Location"] == f"{here}ralat/"
    ralat.refresh_from_db()
    draft.refresh_from_db()
    assert (ralat.title, draft.title) == ("Panen anggur benar", "Panen raya")

    make.approve(move(ralat, Action.SUBMIT, by=operator), camat)
    assert client.get(f"{here}ralat/")["Location"] == here
    page = client.get(here).content.decode()
    assert "Ralat (versi 3) tayang" in page
    assert f"/meja/naskah/{draft.pk}/gabung/" in page


def test_the_page_that_merges_asks_shows_and_does_it(
    public: Revision, operator: User, camat: User, client: Client
) -> None:
    client.force_login(operator)
    draft = update(public, operator, title="Panen raya")
    publish_correction(public, operator, camat, title="Panen anggur Pemuteran")
    here = f"/meja/naskah/{draft.pk}/gabung/"
    page = client.get(here).content.decode()
    assert 'name="pilih-title"' in page
    assert "Bergabung dengan sendirinya" in page
    draft.refresh_from_db()
    sent: dict[str, Any] = {"version": draft.version, "number": 3}
    assert client.post(here, sent).status_code == 409
    answer = client.post(here, sent | {"pilih-title": "theirs"}, follow=True)
    assert "Versi 3 digabungkan. Naskah ini sekarang versi 4." in answer.content.decode()
    draft.refresh_from_db()
    assert draft.title == "Panen anggur Pemuteran"
    answer = client.get(here, follow=True)
    assert "Tidak ada versi tayang yang perlu digabungkan" in answer.content.decode()


def test_two_lanes_cost_the_desk_no_more_than_one(
    public: Revision,
    operator: User,
    camat: User,
    client: Client,
    django_assert_max_num_queries: Any,
) -> None:
    client.force_login(operator)
    here = f"/meja/item/{public.item_id}/"
    draft, ralat = update(public, operator), correct(public, operator)

    def look(*pages: str) -> None:
        for page in pages:
            client.get(page)
            with django_assert_max_num_queries(15):
                assert client.get(page).status_code == 200

    look(here, f"{here}ralat/")
    sent = move(ralat, Action.SUBMIT, by=operator)
    look(f"{here}ralat/")
    make.approve(sent, camat)
    look(here, f"/meja/naskah/{draft.pk}/gabung/", "/meja/")


def test_clocks_run_in_each_lane_by_itself(public: Revision, operator: User) -> None:
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        draft = update(public, operator)
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        ralat = correct(public, operator)
        events = events_of([public.item_id])[public.item_id]
    assert {e.revision_id for e in this_round(events, draft.number)} == {draft.pk}
    assert {e.revision_id for e in this_round(events, ralat.number)} == {ralat.pk}


# --- until when -----------------------------------------------------------------------------------------
def test_an_item_leaves_the_site_by_itself_when_its_time_is_over(
    operator: User, camat: User, client: Client
) -> None:
    ends = timezone.now() + timedelta(days=3)
    revision = make.make_published(by=operator, approver=camat, wanted_until=ends)
    assert revision.visible_until == ends
    address = revision.get_absolute_url()
    assert client.get(address).status_code == 200
    with time_machine.travel(ends + timedelta(minutes=1)):
        answer = client.get(address)
        assert answer.status_code == 410
        assert "Sudah tidak berlaku" in answer.content.decode()
        client.force_login(operator)
        page = client.get(f"/meja/item/{revision.item_id}/").content.decode()
        assert "masa tayangnya habis" in page
        found = client.get("/meja/cari/", {"keadaan": "berakhir"}).content.decode()
        assert revision.title in found


def test_an_end_that_has_gone_by_is_refused_at_every_door(operator: User, camat: User) -> None:
    ends = timezone.now() + timedelta(hours=1)
    draft = make.make_draft(by=operator, wanted_until=ends)
    with time_machine.travel(ends + timedelta(minutes=1)):
        assert "sudah lewat" in refusal(draft, Action.SUBMIT, operator)
    waits = move(draft, Action.SUBMIT, by=operator)
    with time_machine.travel(ends + timedelta(minutes=1)), pytest.raises(Refused, match="lewat"):
        make.approve(waits, camat)


def test_a_correction_and_an_update_keep_the_end_of_what_they_follow(
    operator: User, camat: User
) -> None:
    ends = timezone.now() + timedelta(days=3)
    first = make.make_published(by=operator, approver=camat, wanted_until=ends)
    ralat = publish_correction(first, operator, camat)
    assert ralat.visible_until == ends
    first.refresh_from_db()
    assert first.visible_until == ralat.visible_from
    assert revise(first.item, by=operator).wanted_until == ends
    with time_machine.travel(ends + timedelta(days=1)):
        move(Revision.objects.open().get(), Action.DISCARD, by=operator)
        assert revise(first.item, by=operator).wanted_until is None


def test_what_ended_before_a_planned_update_does_not_come_back_for_the_time_between(
    operator: User, camat: User
) -> None:
    now = timezone.now()
    first = make.make_published(by=operator, approver=camat, wanted_until=now + timedelta(days=1))
    planned = make.make_update(
        first.item,
        operator,
        camat,
        publication=Revision.Publication.SCHEDULED,
        wanted_from=now + timedelta(days=3),
        wanted_until=None,
    )
    public_at = Revision.objects.filter(item=first.item).public
    assert not public_at(now + timedelta(days=2)).exists()
    assert public_at(now + timedelta(days=4)).get() == planned
    move(planned, Action.UNSCHEDULE, by=operator)
    first.refresh_from_db()
    assert (first.state, first.visible_until) == (State.PUBLISHED, now + timedelta(days=1))
