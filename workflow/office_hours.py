"""When the office is open, and how much open time lies between two moments.

Pure: a calendar and moments in, minutes and moments out. Time is added up as timedelta, which
counts whole microseconds, and becomes a float of minutes only at the very end. So the parts of a
span add up exactly to the whole, and ten minutes never turn into 10.000000001 and "late".
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import accumulate
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
NOTHING = timedelta(0)
MIDNIGHT = time(0)
LONGEST_CLOSURE_DAYS = 370


@dataclass(frozen=True)
class OfficeCalendar:
    """When one office is open: intervals per weekday (0 is Monday), days off, time zone.

    An interval that ends at 00:00 ends with its day. Hours are read off the wall clock; Indonesian
    zones never shift theirs.
    """

    hours: Mapping[int, tuple[tuple[time, time], ...]] = field(hash=False)
    holidays: frozenset[date]
    tz: ZoneInfo

    def __post_init__(self) -> None:
        for weekday, intervals in self.hours.items():
            if weekday not in range(7):
                raise ValueError(f"weekday {weekday} is not 0 to 6")
            closed_until = NOTHING
            for opens, closes in intervals:
                if not closed_until <= _since_midnight(opens) < _closing(closes):
                    raise ValueError(f"office hours of weekday {weekday} overlap or run backwards")
                closed_until = _closing(closes)

    @cached_property
    def average_day(self) -> float:
        """Minutes of an average working day; 0 for an office that never opens."""
        lengths = [length for length in self._weekday_lengths if length]
        return sum(lengths, NOTHING) / MINUTE / len(lengths) if lengths else 0.0

    def is_working_day(self, day: date) -> bool:
        """Whether the office opens at all on this day."""
        return bool(self.hours.get(day.weekday())) and day not in self.holidays

    def intervals(self, day: date) -> list[tuple[timedelta, timedelta]]:
        """The day's office hours, as times since its midnight."""
        if not self.is_working_day(day):
            return []
        return [
            (_since_midnight(opens), _closing(closes))
            for opens, closes in self.hours[day.weekday()]
        ]

    def local(self, moment: datetime) -> datetime:
        """The moment on the office's own wall clock; a moment without a zone is refused."""
        if moment.utcoffset() is None:
            raise ValueError("office time needs a moment with a time zone")
        return moment.astimezone(self.tz).replace(tzinfo=None, fold=0)

    def opened_until(self, moment: datetime) -> timedelta:
        """All office time from the first Monday of year 1 up to the moment.

        A span is the difference of two such sums, so its length costs the same for a minute as for
        ten years: whole weeks are multiplied, holidays are a running total looked up by date.
        """
        local = self.local(moment)
        day = local.date()
        weeks, weekday = divmod(day.toordinal() - 1, 7)
        lengths = self._weekday_lengths
        before = weeks * sum(lengths, NOTHING) + sum(lengths[:weekday], NOTHING)
        holidays, lost = self._lost_to_holidays
        now = _since_midnight(local.time())
        today = sum((min(max(now, a), b) - a for a, b in self.intervals(day)), NOTHING)
        return before - lost[bisect_left(holidays, day)] + today

    @cached_property
    def _weekday_lengths(self) -> list[timedelta]:
        return [
            sum((_closing(b) - _since_midnight(a) for a, b in self.hours.get(day, ())), NOTHING)
            for day in range(7)
        ]

    @cached_property
    def _lost_to_holidays(self) -> tuple[list[date], list[timedelta]]:
        days = sorted(self.holidays)
        lengths = (self._weekday_lengths[day.weekday()] for day in days)
        return days, list(accumulate(lengths, initial=NOTHING))


def _since_midnight(at: time) -> timedelta:
    return datetime.combine(date.min, at) - datetime.combine(date.min, MIDNIGHT)


def _closing(at: time) -> timedelta:
    return timedelta(days=1) if at == MIDNIGHT else _since_midnight(at)


def office_time(calendar: OfficeCalendar, start: datetime, end: datetime) -> timedelta:
    """Office time between two moments, exact; nothing where the end is not after the start."""
    opened, closed = calendar.opened_until(start), calendar.opened_until(end)
    return max(closed - opened, NOTHING)


def office_minutes(calendar: OfficeCalendar, start: datetime, end: datetime) -> float:
    """Minutes between two moments in which the office was open; 0 where the end is not later."""
    return office_time(calendar, start, end) / MINUTE


def is_open(calendar: OfficeCalendar, moment: datetime) -> bool:
    """Whether the office is open; the closing minute itself is closed."""
    local = calendar.local(moment)
    now = _since_midnight(local.time())
    return any(opens <= now < closes for opens, closes in calendar.intervals(local.date()))


def deadline(calendar: OfficeCalendar, start: datetime, minutes: float) -> datetime:
    """The first moment at which that many office minutes have passed since the start."""
    if minutes < 0:
        raise ValueError("a deadline lies ahead: minutes cannot be negative")
    local = calendar.local(start)
    left = timedelta(minutes=minutes)
    if not left:
        return start.astimezone(calendar.tz)
    day, now, closed_days = local.date(), _since_midnight(local.time()), 0
    while closed_days < LONGEST_CLOSURE_DAYS:
        for opens, closes in calendar.intervals(day):
            available = closes - max(opens, now)
            if available >= left:
                moment = datetime.combine(day, MIDNIGHT) + max(opens, now) + left
                return moment.replace(tzinfo=calendar.tz)
            left -= max(available, NOTHING)
        closed_days = 0 if calendar.is_working_day(day) else closed_days + 1
        day, now = day + timedelta(days=1), NOTHING
    raise ValueError(f"the office has no hours for {LONGEST_CLOSURE_DAYS} days")


def add_working_days(calendar: OfficeCalendar, start_date: date, days: int) -> date:
    """The last of that many working days; as in official terms the start itself does not count."""
    if days < 0:
        raise ValueError("working days are counted forward")
    day, closed_days = start_date, 0
    while days:
        day += timedelta(days=1)
        if calendar.is_working_day(day):
            days, closed_days = days - 1, 0
        else:
            closed_days += 1
        if closed_days >= LONGEST_CLOSURE_DAYS:
            raise ValueError(f"the office has no working day for {LONGEST_CLOSURE_DAYS} days")
    return day
