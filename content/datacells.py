"""What the cells of a column mean: numbers, dates and words, as offices and programs write them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from content.datafile import Cell, said

# 12.351 and 1.605,5 as offices write them; 12.5 and 1605 as programs do; a sign, a per cent.
INDONESIAN = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
DECIMAL_POINT = re.compile(r"[+-]?\d+\.\d+")
BLANK = {"", "-", "–"}
MOST_LETTERS = 30
# Beyond it neighbours melt together in the numbers of most programs.
MOST_EXACT = 1e15
# Digits that name something: 001 is not 1, and no number type holds sixteen of them.
CODE = re.compile(r"[+-]?0\d+|[+-]?\d{16,}")
CODE_HEADINGS = re.compile(
    r"\b(?:kode|nik|nip|npwp|no\.? (?:hp|kk|telp|telepon)|telepon)\b", re.IGNORECASE
)
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
OFFICE_DAY = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")

Value = str | int | float | bool | None


class CellType(StrEnum):
    """What a column holds; the words are those of JSON Schema where it has one."""

    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    TIME = "time"
    STRING = "string"


@dataclass(frozen=True)
class TypedColumn:
    """The type of a column and its values in it; what is not said is None."""

    type: CellType
    values: list[Value]


def number_of(cell: Cell, *, points: bool = False) -> float | None:
    """Read a cell as a number, as an Indonesian office or a program writes it.

    ``points``: the dots of this column stand before decimals and not between thousands.
    """
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return float(cell)
    if not isinstance(cell, str) or len(cell) > MOST_LETTERS:
        return None
    text = cell.strip().removesuffix("%").replace("\u2212", "-").replace("\xa0", "").strip()
    if not points and INDONESIAN.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    return float(text.replace(",", ".")) if PLAIN.fullmatch(text) else None


def typed(heading: str, cells: list[Cell]) -> TypedColumn:
    """Find the one type that every cell of a column has; else all of them are words."""
    there = [said(cell) not in BLANK for cell in cells]
    filled = [cell for cell, is_there in zip(cells, there, strict=True) if is_there]
    readers = [_booleans, _moments, _times, _days]
    if not CODE_HEADINGS.search(heading):
        readers.append(_numbers)
    found = next((column for read in readers if (column := read(filled))), None) if filled else None
    if found is None:
        return TypedColumn(CellType.STRING, [words(cell) for cell in cells])
    values = iter(found.values)
    return TypedColumn(found.type, [next(values) if is_there else None for is_there in there])


# Each reader stops at the first cell that is not its own: most columns are told by their first.


def _booleans(cells: list[Cell]) -> TypedColumn | None:
    if not all(isinstance(cell, bool) for cell in cells):
        return None
    return TypedColumn(CellType.BOOLEAN, [bool(cell) for cell in cells])


def _moments(cells: list[Cell]) -> TypedColumn | None:
    if not all(isinstance(cell, date) for cell in cells):
        return None
    moments = [
        cell if isinstance(cell, datetime) else datetime.combine(cell, time())
        for cell in cells
        if isinstance(cell, date)
    ]
    if all(moment.time() == time() for moment in moments):
        return TypedColumn(CellType.DATE, [moment.date().isoformat() for moment in moments])
    return TypedColumn(CellType.DATETIME, [m.isoformat(timespec="seconds") for m in moments])


def _times(cells: list[Cell]) -> TypedColumn | None:
    if not all(isinstance(cell, time) for cell in cells):
        return None
    values = [cell.isoformat(timespec="seconds") for cell in cells if isinstance(cell, time)]
    return TypedColumn(CellType.TIME, [*values])


def _days(cells: list[Cell]) -> TypedColumn | None:
    days: list[Value] = []
    for cell in cells:
        day = _day(cell)
        if day is None:
            return None
        days.append(day)
    return TypedColumn(CellType.DATE, days)


def _day(cell: Cell) -> str | None:
    """Read 2026-06-08, 8/6/2026 and 8-6-2026 (day first, as offices write) as an ISO day."""
    text = said(cell)
    office = OFFICE_DAY.fullmatch(text)
    try:
        if office:
            return date(int(office[3]), int(office[2]), int(office[1])).isoformat()
        return date.fromisoformat(text).isoformat() if ISO_DAY.fullmatch(text) else None
    except ValueError:
        return None


def _numbers(cells: list[Cell]) -> TypedColumn | None:
    texts = [cell.strip() for cell in cells if isinstance(cell, str)]
    # One -8.1162 tells that the -8.115 beside it is no eight thousand.
    dotted = [text for text in texts if "." in text]
    points = any(DECIMAL_POINT.fullmatch(t) and not INDONESIAN.fullmatch(t) for t in dotted)
    numbers: list[float] = []
    for cell in cells:
        number = number_of(cell, points=points)
        if number is None or abs(number) >= MOST_EXACT:
            return None
        numbers.append(number)
    if any(CODE.fullmatch(text) for text in texts):
        return None
    if all(number.is_integer() for number in numbers):
        return TypedColumn(CellType.INTEGER, [int(number) for number in numbers])
    return TypedColumn(CellType.NUMBER, [*numbers])


def words(cell: Cell) -> str | None:
    """Return what a cell says as a word: 7 and not 7.0, days in ISO form."""
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return said(cell) or None
