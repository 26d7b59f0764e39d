"""What everybody must know at once (serta-merta, UU 14/2008): the newest of it, for every public page."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from content import dates, facts
from content.kinds import Kind
from content.models import Revision
from content.queries import RevisionQuerySet, how_many

KINDS = (Kind.BERITA, Kind.PENGUMUMAN)
# What names no end is urgent for so long, by whole days: a page changes at midnight anyway.
WITHOUT_END = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Urgent:
    """The newest urgent item, and how many more there are."""

    revision: Revision
    more: int


def urgent_rows(now: datetime) -> RevisionQuerySet:
    """Return what is urgent and public now, the newest first."""
    fresh = Q(visible_from__gte=dates.midnight(now) - WITHOUT_END)
    ends = Q(ends_at__isnull=False) | Q(visible_until__isnull=False)
    rows = Revision.objects.public(now).of(*KINDS).valid(now).filter(fresh | ends)
    return rows.filter(information_class=Revision.InformationClass.IMMEDIATE).order_by(
        "-visible_from", "-id"
    )


def newest() -> Urgent | None:
    """Return what the banner shows (one query, none where the generation is known)."""
    return facts.kept("urgent", _read)


def _read() -> Urgent | None:
    rows = urgent_rows(timezone.now())
    columns = ("kind", "title", "summary", "ends_at", "item__kind", "item__slug")
    row = rows.select_related("item").only(*columns).annotate(total=how_many(rows)).first()
    return Urgent(row, row.total - 1) if row else None
