"""The first answer: who speaks, under which terms, and where everything is."""

from typing import Any

from django.urls import reverse

from content.api.datasets import LICENCE
from content.models import Office

VERSION = "1.0"


def index(office: Office, origin: str) -> dict[str, Any]:
    """Return the way in."""
    return {
        "name": f"API {office.name}",
        "version": VERSION,
        "office": office_data(office, origin),
        "licence": LICENCE,
        "links": {
            name: origin + reverse(route)
            for name, route in {
                "documentation": "api-guide",
                "openapi": "api-document",
                "items": "api-items",
                "search": "api-search",
                "agenda": "api-events",
                "bank_data": "api-data-sets",
                "desa": "api-villages",
                "topics": "api-topics",
                "catalogue": "data-catalogue",
            }.items()
        },
    }


def office_data(office: Office, origin: str) -> dict[str, Any]:
    """Return the office that publishes this."""
    return {
        "name": office.name,
        "regency": office.regency,
        "province": office.province or None,
        "address": office.address or None,
        "postal_code": office.postal_code or None,
        "phone": office.phone or None,
        "email": office.email or None,
        "hours": office.hours_text or None,
        "url": origin + reverse("home"),
    }
