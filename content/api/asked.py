"""Parameters of an address, read strictly: a value that is none is told to its sender."""

import re
from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from content.api.problems import BadParameter

SLUG = re.compile(r"[-a-zA-Z0-9_]{1,80}")
DIGITS = re.compile(r"[0-9]{1,9}")
MOST_VALUES = 30
YEARS = range(1901, 2200)
MOST_LETTERS = 200


def number(query: QueryDict, name: str, *, least: int, most: int, default: int) -> int:
    """Read a whole number between two bounds."""
    text = query.get(name, "")
    if not text:
        return default
    if not DIGITS.fullmatch(text) or not least <= int(text) <= most:
        raise BadParameter(name, f"isi dengan bilangan bulat {least} sampai {most}.")
    return int(text)


def year(query: QueryDict) -> int | None:
    """Read a year of four digits."""
    found = number(query, "year", least=YEARS[0], most=YEARS[-1], default=0)
    return found or None


def slugs(query: QueryDict, name: str) -> list[str]:
    """Read address words; the parameter may be repeated."""
    found = _several(query, name)
    if not all(SLUG.fullmatch(value) for value in found):
        raise BadParameter(name, "isi dengan kata alamat (slug), misalnya kubutambahan.")
    return found


def choices(query: QueryDict, name: str, known: Collection[str]) -> list[str]:
    """Read words of a closed list; the parameter may be repeated."""
    found = _several(query, name)
    if not set(found) <= set(known):
        raise BadParameter(name, f"pilih di antara {', '.join(known)}.")
    return found


def _several(query: QueryDict, name: str) -> list[str]:
    found = [value for value in query.getlist(name) if value]
    if len(found) > MOST_VALUES:
        raise BadParameter(name, f"paling banyak {MOST_VALUES} nilai.")
    return found


def text(query: QueryDict, name: str) -> str:
    """Read words. NUL is refused, because no database of ours holds one."""
    found = query.get(name, "")
    if len(found) > MOST_LETTERS or "\x00" in found:
        raise BadParameter(name, f"isi dengan paling banyak {MOST_LETTERS} huruf.")
    return found


def moment(query: QueryDict, name: str, *, end: bool = False) -> datetime | None:
    """Read a day or a moment (ISO 8601); without offset it is the office's.

    A day stands for its beginning, or with ``end`` for the beginning of the day after it.
    """
    # A plus sign that was not escaped arrives as a space.
    text = query.get(name, "").strip().replace(" ", "+")
    if not text:
        return None
    try:
        found = _day(text, end=end) or parse_datetime(text) if len(text) < 40 else None
    except (ValueError, OverflowError):
        found = None
    # Databases end with the year 9999, and with an offset a moment may lie beyond it.
    if found is None or found.year not in YEARS:
        raise BadParameter(
            name, "isi dengan tanggal 2026-06-08 atau waktu 2026-06-08T08:00:00+08:00 (ISO 8601)."
        )
    return timezone.make_aware(found) if timezone.is_naive(found) else found


def _day(text: str, *, end: bool) -> datetime | None:
    day: date | None = parse_date(text)
    return datetime.combine(day + timedelta(days=int(end)), time()) if day else None
