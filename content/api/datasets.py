"""Data sets as plain data: what a set is about, and its rows."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from content import datarows
from content.api.files import file
from content.models import Attachment, Revision

LICENCE = "Boleh dipakai ulang dengan menyebut sumber"


def data_set(revision: Revision, files: Sequence[Attachment], origin: str) -> dict[str, Any] | None:
    """Return what is known about the data in these files; None for what is no data set."""
    if revision.kind != "bank-data":
        return None
    return {
        "year": revision.data_year,
        "period": revision.data_period or None,
        "unit": revision.data_unit or None,
        "source": revision.data_source or None,
        "licence": revision.data_licence or LICENCE,
        "files": [
            file(attachment, origin)
            | {"rows_url": rows_address(revision, number, attachment, origin)}
            for number, attachment in enumerate(files, start=1)
        ],
    }


def rows_address(
    revision: Revision, number: int, attachment: Attachment, origin: str
) -> str | None:
    """Return where the rows of a set's file (counted from 1) are; None when it has none for us."""
    if not datarows.has_rows(attachment.asset):
        return None
    address = reverse("api-data-set-rows", args=[revision.item.slug])
    return f"{origin}{address}?file={number}"


def first_table(revision: Revision) -> int | None:
    """Return the number of the first file that has rows for us."""
    numbered = enumerate(revision.data_files, start=1)
    return next((n for n, found in numbered if datarows.has_rows(found.asset)), None)


def table(rows: datarows.Rows, attachment: Attachment, origin: str) -> dict[str, Any]:
    """Return what is said of a file beside its rows."""
    return {
        "file": file(attachment, origin),
        "sheet": rows.sheet or None,
        "sheets": list(rows.sheets),
        "columns": [
            {"key": field.key, "title": field.title or None, "type": field.type}
            for field in rows.fields
        ],
    }


def record(rows: datarows.Rows, values: tuple[datarows.Value, ...]) -> dict[str, datarows.Value]:
    """Return one row by the keys of its columns."""
    return {field.key: value for field, value in zip(rows.fields, values, strict=True)}
