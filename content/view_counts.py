"""How often items are read: finished days, folded from the spool into the database.

Why not a counter per request: see docs/adr/0011. A fold may be killed at any point and run again,
or run twice at once: the rows of a spool carry its digest, and its lines go only after they stand.
"""

import hashlib
import uuid
from collections.abc import Collection
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery, Sum
from django.utils import timezone

from content import dates, view_spool
from content.models import Generation, Revision, ViewCount
from content.numbers import thousands
from content.queries import RevisionQuerySet

# A reading that began before midnight may be written a moment after it.
GRACE = timedelta(minutes=5)
ROWS_AT_ONCE = 500


def with_readings(rows: RevisionQuerySet) -> RevisionQuerySet:
    """Add ``readings``: how often the item was read until yesterday; None for never."""
    days = ViewCount.objects.filter(item=OuterRef("item_id")).order_by().values("item")
    return rows.annotate(readings=Subquery(days.annotate(all=Sum("total")).values("all")))


def fold(now: datetime | None = None) -> str:
    """Count every day that has ended on this machine; say what was counted, or nothing."""
    now = now or timezone.now()
    counted = [_fold(spool) for spool in view_spool.ended(dates.local_day(now - GRACE))]
    if not sum(counted):
        return ""
    # Pages made since midnight show yesterday's figure. Outside the transaction of the rows, so
    # that nobody waits for two locks in another order (content.generation).
    Generation.objects.filter(pk=1).update(token=uuid.uuid4().hex)
    return f"{thousands(sum(counted))} pembaca dihitung."


def _fold(spool: view_spool.Spool) -> int:
    content = _read(spool.path)
    batch = hashlib.sha256(content).hexdigest()[:16]
    readers = view_spool.readers(content.splitlines())
    known = _public_during(readers, spool.day)
    rows = [
        ViewCount(item_id=item_id, day=spool.day, batch=batch, total=readers[item_id])
        for item_id in sorted(known)
    ]
    with transaction.atomic():
        # Two runs at once write the same rows; the constraint keeps one of each.
        ViewCount.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE, ignore_conflicts=True)
    spool.forget()
    return sum(row.total for row in rows)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:  # only a key is left, or another run was faster
        return b""


def _public_during(item_ids: Collection[int], day: date) -> set[int]:
    """Return those of the items that the public could read on that day."""
    start = dates.midnight(day)
    end = start + timedelta(days=1)
    rows = Revision.objects.once_public(end).filter(
        Q(visible_until__isnull=True) | Q(visible_until__gt=start)
    )
    found: set[int] = set()
    asked = sorted(item_ids)
    for at in range(0, len(asked), ROWS_AT_ONCE):
        some = asked[at : at + ROWS_AT_ONCE]
        found.update(rows.filter(item_id__in=some).values_list("item_id", flat=True))
    return found
