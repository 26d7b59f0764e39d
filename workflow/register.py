"""The register: append-only, hash-chained. Who did what, when, to which digest.

Form of a row's hash: SHA-256 over canonical JSON (keys sorted, UTF-8, UTC moments) of the row's
values together with the previous row's hash. Foreign keys enter as numbers, people as values.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import timezone

from content.models import Item, Revision
from workflow.models import Event
from workflow.people import SYSTEM, Signature, mark_used
from workflow.refused import Refused

FIRST_HASH = "0" * 64
# Any constant; PostgreSQL serialises appends on it, SQLite serialises writers anyway.
LOCK_NUMBER = 50_146_2021
TOLERANCE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Break:
    """One place where the chain does not hold, in words."""

    sequence: int
    words: str


def row_hash(event: Event) -> str:
    """Return the hash that the row must carry (64 hex characters)."""
    form = {
        "sequence": event.sequence,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "action": event.action,
        "item": event.item_id,
        "revision": event.revision_id,
        "source": event.source,
        "target": event.target,
        "by": event.by_id,
        "by_name": event.by_name,
        "by_title": event.by_title,
        "by_nip": event.by_nip,
        "by_authority": event.by_authority,
        "digest": event.digest,
        "note": event.note,
        "data": event.data,
        "previous": event.previous_hash,
    }
    text = json.dumps(form, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def lock() -> None:
    """Take the register for the rest of the transaction, so that numbers and moments only grow.

    On SQLite the immediate transaction is that lock already. Taken twice it is harmless.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("the register is written with the act")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK_NUMBER])


def moment(now: datetime | None) -> datetime:
    """Take the register and return the moment of an act: never before the last row's.

    Small differences between the clocks of several machines are evened out. Raises Refused when
    the clock stands more than a minute before the last row: then the server's clock is wrong.
    """
    lock()
    last = Event.objects.order_by("-sequence").values_list("at", flat=True).first()
    at = now or timezone.now()
    if last is None or at >= last:
        return at
    if now is None and last - at < TOLERANCE:
        return last
    raise Refused("Jam server mundur dari catatan terakhir. Betulkan jam server dahulu.")


def append(
    action: str,
    *,
    at: datetime,
    by: User | None = None,
    signature: Signature = SYSTEM,
    revision: Revision | None = None,
    item: Item | None = None,
    source: str = "",
    target: str = "",
    digest: str = "",
    note: str = "",
    data: Mapping[str, Any] | None = None,
) -> Event:
    """Append one row at the end of the chain; must run inside the act's own transaction."""
    lock()
    last, previous = head()
    event = Event(
        sequence=last + 1,
        at=at,
        action=action,
        revision=revision,
        item=item or (revision.item if revision else None),
        source=source,
        target=target,
        by=by,
        by_name=signature.name,
        by_title=signature.title,
        by_nip=signature.nip,
        by_authority=signature.authority,
        digest=digest,
        note=note,
        data=dict(data or {}),
        previous_hash=previous,
    )
    event.hash = row_hash(event)
    event.save(force_insert=True)
    if signature.appointment is not None:
        mark_used(signature.appointment, at)
    return event


def head() -> tuple[int, str]:
    """Return number and hash of the last row; (0, zeros) for an empty register."""
    return Event.objects.order_by("-sequence").values_list("sequence", "hash").first() or (
        0,
        FIRST_HASH,
    )


def breaks(events: Iterable[Event]) -> list[Break]:
    """Walk the chain from its first row and return every place where it does not hold."""
    found: list[Break] = []
    sequence, previous = 0, FIRST_HASH
    for event in events:
        if event.sequence != sequence + 1:
            found.append(Break(event.sequence, f"Baris {sequence + 1} hilang dari register."))
        elif event.previous_hash != previous:
            found.append(Break(event.sequence, f"Baris {event.sequence} tidak menyambung."))
        if row_hash(event) != event.hash:
            found.append(Break(event.sequence, f"Baris {event.sequence} telah diubah."))
        sequence, previous = event.sequence, event.hash
    return found
