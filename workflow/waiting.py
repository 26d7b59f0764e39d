"""What waits for a decision, and for whose: read once for a page, however much waits."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Prefetch
from django.utils import timezone

from content.models import Attachment, Revision
from workflow.changes import changed_names, small
from workflow.clock import DECISION_STEP, OfficeCalendar, StepClock
from workflow.clocks import NO_FEEDBACK, clocks_of, events_of, this_round
from workflow.models import Event, office_calendar
from workflow.people import display_name
from workflow.rules import Action, refusal

SHOWN = 50
THUMB = 208
DECISIONS = (Action.APPROVE, Action.RETURN, Action.REJECT)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One revision that waits: its clock, whether it is an update, and how much it changes."""

    revision: Revision
    clock: StepClock
    base: Revision | None
    changed: int
    refusal: str

    @property
    def is_update(self) -> bool:
        """Whether the item has been public before."""
        return self.revision.published_at is not None

    @property
    def writer(self) -> str:
        """Who opened the text, as people read it."""
        return display_name(self.revision.created_by)

    @property
    def thumb(self) -> str:
        """Address of a small copy of the main picture; "" without one."""
        cover = self.revision.cover
        return small(cover.asset, THUMB) if cover else ""


@dataclass(frozen=True, slots=True)
class Queue:
    """All that waits, oldest first; ``total`` counts what is beyond the rows shown, too."""

    mine: list[Waiting]
    others: list[Waiting]
    total: int

    @property
    def hidden(self) -> int:
        """How many more wait than are shown."""
        return self.total - len(self.mine) - len(self.others)


def queue(user: User, now: datetime | None = None) -> Queue:
    """Return what waits, parted by the rules into what this person may decide and what not."""
    now = now or timezone.now()
    waiting = list(Revision.objects.awaiting_approval().values_list("pk", "item_id", "based_on_id"))
    shown = waiting[:SHOWN]
    items = [item_id for _, item_id, _ in shown]
    public = dict(Revision.objects.public(now).filter(item__in=items).values_list("item_id", "pk"))
    rows = _rows({pk for row in shown for pk in (row[0], row[2]) if pk} | set(public.values()))
    events, calendar = events_of(items), office_calendar()
    told = [
        _told(
            rows[pk],
            rows.get(public.get(item_id) or based_on or 0),
            user,
            decision_clock(rows[pk], events[item_id], calendar, now),
            now,
        )
        for pk, item_id, based_on in shown
    ]
    return Queue(
        mine=[one for one in told if not one.refusal],
        others=[one for one in told if one.refusal],
        total=len(waiting),
    )


def _rows(wanted: set[int]) -> dict[int, Revision]:
    """Read the waiting revisions together with those that they are compared with."""
    return (
        Revision.objects.filter(pk__in=wanted)
        .select_related("item", "category", "created_by")
        .prefetch_related(
            "writers",
            "desa",
            "tags",
            Prefetch("attachments", Attachment.objects.select_related("asset")),
            "attachments__asset__derivatives",
        )
        .in_bulk()
    )


def _told(
    revision: Revision, base: Revision | None, user: User, clock: StepClock, now: datetime
) -> Waiting:
    return Waiting(
        revision=revision,
        clock=clock,
        base=base,
        changed=len(changed_names(base, revision)) if base else 0,
        refusal=refusal(revision, Action.APPROVE, user, now),
    )


def decision_clock(
    revision: Revision, events: list[Event], calendar: OfficeCalendar, now: datetime
) -> StepClock:
    """Return the clock of step 4, as the board counts it, from the events of the item."""
    round_of = this_round(events, revision.number)
    return clocks_of(revision, round_of, NO_FEEDBACK, calendar, now)[DECISION_STEP - 1]


def decisions_of(user: User, now: datetime | None = None) -> list[Event]:
    """Return what this person decided today, latest first."""
    midnight = timezone.localtime(now or timezone.now()).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    return list(
        Event.objects.filter(by=user, action__in=DECISIONS, at__gte=midnight)
        .select_related("revision")
        .order_by("-sequence")[:SHOWN]
    )


def successor(revision: Revision) -> Revision | None:
    """Return the item's revision that waits now in the place of this one, if another one does."""
    return (
        Revision.objects.awaiting_approval()
        .filter(item_id=revision.item_id)
        .exclude(pk=revision.pk)
        .first()
    )


def next_for(user: User) -> tuple[Revision | None, int]:
    """Return the oldest revision that this person may decide, and how many there are."""
    mine = _mine(user)
    return (mine[0] if mine else None), len(mine)


def place_in_queue(revision: Revision, user: User) -> tuple[int, int]:
    """Return which of those that wait for this person a revision is, and how many there are."""
    mine = [one.pk for one in _mine(user)]
    return (mine.index(revision.pk) + 1 if revision.pk in mine else 0), len(mine)


def _mine(user: User) -> list[Revision]:
    now = timezone.now()
    waiting = Revision.objects.awaiting_approval().select_related("item")
    waiting = waiting.defer("body").prefetch_related("writers")
    return [one for one in waiting if not refusal(one, Action.APPROVE, user, now)]
