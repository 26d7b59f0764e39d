"""The sentences of content.dates as template filters; what has no date yet shows as nothing."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django import template
from django.utils import timezone

from content import dates

register = template.Library()


def _nothing_for_none(sentence: Callable[..., str]) -> Callable[..., str]:
    @wraps(sentence)
    def filtered(value: Any, *arguments: Any) -> str:
        return "" if value in (None, "") else sentence(value, *arguments)

    return filtered


for _sentence in (
    dates.clock_time,
    dates.day_date,
    dates.day_range,
    dates.isoformat,
    dates.long_date,
    dates.long_moment,
    dates.moment,
    dates.month_short,
    dates.month_year,
    dates.time_range,
    dates.weekday,
    dates.weekday_short,
):
    register.filter(_sentence.__name__, _nothing_for_none(_sentence))


@register.filter
@_nothing_for_none
def relative_day(value: datetime, now: datetime | None = None) -> str:
    """Seen from `now`, or from the present moment."""
    return dates.relative_day(value, now or timezone.now())
