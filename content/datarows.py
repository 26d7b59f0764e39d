"""All rows of a data file, typed, for programs: numbers as numbers, days as ISO days."""

from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

from content import datafile
from content.datacells import CellType, TypedColumn, Value, typed, words
from content.models import Asset

MOST_COLUMNS = 200
KEPT_TABLES = 2
_reading = Lock()


@dataclass(frozen=True)
class Field:
    """A column: its key in every row (unique), what its heading says, and its type."""

    key: str
    title: str
    type: CellType


@dataclass(frozen=True)
class Rows:
    """A table as programs read it. ``sheets`` are the names of a workbook's sheets."""

    sheet: str
    sheets: tuple[str, ...]
    fields: tuple[Field, ...]
    records: tuple[tuple[Value, ...], ...]

    def field(self, key: str) -> int | None:
        """Return the place of a column; None when there is no such key."""
        return next((n for n, field in enumerate(self.fields) if field.key == key), None)


def has_rows(asset: Asset) -> bool:
    """Tell by name and size whether ``read`` is worth a try."""
    return datafile.fits(asset, datafile.WHOLE)


def read(asset: Asset, sheet: str = "") -> Rows:
    """Return every row of a sheet. Raises datafile.Unreadable; rows are never left out."""
    # By hash and not by number: a file never changes, and its table may be kept for the next page.
    # One at a time: ten programs at the same large file would unfold it ten times.
    with _reading:
        return _read(asset.sha256, asset.name, asset.size, sheet)


@lru_cache(maxsize=KEPT_TABLES)
def _read(sha256: str, name: str, size: int, sheet: str) -> Rows:
    asset = Asset(sha256=sha256, name=name, size=size)
    return table_of(datafile.read(asset, datafile.WHOLE, sheet))


def table_of(sheet: datafile.Sheet) -> Rows:
    """Type the rows of a sheet, column by column. Raises Unreadable."""
    if sheet.is_cut:
        raise datafile.Unreadable(
            f"Berkas ini lebih besar daripada {datafile.WHOLE.rows} baris atau "
            f"{datafile.WHOLE.cells} sel yang dibaca di sini. Unduh berkasnya."
        )
    frame = datafile.frame(sheet.rows, MOST_COLUMNS + 1)
    if frame is None or len(frame.headings) > MOST_COLUMNS:
        raise datafile.Unreadable("Isi berkas ini bukan satu tabel. Unduh berkasnya.")
    titles = [" ".join((words(cell) or "").split()) for cell in frame.headings]
    columns = [
        typed(title, list(cells))
        for title, cells in zip(titles, zip(*frame.body, strict=True), strict=True)
    ]
    fields = tuple(
        Field(key, title, column.type)
        for key, title, column in zip(_keys(titles), titles, columns, strict=True)
    )
    return Rows(sheet.name, sheet.names, fields, _records(columns))


def _records(columns: list[TypedColumn]) -> tuple[tuple[Value, ...], ...]:
    return tuple(zip(*(column.values for column in columns), strict=True))


def _keys(titles: list[str]) -> list[str]:
    """Make the headings unique: "Jumlah", "Jumlah 2"; a column without one is "kolom 3"."""
    keys: list[str] = []
    for place, title in enumerate(titles, start=1):
        base = title or f"kolom {place}"
        key, times = base, 1
        while key in keys:
            times += 1
            key = f"{base} {times}"
        keys.append(key)
    return keys
