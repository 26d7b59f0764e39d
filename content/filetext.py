"""The words of uploaded files, kept beside them. Reading can fail; an upload never does for it."""

import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from django.core.files.storage import storages
from django.db import DatabaseError

from content import datafile
from content.filewords.child import BROKEN, CUT, HEAVY, LOCKED, SILENT, CutOff, Words, attempt, row
from content.models import Asset, AssetText
from content.plaintext import decode_text

logger = logging.getLogger(__name__)

READERS = {
    "pdf": "pdf",
    "docx": "package",
    "pptx": "package",
    "odt": "package",
    "xlsx": "tables",
    "xls": "tables",
    "ods": "tables",
}
PLAIN = {"txt", "csv"}
MOST_READ = 50 * datafile.MEGABYTE
TABLE = datafile.Bounds(MOST_READ, MOST_READ, rows=100_000, cells=500_000)
# On a busy machine a reader waits for its turn; its own limit counts what it works.
PATIENCE_SECONDS = 10
WAITING_AT_ONCE = 20
SECONDS_AT_ONCE = 30
LOST = "lost"
TROUBLES = {
    "": "",
    BROKEN: "Isi berkas tidak dapat dibaca seluruhnya; berkasnya mungkin rusak.",
    LOCKED: "Isi berkas terkunci dengan kata sandi.",
    SILENT: "Tidak ada teks yang dapat dibaca; mungkin hasil pindai atau gambar.",
    CUT: "Hanya bagian awal berkas yang terbaca karena isinya sangat panjang.",
    HEAVY: "Berkas terlalu besar untuk dibaca isinya.",
    LOST: "Berkas sedang tidak dapat dibaca.",
}
HOME = Path(__file__).resolve().parent.parent


def keep(asset: Asset) -> None:
    """Read a document or data file and write its words down. Never raises for the file's sake.

    Not inside a transaction: nobody should wait for the database while a file is being read.
    """
    if asset.group not in (Asset.Group.DOCUMENT, Asset.Group.DATA):
        return
    words = words_of(asset)
    values = {"text": words.text, "trouble": TROUBLES[words.trouble]}
    try:
        AssetText.objects.update_or_create(asset=asset, defaults=values)
    except DatabaseError:
        logger.exception("The words of %s were not written down.", asset.sha256)


def read_waiting(most: int | None = WAITING_AT_ONCE, *, again: bool = False) -> int:
    """Read files whose words nobody has read yet, with ``again`` also those that gave trouble.

    With a number at most so many, and no longer than half a minute: others wait their turn.
    """
    rows = Asset.objects.filter(group__in=(Asset.Group.DOCUMENT, Asset.Group.DATA))
    troubled = rows.exclude(words__trouble="").filter(words__isnull=False) if again else rows.none()
    waiting = (rows.filter(words__isnull=True) | troubled).order_by("-pk")[:most]
    began, read = time.monotonic(), 0
    for asset in waiting:
        keep(asset)
        read += 1
        if most is not None and time.monotonic() - began > SECONDS_AT_ONCE:
            break
    return read


def words_of(asset: Asset) -> Words:
    """Read a stored file: plain text here, everything else in a process of its own."""
    ending = asset.name.rpartition(".")[2].lower()
    if ending not in READERS and ending not in PLAIN:
        return Words("", BROKEN)
    if asset.size > MOST_READ:
        return Words("", HEAVY)
    try:
        with storages["media"].open_by_hash(asset.sha256) as file:  # type: ignore[attr-defined]
            data = file.read(MOST_READ)
    except OSError:
        logger.exception("The file %s cannot be read.", asset.sha256)
        return Words("", LOST)
    if ending == "csv":
        return attempt(_table, data)
    return attempt(_plain, data) if ending == "txt" else in_child(READERS[ending], data)


def in_child(reader: str, data: bytes) -> Words:
    """Have a file read by a process with limits and without our settings and secrets."""
    try:
        answer = subprocess.run(  # noqa: S603 - our own module, no word of it from outside
            [sys.executable, "-m", f"content.filewords.{reader}"],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=HOME,
            env={"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"},
            timeout=PATIENCE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Words("", HEAVY)
    except OSError:
        logger.exception("No reader of files could be started.")
        return Words("", LOST)
    trouble, separator, text = answer.stdout.decode("utf-8", "replace").partition("\n")
    # One that was ended by its limits says nothing.
    if not separator or answer.returncode or trouble not in TROUBLES:
        return Words("", HEAVY)
    return Words(text, trouble)


def _plain(data: bytes) -> Iterator[str]:
    yield decode_text(data) or ""


def _table(data: bytes) -> Iterator[str]:
    table = datafile.read_csv(data, TABLE)
    for cells in table.rows:
        yield row(map(datafile.said, cells))
    if table.is_cut:
        raise CutOff
