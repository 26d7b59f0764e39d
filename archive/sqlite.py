"""SQLite: a copy of one moment that nobody waits for, and putting a copy back in one transaction.

In WAL mode a reader keeps its moment while others write, and SQLite's backup API copies exactly
that moment. A plain copy of the file would not: the newest pages lie in the WAL beside it.
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

from archive import disk
from archive.failed import Failed

COPY_NAME = "database/database.sqlite3"
PAGES_AT_ONCE = 1024
PATIENCE = 60.0
COMPANIONS = ("-wal", "-shm", "-journal")


@contextmanager
def snapshot(connection: BaseDatabaseWrapper) -> Iterator[str]:
    """Keep one moment of the database for everything that is read through this connection."""
    with connection.cursor() as cursor:
        # Django's own atomic() would begin IMMEDIATE and keep every writer waiting.
        cursor.execute("BEGIN DEFERRED")
        try:
            cursor.execute("SELECT count(*) FROM sqlite_master").fetchone()
            yield ""
        finally:
            cursor.execute("ROLLBACK")


def copy(connection: BaseDatabaseWrapper, target: Path, emptied: tuple[str, ...]) -> None:
    """Copy the connection's moment into a new file of one piece; empty the passing tables in it."""
    disk.write(target, [])
    with closing(sqlite3.connect(target, isolation_level=None)) as new:
        connection.connection.backup(new, pages=PAGES_AT_ONCE)
        new.execute("PRAGMA secure_delete = ON")
        for table in emptied:
            with suppress(sqlite3.OperationalError):  # an older schema may not have it
                new.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608
        # In WAL mode the first reader would put files of its own into the bag.
        mode = new.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        if mode != "delete":  # SQLite tells a failing disk here by its answer alone
            raise Failed("Salinan basis data tidak dapat diselesaikan. Periksa kesehatan disk.")


def faults(path: Path) -> list[str]:
    """Return what SQLite itself finds wrong in a file."""
    try:
        with closing(sqlite3.connect(read_only(path), uri=True)) as there:
            found = [row[0] for row in there.execute("PRAGMA integrity_check")]
            orphans = there.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.Error as error:
        return [f"SQLite tidak dapat membukanya ({error})."]
    words = [f"SQLite menemukan kerusakan: {line}." for line in found if line != "ok"]
    if orphans:
        words.append(f"{len(orphans)} baris merujuk baris yang tidak ada.")
    return words


def unreadable(path: Path) -> bool:
    """Whether SQLite cannot read a live file (WAL included) from its first page to its last."""
    try:
        with closing(sqlite3.connect(path)) as there:
            return there.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok"
    except sqlite3.DatabaseError:
        return True


def read_only(path: Path) -> str:
    """Return the address that opens a file without leaving anything beside it."""
    return f"{path.resolve().as_uri()}?mode=ro&immutable=1"


def put_back(prepared: Path, connection: BaseDatabaseWrapper) -> None:
    """Make the live database equal to a prepared file, in one transaction of the live one.

    Processes that have it open go on with the new content at their next statement. Killed at any
    point, the live database is wholly the old or wholly the new one.
    """
    until = time.monotonic() + PATIENCE

    def be_patient(status: int, remaining: int, total: int) -> None:
        if remaining and time.monotonic() > until:
            raise Failed("Basis data terus dipakai. Hentikan situs, lalu ulangi pemulihan.")

    connection.ensure_connection()
    with closing(sqlite3.connect(prepared)) as source:
        source.backup(connection.connection, progress=be_patient)
    connection.close()


def replace_broken(prepared: Path, live: Path, stamp: str) -> Path:
    """Put a prepared file in the place of one that SQLite cannot read; return where that went."""
    aside = live.with_name(f"{live.name}.rusak-{stamp}")
    # The WAL goes first: SQLite would replay it into whatever database has the name.
    for companion in COMPANIONS:
        with suppress(FileNotFoundError):
            Path(f"{live}{companion}").rename(f"{aside}{companion}")
    os.link(live, aside)
    prepared.replace(live)
    disk.sync(live.parent)
    return aside
