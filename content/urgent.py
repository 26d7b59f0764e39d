"""What everybody must know at once (serta-merta, UU 14/2008): the newest of it, for every public page."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, Subquery
from django.urls import reverse
from django.utils import timezone

from content import dates, facts
from content.kinds import Kind
from content.models import Revision
from content.queries import RevisionQuerySet, how_many

KINDS = (Kind.BERITA, Kind.PENGUMUMAN)
# What names no end is urgent for so long, by whole days: a page changes at midnight anyway.
WITHOUT_END = timedelta(days=7)
COLUMNS = ("item_id", "kind", "item__slug", "title", "summary", "ends_at")
FACT = "urgent"


@dataclass(frozen=True, slots=True)
class Urgent:
    """The newest urgent item as the banner shows it; ``total`` counts it and all the others."""

    item_id: int
    kind: str
    slug: str
    title: str
    summary: str
    ends_at: datetime | None
    total: int

    @property
    def more(self) -> int:
        """How many others there are."""
        return self.total - 1

    def get_absolute_url(self) -> str:
        """Public address of the item."""
        return reverse("item-detail", args=[self.kind, self.slug])


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
    return facts.kept(FACT, _read)


def _read() -> Urgent | None:
    rows = urgent_rows(timezone.now())
    told = rows.values_list(*COLUMNS, how_many(rows)).first()
    return Urgent(*told) if told else None


def beside(rows: RevisionQuerySet, now: datetime) -> RevisionQuerySet:
    """Let a query of one row bring along what the banner shows, for ``take``."""
    urgent = urgent_rows(now)
    told = {f"{FACT}_{name}": Subquery(urgent.values(name)[:1]) for name in COLUMNS}
    return rows.annotate(**told, urgent_total=how_many(urgent))


def take(row: Any) -> None:
    """Keep what a row brought along, so that its page need not ask."""
    told = *(getattr(row, f"{FACT}_{name}") for name in COLUMNS), row.urgent_total
    facts.kept(FACT, lambda: Urgent(*told) if row.urgent_total else None)
