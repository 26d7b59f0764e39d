"""The first rows of a data file, for reading on the page.

A file that is too large or too odd has no preview, and its download stays.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from content import datafile, dates, numbers
from content.datacells import BLANK, number_of
from content.datafile import Cell
from content.models import Asset

SHOWN_ROWS = 50
MOST_COLUMNS = 20
MOST_LETTERS = 300
# How offices call the row that adds the others up.
SUMS = ("jumlah", "total", "kecamatan", "kec.")
LABEL_NUMBERS = {"no", "no.", "nomor", "tahun", "kode", "rt", "rw", "nik"}


@dataclass(frozen=True)
class Column:
    """A column: its heading and whether its cells are numbers (set right)."""

    heading: str
    numeric: bool


@dataclass(frozen=True)
class Line:
    """A row as it is shown: the first cell names it, the others say something about it."""

    name: str
    cells: tuple[tuple[str, bool], ...]
    values: tuple[float | None, ...]

    @property
    def is_sum(self) -> bool:
        """Whether it adds up the other rows."""
        return self.name.lower().startswith(SUMS)


@dataclass(frozen=True)
class Table:
    """The preview of a data file."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    total: int

    @property
    def is_cut(self) -> bool:
        """Whether the file has more rows than are shown."""
        return self.total > len(self.lines)

    @property
    def foot(self) -> tuple[Line, ...]:
        """The sums at the end."""
        return self.lines[len(self.body) :]

    @property
    def body(self) -> tuple[Line, ...]:
        """The rows without the sums at the end."""
        end = len(self.lines)
        while end > 1 and self.lines[end - 1].is_sum:
            end -= 1
        return self.lines[:end]


def preview(asset: Asset) -> Table | None:
    """Read the beginning of a data file; None when it has nothing to show as a table."""
    try:
        return tabulate(datafile.read(asset, datafile.PREVIEW).rows)
    except datafile.Unreadable:
        return None


def tabulate(rows: list[list[Cell]]) -> Table | None:
    """Lay rows out for reading and say which columns are numbers."""
    frame = datafile.frame(rows, MOST_COLUMNS)
    if frame is None:
        return None
    headings = [_text(cell, plain=True) for cell in frame.headings]
    while headings and not headings[-1]:
        headings.pop()
    body = [row[: len(headings)] for row in frame.body]
    columns = tuple(
        Column(heading, n > 0 and _is_numeric([row[n] for row in body[:SHOWN_ROWS]]))
        for n, heading in enumerate(headings)
    )
    plain = [
        _is_label(column.heading, [row[n] for row in body]) for n, column in enumerate(columns)
    ]
    lines = tuple(_line(row, columns, plain) for row in body[:SHOWN_ROWS])
    return Table(columns, lines, len(body))


def _is_numeric(cells: list[Cell]) -> bool:
    said = [cell for cell in cells if datafile.said(cell) not in BLANK]
    return bool(said) and all(number_of(cell) is not None for cell in said)


def _is_label(heading: str, cells: list[Cell]) -> bool:
    """Whether the numbers of a column are names (years, codes): no dots between thousands."""
    if heading.lower() in LABEL_NUMBERS:
        return True
    found = [value for cell in cells if (value := number_of(cell)) is not None]
    return bool(found) and all(value.is_integer() and 1900 <= value <= 2100 for value in found)


def _line(row: list[Cell], columns: tuple[Column, ...], plain: list[bool]) -> Line:
    texts = [_text(_spaced(cell, columns[n]), plain=plain[n]) for n, cell in enumerate(row)]
    return Line(
        texts[0],
        tuple((text, columns[n].numeric) for n, text in enumerate(texts) if n > 0),
        tuple(number_of(cell) if columns[n].numeric else None for n, cell in enumerate(row)),
    )


def _spaced(cell: Cell, column: Column) -> Cell:
    """Take the bare digits of a CSV number as a number, so that it is written as offices do."""
    if column.numeric and isinstance(cell, str) and cell.strip().isdigit() and len(cell) < 16:
        return int(cell.strip())
    return cell


def _text(cell: Cell, *, plain: bool) -> str:
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, int | float):
        return _number(float(cell), plain=plain)
    if isinstance(cell, datetime | date):
        return f"{cell.day} {dates.MONTHS[cell.month - 1]} {cell.year}"
    if isinstance(cell, time):
        return dates.clock_time(cell)
    return datafile.said(cell)[:MOST_LETTERS]


def _number(value: float, *, plain: bool) -> str:
    if value.is_integer():
        return str(int(value)) if plain else numbers.thousands(value)
    return numbers.decimal(value, 2)
