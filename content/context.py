"""Context of every page: the office identity, read once per page and only when a template asks."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from content.models import Office


def office(request: HttpRequest) -> dict[str, Any]:
    """Provide ``office`` (lazy)."""
    return {"office": SimpleLazyObject(Office.load)}
