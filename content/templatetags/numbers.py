"""The numbers of content.numbers as template filters; what is unknown shows as nothing.

Templates hand over anything, "" for a name they do not know; hence `Any`.
"""

from typing import Any

from django import template

from content import numbers

register = template.Library()


@register.filter
def thousands(value: Any) -> str:
    """As in "12.345"."""
    return "" if value in (None, "") else numbers.thousands(value)


@register.filter
def decimal(value: Any, places: int = 1) -> str:
    """As in "2,4", or with as many places as asked for."""
    return "" if value in (None, "") else numbers.decimal(value, places)


@register.filter
def file_size(value: Any) -> str:
    """As in "2,4 MB"."""
    return "" if value in (None, "") else numbers.file_size(value)
