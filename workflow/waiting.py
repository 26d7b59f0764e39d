"""What waits for a decision, and for whose: read once for a page, however much waits."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import OuterRef, Prefetch, Q, Subquery
from django.utils import timezone

from content.models import Attachment, Derivative, Revision
from workflow.approval_rules import listed, turn_of
from workflow.bases import beside_their_bases, with_base
from workflow.changes import changed_names
from workflow.clock import DECISION_STEP, OfficeCalendar, StepClock
from workflow.clocks import NO_FEEDBACK, by_item, clocks_of, moves, this_round
from workflow.models import Event, office_calendar
from workflow.people import display_name
from workflow.remarks import asked_for, before
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
    remarks: str = ""

    @property
    def given(self) -> str:
        """Which offices gave their paraf already, where the rule asks for them."""
        done = turn_of(self.revision).done
        return f"Paraf {listed(role.label for role in done)}" if done else ""

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
    """All that waits, in the queue's order; numbers count what is beyond the rows shown, too.

    ``decisions`` is what this person decided today, latest first.
    """

    mine: list[Waiting]
    others: list[Waiting]
    number_of_mine: int
    total: int
    decisions: list[Event]

    @property
    def hidden(self) -> int:
        """How many more wait than are shown."""
        return self.total - len(self.mine) - len(self.others)


def queue(user: User, now: datetime | None = None) -> Queue:
    """Return what waits, parted by the rules into what this person may decide and what not.

    What is theirs is shown before all that waits for others, however long that waits.
    """
    now = now or timezone.now()
    mine, others = _parted(user, now)
    keys = [row.pk for row in (*mine, *others)][:SHOWN]
    rows = _rows(keys, now)
    shown = [rows[pk] for pk in keys if pk in rows]
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    today = Q(by=user, action__in=DECISIONS, at__gte=midnight)
    past = moves(Q(item_id__in=[row.item_id for row in shown]) | today)
    events, calendar = by_item(past), office_calendar()
    told = [
        _told(
            row,
            rows.get(row.base_id),
            user,
            events[row.item_id],
            calendar,
            now,
        )
        for row in shown
    ]
    return Queue(
        mine=[one for one in told if not one.refusal],
        others=[one for one in told if one.refusal],
        number_of_mine=len(mine),
        total=len(mine) + len(others),
        decisions=[
            event
            for event in reversed(past)
            if event.by_id == user.pk and event.action in DECISIONS and event.at >= midnight
        ][:SHOWN],
    )


def _rows(keys: list[int], now: datetime) -> dict[int, Any]:
    """Read what the cards show of some that wait, and what they are compared with."""
    waiting = with_base(Revision.objects.filter(pk__in=keys), now)
    copies = Derivative.objects.filter(asset=OuterRef("asset"), width=THUMB, media_type=THUMB_TYPE)
    attachments = Attachment.objects.select_related("asset").annotate(
        thumb=Subquery(copies.values("sha256"))
    )
    rows = (
        beside_their_bases(waiting, now)
        .with_public_numbers(now)
        .select_related("item__activity", "category", "created_by")
        .prefetch_related("writers", "desa", "tags", Prefetch("attachments", attachments))
    )
    return {row.pk: row for row in rows}


def _told(
    revision: Revision,
    base: Revision | None,
    user: User,
    events: list[Event],
    calendar: OfficeCalendar,
    now: datetime,
) -> Waiting:
    asked = asked_for(before(this_round(events, revision.number), revision.pk))
    return Waiting(
        revision=revision,
        clock=decision_clock(revision, events, calendar, now),
        remarks=asked.progress if asked else "",
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
    """Return the first revision that this person may decide, and how many there are."""
    mine, _ = _parted(user, timezone.now())
    return (mine[0] if mine else None), len(mine)


def place_in_queue(revision: Revision, user: User) -> tuple[int, int]:
    """Return which of those that wait for this person a revision is, and how many there are."""
    mine = [one.pk for one in _parted(user, timezone.now())[0]]
    return (mine.index(revision.pk) + 1 if revision.pk in mine else 0), len(mine)


def _parted(user: User, now: datetime) -> tuple[list[Revision], list[Revision]]:
    """Part all that waits, in the queue's order: what this person may decide, and the rest."""
    waiting = Revision.objects.awaiting_approval().select_related("item")
    waiting = waiting.with_public_numbers(now).defer("body").prefetch_related("writers")
    mine = [one for one in waiting if decision_for(one, user, now)]
    theirs = {one.pk for one in mine}
    return mine, [one for one in waiting if one.pk not in theirs]
