"""The approval sheets in a bag: one PDF/A for every approval ever given, drawn once.

A sheet in the bag before is taken over when its approval has the same row hash. That is safe: the
hash covers the row and, through the row before it, the whole register up to it; the words are frozen
and their digest stands in the row. So the same hash has the same sheet, and the sheet that was
archived stays the one that was archived even when later versions draw sheets differently.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from archive.bag import Bag
from content.dates import local_day
from workflow import sheet_pdf
from workflow.approval_sheet import approvals, history_of, sheet_of

FOLDER = "lembar"
INDEX = f"{FOLDER}/daftar.jsonl"
README = f"{FOLDER}/BACA-SAYA.txt"
CHUNK = 25
# What one takes on the disk, roughly.
SHEET_BYTES = 32 * 1024
# What a row that no sheet can be made of raises: the archive tells it and goes on.
FAULTS = (LookupError, TypeError, ValueError)
WORDS = """Lembar Persetujuan

Satu berkas PDF/A untuk setiap persetujuan, menurut tahun dan nomor persetujuan. Lembar yang sudah
diarsipkan tidak pernah digambar ulang. daftar.jsonl menyebut, untuk setiap berkas, baris register
(../register.jsonl) yang mencatat persetujuannya dan sidik baris itu.
"""


@dataclass(slots=True)
class SheetCopy:
    """What became of the sheets: how many there are, how many were drawn now, and what failed."""

    count: int = 0
    drawn: int = 0
    failures: list[str] = field(default_factory=list)


def copy_into(bag: Bag, tell: Callable[[str], None]) -> SheetCopy:
    """Put every approval's sheet into the bag: taken over where the bag before has it."""
    copied, lines, missing = SheetCopy(), [], []
    before = _known(bag.before(INDEX))
    for key, sequence, row_hash, number, at in _rows():
        name = name_in_bag(number, at)
        told = {"approval_number": number, "sequence": sequence, "row_hash": row_hash}
        lines.append(told | {"file": name})
        if before.get(name) != row_hash or not bag.take_over(name):
            missing.append(key)
    for begin in range(0, len(missing), CHUNK):
        _draw(bag, missing[begin : begin + CHUNK], copied)
        tell(f"Menggambar lembar persetujuan {copied.drawn} dari {len(missing)}")
    written = [line for line in lines if f"data/{line['file']}" in bag.sums]
    copied.count = len(written)
    if written:
        bag.write(README, WORDS.encode())
        bag.write(INDEX, b"".join(_line(line) for line in written))
    return copied


def name_in_bag(number: str, at: datetime) -> str:
    """Return a sheet's name below data/."""
    return f"{FOLDER}/{local_day(at).year}/{number}.pdf"


def needed(before: Path | None) -> int:
    """Return the bytes that new sheets may need."""
    there = sum(1 for _ in before.glob(f"data/{FOLDER}/*/*.pdf")) if before else 0
    return SHEET_BYTES * max(0, approvals().count() - there)


def _rows() -> Iterator[tuple[int, int, str, str, datetime]]:
    """Return key, number and hash of every approval's row, its approval number, its moment."""
    names = ("pk", "sequence", "hash", "revision__approval_number", "at")
    yield from approvals().order_by("sequence").values_list(*names)


def _draw(bag: Bag, keys: list[int], copied: SheetCopy) -> None:
    rows = list(approvals().filter(pk__in=keys).order_by("sequence").defer("revision__body"))
    histories = history_of({row.item_id for row in rows})
    for row in rows:
        try:
            content = sheet_pdf.one(sheet_of(row, histories[row.item_id]))
        except FAULTS as error:
            copied.failures.append(f"baris {row.sequence}: {type(error).__name__} {error}")
            continue
        bag.write(name_in_bag(row.revision.approval_number, row.at), content)
        copied.drawn += 1


def _line(line: dict[str, Any]) -> bytes:
    return f"{json.dumps(line, sort_keys=True, separators=(',', ':'))}\n".encode()


def _known(index: Path | None) -> dict[str, str]:
    """Return the row hash of each sheet in the bag before; nothing where it cannot be read."""
    if index is None:
        return {}
    try:
        rows = [json.loads(line) for line in index.read_text(encoding="utf-8").splitlines()]
        return {row["file"]: row["row_hash"] for row in rows}
    except (OSError, ValueError, LookupError, TypeError):
        return {}
