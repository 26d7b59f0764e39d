"""The engine: what moving a revision does, seen from the people who do it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.utils import timezone

from content.digest import compute
from content.models import Item, Revision, State
from tests import make
from workflow import register
from workflow.engine import move
from workflow.models import Appointment, Event
from workflow.opening import revise, start
from workflow.refused import Decided, Refused, Stale

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 6, 8, 0, 0, tzinfo=UTC)  # Monday 08.00 WITA


@pytest.fixture
def operator() -> User:
    return make.make_operator("putu")


@pytest.fixture
def camat() -> User:
    return make.make_camat("camat")


def again(revision: Revision) -> Revision:
    return Revision.objects.get(pk=revision.pk)


def actions(item: Item) -> list[str]:
    return list(Event.objects.filter(item=item).values_list("action", flat=True))


@pytest.mark.parametrize("kind", list(make.WORDS))
def test_every_kind_walks_from_baru_to_public(kind: str) -> None:
    revision = make.make_published(kind)
    assert list(Revision.objects.public()) == [revision]
    assert actions(revision.item) == ["start", "compose", "edit", "submit", "approve", "publish"]
    assert register.breaks(Event.objects.all()) == []


def test_only_an_operator_opens_an_item(camat: User) -> None:
    for person in (camat, make.make_user(), make.make_admin()):
        with pytest.raises(Refused, match="Operator Web"):
            start("berita", "Judul", by=person)
    assert not Item.objects.exists()


def test_submission_freezes_the_words_and_fixes_their_digest(operator: User) -> None:
    draft = make.make_draft(by=operator)
    assert (draft.digest, draft.frozen_at) == ("", None)
    submitted = move(draft, "submit", by=operator)
    assert submitted.frozen_at is not None
    assert submitted.digest == compute(submitted)


def test_the_address_follows_the_title_until_the_first_submission(operator: User) -> None:
    draft = make.make_draft(title="Judul sementara", by=operator)
    draft.title = "Panen anggur serempak"
    draft.save()
    move(draft, "submit", by=operator)
    assert Item.objects.get().slug == "panen-anggur-serempak"


def test_an_update_keeps_the_address_of_the_first_version(operator: User, camat: User) -> None:
    first = make.make_published(title="Panen anggur", by=operator, approver=camat)
    make.make_update(first.item, operator, camat, title="Panen raya anggur")
    assert Item.objects.get().slug == "panen-anggur"


def test_two_items_with_one_title_get_two_addresses(operator: User) -> None:
    slugs = {make.make_submitted(title="Rapat", by=operator).item.slug for _ in range(3)}
    assert slugs == {"rapat", "rapat-2", "rapat-3"}


def test_an_approval_keeps_office_and_number_as_values(operator: User, camat: User) -> None:
    revision = make.make_published(by=operator, approver=camat)
    event = Event.objects.get(action="approve")
    assert revision.approved_as == "Camat"
    assert revision.approval_number.startswith("KEC-")
    assert event.data["approval_number"] == revision.approval_number
    assert (event.by_title, event.by_nip) == ("Camat", "19800101 200501 1 001")
    User.objects.filter(pk=camat.pk).update(first_name="Nama Baru", is_active=False)
    Appointment.objects.filter(user=camat).update(ends_on=timezone.localdate())
    assert again(revision).approved_as == "Camat"
    assert Event.objects.get(action="approve").by_name == "Camat"


def test_a_deputy_signs_with_the_basis_and_the_letter(operator: User) -> None:
    deputy = make.make_person("camat", basis="plh", letter_number="800/77/2026")
    revision = make.make_published(by=operator, approver=deputy)
    assert revision.approved_as == "Plh. Camat"
    assert Event.objects.get(action="approve").by_authority == (
        "Plh., surat 800/77/2026, 1 Januari 2015 – 31 Desember 2099"
    )


def test_approval_numbers_never_repeat(operator: User, camat: User) -> None:
    numbers = [make.make_published(by=operator, approver=camat).approval_number for _ in range(5)]
    assert len(set(numbers)) == 5


def test_words_that_were_not_seen_cannot_be_decided(operator: User, camat: User) -> None:
    revision = make.make_submitted(by=operator)
    for action in ("approve", "return", "reject"):
        for seen in ("", "0" * 64):
            with pytest.raises(Stale, match="berubah sejak Anda membukanya"):
                move(revision, action, by=camat, seen=seen, note="x")
    assert again(revision).state == State.SUBMITTED


def test_an_old_page_cannot_approve_words_that_changed_under_it(
    operator: User, camat: User
) -> None:
    old = make.make_submitted(by=operator)
    move(old, "recall", by=operator)
    fresh = old.item.revisions.open().get()
    fresh.body = "<p>Kalimat lain.</p>"
    fresh.save()
    fresh = move(fresh, "submit", by=operator)
    with pytest.raises(Decided):
        make.approve(old, camat)
    with pytest.raises(Stale):
        move(fresh, "approve", by=camat, seen=old.digest)
    assert not Revision.objects.public().exists()


def test_the_slower_of_two_approvers_is_told_who_was_faster(operator: User, camat: User) -> None:
    revision = make.make_submitted(by=operator)
    sekcam = make.make_person("sekcam", "sekcam")
    make.approve(revision, sekcam)
    with pytest.raises(Decided, match=r"^Sekcam \(Sekretaris Camat\) sudah memutuskan"):
        make.approve(revision, camat)
    with pytest.raises(Decided, match=r"^Anda sudah memutuskan"):
        make.approve(revision, sekcam)
    assert actions(revision.item).count("approve") == 1


@pytest.mark.parametrize("action", ["return", "reject"])
def test_returning_and_rejecting_need_words(operator: User, camat: User, action: str) -> None:
    revision = make.make_submitted(by=operator)
    with pytest.raises(Refused, match="Tulis petunjuk"):
        move(revision, action, by=camat, seen=revision.digest, note="  ")
    assert again(revision).state == State.SUBMITTED


def test_a_return_ends_the_version_and_opens_the_next_with_the_words_copied(
    operator: User, camat: User
) -> None:
    draft = make.make_draft(by=operator)
    draft.desa.add(make.make_desa())
    revision = move(draft, "submit", by=operator)
    returned = move(
        revision,
        "return",
        by=camat,
        seen=revision.digest,
        note="Ganti foto.",
        data={"tags": ["Foto"]},
    )
    following = revision.item.revisions.open().get()
    assert (returned.state, following.state) == (State.RETURNED, State.EDITING)
    assert (following.number, following.based_on) == (2, returned)
    following.change_note = revision.change_note
    assert compute(following) == revision.digest
    assert list(following.writers.all()) == [operator]
    event = Event.objects.get(action="return")
    assert (event.note, event.data) == ("Ganti foto.", {"tags": ["Foto"]})


def test_writers_travel_with_unapproved_words(operator: User, camat: User) -> None:
    """A Camat who helped to write version 1 cannot approve version 2 of the same words."""
    make.make_appointment(camat, "operator")
    draft = make.make_draft(by=operator)
    draft.writers.add(camat)
    revision = move(draft, "submit", by=operator)
    move(revision, "recall", by=operator)
    following = revision.item.revisions.open().get()
    following = move(following, "submit", by=operator)
    with pytest.raises(Refused, match="ikut menulis"):
        make.approve(following, camat)


def test_writers_of_published_words_may_approve_the_next_version(operator: User) -> None:
    writer = make.make_operator("ayu")
    make.make_appointment(writer, "kasubag")
    first = make.make_published(by=writer)
    update = revise(first.item, by=operator)
    update.change_note = "Membetulkan angka."
    update.save()
    update = move(update, "submit", by=operator)
    assert make.approve(update, writer).state == State.PUBLISHED


def test_an_update_replaces_the_public_words_at_one_moment(operator: User, camat: User) -> None:
    first = make.make_published(title="Lama", by=operator, approver=camat)
    second = make.make_update(first.item, operator, camat, title="Baru")
    first = again(first)
    assert first.state == State.SUPERSEDED
    assert first.visible_until == second.visible_from
    assert list(Revision.objects.public()) == [second]
    assert second.published_at == first.published_at
    assert list(Revision.objects.public(now=first.visible_from)) == [first]


def test_a_scheduled_item_appears_on_time_without_any_job(operator: User, camat: User) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        due = MORNING + timedelta(hours=5)
        revision = make.make_published(
            by=operator, approver=camat, publication="scheduled", wanted_from=due
        )
        assert revision.visible_from == due
        assert not Revision.objects.public().exists()
        clock.move_to(due - timedelta(microseconds=1))
        assert not Revision.objects.public().exists()
        clock.move_to(due)
        assert Revision.objects.public().get() == revision


def test_a_wished_time_that_is_past_means_at_once(operator: User, camat: User) -> None:
    past = timezone.now() - timedelta(days=1)
    revision = make.make_published(
        by=operator, approver=camat, publication="scheduled", wanted_from=past
    )
    assert revision.visible_from == revision.approved_at


def test_a_cancelled_schedule_gives_the_place_back_to_the_version_before(
    operator: User, camat: User
) -> None:
    first = make.make_published(title="Lama", by=operator, approver=camat)
    due = timezone.now() + timedelta(days=2)
    second = make.make_update(
        first.item, operator, camat, title="Baru", publication="scheduled", wanted_from=due
    )
    assert Revision.objects.public().get() == first
    second = move(second, "unschedule", by=operator)
    first = again(first)
    assert (first.state, first.visible_until) == (State.PUBLISHED, None)
    assert (second.state, second.visible_from) == (State.APPROVED, None)
    second = move(second, "publish", by=operator)
    assert Revision.objects.public().get() == second


def test_a_cancelled_first_publication_forgets_its_date(operator: User, camat: User) -> None:
    due = timezone.now() + timedelta(days=2)
    revision = make.make_published(
        by=operator, approver=camat, publication="scheduled", wanted_from=due
    )
    assert move(revision, "unschedule", by=operator).published_at is None


def test_by_hand_waits_for_the_operator(operator: User, camat: User) -> None:
    revision = make.make_published(by=operator, approver=camat, publication="by-hand")
    assert revision.state == State.APPROVED
    assert not Revision.objects.public().exists()
    assert move(revision, "publish", by=operator).state == State.PUBLISHED


def test_what_was_approved_but_never_published_can_be_taken_back_by_its_writer(
    operator: User, camat: User
) -> None:
    approved = make.make_published(by=operator, approver=camat, publication="by-hand")
    returned = move(approved, "recall", by=operator)
    following = returned.item.revisions.open().get()
    assert (returned.state, following.publication) == (State.RETURNED, "by-hand")
    assert list(following.writers.all()) == [operator]
    assert not Revision.objects.public().exists()


def test_writers_of_approved_words_that_were_never_public_still_cannot_approve_them(
    operator: User,
) -> None:
    make.make_appointment(operator, "camat")
    colleague = make.make_operator("ayu")
    draft = make.make_draft(by=operator, publication="by-hand")
    draft.writers.add(colleague)
    approved = make.approve(move(draft, "submit", by=operator), make.make_person("sekcam"))
    move(approved, "recall", by=colleague)
    again_submitted = move(approved.item.revisions.open().get(), "submit", by=colleague)
    with pytest.raises(Refused, match="ikut menulis"):
        make.approve(again_submitted, operator)


def test_a_withdrawn_item_is_gone_at_once_and_says_why(operator: User, camat: User) -> None:
    revision = make.make_published(by=operator, approver=camat)
    gone = move(
        revision,
        "withdraw",
        by=camat,
        note="Nama salah",
        data={"reason": "keliru", "public_note": "Nama pejabat keliru."},
    )
    assert (gone.state, gone.withdrawal_reason) == (State.WITHDRAWN, "keliru")
    assert not Revision.objects.public().exists()


@pytest.mark.parametrize(
    "data", [{}, {"reason": "bosan"}, {"reason": "digabung"}], ids=["kosong", "asing", "tujuan"]
)
def test_a_withdrawal_needs_a_typed_reason_and_a_target_when_merged(
    operator: User, camat: User, data: dict[str, str]
) -> None:
    revision = make.make_published(by=operator, approver=camat)
    with pytest.raises(Refused):
        move(revision, "withdraw", by=operator, note="Keliru.", data=data)
    assert Revision.objects.public().get() == revision


def test_an_item_cannot_be_redirected_to_itself(operator: User, camat: User) -> None:
    revision = make.make_published(by=operator, approver=camat)
    with pytest.raises(Refused, match="dirinya sendiri"):
        move(
            revision,
            "withdraw",
            by=operator,
            note="Digabung.",
            data={"reason": "digabung", "redirect_to": revision.item},
        )


def test_a_withdrawn_item_can_come_back_through_approval(operator: User, camat: User) -> None:
    revision = make.make_published(by=operator, approver=camat)
    move(revision, "withdraw", by=operator, note="Keliru.", data={"reason": "keliru"})
    back = make.make_update(revision.item, operator, camat, title="Sudah benar")
    assert Revision.objects.public().get() == back


def test_no_second_draft_beside_an_unfinished_one(operator: User, camat: User) -> None:
    first = make.make_published(by=operator, approver=camat)
    revise(first.item, by=operator)
    with pytest.raises(Refused, match="belum selesai"):
        revise(first.item, by=operator)


def test_a_rejected_item_is_not_opened_again(operator: User, camat: User) -> None:
    revision = make.make_submitted(by=operator)
    move(revision, "reject", by=camat, seen=revision.digest, note="Di luar tugas kantor.")
    with pytest.raises(Refused, match="Mulai butir baru"):
        revise(revision.item, by=operator)


def test_a_discarded_update_leaves_the_public_version_alone(operator: User, camat: User) -> None:
    first = make.make_published(by=operator, approver=camat)
    move(revise(first.item, by=operator), "discard", by=operator)
    assert Revision.objects.public().get() == first
    assert revise(first.item, by=operator).number == 3


def test_authority_ends_by_itself_between_look_and_click(operator: User) -> None:
    revision = make.make_submitted(by=operator)
    deputy = make.make_person("camat", basis="plh", ends_on=timezone.localdate())
    with time_machine.travel(timezone.now() + timedelta(days=1)), pytest.raises(Refused):
        make.approve(revision, deputy)
    assert make.approve(revision, deputy).state == State.PUBLISHED


def test_an_appointment_begins_and_ends_at_the_offices_midnight(operator: User) -> None:
    revision = make.make_submitted(by=operator)
    day = timezone.localdate() + timedelta(days=3)
    deputy = make.make_person("sekcam", basis="plt", starts_on=day, ends_on=day)
    midnight = timezone.make_aware(datetime.combine(day, datetime.min.time()))
    for moment in (midnight - timedelta(seconds=1), midnight + timedelta(days=1)):
        with time_machine.travel(moment), pytest.raises(Refused, match=r"masih berlaku|berakhir"):
            make.approve(revision, deputy)
    with time_machine.travel(midnight):
        assert make.approve(revision, deputy).approved_as == "Plt. Sekretaris Camat"


def test_a_refused_act_leaves_no_trace(operator: User, camat: User) -> None:
    revision = make.make_submitted(by=operator)
    before = list(Event.objects.values_list("hash", flat=True))
    with pytest.raises(Refused):
        move(revision, "publish", by=operator)
    assert list(Event.objects.values_list("hash", flat=True)) == before


def test_an_act_before_the_last_entry_is_refused(operator: User) -> None:
    revision = make.make_draft(by=operator)
    past = timezone.now() - timedelta(days=2)
    with time_machine.travel(past), pytest.raises(Refused, match="Jam server mundur"):
        move(revision, "submit", by=operator)


def test_an_unknown_action_is_refused_with_words(operator: User) -> None:
    with pytest.raises(Refused, match="tidak dikenal"):
        move(make.make_draft(by=operator), "meledakkan", by=operator)


def test_a_broken_chain_is_found_at_the_row() -> None:
    make.make_published()
    events = list(Event.objects.all())
    events[2].note = "ditambahkan kemudian"
    assert [b.sequence for b in register.breaks(events)] == [events[2].sequence]
    del events[2]
    assert (
        register.breaks(events)[0].words == f"Baris {events[1].sequence + 1} hilang dari register."
    )


def test_the_register_row_names_its_values_in_a_fixed_form() -> None:
    """A golden row: if this hash changes, old registers could no longer be checked."""
    event = Event(
        sequence=1,
        at=datetime(2026, 6, 8, 0, 0, tzinfo=UTC),
        action="approve",
        by_name="Ketut",
        by_title="Camat",
        digest="a" * 64,
        data={"b": 1, "a": "é"},
        previous_hash=register.FIRST_HASH,
    )
    assert register.row_hash(event) == (
        "afcae2963ec82979130b880c62e557bb6acf28e97f101130b869b1064cd8a0b7"
    )
