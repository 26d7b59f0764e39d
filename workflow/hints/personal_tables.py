"""Columns that belong to people: in a table the heading says what the numbers below it are."""

import re
from collections.abc import Callable, Iterator

from workflow.hints.personal_numbers import digits, is_card_number, national
from workflow.hints.personal_words import plain
from workflow.hints.sight import Sight, Sort

# The heading stands near the top, under the title of the table.
HEADING_WITHIN = 12
NAMES = re.compile(
    r"(?i)^\s*(?:nama\b(?! desa| banjar| kelompok| kegiatan| barang)|pemilik|penerima)"
)
DAY = re.compile(r"(?:\d{1,2}[/.\- ]\d{1,2}[/.\- ]\d{4}|\d{4}-\d{2}-\d{2})(?:T[\d:.]*)?")
HOUSE = re.compile(r"(?i)\b(?:no|rt|rw|gang|gg|blok|jl|jln|jalan|br|banjar|dusun)\b.*\d")
MANGLED_MOBILE = re.compile(r"8[1-35-9]\d{7,10}")


def _card(cell: str) -> str:
    number = digits(cell)
    return number if len(number) == 16 and is_card_number(number) else ""


def _phone(cell: str) -> str:
    number = digits(cell)
    # Spreadsheets drop the zero in front.
    return "0" + number if MANGLED_MOBILE.fullmatch(number) else ""


def _called(cell: str) -> str:
    number = national(cell)
    return number if 8 <= len(number) <= 13 and number.startswith("0") else _phone(cell)


def _account(cell: str) -> str:
    number = digits(cell)
    return number if 8 <= len(number) <= 17 and not number.startswith("19") else ""


def _birthday(cell: str) -> str:
    match = DAY.search(cell)
    return plain(match[0].partition("T")[0]) if match else ""


def _house(cell: str) -> str:
    return plain(cell) if HOUSE.search(cell) else ""


COLUMNS: tuple[tuple[re.Pattern[str], Sort, Callable[[str], str], bool], ...] = (
    (re.compile(r"(?i)\bNIK\b|\bKTP\b"), Sort.NIK, _card, False),
    (re.compile(r"(?i)\bKK\b|kartu keluarga"), Sort.FAMILY_CARD, _card, False),
    (re.compile(r"(?i)\bHP\b|\bWA\b|te?lp|telepon|ponsel|kontak"), Sort.PHONE, _called, False),
    (re.compile(r"(?i)\brek\b|rekening"), Sort.ACCOUNT, _account, False),
    (re.compile(r"(?i)\blahir\b"), Sort.BIRTH_DATE, _birthday, True),
    (re.compile(r"(?i)\balamat\b"), Sort.ADDRESS, _house, True),
)


def find(text: str) -> Iterator[Sight]:
    """Yield what the cells of a folded text hold, where a heading says that people are listed."""
    if "\t" not in text:
        return
    columns: list[tuple[int, Sort, Callable[[str], str]]] = []
    at = 0
    for number, line in enumerate(text.split("\n")):
        if "\t" in line:
            headings = _headings(line) if number < HEADING_WITHIN else []
            if headings:
                columns = headings
            elif columns:
                yield from _cells(line, at, columns)
        at += len(line) + 1


def _headings(line: str) -> list[tuple[int, Sort, Callable[[str], str]]]:
    cells = line.split("\t")
    if any(len(digits(cell)) > 4 for cell in cells):
        return []
    has_names = any(NAMES.search(cell) for cell in cells)
    return [
        (place, sort, read)
        for place, cell in enumerate(cells)
        for pattern, sort, read, beside_names in COLUMNS
        if pattern.search(cell) and (has_names or not beside_names)
    ]


def _cells(
    line: str, at: int, columns: list[tuple[int, Sort, Callable[[str], str]]]
) -> Iterator[Sight]:
    cells = line.split("\t")
    starts = [at]
    for cell in cells:
        starts.append(starts[-1] + len(cell) + 1)
    for place, sort, read in columns:
        if place < len(cells) and (value := read(cells[place])):
            yield Sight(sort, value, starts[place], starts[place] + len(cells[place]))
