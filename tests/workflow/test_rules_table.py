"""The whole table: every state × every action × every role × writer or not, as the SOP says it.

The expectation below is written by hand from SOP.md and DESIGN.md §4, not computed from the rules.
"""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from content.models import Revision, State
from tests import make
from workflow.engine import move
from workflow.opening import revise
from workflow.people import Role
from workflow.rules import RULES, Action, available, refusal

pytestmark = pytest.mark.django_db

# state → action → roles that may, for people who wrote nothing of it.
OPERATOR, KASUBAG, SEKCAM, CAMAT = "operator", "kasubag", "sekcam", "camat"
OFFICERS = {KASUBAG, SEKCAM, CAMAT}
ALL = OFFICERS | {OPERATOR}
EXPECTED: dict[str, dict[str, set[str]]] = {
    "gathering": {"compose": {OPERATOR}, "discard": {OPERATOR}},
    "composing": {"edit": {OPERATOR}, "back-to-gathering": {OPERATOR}, "discard": {OPERATOR}},
    "editing": {"submit": {OPERATOR}, "back-to-composing": {OPERATOR}, "discard": {OPERATOR}},
    "submitted": {
        "approve": OFFICERS,
        "return": OFFICERS,
        "reject": OFFICERS,
        "plan": {OPERATOR},
    },
    "approved": {"plan": {OPERATOR}, "publish": {OPERATOR}},
    "published": {"change-end": {OPERATOR}, "withdraw": ALL},
    "archived": {"change-end": {OPERATOR}, "withdraw": ALL},
    "returned": {},
    "rejected": {},
    "superseded": {},
    "withdrawn": {},
    "discarded": {},
}
# What changes for people who wrote the words: they may recall, and never decide.
WRITER_GAINS = {"submitted": {"recall": {OPERATOR}}, "approved": {"recall": {OPERATOR}}}
WRITER_LOSES = {"submitted": {"endorse", "approve", "return", "reject"}}
# What the one Camat who decided just now may take back; all others of the cast decided nothing.
DECIDER_GAINS = {"approved": {"revoke": {CAMAT}}, "rejected": {"reopen": {CAMAT}}}
# What waits under a rule that asks all three: the rule, and whose paraf are there → action → roles.
TURNS: dict[str, dict[str, set[str]]] = {
    turn: dict.fromkeys((decision, "return", "reject"), roles) | {"plan": {OPERATOR}}
    for turn, decision, roles in (
        ("chain", "endorse", {KASUBAG}),
        ("chain kasubag", "endorse", {SEKCAM}),
        ("chain kasubag sekcam", "approve", {CAMAT}),
        ("all", "endorse", OFFICERS),
        ("all camat", "endorse", {KASUBAG, SEKCAM}),
        ("all kasubag camat", "approve", {SEKCAM}),
    )
}


def expected(state: str, action: str, roles: set[str], wrote: bool, turn: str = "") -> bool:
    """Whether somebody with these roles may do it."""
    if wrote and action in WRITER_LOSES.get(state, set()):
        return False
    allowed = set((TURNS[turn] if turn else EXPECTED[state]).get(action, set()))
    if wrote:
        allowed |= WRITER_GAINS.get(state, {}).get(action, set())
    return bool(allowed & roles)


CAST: dict[str, set[str]] = {
    "operator": {OPERATOR},
    "kasubag": {KASUBAG},
    "sekcam": {SEKCAM},
    "camat": {CAMAT},
    "operator yang juga Plh. Camat": {OPERATOR, CAMAT},
    "admin tanpa jabatan": set(),
    "pegawai tanpa jabatan": set(),
    "Plh. yang sudah berakhir": set(),
    "Plh. Sekcam yang belum mulai": set(),
    "Plh. Kasubag yang dinonaktifkan": set(),
}


def cast(name: str) -> User:
    """Make one member of the cast."""
    today = timezone.localdate()
    if name == "admin tanpa jabatan":
        return make.make_admin()
    if name in ALL:
        return make.make_person(name)
    user = make.make_user()
    match name:
        case "operator yang juga Plh. Camat":
            make.make_appointment(user, Role.OPERATOR)
            make.make_appointment(user, Role.CAMAT, basis="plh", starts_on=today)
        case "Plh. yang sudah berakhir":
            make.make_appointment(
                user,
                Role.CAMAT,
                basis="plh",
                starts_on=date(2020, 1, 1),
                ends_on=today - timedelta(days=1),
            )
        case "Plh. Sekcam yang belum mulai":
            tomorrow = today + timedelta(days=1)
            make.make_appointment(user, Role.SEKCAM, basis="plh", starts_on=tomorrow)
        case "Plh. Kasubag yang dinonaktifkan":
            make.make_appointment(user, Role.KASUBAG, basis="plh")
            user.is_active = False
            user.save()
    return user


@pytest.mark.parametrize("wrote", [False, True], ids=["bukan penulis", "penulis"])
@pytest.mark.parametrize("state", State.values)
def test_exactly_the_people_of_the_sop_may_do_exactly_its_actions(state: str, wrote: bool) -> None:
    assert wrong_answers(make.make_in_state(state), wrote) == []


@pytest.mark.parametrize("wrote", [False, True], ids=["bukan penulis", "penulis"])
@pytest.mark.parametrize("turn", TURNS)
def test_where_all_three_are_asked_exactly_those_act_whose_turn_it_is(
    turn: str, wrote: bool
) -> None:
    mode, *endorsed = turn.split()
    make.make_rule("berita", mode)
    revision = make.make_submitted()
    for role in endorsed:
        revision = make.endorse(revision, make.make_person(role))
    assert wrong_answers(revision, wrote, turn) == []


def wrong_answers(revision: Revision, wrote: bool, turn: str = "") -> list[str]:
    """Ask the rules for everybody and every action; tell what is not as expected."""
    people = {name: cast(name) for name in CAST}
    if wrote:
        # The table of writers is frozen with the words, so the writers are told to the rules alone.
        revision = Revision.objects.prefetch_related("writers").get(pk=revision.pk)
        revision._prefetched_objects_cache["writers"] = list(people.values())
    wrong = []
    for name, user in people.items():
        for action in Action.values:
            reason = refusal(revision, action, user)
            may = expected(revision.state, action, CAST[name], wrote, turn)
            may |= name in DECIDER_GAINS.get(revision.state, {}).get(action, set())
            if (reason == "") != may:
                wrong.append(f"{name}: {action} → {reason or 'boleh'}")
    return wrong


def correction_in(state: str) -> Revision:
    """A correction (ralat) in any state, beside an update that is being written."""
    operator, camat = make.make_operator(), make.make_camat()
    public = make.make_published(by=operator, approver=camat)
    revise(public.item, by=operator)
    ralat = revise(public.item, by=operator, correction=True)
    ralat = make.fill(ralat, operator, change_note="Angka.", title="Angka yang benar")
    if state == State.DISCARDED:
        return move(ralat, Action.DISCARD, by=operator)
    if state != State.EDITING:
        ralat = move(ralat, Action.SUBMIT, by=operator)
    if state in (State.RETURNED, State.REJECTED):
        action = Action.RETURN if state == State.RETURNED else Action.REJECT
        return move(ralat, action, by=camat, note="Periksa lagi.", seen=ralat.digest)
    if state in (State.EDITING, State.SUBMITTED):
        return ralat
    ralat = make.approve(ralat, camat)
    if state == State.WITHDRAWN:
        return move(ralat, Action.WITHDRAW, by=operator, note="X.", data={"reason": "keliru"})
    return ralat


def allowed(revision: Revision) -> dict[str, set[str]]:
    """Which actions each role may do, for people who wrote nothing of it; empty ones left out."""
    people = {role: cast(role) for role in sorted(ALL)}
    told = {
        action: {role for role, user in people.items() if not refusal(revision, action, user)}
        for action in Action.values
    }
    return {action: roles for action, roles in told.items() if roles}


@pytest.mark.parametrize(
    "state", ["editing", "submitted", "published", "returned", "rejected", "withdrawn", "discarded"]
)
def test_a_correction_walks_by_the_same_table(state: str) -> None:
    revision = correction_in(state)
    assert (revision.state, revision.is_correction) == (state, True)
    assert allowed(revision) == EXPECTED[state] | DECIDER_GAINS.get(state, {})


@pytest.mark.parametrize(
    ("state", "closed"), [("editing", "submit"), ("submitted", "approve"), ("approved", "publish")]
)
def test_an_update_that_has_not_taken_the_correction_in_stays_inside(
    state: str, closed: str
) -> None:
    operator, camat = make.make_operator(), make.make_camat()
    public = make.make_published(by=operator, approver=camat)
    words = {"change_note": "Menambah laporan.", "publication": "by-hand"}
    update = make.fill(revise(public.item, by=operator), operator, **words)
    if state != State.EDITING:
        update = move(update, Action.SUBMIT, by=operator)
    if state == State.APPROVED:
        update = make.approve(update, camat)
    ralat = make.fill(
        revise(public.item, by=operator, correction=True), operator, change_note="Angka."
    )
    make.approve(move(ralat, Action.SUBMIT, by=operator), camat)
    expected = {action: roles for action, roles in EXPECTED[state].items() if action != closed}
    expected |= DECIDER_GAINS.get(state, {})
    assert allowed(Revision.objects.get(pk=update.pk)) == expected


@pytest.mark.parametrize("state", State.values)
def test_every_refusal_is_a_sentence_in_words_for_people(state: str) -> None:
    revision = make.make_in_state(state)
    for user in (make.make_operator(), make.make_camat(), make.make_user(), make.make_admin()):
        for action in (*Action.values, "meledakkan"):
            reason = refusal(revision, action, user)
            if reason:
                assert reason[0].isupper() or reason[0] == "“", reason
                assert reason.endswith("."), reason
                assert " " in reason


@pytest.mark.parametrize("state", State.values)
def test_the_system_alone_never_decides(state: str) -> None:
    revision = make.make_in_state(state)
    by_itself = {a for a in Action.values if not refusal(revision, a, None)}
    assert by_itself <= {"publish", "archive", "supersede", "reinstate"}


def test_no_arrow_leads_from_frozen_to_open() -> None:
    open_states = {State.GATHERING, State.COMPOSING, State.EDITING, State.DISCARDED}
    for rule in RULES.values():
        if rule.target in open_states:
            assert rule.source <= open_states, rule.action


def test_buttons_are_the_actions_that_are_not_refused() -> None:
    camat = make.make_camat()
    assert available(make.make_in_state("submitted"), camat) == ["approve", "return", "reject"]
    assert available(make.make_in_state("gathering"), camat) == []
    assert available(make.make_in_state("published"), camat) == ["withdraw"]


def test_who_wrote_part_of_the_words_cannot_approve_them_even_as_camat() -> None:
    camat = make.make_person(Role.CAMAT)
    make.make_appointment(camat, Role.OPERATOR)
    revision = make.make_submitted(by=camat)
    assert refusal(revision, "approve", camat).startswith("Anda ikut menulis")
    assert refusal(revision, "approve", make.make_person(Role.SEKCAM)) == ""


def test_incomplete_words_cannot_be_submitted_and_the_reason_names_what_is_missing() -> None:
    operator = make.make_operator()
    revision = make.make_draft("berita", by=operator)
    revision.summary = ""
    revision.save()
    assert refusal(revision, "submit", operator) == (
        "Belum lengkap. Tulis ringkasan satu atau dua kalimat."
    )


def test_a_video_address_that_is_no_web_address_cannot_be_submitted() -> None:
    operator = make.make_operator()
    revision = make.make_draft("video", by=operator, video_url="https://halaman video")
    assert "diawali https://" in refusal(revision, "submit", operator)


def test_excluded_information_never_goes_out() -> None:
    operator = make.make_operator()
    revision = make.make_draft("artikel", by=operator, information_class="dikecualikan")
    assert "dikecualikan" in refusal(revision, "submit", operator)
