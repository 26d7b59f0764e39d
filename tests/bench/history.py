"""The register of generated items: what was done to each version, in the order of time."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from content.models import Revision, State
from content.models.state import OPEN
from tests.bench.plans import Version
from workflow import register
from workflow.models import Appointment, Event
from workflow.rules import Action

BATCH = 500


class Act(NamedTuple):
    """One act to be written down; sorted by its moment, then by revision."""

    at: datetime
    revision: Revision
    action: Action
    source: str
    target: str
    by: Appointment | None


def acts(revision: Revision, version: Version, by: Appointment, approver: Appointment) -> list[Act]:
    """Tell the acts that lead to what the version is."""
    written, first = version.written_at, revision.number == 1
    told = [
        Act(
            written - timedelta(hours=1),
            revision,
            Action.START if first else Action.REVISE,
            "",
            State.GATHERING if first else State.EDITING,
            by,
        )
    ]
    if version.state in OPEN:
        return told
    told.append(Act(written, revision, Action.SUBMIT, State.EDITING, State.SUBMITTED, by))
    if version.state == State.SUBMITTED:
        return told
    approved = written + timedelta(hours=1)
    told += [
        Act(approved, revision, Action.APPROVE, State.SUBMITTED, State.APPROVED, approver),
        Act(approved, revision, Action.PUBLISH, State.APPROVED, State.PUBLISHED, None),
    ]
    if version.state == State.WITHDRAWN and version.visible_until:
        told.append(
            Act(
                version.visible_until,
                revision,
                Action.WITHDRAW,
                State.PUBLISHED,
                State.WITHDRAWN,
                by,
            )
        )
    if version.state == State.SUPERSEDED and version.visible_until:
        told.append(
            Act(
                version.visible_until,
                revision,
                Action.SUPERSEDE,
                State.PUBLISHED,
                State.SUPERSEDED,
                None,
            )
        )
    return told


def write_down(told: list[Act]) -> dict[int, int]:
    """Append the acts to the register; return the number of each revision's approval."""
    events = list(_chain(sorted(told, key=lambda act: (act.at, act.revision.pk))))
    Event.objects.bulk_create(events, batch_size=BATCH)
    return {e.revision_id: e.sequence for e in events if e.action == Action.APPROVE}


def _chain(told: list[Act]) -> Iterator[Event]:
    sequence, previous = register.head()
    for sequence, act in enumerate(told, start=sequence + 1):  # noqa: B020 - goes on from the head
        who = act.by
        event = Event(
            sequence=sequence,
            at=act.at,
            action=act.action,
            item_id=act.revision.item_id,
            revision=act.revision,
            source=act.source,
            target=act.target,
            by_id=who.user_id if who else None,
            by_name=who.name if who else "Sistem",
            by_title=who.title if who else "",
            by_nip=who.nip if who else "",
            by_authority=who.get_basis_display() if who else "",
            digest="" if act.source == "" else act.revision.digest,
            previous_hash=previous,
        )
        event.hash = previous = register.row_hash(event)
        yield event
