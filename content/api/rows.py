"""Rows of a data set's file: which file, which rows, which page of them."""

from typing import Any

from django.http import QueryDict

from content import datafile, datarows
from content.api import asked, datasets
from content.api.paging import Numbered, numbered
from content.api.problems import BadParameter, Missing, Problem
from content.models import Revision

MOST, USUAL = 1000, 100
MOST_ROWS = datafile.WHOLE.rows
MOST_FILTERS = 10
FILTER = "filter["


def rows_of(revision: Revision, query: QueryDict, origin: str) -> tuple[dict[str, Any], Numbered]:
    """Return the rows that were asked for with what is said of their file, and the ways on."""
    attachment = revision.data_files[_file_number(revision, query) - 1]
    try:
        rows = datarows.read(attachment.asset, asked.text(query, "sheet"))
    except datafile.Unreadable as error:
        address = origin + attachment.asset.get_absolute_url()
        raise Problem(
            422, "galat-tanpa-tabel", "Bukan tabel", str(error), download_url=address
        ) from error
    limit = asked.number(query, "limit", least=1, most=MOST, default=USUAL)
    offset = asked.number(query, "offset", least=0, most=MOST_ROWS, default=0)
    records = _matching(rows, query)
    shown = records[offset : offset + limit]
    way = numbered(
        query,
        "offset",
        next=offset + limit if offset + limit < len(records) else None,
        previous=max(0, offset - limit) if offset and records else None,
    )
    answer = datasets.table(rows, attachment, origin) | {
        "version": revision.number,
        "total": len(records),
        "results": [datasets.record(rows, values) for values in shown],
    }
    return answer, way


def _file_number(revision: Revision, query: QueryDict) -> int:
    count = len(revision.data_files)
    first = datasets.first_table(revision)
    if "file" not in query and first is None:
        raise Missing("Kumpulan data ini tidak memuat berkas tabel. Lihat files untuk unduhannya.")
    return asked.number(query, "file", least=1, most=max(1, count), default=first or 1)


def _matching(
    rows: datarows.Rows, query: QueryDict
) -> tuple[tuple[datarows.Value, ...], ...] | list[tuple[datarows.Value, ...]]:
    """Keep the rows whose cells say what ``filter[heading]=word`` asks for."""
    wanted = _filters(rows, query)
    if not wanted:
        return rows.records
    return [
        values
        for values in rows.records
        if all(_says(values[place], word) for place, word in wanted)
    ]


def _filters(rows: datarows.Rows, query: QueryDict) -> list[tuple[int, str]]:
    found = []
    for name in query:
        if name.startswith(FILTER) and name.endswith("]"):
            place = rows.field(name.removeprefix(FILTER).removesuffix("]"))
            if place is None:
                keys = ", ".join(field.key for field in rows.fields[:MOST_FILTERS])
                raise BadParameter(name[:80], f"kolom yang ada: {keys}.")
            found += [(place, word) for word in query.getlist(name)]
    if len(found) > MOST_FILTERS:
        raise BadParameter("filter", f"paling banyak {MOST_FILTERS} saringan.")
    return found


def _says(value: datarows.Value, word: str) -> bool:
    """Whether a cell says a word: letters of either case, numbers as JSON writes them."""
    if value is None or isinstance(value, bool):
        return word.casefold() == {None: "", True: "true", False: "false"}[value]
    if isinstance(value, int | float):
        try:
            return float(word) == value
        except ValueError:
            return False
    return word.strip().casefold() == value.casefold()
