"""The demo's office: identity, villages, topics, days off. From public facts about Gerokgak."""

from datetime import date
from typing import Any

from django.utils.text import slugify

from archive.demo import words
from content.models import Category, Desa, Office
from workflow.models import Holiday

# Nyepi moves; these are the days of the years around which a demo is told.
NYEPI = (date(2024, 3, 11), date(2025, 3, 29), date(2026, 3, 19), date(2027, 3, 8))
FIXED = (
    (1, 1, "Tahun Baru Masehi"),
    (5, 1, "Hari Buruh Internasional"),
    (6, 1, "Hari Lahir Pancasila"),
    (8, 17, "Hari Kemerdekaan Republik Indonesia"),
    (12, 25, "Hari Raya Natal"),
)


def found(today: date) -> None:
    """Write the office's identity, its villages from west to east, topics and days off."""
    told: dict[str, Any] = words.read("kantor")
    Office.objects.create(pk=1, **told["office"])
    Desa.objects.bulk_create(
        Desa(name=name, slug=slugify(name), position=place, is_seat=name == told["seat"])
        for place, name in enumerate(told["desa"], start=1)
    )
    Category.objects.bulk_create(Category(name=n, slug=slugify(n)) for n in told["topics"])
    years = range(today.year - 3, today.year + 2)
    days = {date(y, month, day): name for y in years for month, day, name in FIXED}
    days |= dict.fromkeys(NYEPI, "Hari Suci Nyepi")
    Holiday.objects.bulk_create(Holiday(day=day, name=name) for day, name in sorted(days.items()))
