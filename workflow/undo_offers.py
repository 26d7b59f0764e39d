"""What a page offers to the person who decided a moment ago: the way to take it back."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.urls import reverse

from content.models import Revision, State
from content.models.state import LIVE
from workflow.models import Event
from workflow.rules import Action, refusal
from workflow.undo import KNOWN, UNDO_WITHIN, approved_it_just_now, returned_it_just_now

MISTAKE = Revision.WithdrawalReason.MISTAKE


@dataclass(frozen=True, slots=True)
class Undo:
    """One way back: the button, where it leads, what it does, and the minutes that are left."""

    words: str
    address: str
    told: str
    minutes: int


def offered(revision: Revision, user: User, now: datetime) -> Undo | None:
    """Return what ``user`` may still do about their own decision on a revision; None for nothing."""
    if revision.state in (State.APPROVED, *LIVE):
        return _of_an_approval(revision, user, now)
    if revision.state == State.RETURNED:
        return _of_a_return(revision, user, now)
    if revision.state == State.REJECTED and not refusal(revision, Action.REOPEN, user, now):
        told = "Naskah dibuka lagi di langkah 3 sebagai versi baru."
        return _way(revision, Action.REOPEN, told, revision.state_since, now)
    return None


def _of_an_approval(revision: Revision, user: User, now: datetime) -> Undo | None:
    at = revision.approved_at
    if at is None or approved_it_just_now(revision, user, now):
        return None
    if not refusal(revision, Action.REVOKE, user, now):
        told = "Naskah belum tayang; persetujuan dicabut dan naskah kembali ke langkah 3."
        return _way(revision, Action.REVOKE, told, at, now)
    if refusal(revision, Action.WITHDRAW, user, now):
        return None
    told = "Naskah sudah tayang; yang sudah dibaca warga diturunkan dengan sebabnya."
    return _way(revision, Action.WITHDRAW, told, at, now, f"?reason={MISTAKE.value}")


def _of_a_return(revision: Revision, user: User, now: datetime) -> Undo | None:
    if now - revision.state_since > UNDO_WITHIN:
        return None
    following = Revision.objects.filter(
        item=revision.item_id, based_on=revision, state=State.EDITING, version=1, held_by=None
    ).first()
    if following is None:
        return None
    setattr(following, KNOWN, getattr(revision, KNOWN, None))
    if returned_it_just_now(following, user, now):
        return None
    told = "Operator belum memperbaikinya; naskah masuk antrean lagi dengan kata-kata yang sama."
    return _way(following, Action.RESUBMIT, told, revision.state_since, now)


def _way(
    revision: Revision, action: Action, told: str, at: datetime, now: datetime, more: str = ""
) -> Undo:
    address = reverse("revision-act", args=[revision.pk, action.value]) + more
    return Undo(str(action.label), address, told, _minutes(at, now))


def _minutes(at: datetime, now: datetime) -> int:
    """Return the whole minutes that are left, at least 1 while there is any time."""
    return max(1, int((at + UNDO_WITHIN - now).total_seconds() // 60))


def of_event(event: Event, now: datetime) -> Undo | None:
    """Return the way back from a decision in the register; the review page knows what is possible."""
    if event.action not in (Action.APPROVE, Action.RETURN, Action.REJECT):
        return None
    if now - event.at > UNDO_WITHIN or event.revision_id is None:
        return None
    address = reverse("review", args=[event.revision_id]) + "#urungkan"
    return Undo("Urungkan", address, "", _minutes(event.at, now))
