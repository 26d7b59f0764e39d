"""The first rows of a data file, for reading on the page: CSV, XLSX, XLS and ODS.

Everything is bounded before it is parsed; a file that is too large or too odd has no preview, and
its download stays.
"""

import csv
import io
import logging
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.files.storage import storages
from python_calamine import CalamineError, CalamineWorkbook

from content import dates, numbers
from content.models import Asset
from content.plaintext import decode_text

logger = logging.getLogger(__name__)

SHOWN_ROWS = 50
MOST_ROWS = 20_000
MOST_COLUMNS = 20
MOST_LETTERS = 300
MOST_BYTES = 4 * 1024 * 1024
MOST_UNPACKED = 40 * 1024 * 1024
TITLE_ROWS = 10
WORKBOOKS = {"xlsx", "xls", "ods"}
# 12.351 and 1.605,5 as offices write them; 12.5 and 1605 as programs do; a sign, a per cent.
INDONESIAN = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
BLANK = {"", "-", "–"}
LABEL_NUMBERS = {"no", "no.", "nomor", "tahun", "kode", "rt", "rw", "nik"}

Cell = str | int | float | bool | date | datetime | time | timedelta | None


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


def preview(asset: Asset) -> Table | None:
    """Read the beginning of a data file; None when it has nothing to show as a table."""
    extension = asset.name.rpartition(".")[2].lower()
    if asset.size > MOST_BYTES or extension not in {"csv", *WORKBOOKS}:
        return None
    try:
        with storages["media"].open_by_hash(asset.sha256) as file:  # type: ignore[attr-defined]
            data = file.read(MOST_BYTES)
    except FileNotFoundError:
        logger.error("The file of asset %s is missing from the media folder.", asset.pk)
        return None
    return tabulate(_read_csv(data) if extension == "csv" else _read_workbook(data))


def _read_csv(data: bytes) -> list[list[Cell]]:
    text = decode_text(data) or ""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";,\t|", key=first.count)
    rows: list[list[Cell]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(list(row))
            if len(rows) >= MOST_ROWS:
                break
    except csv.Error as error:
        logger.warning("A CSV file could not be read to its end: %s", error)
    return rows


def _read_workbook(data: bytes) -> list[list[Cell]]:
    try:
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                if sum(member.file_size for member in package.infolist()) > MOST_UNPACKED:
                    return []
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            for name in book.sheet_names:
                rows = book.get_sheet_by_name(name).to_python(nrows=MOST_ROWS)
                if rows:
                    return [[*row] for row in rows]
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        logger.warning("A workbook could not be read: %s", error)
    return []


def tabulate(rows: list[list[Cell]]) -> Table | None:
    """Find the heading row, drop what is empty, and say which columns are numbers."""
    filled = [row for row in rows if any(str(_blank(cell)).strip() for cell in row)]
    head = next((n for n, row in enumerate(filled[:TITLE_ROWS]) if _width(row) > 1), None)
    if head is None or len(filled) < head + 2:
        return None
    headings = [_text(cell, plain=True) for cell in filled[head][:MOST_COLUMNS]]
    while headings and not headings[-1]:
        headings.pop()
    body = [_fit(row, len(headings)) for row in filled[head + 1 :]]
    columns = tuple(
        Column(heading, n > 0 and _is_numeric([row[n] for row in body[:SHOWN_ROWS]]))
        for n, heading in enumerate(headings)
    )
    plain = [
        _is_label(column.heading, [row[n] for row in body]) for n, column in enumerate(columns)
    ]
    lines = tuple(_line(row, columns, plain) for row in body[:SHOWN_ROWS])
    return Table(columns, lines, len(body))


def _blank(cell: Cell) -> Cell:
    return "" if cell is None else cell


def _width(row: list[Cell]) -> int:
    return sum(1 for cell in row if str(_blank(cell)).strip())


def _fit(row: list[Cell], width: int) -> list[Cell]:
    return [*row[:width], *[""] * (width - len(row))]


def number_of(cell: Cell) -> float | None:
    """Read a cell as a number, as an Indonesian office or a program writes it."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return float(cell)
    if not isinstance(cell, str) or len(cell) > 30:
        return None
    text = cell.strip().removesuffix("%").replace("\u2212", "-").replace("\xa0", "").strip()
    if INDONESIAN.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    return float(text.replace(",", ".")) if PLAIN.fullmatch(text) else None


def _is_numeric(cells: list[Cell]) -> bool:
    said = [cell for cell in cells if str(_blank(cell)).strip() not in BLANK]
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
    return str(_blank(cell)).strip()[:MOST_LETTERS]


def _number(value: float, *, plain: bool) -> str:
    if value.is_integer():
        return str(int(value)) if plain else numbers.thousands(value)
    return numbers.decimal(value, 2)
