"""Context of desk pages: who is signed in and what waits for them."""

from typing import Any

from django.http import HttpRequest


def desk(request: HttpRequest) -> dict[str, Any]:
    """Provide ``desk`` on staff pages; nothing at all on public ones."""
    return {}
