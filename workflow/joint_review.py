"""The texts of one activity that wait for one person: all that a decision on each of them needs.

Everything is read at once: a page costs the same however many texts it shows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Prefetch, prefetch_related_objects

from content.models import Attachment, Revision
from content.queries import QUEUE_ORDER
from workflow.bases import beside_their_bases, with_base
from workflow.changes import ROLES, Change, changed_names, changes_within_all
from workflow.checklist import Box, Finding, automatic, boxes_of
from workflow.clock import StepClock
from workflow.clocks import events_of
from workflow.forms_approval import plan
from workflow.hints.hint import Hint
from workflow.hints.looking import panels_of
from workflow.models import Event, office_calendar
from workflow.people import display_name
from workflow.personal_data import take_decisions
from workflow.rules import Action
from workflow.turns import decision_for
from workflow.waiting import decision_clock

# More than this is no longer read in one sitting; the rest follows when these are decided.
MOST = 30


@dataclass(slots=True)
class Card:
    """One text with what is read before deciding, and what was typed on a form that came back."""

    revision: Revision
    base: Revision | None
    decision: Action
    clock: StepClock
    changes: list[Change]
    warnings: list[Hint]
    findings: list[Finding]
    boxes: tuple[Box, ...]
    choice: str = ""
    ticked: frozenset[str] = frozenset()
    note: str = ""
    problems: tuple[str, ...] = ()

    @property
    def prefix(self) -> str:
        """What the names of its fields begin with."""
        return prefix_of(self.revision)

    @property
    def is_update(self) -> bool:
        """Whether the item has been public before."""
        return self.revision.published_at is not None

    @property
    def writer(self) -> str:
        """Who opened the text, as people read it."""
        return display_name(self.revision.created_by)

    @property
    def plan(self) -> str:
        """What follows the approval."""
        return plan(self.revision)

    @property
    def troubles(self) -> list[Finding]:
        """What the machine found not in order."""
        return [finding for finding in self.findings if not finding.passed]


def prefix_of(revision: Revision) -> str:
    """Return what the names of a text's fields begin with on the form for all."""
    return f"naskah-{revision.pk}"


def waiting_together(activity_id: int, user: User, now: datetime) -> tuple[list[Card], int]:
    """Return the cards of what waits for this person, in the queue's order, and how many there are.

    At most ``MOST`` are told in full.
    """
    rows = _beside_their_bases(activity_id, now)
    acts = {pk: act for pk, row in rows.items() if (act := decision_for(row, user, now))}
    mine = [rows[pk] for pk in acts]
    shown = mine[:MOST]
    events = events_of([row.item_id for row in shown])
    return [
        _card(row, rows.get(row.base_id), acts[row.pk], changes, clock, warnings)
        for row, changes, clock, warnings in zip(
            shown,
            _changes(shown, rows),
            _clocks(shown, events, now),
            _warnings(shown, events),
            strict=True,
        )
    ], len(mine)


def _beside_their_bases(activity_id: int, now: datetime) -> dict[int, Any]:
    """Read all of the activity that waits, and what it is compared with, in the queue's order."""
    files = Attachment.objects.select_related("asset__words")
    wanted = with_base(Revision.objects.awaiting_approval().of_activity(activity_id), now)
    rows = (
        beside_their_bases(wanted.order_by(), now)
        .with_public_numbers(now)
        .select_related("created_by", "item", "category")
        .prefetch_related("writers", "tags", "desa", Prefetch("attachments", files))
        .order_by(*QUEUE_ORDER)
    )
    return {row.pk: row for row in rows}


def _changes(shown: Iterable[Any], rows: dict[int, Any]) -> list[list[Change]]:
    pairs = {row.pk: (rows[row.base_id], row) for row in shown if row.base_id in rows}
    with_files = [
        side
        for old, new in pairs.values()
        if not {*changed_names(old, new)}.isdisjoint(ROLES)
        for side in (old, new)
    ]
    prefetch_related_objects(with_files, "attachments__asset__derivatives")
    told = dict(zip(pairs, changes_within_all(pairs.values()), strict=True))
    return [told.get(row.pk, []) for row in shown]


def _clocks(
    shown: Iterable[Revision], events: dict[int, list[Event]], now: datetime
) -> list[StepClock]:
    calendar = office_calendar()
    return [decision_clock(row, events.get(row.item_id, []), calendar, now) for row in shown]


def _warnings(shown: Iterable[Revision], events: dict[int, list[Event]]) -> list[list[Hint]]:
    shown = list(shown)
    for row in shown:
        take_decisions(row, events.get(row.item_id, []))
    return [panel.warnings for panel in panels_of(shown)]


def _card(
    revision: Revision,
    base: Revision | None,
    decision: Action,
    changes: list[Change],
    clock: StepClock,
    warnings: list[Hint],
) -> Card:
    return Card(
        revision=revision,
        base=base,
        decision=decision,
        clock=clock,
        changes=changes,
        warnings=warnings,
        findings=automatic(revision, warnings),
        boxes=boxes_of(revision),
    )
