"""The villages of the area, from west to east, and what is public about each of them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q

from content import facts
from content.kinds import KINDS, KindSpec
from content.listing import UNITS
from content.models import Desa, Revision
from content.queries import RevisionQuerySet

NEWS = 4
EVENTS = 4
NOTICES = 4
DATASETS = 4
PICTURES = 3


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of one kind is public about a village."""

    spec: KindSpec
    total: int

    @property
    def unit(self) -> str:
        """How items of the kind are counted: "album foto"."""
        return UNITS[self.spec.slug]


@dataclass(frozen=True, slots=True)
class Village:
    """A village as the public sees it; ``place`` counts from the west, from 1."""

    slug: str
    name: str
    is_seat: bool
    place: int
    amounts: tuple[Amount, ...] = field(default=())
    newest: datetime | None = None

    @property
    def total(self) -> int:
        """How many items are public about it."""
        return sum(amount.total for amount in self.amounts)

    def of(self, *kinds: str) -> list[Amount]:
        """Return the amounts of these kinds, where there are any."""
        return [amount for amount in self.amounts if amount.spec.slug in kinds]


def villages(now: datetime) -> tuple[Village, ...]:
    """Return all of them with their amounts (one query, once per generation)."""
    return facts.kept("villages with amounts", lambda: _villages(now))


def _villages(now: datetime) -> tuple[Village, ...]:
    public = Q(revisions__in=Revision.objects.public(now).order_by().values("pk"))
    lines = Desa.objects.values(
        "pk", "slug", "name", "is_seat", "position", "revisions__kind"
    ).annotate(
        total=Count("revisions", filter=public),
        newest=Max("revisions__published_at", filter=public),
    )
    rows: dict[str, list[Any]] = {}
    for line in lines.order_by("position", "name"):
        rows.setdefault(line["slug"], []).append(line)
    return tuple(_village(place, found) for place, found in enumerate(rows.values(), start=1))


def _village(place: int, lines: list[Any]) -> Village:
    totals = {line["revisions__kind"]: line["total"] for line in lines if line["total"]}
    return Village(
        slug=lines[0]["slug"],
        name=lines[0]["name"],
        is_seat=lines[0]["is_seat"],
        place=place,
        amounts=tuple(Amount(spec, totals[kind]) for kind, spec in KINDS.items() if kind in totals),
        newest=max((line["newest"] for line in lines if line["newest"]), default=None),
    )


def village_context(slug: str, now: datetime) -> dict[str, Any] | None:
    """Return what the page of one village shows; None for a word that is no village."""
    everyone = villages(now)
    here = next((village for village in everyone if village.slug == slug), None)
    if here is None:
        return None
    rows = list(_rows(here.slug, now)) if here.total else []
    at = here.place - 1
    events = [row for row in rows if row.kind == "agenda"]
    return {
        "now": now,
        "village": here,
        "villages": everyone,
        "west": everyone[at - 1] if at else None,
        "east": everyone[at + 1] if at + 1 < len(everyone) else None,
        "news": _newest(rows, "berita", "artikel")[:NEWS],
        "events": sorted(events, key=lambda row: (row.starts_at, row.pk)),
        "announcements": _newest(rows, "pengumuman"),
        "datasets": _newest(rows, "bank-data"),
        "pictures": _newest(rows, "foto", "video"),
        "news_lists": here.of("berita", "artikel"),
        "picture_lists": here.of("foto", "video"),
    }


def _rows(slug: str, now: datetime) -> RevisionQuerySet:
    """Read every part of the page at once, so that their pictures come with them in one go."""
    public = Revision.objects.public(now)
    here = public.in_desa(slug)
    parts = (
        here.of("berita", "artikel").newest_first()[:NEWS],
        here.of("agenda").upcoming(now)[:EVENTS],
        here.of("pengumuman").valid(now).newest_first()[:NOTICES],
        here.of("bank-data").newest_first()[:DATASETS],
        here.of("foto", "video").newest_first()[:PICTURES],
    )
    chosen = Q()
    for part in parts:
        chosen |= Q(pk__in=part.values("pk"))
    return public.filter(chosen).for_list().defer("body")


def _newest(rows: list[Revision], *kinds: str) -> list[Revision]:
    chosen = [row for row in rows if row.kind in kinds]
    return sorted(chosen, key=lambda row: (row.published_at, row.pk), reverse=True)
