"""How large the tables of a workbook become when they are unfolded, told before they are.

A few bytes can say "the last cell of the sheet" (XLSX) or "this cell, a million times" (ODS). The
reader lays a table out as a full rectangle, and where memory ends the whole process ends with it.
"""

import re
import zipfile

# In both forms a cell without content closes itself; the reader leaves those out at the edges.
XLSX_TAG = re.compile(rb"<(?:\w+:)?(row|c)\b([^>]*)>")
XLSX_PLACE = re.compile(rb"""\br=["']([A-Z]{0,3})(\d{1,7})["']""")
ODS_TAG = re.compile(rb"<(/?)table:(table-row|(?:covered-)?table-cell|table)(?![\w-])([^>]*)>")
ODS_TIMES = re.compile(rb"""number-(?:rows|columns)-repeated=["'](\d{1,9})["']""")
SHEETS = "xl/worksheets/"
CHUNK = 1024 * 1024


def cells_of(package: zipfile.ZipFile) -> int:
    """Count the cells of the largest table as a rectangle. Reads XLSX and ODS packages."""
    largest = 0
    for member in package.infolist():
        if member.filename.startswith(SHEETS) and member.filename.endswith(".xml"):
            largest = max(largest, _of_xlsx(package.read(member)))
        elif member.filename == "content.xml":
            largest = max(largest, _of_ods(package.read(member)))
    return largest


def _of_xlsx(sheet: bytes) -> int:
    rows = columns = row = column = 0
    for tag in XLSX_TAG.finditer(sheet):
        place = XLSX_PLACE.search(tag[2])
        if tag[1] == b"row":
            row, column = (int(place[2]) if place else row + 1), 0
            continue
        column = _column(place[1]) if place else column + 1
        if not tag[2].endswith(b"/"):
            row = int(place[2]) if place else row
            rows, columns = max(rows, row), max(columns, column)
    return rows * columns


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _of_ods(content: bytes) -> int:
    largest = rows = columns = row = column = times = 0
    said = False
    for tag in ODS_TAG.finditer(content):
        name, ends = tag[2], bool(tag[1])
        if name == b"table":
            largest = max(largest, rows * columns)
            rows = columns = row = 0
        elif name == b"table-row" and not ends:
            row, times, column, said = row + times, _times(tag[3]), 0, False
        elif name != b"table-row" and not ends:
            column += _times(tag[3])
            if not tag[3].endswith(b"/"):
                said = True
                columns = max(columns, column)
        if said:
            rows = max(rows, row + times)
    return max(largest, rows * columns)


def _times(attributes: bytes) -> int:
    found = ODS_TIMES.search(attributes)
    return int(found[1]) if found else 1
