"""Dates and times as people in an Indonesian office say them, in the office's own time zone.

The names are written here once as data. They depend neither on the locale of the machine nor on the
active translation: a public page is Indonesian whoever asks for it and whatever server sends it.
The zone's short name (WIB, WITA, WIT) comes from the zone itself; outside Indonesia it is whatever
that zone calls itself.
"""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


def local(moment: datetime) -> datetime:
    """The moment on the office's clock; a moment without a zone is refused."""
    return timezone.localtime(moment, timezone.get_default_timezone())


def local_day(day: date) -> date:
    """The office's day of a moment, or the day itself."""
    return local(day).date() if isinstance(day, datetime) else day


def midnight(day: date) -> datetime:
    """The moment at which the office's day begins."""
    return datetime.combine(local_day(day), time(), tzinfo=timezone.get_default_timezone())


def zone(moment: datetime) -> str:
    """The zone's short name: "WITA"."""
    return local(moment).tzname() or ""


def weekday(day: date) -> str:
    """As in "Senin"."""
    return WEEKDAYS[local_day(day).weekday()]


def weekday_short(day: date) -> str:
    """As in "Sen", for date blocks."""
    return weekday(day)[:3]


def month_short(day: date) -> str:
    """As in "Nov", for date blocks."""
    return MONTHS[local_day(day).month - 1][:3]


def month_year(day: date) -> str:
    """As in "November 2026"."""
    day = local_day(day)
    return f"{MONTHS[day.month - 1]} {day.year}"


def day_date(day: date) -> str:
    """As in "8 Juni 2026"."""
    return f"{local_day(day).day} {month_year(day)}"


def long_date(day: date) -> str:
    """As in "Senin, 8 Juni 2026"."""
    return f"{weekday(day)}, {day_date(day)}"


def clock_time(at: datetime | time) -> str:
    """As in "08.00": a dot and 24 hours."""
    at = local(at) if isinstance(at, datetime) else at
    return f"{at.hour:02}.{at.minute:02}"


def moment(at: datetime) -> str:
    """As in "8 Juni 2026, 10.04 WITA"."""
    return f"{day_date(at)}, {clock_time(at)} {zone(at)}"


def long_moment(at: datetime) -> str:
    """As in "Senin, 8 Juni 2026 · 08.00 WITA"."""
    return f"{long_date(at)} · {clock_time(at)} {zone(at)}"


def time_range(start: datetime, end: datetime | None = None) -> str:
    """As in "08.00–10.00 WITA"; days are named where it ends on another; no end, one time."""
    if end is None or end == start:
        return f"{clock_time(start)} {zone(start)}"
    if local_day(start) == local_day(end):
        return f"{clock_time(start)}–{clock_time(end)} {zone(end)}"
    return f"{day_date(start)}, {clock_time(start)} – {moment(end)}"


def day_range(start: date, end: date | None = None) -> str:
    """As in "24–25 November 2026", "30 November – 2 Desember 2026"; one day where it is one."""
    first, last = local_day(start), local_day(end or start)
    if first == last:
        return day_date(first)
    if first.year != last.year:
        return f"{day_date(first)} – {day_date(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} – {day_date(last)}"
    return f"{first.day}–{day_date(last)}"


def relative_day(at: datetime, now: datetime) -> str:
    """As in "Hari ini, 09.02", "Kemarin, 14.30", and further away "20 November 2026, 10.04"."""
    day, today = local_day(at), local_day(now)
    if day == today:
        return f"Hari ini, {clock_time(at)}"
    if day == today - timedelta(days=1):
        return f"Kemarin, {clock_time(at)}"
    return f"{day_date(day)}, {clock_time(at)}"


def isoformat(at: date | time) -> str:
    """The machine's form, for the datetime attribute of a time element."""
    if isinstance(at, datetime):
        return local(at).isoformat(timespec="seconds")
    return at.isoformat(timespec="minutes") if isinstance(at, time) else at.isoformat()
