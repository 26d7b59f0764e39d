"""The rules of the SOP as data: who may move which revision from where to where, and why not.

``refusal`` is asked by every button and by the engine; nothing else decides.
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone

from content.models import Revision, State
from content.models.state import LIVE, OPEN, PENDING
from workflow.approval_rules import deciding_as, gives_paraf, has_the_last_word, in_turn
from workflow.exceptions import not_by_exception
from workflow.guards import (
    ON_THE_WAY_OUT,
    READY,
    Guard,
    already_visible,
    four_eyes,
    is_writer,
    may_be_public,
    not_over,
    not_yet_visible,
)
from workflow.models import Appointment
from workflow.people import APPROVERS, Role, acting_as, ended, why_not_any_more
from workflow.undo import (
    approved_it_just_now,
    has_no_follower,
    is_untouched,
    rejected_it_just_now,
    returned_it_just_now,
)

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
    ENDORSE = "endorse", "Paraf"
    APPROVE = "approve", "Setujui"
    RETURN = "return", "Kembalikan dengan petunjuk"
    REJECT = "reject", "Tolak"
    REVOKE = "revoke", "Cabut persetujuan"
    RESUBMIT = "resubmit", "Ajukan lagi"
    REOPEN = "reopen", "Buka lagi"
    PLAN = "plan", "Ubah rencana tayang"
    PUBLISH = "publish", "Terbitkan"
    RESCHEDULE = "reschedule", "Ubah jadwal"
    UNSCHEDULE = "unschedule", "Batalkan jadwal"
    CHANGE_END = "change-end", "Ubah akhir tayang"
    SUPERSEDE = "supersede", "Digantikan"
    REINSTATE = "reinstate", "Berlaku lagi"
    WITHDRAW = "withdraw", "Turunkan"
    ARCHIVE = "archive", "Arsipkan"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table. Without ``roles`` the system alone does it.

    Without ``target`` the revision stays in its state.
    ``by_turn`` is for those whose turn it is by the rule of the text (workflow.approval_rules).
    """

    action: Action
    source: frozenset[State]
    target: State | None
    roles: frozenset[Appointment.Role]
    guards: tuple[Guard, ...] = ()
    needs_note: bool = False
    needs_seen: bool = False
    by_turn: bool = False


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
            guards=READY,
        ),
        Rule(
            Action.RECALL,
            _states(State.SUBMITTED, State.APPROVED),
            State.RETURNED,
            OPERATORS,
            guards=(is_writer,),
        ),
        Rule(
            Action.ENDORSE,
            _states(State.SUBMITTED),
            None,
            APPROVERS,
            guards=(four_eyes, gives_paraf, may_be_public, *ON_THE_WAY_OUT),
            needs_seen=True,
            by_turn=True,
        ),
        Rule(
            Action.APPROVE,
            _states(State.SUBMITTED),
            State.APPROVED,
            APPROVERS,
            guards=(four_eyes, has_the_last_word, may_be_public, *ON_THE_WAY_OUT),
            needs_seen=True,
            by_turn=True,
        ),
        Rule(
            Action.RETURN,
            _states(State.SUBMITTED),
            State.RETURNED,
            APPROVERS,
            guards=(four_eyes, in_turn),
            needs_note=True,
            needs_seen=True,
            by_turn=True,
        ),
        Rule(
            Action.REJECT,
            _states(State.SUBMITTED),
            State.REJECTED,
            APPROVERS,
            guards=(four_eyes, in_turn),
            needs_note=True,
            needs_seen=True,
            by_turn=True,
        ),
        # Taken back for a short time by whoever decided, and only by moving forward.
        Rule(
            Action.REVOKE,
            _states(State.APPROVED, *LIVE),
            State.RETURNED,
            APPROVERS,
            guards=(approved_it_just_now, not_yet_visible),
            needs_note=True,
            needs_seen=True,
        ),
        Rule(
            Action.RESUBMIT,
            _states(State.EDITING),
            State.SUBMITTED,
            APPROVERS,
            guards=(returned_it_just_now, is_untouched, four_eyes, *READY),
        ),
        Rule(
            Action.REOPEN,
            _states(State.REJECTED),
            None,
            APPROVERS,
            guards=(rejected_it_just_now, has_no_follower),
        ),
        # The operator's wish is no part of the words that are approved.
        Rule(Action.PLAN, frozenset(PENDING), None, OPERATORS),
        Rule(
            Action.PUBLISH,
            _states(State.APPROVED),
            State.PUBLISHED,
            OPERATORS,
            guards=(may_be_public, *ON_THE_WAY_OUT),
        ),
        Rule(
            Action.RESCHEDULE,
            frozenset(LIVE),
            None,
            OPERATORS,
            guards=(not_yet_visible, may_be_public, *ON_THE_WAY_OUT),
        ),
        Rule(
            Action.UNSCHEDULE,
            frozenset(LIVE),
            State.APPROVED,
            OPERATORS,
            guards=(not_yet_visible,),
        ),
        Rule(Action.CHANGE_END, frozenset(LIVE), None, OPERATORS, guards=(not_over,)),
        Rule(
            Action.WITHDRAW,
            # Superseded already by what waits for its time, a version is still public.
            _states(*LIVE, State.SUPERSEDED),
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


# What somebody who wrote may do by exception, where nobody else could (workflow.exceptions).
BY_EXCEPTION = frozenset({Action.ENDORSE, Action.APPROVE})


def refusal(
    revision: Revision,
    action: str,
    user: User | None,
    now: datetime | None = None,
    *,
    by_exception: bool = False,
) -> str:
    """Return why ``user`` may not do ``action`` to ``revision`` now, in Indonesian; "" if they may.

    ``user`` None is the system: it may do what follows from a person's decision (publish what was
    approved, supersede, archive), never a decision itself. ``by_exception`` asks whether a writer
    may decide where nobody else could.
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
        reason = guard(revision, user, now)
        if reason and user and guard is four_eyes and by_exception and rule.action in BY_EXCEPTION:
            reason = not_by_exception(revision, user, now)
        if reason:
            return reason
    return ""


def acting_in(revision: Revision, action: Action, user: User, now: datetime) -> Appointment | None:
    """Return the appointment in which somebody does (or would do) an act."""
    rule = RULES[action]
    return deciding_as(revision, user, now) if rule.by_turn else acting_as(user, rule.roles, now)


def _who(rule: Rule, user: User | None, now: datetime) -> str:
    if user is None:
        if rule.roles and rule.action not in (Action.PUBLISH,):
            return "Tindakan ini harus dilakukan oleh orang yang berwenang."
        return ""
    if not rule.roles:
        return "Tindakan ini berjalan dengan sendirinya dan tidak dilakukan dengan tangan."
    if acting_as(user, rule.roles, now) is None:
        if former := ended(user, rule.roles, now):
            return why_not_any_more(former)
        names = " / ".join(role.label for role in Role if role in rule.roles)
        return f"Tindakan ini wewenang {names} dengan penugasan yang masih berlaku."
    return ""


def _why_not(rule: Rule) -> str:
    wanted = ", ".join(state.label for state in State if state in rule.source)
    return f"“{rule.action.label}” hanya dapat dilakukan pada keadaan {wanted}."


def available(revision: Revision, user: User, now: datetime | None = None) -> list[Action]:
    """Return the actions that the user may do to the revision now, in the order of the table."""
    return [action for action in RULES if not refusal(revision, action, user, now)]
