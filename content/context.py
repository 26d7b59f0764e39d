"""Context of every page: the office identity, read only when asked for, and the reader's thrift."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from content import facts
from content.models import Office
from content.urgent import newest


def office(request: HttpRequest) -> dict[str, Any]:
    """Provide ``office`` (lazy)."""
    return {"office": SimpleLazyObject(lambda: facts.kept("office", Office.load))}


def urgent(request: HttpRequest) -> dict[str, Any]:
    """Provide ``urgent`` (lazy): what everybody must know at once, or nothing."""
    return {"urgent": SimpleLazyObject(newest)}


def thrift(request: HttpRequest) -> dict[str, Any]:
    """Provide ``saves_data``: a public page's reader has asked for less data (Save-Data).

    Only public pages look at the header (``public_page``): they tell caches so with Vary.
    """
    return {"saves_data": getattr(request, "saves_data", False)}
