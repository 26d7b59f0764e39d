"""Tags of what is printed."""

from typing import Any

from django import template

from content import qr

register = template.Library()


@register.inclusion_tag("content/_qr.html")
def qr_code(address: str) -> dict[str, Any]:
    """Draw a whole address as a code that telephones read."""
    return {"code": qr.drawing(address)}
