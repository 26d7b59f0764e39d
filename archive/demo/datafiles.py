"""Data files of the demo: a table as CSV, and as a workbook written by hand."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

Cell = str | int | float
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# The same table gives the same bytes, so the media library keeps one file.
MOMENT = (2020, 1, 1, 0, 0, 0)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEET}.worksheet+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}


def csv_bytes(rows: Sequence[Sequence[Cell]]) -> bytes:
    """Write a table as Excel with Indonesian settings reads it: semicolons, a mark in front."""
    lines = (";".join(_plain(cell) for cell in row) for row in rows)
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def _plain(cell: Cell) -> str:
    return str(cell).replace(".", ",") if isinstance(cell, float) else str(cell)


def xlsx_bytes(rows: Sequence[Sequence[Cell]]) -> bytes:
    """Write a table as a workbook with one sheet."""
    body = "".join(
        f'<row r="{n}">{"".join(_cell(cell, f"{LETTERS[k]}{n}") for k, cell in enumerate(row))}</row>'
        for n, row in enumerate(rows, start=1)
    )
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in (PARTS | {"xl/worksheets/sheet1.xml": sheet}).items():
            package.writestr(zipfile.ZipInfo(name, MOMENT), HEAD + text)
    return out.getvalue()


def _cell(cell: Cell, place: str) -> str:
    if isinstance(cell, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
    return f'<c r="{place}"><v>{cell}</v></c>'
