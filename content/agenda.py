"""The month page of the agenda: which weeks it shows and what happens on which day. Pure."""

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from content import dates
from content.models import Revision

MONTH = re.compile(r"(\d{4})-(\d{2})")
FIRST_YEAR, LAST_YEAR = 1950, 2150
# An event that was typed to last for years would fill every grid with itself.
LONGEST = timedelta(days=62)


@dataclass(frozen=True)
class Day:
    """One cell of the grid."""

    day: date
    in_month: bool
    is_today: bool
    events: tuple[Revision, ...]
    listed: bool


@dataclass(frozen=True)
class DayList:
    """One day of the list below the grid, with how far away it is."""

    day: date
    distance: str
    events: tuple[Revision, ...]


def parse_month(value: str, today: date) -> date:
    """Read "2026-11" as the first day of that month; anything else is the month of today."""
    match = MONTH.fullmatch(value) if value.isascii() else None
    if match and FIRST_YEAR <= int(match[1]) <= LAST_YEAR and 1 <= int(match[2]) <= 12:
        return date(int(match[1]), int(match[2]), 1)
    return today.replace(day=1)


def previous_month(month: date) -> date:
    """Return the first day of the month before."""
    return (month - timedelta(days=1)).replace(day=1)


def next_month(month: date) -> date:
    """Return the first day of the month after."""
    return (month + timedelta(days=31)).replace(day=1)


def grid_span(month: date) -> tuple[datetime, datetime]:
    """Return the first moment the grid shows and the first it no longer shows."""
    weeks = calendar.Calendar().monthdatescalendar(month.year, month.month)
    return dates.midnight(weeks[0][0]), dates.midnight(weeks[-1][-1] + timedelta(days=1))


def days_of(event: Revision) -> list[date]:
    """Return the days on which an event happens."""
    if event.starts_at is None:
        return []
    first = dates.local_day(event.starts_at)
    last = dates.local_day(max(event.ends_at or event.starts_at, event.starts_at))
    if event.ends_at and event.ends_at > event.starts_at:
        # Whoever writes "until 00.00" means the day before.
        last = dates.local_day(event.ends_at - timedelta(microseconds=1))
    length = min(last - first, LONGEST).days
    return [first + timedelta(days=n) for n in range(length + 1)]


def weeks(month: date, events: Iterable[Revision], today: date) -> list[list[Day]]:
    """Lay the events out on the weeks of a month, Monday first."""
    shown = list(events)
    on: dict[date, list[Revision]] = defaultdict(list)
    for event in shown:
        for day in days_of(event):
            on[day].append(event)
    listed = {section.day for section in day_lists(month, shown, today)}
    return [
        [
            Day(day, day.month == month.month, day == today, tuple(on[day]), day in listed)
            for day in week
        ]
        for week in calendar.Calendar().monthdatescalendar(month.year, month.month)
    ]


def day_lists(month: date, events: Iterable[Revision], today: date) -> list[DayList]:
    """Group the events of a month by the first day of theirs that lies in it."""
    sections: dict[date, list[Revision]] = defaultdict(list)
    for event in events:
        inside = [d for d in days_of(event) if (d.year, d.month) == (month.year, month.month)]
        if inside:
            sections[inside[0]].append(event)
    return [DayList(day, _distance(day, today), tuple(sections[day])) for day in sorted(sections)]


def _distance(day: date, today: date) -> str:
    ahead = (day - today).days
    words = {0: "hari ini", 1: "besok", -1: "kemarin"}
    if ahead in words:
        return words[ahead]
    return f"{ahead} hari lagi" if 1 < ahead <= 14 else ""
