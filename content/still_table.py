"""A table that stands in a text: rows of a data set as they were, with the way to their version.

Still on purpose: what readers see is what was approved; newer numbers come by a new revision.
"""

from collections.abc import Collection
from html import escape

from django.urls import reverse

from content.datatable import Line, Table
from content.models import Revision

FIRST_ROWS = 10
MOST_SHOWN = 12


def chosen_columns(table: Table, wanted: Collection[int]) -> list[int]:
    """Return the columns to show: the first names the rows, so it always stays."""
    every = range(len(table.columns))
    chosen = [n for n in every if n == 0 or n in wanted]
    return chosen if len(chosen) > 1 else list(every)[:MOST_SHOWN]


def write(dataset: Revision, table: Table, columns: Collection[int], rows: int) -> str:
    """Write the table in the elements of our allow-list: caption, header cells, rows, source."""
    chosen = chosen_columns(table, columns)
    lines = table.lines[: max(1, rows)]
    said = dataset.title
    period = dataset.data_period or dataset.data_year
    caption = f"{said}, {period}" if period and str(period) not in said else said
    head = "".join(f'<th scope="col">{escape(table.columns[n].heading)}</th>' for n in chosen)
    return (
        f"<p><strong>{escape(caption)}</strong></p>"
        f"<table><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(_row(line, chosen) for line in lines)}</tbody></table>"
        f"<p>{_source(dataset, len(lines), table.total)}</p>"
    )


def _row(line: Line, chosen: list[int]) -> str:
    cells = "".join(f"<td>{escape(line.cells[n - 1][0])}</td>" for n in chosen if n > 0)
    return f'<tr><th scope="row">{escape(line.name)}</th>{cells}</tr>'


def _source(dataset: Revision, shown: int, total: int) -> str:
    address = reverse("data-version", args=[dataset.item.slug, dataset.number])
    link = f'<a href="{escape(address)}">{escape(dataset.title)}, versi {dataset.number}</a>'
    cut = f"Menampilkan {shown} dari {total} baris. " if shown < total else ""
    unit = f" Satuan: {escape(dataset.data_unit)}." if dataset.data_unit else ""
    return f"{cut}Sumber: {link}.{unit}"
