"""The clocks of items: read from the register, one round of work at a time.

A round begins with a new item or with an update that a person opened; what comes back from an
approver stays in its round, so its minutes add up. ``workflow.clock`` does the counting.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q

from content.models import Revision, State
from content.models.state import LIVE
from workflow.clock import OfficeCalendar, Span, StepClock, spans, step_clocks
from workflow.models import Event, KritikSaran
from workflow.rules import STEP_OF, Action

PUBLICATION, FEEDBACK, ARCHIVING = 5, 6, 7


@dataclass(frozen=True, slots=True)
class Feedback:
    """What citizens wrote about one item: how many, and since when one waits for an answer."""

    count: int = 0
    waiting: int = 0
    waiting_since: datetime | None = None


NO_FEEDBACK = Feedback()


def events_of(item_ids: Collection[int]) -> dict[int, list[Event]]:
    """Return the moves of items, oldest first (one query)."""
    return by_item(moves(Q(item_id__in=item_ids)))


def moves(wanted: Q) -> list[Event]:
    """Return moves, oldest first, with what is told about their revisions."""
    return list(
        Event.objects.filter(wanted)
        .select_related("revision", "personal_data_decision")
        .only(
            *("sequence", "action", "at", "by_id", "by_name", "by_title", "target", "note", "data"),
            *("item_id", "revision_id", "revision__number", "revision__title"),
            *("revision__corrects", "personal_data_decision__event"),
            *(f"personal_data_decision__{name}" for name in ("item", "key", "choice")),
        )
        .order_by("sequence")
    )


def by_item(events: Iterable[Event]) -> dict[int, list[Event]]:
    """Sort moves by their item."""
    found: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        if event.item_id is not None:
            found[event.item_id].append(event)
    return found


def feedback_of(item_ids: Collection[int]) -> dict[int, Feedback]:
    """Return what citizens wrote about items, spam apart (one query)."""
    rows = (
        KritikSaran.objects.filter(item_id__in=item_ids)
        .exclude(stage=KritikSaran.Stage.SPAM)
        .order_by()
        .values("item_id")
        .annotate(n=Count("pk"), waiting=Count("waiting_since"), since=Min("waiting_since"))
    )
    return {row["item_id"]: Feedback(row["n"], row["waiting"], row["since"]) for row in rows}


def this_round(events: Sequence[Event], number: int) -> list[Event]:
    """Return the events of the round to which revision ``number`` belongs: those of its lane."""
    lane = _lane_of(events, number)
    earlier = [
        event
        for event in events
        if event.revision
        and event.revision.number <= number
        and event.revision.is_correction == lane
    ]
    begins = max(
        (at for at, event in enumerate(earlier) if _begins_a_round(event)),
        default=0,
    )
    first = earlier[begins].revision if earlier else None
    return [
        event
        for event in earlier[begins:]
        if first and event.revision and event.revision.number >= first.number
    ]


def _lane_of(events: Iterable[Event], number: int) -> bool:
    told = (event.revision for event in events if event.revision)
    return any(row.is_correction for row in told if row.number == number)


def _begins_a_round(event: Event) -> bool:
    # Opened by the system itself, a revision follows from a return and continues the round.
    return event.action in (Action.START, Action.CORRECT) or (
        event.action == Action.REVISE and event.by_id is not None
    )


def step_now(revision: Revision, now: datetime) -> int | None:
    """Return the SOP step at which a revision stands; None when it ended."""
    if is_scheduled(revision, now):
        return PUBLICATION
    return STEP_OF.get(revision.state)


def is_scheduled(revision: Revision, now: datetime) -> bool:
    """Whether it is published for a time that has not come yet."""
    return (
        revision.state in LIVE and revision.visible_from is not None and revision.visible_from > now
    )


def clocks_of(
    revision: Revision,
    events: Iterable[Event],
    feedback: Feedback,
    calendar: OfficeCalendar,
    now: datetime,
) -> list[StepClock]:
    """Return the seven clocks of a revision's round.

    Step 6 runs only while a citizen waits for an answer; step 7 is the length of a backup run and
    is not counted here; what waits for its chosen time has left step 5 in time.
    """
    stays = [
        stay
        for stay in spans(((event.target, event.at) for event in events if event.target), STEP_OF)
        if stay.step < FEEDBACK
    ]
    running = step_now(revision, now)
    if running == PUBLICATION and revision.state != State.APPROVED:
        running = None
    if running in (FEEDBACK, ARCHIVING):
        running = FEEDBACK if feedback.waiting_since else None
    if feedback.waiting_since:
        stays.append(Span(FEEDBACK, feedback.waiting_since, None))
    if revision.state == State.ARCHIVED:
        stays.append(Span(ARCHIVING, revision.state_since, revision.state_since))
    return step_clocks(stays, now, calendar, running)
