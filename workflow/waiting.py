"""What waits for a decision, and for whose: read once for a page, however much waits."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import OuterRef, Prefetch, Q, Subquery
from django.utils import timezone

from content.models import Attachment, Derivative, Revision, State
from content.queries import how_many
from workflow.bases import beside_their_bases, with_base
from workflow.changes import changed_names
from workflow.clock import DECISION_STEP, OfficeCalendar, StepClock
from workflow.clocks import NO_FEEDBACK, by_item, clocks_of, moves, this_round
from workflow.models import Event, office_calendar
from workflow.people import display_name
from workflow.rules import Action, refusal
from workflow.turns import decision_for, next_decision

SHOWN = 50
THUMB = 208
THUMB_TYPE = "image/webp"
DECISIONS = (Action.ENDORSE, Action.APPROVE, Action.RETURN, Action.REJECT)


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
        if cover is None:
            return ""
        sha256: str = cover.thumb  # type: ignore[attr-defined]
        copy = Derivative(asset=cover.asset, sha256=sha256, width=THUMB, media_type=THUMB_TYPE)
        # A picture that is itself no wider has no such copy.
        return (copy if sha256 else cover.asset).get_absolute_url()


@dataclass(frozen=True, slots=True)
class Queue:
    """All that waits, oldest first; ``total`` counts what is beyond the rows shown, too.

    ``decisions`` is what this person decided today, latest first.
    """

    mine: list[Waiting]
    others: list[Waiting]
    total: int
    decisions: list[Event]

    @property
    def hidden(self) -> int:
        """How many more wait than are shown."""
        return self.total - len(self.mine) - len(self.others)


def queue(user: User, now: datetime | None = None) -> Queue:
    """Return what waits, parted by the rules into what this person may decide and what not."""
    now = now or timezone.now()
    rows = _rows(now)
    shown = [row for row in rows.values() if row.state == State.SUBMITTED]
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    today = Q(by=user, action__in=DECISIONS, at__gte=midnight)
    past = moves(Q(item_id__in=[row.item_id for row in shown]) | today)
    events, calendar = by_item(past), office_calendar()
    told = [
        _told(
            row,
            rows.get(row.base_id),
            user,
            decision_clock(row, events[row.item_id], calendar, now),
            now,
        )
        for row in shown
    ]
    return Queue(
        mine=[one for one in told if not one.refusal],
        others=[one for one in told if one.refusal],
        total=shown[0].total if shown else 0,
        decisions=[
            event
            for event in reversed(past)
            if event.by_id == user.pk and event.action in DECISIONS and event.at >= midnight
        ][:SHOWN],
    )


def _rows(now: datetime) -> dict[int, Any]:
    """Read the oldest that wait, their number, and what they are compared with: oldest first."""
    waiting = with_base(Revision.objects.awaiting_approval(), now)
    copies = Derivative.objects.filter(asset=OuterRef("asset"), width=THUMB, media_type=THUMB_TYPE)
    attachments = Attachment.objects.select_related("asset").annotate(
        thumb=Subquery(copies.values("sha256"))
    )
    rows = (
        beside_their_bases(waiting[:SHOWN], now)
        .annotate(total=how_many(Revision.objects.awaiting_approval()))
        .with_public_numbers(now)
        .select_related("item", "category", "created_by")
        .prefetch_related("writers", "desa", "tags", Prefetch("attachments", attachments))
        .order_by("state_since", "id")
    )
    return {row.pk: row for row in rows}


def _told(
    revision: Revision, base: Revision | None, user: User, clock: StepClock, now: datetime
) -> Waiting:
    return Waiting(
        revision=revision,
        clock=clock,
        base=base,
        changed=len(changed_names(base, revision)) if base else 0,
        refusal=refusal(revision, next_decision(revision), user, now),
    )


def decision_clock(
    revision: Revision, events: list[Event], calendar: OfficeCalendar, now: datetime
) -> StepClock:
    """Return the clock of step 4, as the board counts it, from the events of the item."""
    round_of = this_round(events, revision.number)
    return clocks_of(revision, round_of, NO_FEEDBACK, calendar, now)[DECISION_STEP - 1]


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
    waiting = waiting.with_public_numbers(now).defer("body").prefetch_related("writers")
    return [one for one in waiting if decision_for(one, user, now)]
