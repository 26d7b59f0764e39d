"""The bare rows of a data file: CSV, XLSX, XLS and ODS, bounded before and while they are read."""

import csv
import io
import logging
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.files.storage import storages
from python_calamine import CalamineError, CalamineWorkbook

from content.models import Asset
from content.plaintext import decode_text
from content.workbook_size import cells_of

logger = logging.getLogger(__name__)

Cell = str | int | float | bool | date | datetime | time | timedelta | None

MEGABYTE = 1024 * 1024
CSV = "csv"
WORKBOOKS = {"xlsx", "xls", "ods"}
TITLE_ROWS = 10
# As a full rectangle, at 24 to 32 bytes a cell, while the reader holds it.
MOST_UNFOLDED = 4_000_000
# What the two readers raise when a workbook was cut off or bent by hand.
DAMAGED = (
    CalamineError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


@dataclass(frozen=True)
class Bounds:
    """How much of a file is read: bytes as stored and unpacked, rows, cells of all rows."""

    size: int
    unpacked: int
    rows: int
    cells: int


PREVIEW = Bounds(4 * MEGABYTE, 40 * MEGABYTE, 20_000, MOST_UNFOLDED)
WHOLE = Bounds(10 * MEGABYTE, 80 * MEGABYTE, 100_000, 1_000_000)


@dataclass(frozen=True)
class Sheet:
    """One sheet of a file. ``names`` are all of a workbook's; ``is_cut``: the file says more."""

    name: str
    names: tuple[str, ...]
    rows: list[list[Cell]]
    is_cut: bool


@dataclass(frozen=True)
class Frame:
    """Headings, and the rows below them in equal width. What stands above the headings is gone."""

    headings: list[Cell]
    body: list[list[Cell]]


class Unreadable(ValueError):
    """A file that has no rows for us; its text is the sentence the person sees."""


def fits(asset: Asset, bounds: Bounds) -> bool:
    """Tell by name and size whether a file is one that we read."""
    return _extension(asset) in {CSV, *WORKBOOKS} and asset.size <= bounds.size


def read(asset: Asset, bounds: Bounds, sheet: str = "") -> Sheet:
    """Read a sheet by its name, or the first that has rows. Raises Unreadable."""
    if not fits(asset, bounds):
        raise Unreadable("Berkas ini tidak dapat dibaca baris demi baris. Unduh berkasnya.")
    try:
        with storages["media"].open_by_hash(asset.sha256) as file:  # type: ignore[attr-defined]
            data = file.read(bounds.size)
    except FileNotFoundError as error:
        logger.error("The file %s is missing from the media folder.", asset.sha256)
        raise Unreadable("Berkas ini sedang tidak dapat dibaca.") from error
    return read_csv(data, bounds) if _extension(asset) == CSV else _workbook(data, bounds, sheet)


def _extension(asset: Asset) -> str:
    return asset.name.rpartition(".")[2].lower()


def read_csv(data: bytes, bounds: Bounds = PREVIEW) -> Sheet:
    """Read comma, semicolon, tab or bar separated text."""
    text = decode_text(data) or ""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";,\t|", key=first.count)
    rows: list[list[Cell]] = []
    cells, is_cut = 0, False
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            cells += len(row)
            if len(rows) == bounds.rows or cells > bounds.cells:
                is_cut = True
                break
            rows.append(list(row))
    except csv.Error as error:
        logger.warning("A CSV file could not be read to its end: %s", error)
        is_cut = True
    return Sheet("", (), rows, is_cut)


def _workbook(data: bytes, bounds: Bounds, wanted: str) -> Sheet:
    try:
        if data.startswith(b"PK"):
            _check_package(data, bounds)
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            names = tuple(book.sheet_names)
            if wanted and wanted not in names:
                raise Unreadable(f"Berkas ini memuat lembar: {', '.join(names)}.")
            for name in (wanted,) if wanted else names:
                sheet = book.get_sheet_by_name(name)
                most = max(1, min(bounds.rows, bounds.cells // max(1, sheet.width)))
                rows = sheet.to_python(nrows=most)
                if rows:
                    is_cut = sheet.height > len(rows)
                    return Sheet(name, names, [[*row] for row in rows], is_cut)
    except Unreadable:
        raise
    except BaseException as error:
        if not _is_damage(error):
            raise
        logger.warning("A workbook could not be read: %s", error)
        raise Unreadable("Berkas ini tidak dapat dibaca sebagai tabel.") from error
    return Sheet(wanted, names, [], is_cut=False)


def _is_damage(error: BaseException) -> bool:
    """Tell the file's fault from others: the reader, written in Rust, panics at torn XLS files.

    Such a panic is no Exception and would end the whole request; its class cannot be imported.
    """
    return isinstance(error, DAMAGED) or type(error).__name__ == "PanicException"


def _check_package(data: bytes, bounds: Bounds) -> None:
    too_large = "Tabel di berkas ini terlalu besar untuk dibaca di sini. Unduh berkasnya."
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if sum(member.file_size for member in package.infolist()) > bounds.unpacked:
            raise Unreadable(too_large)
        if cells_of(package) > MOST_UNFOLDED:
            raise Unreadable(too_large)


def frame(rows: list[list[Cell]], most_columns: int) -> Frame | None:
    """Find the heading row and drop what is empty; None when there is no table."""
    filled = [row for row in rows if _width(row)]
    head = next((n for n, row in enumerate(filled[:TITLE_ROWS]) if _width(row) > 1), None)
    if head is None or len(filled) < head + 2:
        return None
    columns = min(max(_extent(row) for row in filled[head:]), most_columns)
    return Frame(_fit(filled[head], columns), [_fit(row, columns) for row in filled[head + 1 :]])


def said(cell: Cell) -> str:
    """What stands in a cell, without space around it."""
    return "" if cell is None else str(cell).strip()


def _width(row: list[Cell]) -> int:
    return sum(1 for cell in row if said(cell))


def _extent(row: list[Cell]) -> int:
    return max((n for n, cell in enumerate(row, start=1) if said(cell)), default=0)


def _fit(row: list[Cell], width: int) -> list[Cell]:
    return [*row[:width], *[""] * (width - len(row))]
