"""What the public lists show: rows, filters, counts, pages."""

from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from content import agenda, dates, filters
from content.kinds import KINDS
from content.models import Revision
from content.queries import RevisionQuerySet

PER_PAGE = 12
MOST_EVENTS = 300
# The filter column shows so many at once (_filters.html); the rest folds.
SHOWN_VILLAGES = 5

# How a list counts its items: "23 berita".
UNITS = {
    "berita": "berita",
    "foto": "album foto",
    "video": "video",
    "agenda": "acara",
    "pengumuman": "pengumuman",
    "artikel": "artikel",
    "bank-data": "kumpulan data",
    "halaman": "halaman",
}


def list_context(kind: str, query: QueryDict, now: datetime) -> tuple[str, dict[str, Any]]:
    """Return the template of a kind's list and what it shows."""
    spec = KINDS[kind]
    wishes = filters.parse(query)
    rows = Revision.objects.public(now).of(kind)
    context = {"spec": spec, "nav": kind, "now": now, "filters": wishes, "unit": UNITS[kind]}
    if kind == "agenda":
        return spec.list_template, context | _agenda(rows, query, wishes, now)
    year_field = "data_year" if kind == "bank-data" else "published_at"
    panel = filters.panel(wishes, rows, year_field)
    found = wishes.apply(rows, year_field)
    context |= {
        "desa_choices": panel.desa,
        "topic_choices": panel.topics,
        "years": panel.years,
        "chips": filters.chips(wishes, panel.desa, panel.topics),
        "more_desa_chosen": any(choice.chosen for choice in panel.desa[SHOWN_VILLAGES:]),
    }
    if kind == "pengumuman":
        found, context["other_total"] = _by_validity(found, wishes, now)
    page = _page(_ordered(found, wishes, spec.order), query)
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return spec.list_template, context | {"page": page, "numbers": list(numbers)}


def _ordered(
    rows: RevisionQuerySet, wishes: filters.Filters, order: tuple[str, ...]
) -> RevisionQuerySet:
    if wishes.urut == filters.OLDEST:
        return rows.order_by("published_at", "id")
    return rows.order_by(*order)


def _page(rows: RevisionQuerySet, query: QueryDict) -> Page[Revision]:
    """Return the page that was asked for; a number that is none gives the nearest."""
    wanted = query.get("halaman", "1")
    number = wanted if wanted.isascii() and wanted.isdigit() and len(wanted) < 9 else "1"
    return Paginator(rows.for_list().defer("body"), PER_PAGE).get_page(number)


def _by_validity(
    rows: RevisionQuerySet, wishes: filters.Filters, now: datetime
) -> tuple[RevisionQuerySet, int]:
    """Split announcements: what is asked for, and how many lie on the other side."""
    valid, expired = rows.valid(now), rows.filter(ends_at__lt=now)
    if wishes.status == filters.ARCHIVE:
        return expired, valid.count()
    return valid, expired.count()


def _agenda(
    rows: RevisionQuerySet, query: QueryDict, wishes: filters.Filters, now: datetime
) -> dict[str, Any]:
    today = dates.local_day(now)
    month = agenda.parse_month(query.get("bulan", ""), today)
    start, end = agenda.grid_span(month)
    found = wishes.apply(rows, "starts_at")
    happening = found.filter(starts_at__lt=end, starts_at__gte=start - agenda.LONGEST)
    events = [
        event
        for event in happening.for_list().defer("body").order_by("starts_at", "id")[:MOST_EVENTS]
        if any(start.date() <= day < end.date() for day in agenda.days_of(event))
    ]
    sections = agenda.day_lists(month, events, today)
    panel = filters.panel(wishes, rows)
    return {
        "month": month,
        "previous": agenda.previous_month(month),
        "next": agenda.next_month(month),
        "this_month": today.replace(day=1),
        "weeks": agenda.weeks(month, events, today),
        "coming": [section for section in sections if _still(section, today)],
        "past": [section for section in sections if not _still(section, today)],
        "as_list": query.get("tampil") == "daftar",
        "chips": filters.chips(wishes, panel.desa, panel.topics),
        "desa_choices": panel.desa,
        "topic_choices": panel.topics,
    }


def _still(section: agenda.DayList, today: Any) -> bool:
    """Whether something of that day's list is today or later."""
    return any(agenda.days_of(event)[-1] >= today for event in section.events)


def coming_events(now: datetime, days: int = 400) -> RevisionQuerySet:
    """Return the events of the last weeks and of the time to come, for calendars."""
    return (
        Revision.objects.public(now)
        .of("agenda")
        .filter(starts_at__gte=now - timedelta(days=60), starts_at__lt=now + timedelta(days=days))
        .select_related("item")
        .order_by("starts_at", "id")[:MOST_EVENTS]
    )
