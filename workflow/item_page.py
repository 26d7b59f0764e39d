"""What the page of one item shows besides the words: steps, clock, history, what is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Prefetch
from django.http import Http404

from content.completeness import Missing, missing
from content.dates import long_moment
from content.forms.places import prefix_of
from content.forms.words import RevisionForm
from content.models import Attachment, Revision, State
from content.models.state import LIVE
from workflow.access import may
from workflow.clock import StepClock
from workflow.clocks import (
    ARCHIVING,
    NO_FEEDBACK,
    clocks_of,
    events_of,
    feedback_of,
    is_scheduled,
    step_now,
    this_round,
)
from workflow.history import HistoryLine, sentences, tags, who
from workflow.models import Event, office_calendar
from workflow.rules import STEP_OF, Action, available, refusal
from workflow.sop import STEPS

NEXT_STEP: dict[str, str] = {
    State.GATHERING: "Lanjut ke penyusunan",
    State.COMPOSING: "Lanjut ke editing",
}


@dataclass(frozen=True, slots=True)
class Knot:
    """One of the seven knots of the stepper."""

    clock: StepClock
    done: bool
    current: bool
    is_next: bool

    @property
    def words(self) -> str:
        """The short time under the name of the step."""
        if self.clock.number == ARCHIVING and self.is_next:
            return "Menunggu cadangan berikutnya"
        return self.clock.words if self.current or self.done else f"{self.clock.standard} mnt"


@dataclass(frozen=True, slots=True)
class Remarks:
    """What the approver asked for when the text came back."""

    title: str
    at: datetime
    lines: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing, with the place on the page to jump to."""

    href: str
    words: str


def newest_revision(item_id: int) -> Revision:
    """Return the revision that stands for an item at the desk; Http404 for an unknown item."""
    files = Attachment.objects.select_related("asset").prefetch_related("asset__derivatives")
    found = (
        Revision.objects.filter(item_id=item_id)
        .in_desk_order()
        .select_related("item", "category")
        .prefetch_related(Prefetch("attachments", files))
        .first()
    )
    if found is None:
        raise Http404
    return found


def may_revise(revision: Revision, user: User) -> bool:
    """Whether the button "Buka pembaruan" is shown."""
    return may(user, "content.add_item") and revision.state in (*LIVE, State.WITHDRAWN)


def is_public(revision: Revision, now: datetime) -> bool:
    """Whether the public sees this revision now (``public()`` said of one row at hand)."""
    begins, ends = revision.visible_from, revision.visible_until
    return begins is not None and begins <= now and (ends is None or now < ends)


def public_beside(revision: Revision, now: datetime) -> Revision | None:
    """Return what the public reads while this revision is still, or no longer, out of its sight."""
    if revision.published_at is None or is_public(revision, now):
        return None
    others = Revision.objects.public(now).filter(item_id=revision.item_id)
    return others.select_related("item").defer("body").first()


def public_context(public: Revision | None, user: User, now: datetime) -> dict[str, Any]:
    """Return what ``_public_version.html`` shows: the public revision, whether it may be taken off.

    While an update is under way the page is about the update; this is the way back.
    """
    may_withdraw = public is not None and not refusal(public, Action.WITHDRAW, user, now)
    return {"public_version": public, "may_withdraw": may_withdraw}


def frame(revision: Revision, user: User, now: datetime) -> dict[str, Any]:
    """Return the context that both faces of the page share: editor and state page."""
    events = events_of([revision.item_id])[revision.item_id]
    heard = NO_FEEDBACK
    if revision.published_at:
        heard = feedback_of([revision.item_id]).get(revision.item_id, NO_FEEDBACK)
    past = this_round(events, revision.number)
    clocks = clocks_of(revision, past, heard, office_calendar(), now)
    number = step_now(revision, now)
    return {
        "revision": revision,
        "item": revision.item,
        "spec": revision.spec,
        "clock": clocks[number - 1] if number else None,
        "knots": _knots(clocks, past, number),
        "steps_count": len(STEPS),
        "history": history(events),
        "remarks": remarks_of(past) if revision.is_open else None,
        "actions": available(revision, user, now),
        "may_revise": may_revise(revision, user),
        "heard": heard,
        "scheduled": is_scheduled(revision, now),
        "is_public": is_public(revision, now),
    } | public_context(public_beside(revision, now), user, now)


def _knots(clocks: Sequence[StepClock], past: Iterable[Event], number: int | None) -> list[Knot]:
    passed = {STEP_OF[event.target] for event in past if event.target in STEP_OF}
    return [
        Knot(
            clock,
            # A step is done once a later one is at work; steps ahead of a returned text are not.
            done=(clock.number in passed and (number is None or clock.number < number))
            or (clock.number == number == ARCHIVING),
            current=clock.number == number,
            is_next=number is not None and clock.number == number + 1,
        )
        for clock in clocks
    ]


def history(events: Sequence[Event]) -> list[HistoryLine]:
    """Tell an item's events, the newest first."""
    return sentences(reversed(events))


def remarks_of(past: Sequence[Event]) -> Remarks | None:
    """Return what the last return of the round asked for, if the text came back."""
    returned = next((event for event in reversed(past) if event.action == Action.RETURN), None)
    if returned is None:
        return None
    lines = tuple(line.strip() for line in returned.note.splitlines() if line.strip())
    return Remarks(f"Dikembalikan oleh {who(returned)}", returned.at, lines, tags(returned))


def gaps(revision: Revision, form: RevisionForm) -> list[Gap]:
    """Return what submission still needs, each with a link to the place where it is written."""
    return [Gap(_place_of(gap, revision, form), gap.words) for gap in missing(revision)]


def _place_of(gap: Missing, revision: Revision, form: RevisionForm) -> str:
    if gap.field in form.fields:
        field = form[gap.field]
        return f"#{field.id_for_label or f'div_{field.auto_id}'}"
    if f"new_{gap.field}" in form.fields:
        return f"#id_new_{gap.field}"
    bare = next((a for a in revision.placed("cover", "gallery") if not a.alt), None)
    return f"#id_{prefix_of(bare)}-alt" if bare else "#berkas"


def outcome(revision: Revision, now: datetime) -> str:
    """Say what happens once the text is approved, for the button that asks for it."""
    if revision.publication == Revision.Publication.BY_HAND:
        return "Setelah disetujui, Anda menerbitkannya sendiri."
    scheduled = revision.publication == Revision.Publication.SCHEDULED
    if scheduled and revision.wanted_from and revision.wanted_from > now:
        return f"Tayang {long_moment(revision.wanted_from)} setelah disetujui."
    return "Tayang segera setelah disetujui."


def is_incomplete(revision: Revision) -> bool:
    """Whether something is still missing."""
    return bool(missing(revision))
