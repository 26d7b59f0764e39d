"""The whole history of an item: every version with its people, its minutes and its sentences."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, QueryDict

from content.models import Revision
from content.models.state import ENDED
from workflow.access import may
from workflow.clock import Condition, OfficeCalendar, StepClock, spans, step_clocks
from workflow.clocks import FEEDBACK, moves, step_now
from workflow.history import HistoryLine, sentences
from workflow.models import Event, office_calendar
from workflow.people import display_name
from workflow.restoring import blocked
from workflow.rules import STEP_OF

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Chapter:
    """One version: who wrote it, how long its steps took, what happened to it, the last first."""

    revision: Revision
    writers: str
    clocks: list[StepClock]
    lines: list[HistoryLine]
    base: int | None
    is_newest: bool
    may_restore: bool


def history_context(item_id: int, user: User, query: QueryDict, now: datetime) -> dict[str, Any]:
    """Return what the page shows. Raises Http404 for an unknown item."""
    rows = Revision.objects.filter(item=item_id).select_related("item", "based_on", "created_by")
    page = Paginator(
        rows.defer("body", "based_on__body").prefetch_related("writers").order_by("-number"),
        PER_PAGE,
    ).get_page(query.get("halaman"))
    if not page:
        raise Http404
    item = page[0].item
    events = _by_revision(moves(Q(revision__in=[row.pk for row in page])))
    calendar = office_calendar()
    hindrance = blocked(item, now)
    restores = may(user, "content.add_item") and not hindrance
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "item": item,
        "newest": page[0],
        "page": page,
        "numbers": list(numbers),
        "chapters": [
            _chapter(
                row,
                events[row.pk],
                calendar,
                now,
                is_newest=page.number == 1 and row == page[0],
                restores=restores,
            )
            for row in page
        ],
        "hindrance": hindrance if may(user, "content.add_item") else "",
    }


def _by_revision(events: Iterable[Event]) -> dict[int | None, list[Event]]:
    found: dict[int | None, list[Event]] = defaultdict(list)
    for event in events:
        found[event.revision_id].append(event)
    return found


def _chapter(
    row: Revision,
    events: list[Event],
    calendar: OfficeCalendar,
    now: datetime,
    *,
    is_newest: bool,
    restores: bool,
) -> Chapter:
    return Chapter(
        revision=row,
        writers=", ".join(display_name(writer) for writer in row.writers.all()),
        clocks=own_clocks(row, events, calendar, now),
        lines=sentences(reversed(events)),
        base=row.based_on.number if row.based_on else None,
        is_newest=is_newest,
        may_restore=restores and row.state in ENDED,
    )


def own_clocks(
    revision: Revision, events: Iterable[Event], calendar: OfficeCalendar, now: datetime
) -> list[StepClock]:
    """Return the clocks of the steps that this version itself went through, up to publication."""
    stays = spans(((event.target, event.at) for event in events if event.target), STEP_OF)
    running = step_now(revision, now)
    clocks = step_clocks(
        [stay for stay in stays if stay.step < FEEDBACK],
        now,
        calendar,
        running if running and running < FEEDBACK else None,
    )
    return [clock for clock in clocks if clock.condition is not Condition.WAITING]
