"""The words of XLSX, XLS and ODS workbooks: every sheet, a line for each row."""

import io
import zipfile
from collections.abc import Iterator
from datetime import timedelta

from python_calamine import CalamineWorkbook, PasswordError

from content.filewords import package
from content.filewords.child import Locked, row, serve
from content.workbook_size import cells_of

# As a full rectangle while the reader holds it: about a hundred megabytes.
MOST_UNFOLDED = 3_000_000
MOST_UNPACKED = 80 * 1024 * 1024


def words(data: bytes) -> Iterator[str]:
    """Give the words of a workbook: sheets with their names, then the remarks on cells."""
    if data.startswith(b"PK"):
        _weigh(data)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            for name in book.sheet_names:
                rows = book.get_sheet_by_name(name).to_python()
                if rows and len(book.sheet_names) > 1:
                    yield f"{name}\n"
                yield from (row(map(said, cells)) for cells in rows)
    except PasswordError as error:
        raise Locked from error
    if data.startswith(b"PK"):
        yield from package.words(data, package.REMARKS)


def _weigh(data: bytes) -> None:
    """Refuse what would unfold into more than memory holds, before the reader unfolds it."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        unpacked = sum(member.file_size for member in book.infolist())
        if unpacked > MOST_UNPACKED or cells_of(book) > MOST_UNFOLDED:
            raise MemoryError


def said(cell: object) -> str:
    """Write a cell as its reader sees it: 7 and not 7.0, a NIK in all its digits."""
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, timedelta) or not hasattr(cell, "isoformat"):
        return "" if cell is None else str(cell)
    return str(cell.isoformat())


if __name__ == "__main__":
    serve(words)
