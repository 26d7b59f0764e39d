"""What the public lists show: rows, filters, counts, pages."""

from array import array
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.functional import cached_property

from content import agenda, dates, facts, filters
from content.kinds import KINDS
from content.models import Revision
from content.queries import RevisionQuerySet, cards

PER_PAGE = 12
# Kilobytes, about (content.facts): the numbers of a long list, the rows of a month.
ORDER_WEIGHT = 50
MONTH_WEIGHT = 300
MOST_EVENTS = 300
# The filter column shows so many at once (_filters.html); the rest folds.
SHOWN_VILLAGES = 5
# The two sides of the announcements, each with a total of its own.
VALID, EXPIRED = "berlaku", "berakhir"

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
    lines = _lines(kind, rows, now)
    panel = filters.panel_of(wishes, lines)
    found = wishes.apply(rows, _year_field(kind))
    context |= {
        "desa_choices": panel.desa,
        "topic_choices": panel.topics,
        "years": panel.years,
        "chips": filters.chips(wishes, panel.desa, panel.topics),
        "more_desa_chosen": any(choice.chosen for choice in panel.desa[SHOWN_VILLAGES:]),
    }
    if kind == "pengumuman":
        side, other = (EXPIRED, VALID) if wishes.status == filters.ARCHIVE else (VALID, EXPIRED)
        sides = _sides(found, now)
        found = sides[side]
        context["other_total"] = (
            facts.kept(("total", other, wishes.query()), sides[other].count)
            if wishes.narrows
            else filters.total(lines, other)
        )
    page = _page(kind, wishes, _ordered(found, wishes, spec.order), query)
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return spec.list_template, context | {"page": page, "numbers": list(numbers)}


def _year_field(kind: str) -> str:
    """The column whose year the reader means."""
    return {"bank-data": "data_year", "agenda": "starts_at"}.get(kind, "published_at")


def _sides(rows: RevisionQuerySet, now: datetime) -> dict[str, RevisionQuerySet]:
    """Split announcements into those that still hold and those that do not."""
    return {VALID: rows.valid(now), EXPIRED: rows.filter(ends_at__lt=now)}


def _lines(kind: str, rows: RevisionQuerySet, now: datetime) -> list[filters.Line]:
    """Count a kind for its panel and its headline; the reader's wishes change nothing of it."""
    sides = _sides(rows, now) if kind == "pengumuman" else {}
    return facts.kept(("lines", kind), lambda: filters.tally(rows, _year_field(kind), **sides))


def _ordered(
    rows: RevisionQuerySet, wishes: filters.Filters, order: tuple[str, ...]
) -> RevisionQuerySet:
    if wishes.urut == filters.OLDEST:
        return rows.order_by("published_at", "id")
    return rows.order_by(*order)


def _page(
    kind: str, wishes: filters.Filters, rows: RevisionQuerySet, query: QueryDict
) -> Page[Revision]:
    """Return the page that was asked for; a number that is none gives the nearest."""
    wanted = query.get("halaman", "1")
    number = wanted if wanted.isascii() and wanted.isdigit() and len(wanted) < 9 else "1"
    page: Page[Any] = Paginator(_order(kind, wishes, rows), PER_PAGE).get_page(number)
    numbers = list(page.object_list)
    page.object_list = Rows(numbers, rows.filter(pk__in=numbers))
    return page


class Rows(Sequence[Revision]):
    """The rows of a page. They are read only where the page was not rendered before."""

    def __init__(self, numbers: Sequence[int], rows: RevisionQuerySet) -> None:
        self._numbers = numbers
        self._rows = rows

    @cached_property
    def _read(self) -> list[Revision]:
        return cards(self._rows)

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, place: Any) -> Any:
        return self._read[place]


def _order(kind: str, wishes: filters.Filters, rows: RevisionQuerySet) -> "array[int]":
    """Return the numbers of all rows of a list in their order, so that every page is as near."""
    name = ("order", kind, wishes.query())
    numbers = rows.values_list("pk", flat=True)
    return facts.kept(name, lambda: array("q", numbers), weight=ORDER_WEIGHT)


def _agenda(
    rows: RevisionQuerySet, query: QueryDict, wishes: filters.Filters, now: datetime
) -> dict[str, Any]:
    today = dates.local_day(now)
    month = agenda.parse_month(query.get("bulan", ""), today)
    start, end = agenda.grid_span(month)
    found = wishes.apply(rows, "starts_at")
    happening = found.filter(starts_at__lt=end, starts_at__gte=start - agenda.LONGEST)
    chosen = happening.order_by("starts_at", "id")[:MOST_EVENTS]
    name = ("month", month, wishes.query())
    events = [
        event
        for event in facts.kept(name, lambda: cards(chosen), weight=MONTH_WEIGHT)
        if any(start.date() <= day < end.date() for day in agenda.days_of(event))
    ]
    sections = agenda.day_lists(month, events, today)
    panel = filters.panel_of(wishes, _lines("agenda", rows, now))
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
    today = dates.midnight(now)
    return (
        Revision.objects.public(now)
        .of("agenda")
        .filter(
            starts_at__gte=today - timedelta(days=60), starts_at__lt=today + timedelta(days=days)
        )
        .select_related("item")
        .order_by("starts_at", "id")[:MOST_EVENTS]
    )
