"""What the page of one item shows besides the words: steps, clock, history, what is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from content.completeness import Missing, missing
from content.dates import clock_time, long_date, zone
from content.forms.places import prefix_of, upload_field
from content.forms.words import RevisionForm
from content.html import reading_minutes, word_count
from content.models import Attachment, Item, Revision, State
from content.models.state import LIVE, OPEN, PENDING
from content.numbers import thousands
from content.queries import RevisionQuerySet
from workflow.access import may
from workflow.approval_rules import publishes_at_once, with_rule
from workflow.clock import StepClock
from workflow.clocks import (
    ARCHIVING,
    NO_FEEDBACK,
    clocks_of,
    feedback_of,
    is_scheduled,
    step_now,
    this_round,
)
from workflow.history import HistoryLine, sentences
from workflow.lanes import AT_THE_DESK, to_take_in, under_way
from workflow.models import Event, office_calendar
from workflow.personal_data import refusal_of as personal_data_refusal
from workflow.personal_data import take_decisions
from workflow.remarks import TICKS, asked_for
from workflow.rules import STEP_OF, Action, available, refusal
from workflow.siblings import bundle_of, events_of_activity
from workflow.sop import STEPS
from workflow.turns import thread
from workflow.undo import take_events

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
class Gap:
    """One thing that is missing, with the place on the page to jump to."""

    href: str
    words: str


def newest_revision(item_id: int) -> Revision:
    """Return the revision that stands for an item at the desk; Http404 for an unknown item."""
    found = _with_files(Revision.objects.filter(item_id=item_id)).in_desk_order().first()
    if found is None:
        raise Http404
    return found


def correction_under_way(item_id: int) -> Revision | None:
    """Return the correction (ralat) of an item on which somebody works; Http404 without item."""
    found = _with_files(under_way(item_id, correction=True)).first()
    if found is None:
        get_object_or_404(Item, pk=item_id)
    return found


def in_its_lane(revision: Revision) -> Revision:
    """Return what stands now where this revision was worked on."""
    found = correction_under_way(revision.item_id) if revision.is_correction else None
    return found or newest_revision(revision.item_id)


def _with_files(rows: RevisionQuerySet) -> RevisionQuerySet:
    files = Attachment.objects.select_related("asset__words").prefetch_related("asset__derivatives")
    rows = with_rule(rows.with_public_numbers()).select_related("item", "category", "held_by")
    return rows.prefetch_related(Prefetch("attachments", files), "tags")


def may_revise(revision: Revision, user: User) -> bool:
    """Whether the button "Buka pembaruan" is shown."""
    if is_scheduled(revision, timezone.now()):
        return False
    return may(user, "content.add_item") and revision.state in (*LIVE, State.WITHDRAWN)


def is_public(revision: Revision, now: datetime) -> bool:
    """Whether the public sees this revision now (``public()`` said of one row at hand)."""
    begins, ends = revision.visible_from, revision.visible_until
    return begins is not None and begins <= now and (ends is None or now < ends)


def is_over(revision: Revision, now: datetime) -> bool:
    """Whether its time on the site is over without anybody's act."""
    ends = revision.visible_until
    return revision.state in LIVE and ends is not None and ends <= now


def public_context(public: Revision | None, user: User, now: datetime) -> dict[str, Any]:
    """Return what ``_public_version.html`` shows: the public revision, whether it may be taken off.

    While an update is under way the page is about the update; this is the way back.
    """
    may_withdraw = public is not None and not refusal(public, Action.WITHDRAW, user, now)
    return {"public_version": public, "may_withdraw": may_withdraw}


def frame(revision: Revision, user: User, now: datetime) -> dict[str, Any]:
    """Return the context that both faces of the page share: editor and state page."""
    of_all = events_of_activity(revision.item)
    events, calendar = of_all[revision.item_id], office_calendar()
    take_decisions(revision, events)
    take_events(revision, events)
    heard = NO_FEEDBACK
    if revision.published_at and not revision.is_open:  # what is being written has no step 6 yet
        heard = feedback_of([revision.item_id]).get(revision.item_id, NO_FEEDBACK)
    past = this_round(events, revision.number)
    clocks = clocks_of(revision, past, heard, calendar, now)
    number = step_now(revision, now)
    return {
        "revision": revision,
        "item": revision.item,
        "spec": revision.spec,
        "clock": clocks[number - 1] if number else None,
        "knots": _knots(clocks, past, number),
        "steps_count": len(STEPS),
        "history": history(events),
        "turns": thread(revision, events),
        "remarks": asked_for(past) if revision.is_open else None,
        "actions": available(revision, user, now),
        "may_revise": may_revise(revision, user),
        "heard": heard,
        "scheduled": is_scheduled(revision, now),
        "is_public": is_public(revision, now),
        "is_over": is_over(revision, now),
        "bundle": bundle_of(revision.item, of_all, calendar, now),
    } | lanes_context(revision, user, now)


def lanes_context(revision: Revision, user: User, now: datetime) -> dict[str, Any]:
    """Return what the page says of the item's other texts: the public one, the other lane's."""
    others: list[Revision] = []
    if revision.published_at:
        rows = Revision.objects.public(now) | Revision.objects.filter(state__in=(*OPEN, *PENDING))
        rows = rows.filter(item=revision.item_id).exclude(pk=revision.pk)
        others = list(rows.select_related("item").defer("body"))
    seen = is_public(revision, now)
    public = next((row for row in others if is_public(row, now)), None)
    other_lane = next((row for row in others if row.state in (*OPEN, *PENDING)), None)
    corrected = revision.is_correction and not revision.visible_from
    taken = corrected or (other_lane is not None and other_lane.is_correction)
    may_write = may(user, "content.add_item")
    return public_context(None if seen else public, user, now) | {
        "other_lane": other_lane,
        "may_write": may_write,
        "may_correct": may_write and (seen or bool(public)) and not taken,
        "to_take_in": to_take_in(revision, now),
        "way_out": AT_THE_DESK.get(revision.state, ""),
    }


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
    """Tell an item's events, the newest first; ticks of remarks stand with the remarks."""
    return sentences(event for event in reversed(events) if event.action not in TICKS)


def gaps(revision: Revision, form: RevisionForm) -> list[Gap]:
    """Return what submission still needs, each with a link to the place where it is written."""
    told = [Gap(_place_of(gap, revision, form), gap.words) for gap in missing(revision)]
    undecided = personal_data_refusal(revision)
    return [*told, Gap("#data-pribadi", undecided)] if undecided else told


def _place_of(gap: Missing, revision: Revision, form: RevisionForm) -> str:
    if gap.field in form.fields:
        field = form[gap.field]
        return f"#{field.id_for_label or f'div_{field.auto_id}'}"
    if f"new_{gap.field}" in form.fields:
        return f"#id_{upload_field(revision.kind, gap.field)}"
    bare = next((a for a in revision.placed("cover", "gallery") if not a.alt), None)
    return f"#id_{prefix_of(bare)}-alt" if bare else "#berkas"


def outcome(revision: Revision, now: datetime) -> str:
    """Say what happens once the text is approved, for the button that asks for it."""
    begins, ends = revision.wanted_from, revision.wanted_until
    told = "tayang segera setelah disetujui"
    by_hand = revision.publication == Revision.Publication.BY_HAND
    if by_hand or not publishes_at_once(revision):
        told = "Anda menerbitkannya sendiri"
    elif revision.publication == Revision.Publication.SCHEDULED and begins and begins > now:
        told = f"tayang {_at(begins)} setelah disetujui"
    return f"{told}, berakhir {_at(ends)}" if ends else told


def _at(moment: datetime) -> str:
    return f"{long_date(moment)} {clock_time(moment)} {zone(moment)}"


def length(revision: Revision) -> str:
    """Say how long the body is: in words, and in minutes of reading."""
    words = word_count(revision.body)
    minutes = f" · dibaca {reading_minutes(revision.body)} menit" if words else ""
    return f"{thousands(words)} kata{minutes}"


def is_incomplete(revision: Revision) -> bool:
    """Whether something is still missing or waits for a decision of the writer."""
    return bool(missing(revision) or personal_data_refusal(revision))
