"""What the home page shows."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Q, Value

from content import charts, datatable, dates, facts, urgent
from content.html import reading_minutes
from content.models import Category, Desa, Revision
from content.queries import RevisionQuerySet, cards, how_many

NEWS = 5
EVENTS = 4
NOTICES = 4
DATASETS = 3
MEDIA = 5
TOPICS = 4
# Kilobytes of all its rows (content.facts).
WEIGHT = 300
AHEAD = timedelta(days=15)
# Files that are read for a card's drawing on every home page.
MOST_BYTES = 200 * 1024


def home_context(now: datetime) -> dict[str, Any]:
    """Return the parts of the home page; each of them may be empty."""
    shown = facts.kept("home", lambda: _shown(now), weight=WEIGHT)
    return {"now": now} | facts.kept("places", _places) | shown


class Place(NamedTuple):
    """A village of the shoreline, or a topic."""

    what: str
    slug: str
    name: str
    is_seat: bool
    position: int


def _places() -> dict[str, list[Place]]:
    """Read villages from west to east and the first topics, in one query."""
    villages = Desa.objects.order_by().values_list(
        Value("desa"), "slug", "name", "is_seat", "position"
    )
    topics = Category.objects.order_by().values_list(
        Value("topik"), "slug", "name", Value(False), Value(0)
    )
    found = [Place(*row) for row in villages.union(topics, all=True).order_by("position", "name")]
    return {
        "villages": [place for place in found if place.what == "desa"],
        "topics": [place for place in found if place.what == "topik"][:TOPICS],
    }


def _shown(now: datetime) -> dict[str, Any]:
    public = Revision.objects.public(now)
    valid = public.of("pengumuman").valid(now)
    events = public.of("agenda").upcoming(now)
    # By whole days: a page is the same from one moment of change to the next (content.generation).
    soon = events.filter(starts_at__lt=dates.midnight(now) + AHEAD)
    parts = _together(
        now,
        public.of("berita").newest_first()[:NEWS],
        soon[:EVENTS],
        events[:1],
        valid.newest_first()[: NOTICES + 1],
        public.of("bank-data").newest_first()[:DATASETS],
        public.of("foto", "video").newest_first()[:MEDIA],
    )
    rows = cards(parts, "body", dataset_total=how_many(public.of("bank-data")))
    news = _newest(rows, "berita")
    announcements = _newest(rows, "pengumuman")
    notice = urgent.newest()
    told = notice.item_id if notice else None
    return {
        "lead": news[0] if news else None,
        "lead_minutes": reading_minutes(news[0].body) if news else 0,
        "news": news[1:NEWS],
        "events": sorted(
            (r for r in rows if r.kind == "agenda"), key=lambda r: (r.starts_at, r.pk)
        )[:EVENTS],
        "announcements": [row for row in announcements if row.item_id != told][:NOTICES],
        "datasets": [(row, _drawing(row)) for row in _newest(rows, "bank-data")],
        "dataset_total": rows[0].dataset_total if rows else 0,
        "media": _newest(rows, "foto", "video"),
    }


def _together(now: datetime, *parts: RevisionQuerySet) -> RevisionQuerySet:
    """Read several short lists at once, so that their pictures come with them in one go."""
    chosen = Q()
    for part in parts:
        chosen |= Q(pk__in=part.values("pk"))
    return Revision.objects.public(now).filter(chosen)


def _newest(rows: Iterable[Revision], *kinds: str) -> list[Revision]:
    chosen = [row for row in rows if row.kind in kinds]
    return sorted(chosen, key=lambda row: (row.published_at, row.pk), reverse=True)


def _drawing(revision: Revision) -> charts.Drawing | None:
    """Draw a data set for its card, where that costs next to nothing."""
    files = [a.asset for a in revision.data_files if a.asset.size <= MOST_BYTES]
    return charts.drawing(charts.bars(datatable.preview(files[0]))) if files else None
