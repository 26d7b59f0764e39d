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
    filled = [cell for cell in cells if said(cell) not in BLANK]
    if not filled:
        return TypedColumn(CellType.STRING, [words(cell) for cell in cells])
    for read in (_booleans, _moments, _times, _days, _numbers):
        if not (CODE_HEADINGS.search(heading) and read is _numbers):
            found = read(filled)
            if found:
                there = iter(found.values)
                return TypedColumn(
                    found.type, [None if said(cell) in BLANK else next(there) for cell in cells]
                )
    return TypedColumn(CellType.STRING, [words(cell) for cell in cells])


def _booleans(cells: list[Cell]) -> TypedColumn | None:
    values: list[Value] = [cell for cell in cells if isinstance(cell, bool)]
    return TypedColumn(CellType.BOOLEAN, values) if len(values) == len(cells) else None


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
    values: list[Value] = [
        cell.isoformat(timespec="seconds") for cell in cells if isinstance(cell, time)
    ]
    return TypedColumn(CellType.TIME, values) if len(values) == len(cells) else None


def _days(cells: list[Cell]) -> TypedColumn | None:
    days = [_day(cell) for cell in cells]
    if not all(days):
        return None
    return TypedColumn(CellType.DATE, [*days])


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
    if any(isinstance(cell, str) and CODE.fullmatch(cell.strip()) for cell in cells):
        return None
    # One -8.1162 tells that the -8.115 beside it is no eight thousand.
    points = any(
        isinstance(cell, str)
        and DECIMAL_POINT.fullmatch(cell.strip())
        and not INDONESIAN.fullmatch(cell.strip())
        for cell in cells
    )
    numbers = [number_of(cell, points=points) for cell in cells]
    found = [number for number in numbers if number is not None]
    if len(found) < len(cells) or not all(abs(number) < 1e15 for number in found):
        return None
    if all(number.is_integer() for number in found):
        return TypedColumn(CellType.INTEGER, [int(number) for number in found])
    return TypedColumn(CellType.NUMBER, [*found])


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
