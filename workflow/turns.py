"""Whose turn it is, for pages: the decision that one may give, and the thread of those who gave theirs.

The rules decide; this only asks them, and reads what the register says of a text.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User

from content.models import Revision, State
from workflow.approval_rules import CHAIN, Mode, deciding_as, terms_of, turn_of
from workflow.exceptions import wrote
from workflow.models import Event
from workflow.rules import Action, refusal


def next_decision(revision: Revision) -> Action:
    """Return the act for which a text waits: the approval, or a paraf that comes before it."""
    return Action.APPROVE if turn_of(revision).is_last else Action.ENDORSE


def decision_for(revision: Revision, user: User, now: datetime | None = None) -> Action | None:
    """Return what somebody may give a text now: their paraf, their approval, or nothing."""
    action = next_decision(revision)
    return None if refusal(revision, action, user, now) else action


def exception_for(revision: Revision, user: User, now: datetime) -> dict[str, str] | None:
    """Return what stands in the way of deciding by exception ("" nothing) to somebody who wrote.

    None to everybody else, and where the rule of the text knows no exception.
    """
    in_question = terms_of(revision).allows_exception and wrote(revision, user)
    if not in_question or deciding_as(revision, user, now) is None:
        return None
    return {"refusal": refusal(revision, next_decision(revision), user, now, by_exception=True)}


@dataclass(frozen=True, slots=True)
class TurnKnot:
    """One of the three offices on the thread of a text.

    ``title`` is the office as it signed ("Plh. Camat"), or its plain name while it has not.
    """

    title: str
    name: str = ""
    at: datetime | None = None
    approved: bool = False
    is_next: bool = False

    @property
    def words(self) -> str:
        """What it did, or whether the text waits for it."""
        if self.at:
            return "Menyetujui" if self.approved else "Paraf"
        return "Giliran" if self.is_next else "Belum"


def thread(revision: Revision, events: Iterable[Event]) -> list[TurnKnot]:
    """Return the offices that a text needs, in the order of their acts; [] where one is enough.

    ``events`` are those of its item (``clocks.events_of``).
    """
    turn = turn_of(revision)
    if turn.mode == Mode.ANY:
        return []
    given = [
        event
        for event in events
        if event.revision_id == revision.pk and event.action in (Action.ENDORSE, Action.APPROVE)
    ]
    done = {event.data.get("office"): event for event in given}
    waits = revision.state == State.SUBMITTED
    return [
        *(
            TurnKnot(event.by_title, event.by_name, event.at, event.action == Action.APPROVE)
            for event in given
        ),
        *(
            TurnKnot(role.label, is_next=waits and role in turn.next_roles)
            for role in CHAIN
            if role not in done
        ),
    ]
