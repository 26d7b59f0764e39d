"""The rules of the SOP as data: who may move which revision from where to where, and why not.

``refusal`` is asked by every button and by the engine; nothing else decides.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone

from content.completeness import missing
from content.models import Revision, State
from content.models.state import LIVE, OPEN
from workflow.lanes import (
    corrects_what_is_public,
    ends_after_it_begins,
    has_taken_in_what_is_public,
)
from workflow.models import Appointment
from workflow.people import APPROVERS, Role, acting_as
from workflow.personal_data import refusal_of as personal_data_refusal

OPERATORS = frozenset({Role.OPERATOR})
OFFICE = OPERATORS | APPROVERS


class Action(models.TextChoices):
    """Everything that can be done to a revision; the labels are the buttons."""

    START = "start", "Butir baru"
    REVISE = "revise", "Buka pembaruan"
    CORRECT = "correct", "Buka ralat"
    TAKE_IN = "take-in", "Gabungkan ke naskah ini"
    COMPOSE = "compose", "Lanjut ke penyusunan"
    EDIT = "edit", "Lanjut ke editing"
    BACK_TO_GATHERING = "back-to-gathering", "Kembali ke pencarian bahan"
    BACK_TO_COMPOSING = "back-to-composing", "Kembali ke penyusunan"
    DISCARD = "discard", "Buang naskah"
    SUBMIT = "submit", "Minta persetujuan"
    RECALL = "recall", "Tarik kembali"
    APPROVE = "approve", "Setujui"
    RETURN = "return", "Kembalikan dengan petunjuk"
    REJECT = "reject", "Tolak"
    PUBLISH = "publish", "Terbitkan"
    UNSCHEDULE = "unschedule", "Batalkan jadwal"
    SUPERSEDE = "supersede", "Digantikan"
    REINSTATE = "reinstate", "Berlaku lagi"
    WITHDRAW = "withdraw", "Turunkan"
    ARCHIVE = "archive", "Arsipkan"


Guard = Callable[[Revision, User | None, datetime], str]


def four_eyes(revision: Revision, user: User | None, now: datetime) -> str:
    """Whoever wrote any of the words does not decide about them: eyes of people, not of roles."""
    if user and any(writer.pk == user.pk for writer in revision.writers.all()):
        return "Anda ikut menulis naskah ini. Pejabat lain yang memutuskannya."
    return ""


def is_complete(revision: Revision, user: User | None, now: datetime) -> str:
    """Everything that the kind needs is there (SOP: "data yang siap diupdate")."""
    gaps = missing(revision)
    return "Belum lengkap. " + " ".join(gap.words for gap in gaps) if gaps else ""


def personal_data_is_decided(revision: Revision, user: User | None, now: datetime) -> str:
    """Somebody decided about every NIK, telephone, address … that the words and files show now."""
    return personal_data_refusal(revision)


def is_writer(revision: Revision, user: User | None, now: datetime) -> str:
    """Only a writer takes the own submission back; the approver returns it with words instead."""
    if user and not any(writer.pk == user.pk for writer in revision.writers.all()):
        return "Hanya penulis naskah ini yang dapat menariknya."
    return ""


def not_yet_visible(revision: Revision, user: User | None, now: datetime) -> str:
    """A schedule can be cancelled before its time only."""
    if revision.visible_from and revision.visible_from <= now:
        return "Butir ini sudah tayang. Gunakan Turunkan."
    return ""


def already_visible(revision: Revision, user: User | None, now: datetime) -> str:
    """What is not on the site yet is taken back by cancelling its schedule."""
    if revision.visible_from and revision.visible_from > now:
        return "Butir ini belum tayang. Batalkan jadwalnya."
    if revision.visible_until and revision.visible_until <= now:
        return "Butir ini sudah tidak tayang."
    return ""


def may_be_public(revision: Revision, user: User | None, now: datetime) -> str:
    """Excluded information (UU 14/2008) never leaves the office."""
    if revision.information_class == Revision.InformationClass.EXCLUDED:
        return "Informasi yang dikecualikan tidak boleh ditayangkan."
    return ""


# Asked at every door on the way to the public: what is public may have changed since the last one.
ON_THE_WAY_OUT: tuple[Guard, ...] = (
    has_taken_in_what_is_public,
    corrects_what_is_public,
    ends_after_it_begins,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table. Without ``roles`` the system alone does it."""

    action: Action
    source: frozenset[State]
    target: State
    roles: frozenset[Appointment.Role]
    guards: tuple[Guard, ...] = ()
    needs_note: bool = False
    needs_seen: bool = False


def _states(*states: State) -> frozenset[State]:
    return frozenset(states)


RULES: dict[Action, Rule] = {
    rule.action: rule
    for rule in (
        Rule(Action.COMPOSE, _states(State.GATHERING), State.COMPOSING, OPERATORS),
        Rule(Action.EDIT, _states(State.COMPOSING), State.EDITING, OPERATORS),
        Rule(Action.BACK_TO_GATHERING, _states(State.COMPOSING), State.GATHERING, OPERATORS),
        Rule(Action.BACK_TO_COMPOSING, _states(State.EDITING), State.COMPOSING, OPERATORS),
        Rule(Action.DISCARD, frozenset(OPEN), State.DISCARDED, OPERATORS),
        Rule(
            Action.SUBMIT,
            _states(State.EDITING),
            State.SUBMITTED,
            OPERATORS,
            guards=(is_complete, personal_data_is_decided, may_be_public, *ON_THE_WAY_OUT),
        ),
        Rule(
            Action.RECALL,
            _states(State.SUBMITTED, State.APPROVED),
            State.RETURNED,
            OPERATORS,
            guards=(is_writer,),
        ),
        Rule(
            Action.APPROVE,
            _states(State.SUBMITTED),
            State.APPROVED,
            APPROVERS,
            guards=(four_eyes, may_be_public, *ON_THE_WAY_OUT),
            needs_seen=True,
        ),
        Rule(
            Action.RETURN,
            _states(State.SUBMITTED),
            State.RETURNED,
            APPROVERS,
            guards=(four_eyes,),
            needs_note=True,
            needs_seen=True,
        ),
        Rule(
            Action.REJECT,
            _states(State.SUBMITTED),
            State.REJECTED,
            APPROVERS,
            guards=(four_eyes,),
            needs_note=True,
            needs_seen=True,
        ),
        Rule(
            Action.PUBLISH,
            _states(State.APPROVED),
            State.PUBLISHED,
            OPERATORS,
            guards=(may_be_public, *ON_THE_WAY_OUT),
        ),
        Rule(
            Action.UNSCHEDULE,
            frozenset(LIVE),
            State.APPROVED,
            OPERATORS,
            guards=(not_yet_visible,),
        ),
        Rule(
            Action.WITHDRAW,
            frozenset(LIVE),
            State.WITHDRAWN,
            OFFICE,
            guards=(already_visible,),
            needs_note=True,
        ),
        Rule(Action.ARCHIVE, _states(State.PUBLISHED), State.ARCHIVED, frozenset()),
        Rule(Action.SUPERSEDE, frozenset(LIVE), State.SUPERSEDED, frozenset()),
        Rule(Action.REINSTATE, _states(State.SUPERSEDED), State.PUBLISHED, frozenset()),
    )
}

# Which SOP step a state belongs to; ended states belong to none.
STEP_OF: dict[str, int] = {
    State.GATHERING: 1,
    State.COMPOSING: 2,
    State.EDITING: 3,
    State.SUBMITTED: 4,
    State.APPROVED: 5,
    State.PUBLISHED: 6,
    State.ARCHIVED: 7,
}


def refusal(revision: Revision, action: str, user: User | None, now: datetime | None = None) -> str:
    """Return why ``user`` may not do ``action`` to ``revision`` now, in Indonesian; "" if they may.

    ``user`` None is the system: it may do what follows from a person's decision (publish what was
    approved, supersede, archive), never a decision itself.
    """
    now = now or timezone.now()
    rule = RULES.get(Action(action)) if action in Action.values else None
    if rule is None:
        return "Tindakan ini tidak dikenal."
    if revision.state not in rule.source:
        return f"Naskah ini sedang “{revision.get_state_display()}”; {_why_not(rule)}"
    if reason := _who(rule, user, now):
        return reason
    for guard in rule.guards:
        if reason := guard(revision, user, now):
            return reason
    return ""


def _who(rule: Rule, user: User | None, now: datetime) -> str:
    if user is None:
        if rule.roles and rule.action not in (Action.PUBLISH,):
            return "Tindakan ini harus dilakukan oleh orang yang berwenang."
        return ""
    if not rule.roles:
        return "Tindakan ini berjalan dengan sendirinya dan tidak dilakukan dengan tangan."
    if acting_as(user, rule.roles, now) is None:
        names = " / ".join(role.label for role in Role if role in rule.roles)
        return f"Tindakan ini wewenang {names} dengan penugasan yang masih berlaku."
    return ""


def _why_not(rule: Rule) -> str:
    wanted = ", ".join(state.label for state in State if state in rule.source)
    return f"“{rule.action.label}” hanya dapat dilakukan pada keadaan {wanted}."


def available(revision: Revision, user: User, now: datetime | None = None) -> list[Action]:
    """Return the actions that the user may do to the revision now, in the order of the table."""
    return [action for action in RULES if not refusal(revision, action, user, now)]
