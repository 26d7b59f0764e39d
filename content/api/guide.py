"""Examples on the page for developers: taken from what is there, so that they work when copied."""

import re
from dataclasses import dataclass
from datetime import datetime

from content import datafile, datarows
from content.api.datasets import first_table
from content.models import Revision

# What stands in a shell's quotation marks and in an address without any escape.
PLAIN = re.compile(r"[A-Za-z0-9._-]{1,40}")


@dataclass(frozen=True)
class Example:
    """A data set whose rows can be read, and a cell of it to filter by ("" when none is plain)."""

    slug: str
    column: str = ""
    value: str = ""


def example(now: datetime) -> Example | None:
    """Return the newest data set, if its first table can be read."""
    rows = Revision.objects.public(now).of("bank-data").newest_first()
    revision = rows.for_list().defer("body").first()
    number = first_table(revision) if revision else None
    if revision is None or number is None:
        return None
    try:
        table = datarows.read(revision.data_files[number - 1].asset)
    except datafile.Unreadable:
        return None
    for field, value in zip(table.fields, table.records[0], strict=True):
        if isinstance(value, str) and PLAIN.fullmatch(field.key) and PLAIN.fullmatch(value):
            return Example(revision.item.slug, field.key, value)
    return Example(revision.item.slug)
