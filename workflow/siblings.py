"""The other items of an activity, as the card "Kegiatan ini" shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from content.kinds import TELLING, KindSpec
from content.models import Item, Revision
from workflow.bundles import TOLD_BY
from workflow.clock import OfficeCalendar, StepClock
from workflow.clocks import NO_FEEDBACK, by_item, clocks_of, moves, step_now, this_round
from workflow.finding import STANDINGS, Standing, with_standing
from workflow.models import Event
from workflow.sop import STEPS

LAST_WRITTEN_STEP = 5
# What ended before it was public leaves room for another one of its kind.
ENDED = ("dibuang", "ditolak")


@dataclass(frozen=True, slots=True)
class Sibling:
    """One other item of the same activity."""

    item_id: int
    title: str
    spec: KindSpec
    standing: Standing
    step: str
    clock: StepClock | None


@dataclass(frozen=True, slots=True)
class Bundle:
    """The card: what there is, and what else may be made."""

    siblings: tuple[Sibling, ...]
    also: tuple[KindSpec, ...]


def events_of_activity(item: Item) -> Mapping[int, list[Event]]:
    """Return the moves of an item together with those of its siblings (one query for all)."""
    wanted = Q(item=item.pk)
    if item.activity_id is not None:
        wanted = Q(item__activity=item.activity_id)
    return by_item(moves(wanted))


def bundle_of(
    item: Item, events: Mapping[int, Sequence[Event]], calendar: OfficeCalendar, now: datetime
) -> Bundle:
    """Return the siblings of an item (one query, none for an item on its own)."""
    siblings: tuple[Sibling, ...] = ()
    if item.activity_id is not None:
        others = Revision.objects.of_activity(item.activity_id).exclude(item=item.pk)
        rows = with_standing(others.one_of_each_item(), now).defer("body", "summary")
        siblings = tuple(
            _sibling(row, events.get(row.item_id, ()), calendar, now)
            for row in rows.order_by("item_id")
        )
    at_work = (sibling for sibling in siblings if sibling.standing.slug not in ENDED)
    there = {item.kind, *(sibling.spec.slug for sibling in at_work)}
    missing = (spec for spec in TELLING if spec.slug not in there)
    return Bundle(siblings, tuple(missing) if item.kind in TOLD_BY else ())


def _sibling(
    row: Revision, events: Sequence[Event], calendar: OfficeCalendar, now: datetime
) -> Sibling:
    number = step_now(row, now)
    # From step 6 on a clock counts what citizens wait for, which is not read here.
    clock = None
    if number is not None and number <= LAST_WRITTEN_STEP:
        past = this_round(events, row.number)
        clock = clocks_of(row, past, NO_FEEDBACK, calendar, now)[number - 1]
    return Sibling(
        item_id=row.item_id,
        title=row.title,
        spec=row.spec,
        standing=STANDINGS[row.standing],  # type: ignore[attr-defined]
        step=STEPS[number - 1].name if number else "",
        clock=clock,
    )
