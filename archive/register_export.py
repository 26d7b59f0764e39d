"""The register as text: one JSON object per line, readable and checkable without this product."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from archive.bag import Bag
from workflow import register
from workflow.models import Event

NAME = "register.jsonl"
# Columns by their attribute names: foreign keys stay numbers, people stay values.
FIELDS = tuple(field.attname for field in Event._meta.concrete_fields)


def copy_into(bag: Bag) -> tuple[int, str]:
    """Write all rows into the bag and return number and hash of the last one."""
    bag.write_pieces(NAME, lines(Event.objects.order_by("sequence")))
    return register.head()


def lines(events: "QuerySet[Event]") -> Iterator[bytes]:
    """Return one line per row."""
    for event in events.iterator():
        row = {name: _plain(getattr(event, name)) for name in FIELDS}
        text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        yield f"{text}\n".encode()


def read(path: Path) -> Iterator[Event]:
    """Read rows back. Raises ValueError where a line is not a row."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            try:
                row = json.loads(line)
                row["at"] = datetime.fromisoformat(row["at"])
                yield Event(**row)
            except (KeyError, TypeError) as error:
                raise ValueError(f"not a row of the register: {line[:80]!r}") from error


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
