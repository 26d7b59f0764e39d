"""Walks everything the interface for programs leads to, as a harvester would."""

import json
from typing import Any
from urllib.parse import urlsplit

from django.test import Client

ORIGIN = "http://testserver"
ENTRANCES = (
    "/api/v1/",
    "/api/v1/items/?limit=2",
    "/api/v1/agenda/?limit=1",
    "/api/v1/bank-data/?limit=1",
    "/api/v1/search/?q=butir",
)
PLACES = ("/api/v1/", "/data.json")
MOST = 400


def links_in(data: Any) -> list[str]:
    """Every address of the interface that an answer carries, wherever it stands."""
    if isinstance(data, dict):
        return [link for value in data.values() for link in links_in(value)]
    if isinstance(data, list):
        return [link for value in data for link in links_in(value)]
    if isinstance(data, str) and data.startswith(ORIGIN):
        parts = urlsplit(data)
        if parts.path.startswith(PLACES):
            return [f"{parts.path}?{parts.query}" if parts.query else parts.path]
    return []


def walk(client: Client, *more: str) -> dict[str, Any]:
    """Answers by address. Every address that an answer names must be there."""
    seen: dict[str, Any] = {}
    waiting = [*ENTRANCES, *more]
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        assert len(seen) < MOST, "the walk does not end"
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.content.decode()[:500])
        seen[address] = json.loads(answer.content)
        if not address.endswith("openapi.json"):  # its addresses are examples
            waiting += links_in(seen[address])
    return seen
