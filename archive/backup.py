"""SOP step 7: the web data into the archive. One run makes one whole, verified bag or none.

Written under a passing name, synced, read back, renamed; only then is it a backup, and only then
the revisions in it count as archived.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection
from django.utils import timezone

from archive import (
    bag_check,
    database,
    disk,
    facts,
    media,
    public_copy,
    records,
    register_export,
    sheets,
    shelf,
    space,
)
from archive.bag import Bag
from archive.failed import Failed, NoRoom
from archive.lock import run_lock
from archive.models import Backup
from content.models import Revision, State
from content.numbers import file_size
from workflow.engine import move
from workflow.refused import Refused
from workflow.rules import Action

Tell = Callable[[str], None]
WHAT = "Pencadangan"
# Per public page in the readable copy, when there is no bag before to compare with.
PAGE_BYTES = 64 * 1024
NOTES_SHOWN = 5


@dataclass(slots=True)
class Result:
    """A finished run: the bag and what has to be told about it."""

    bag: Path
    row: Backup
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Contents:
    """What one moment of the site put into the bag."""

    facts: dict[str, Any]
    public: list[Revision]


def run(place: Path | None = None, tell: Tell = lambda words: None) -> Result:
    """Make a backup on a shelf (the site's own unless told otherwise) and return it.

    Raises Failed with the sentence for the person; then nothing stands under a final name and the
    older bags are as they were.
    """
    place = (place or shelf.root()).resolve()
    with in_words(), locked(place):
        return run_locked(place, tell)


@contextmanager
def locked(place: Path) -> Iterator[None]:
    """Hold the site's lock and, when the bag goes elsewhere, that shelf's too."""
    own = shelf.root().resolve()
    elsewhere = nullcontext() if place == own else run_lock(place, WHAT)
    with run_lock(own, WHAT), elsewhere:
        yield


def run_locked(place: Path, tell: Tell) -> Result:
    """Make a backup while the lock is held already."""
    shelf.clear_unfinished(place)
    records.put_right(place)
    at = timezone.now()
    name = shelf.name_for(at, place)
    row = Backup.objects.create(name=name, place=str(place), started_at=at)
    unfinished = place / f"{shelf.UNFINISHED}{name}"
    try:
        with in_words():
            space.require(place, _estimate(place))
            bag = Bag(unfinished, shelf.newest(place))
            contents = _fill(bag, name, at, tell)
            fingerprint = _seal(bag, contents.facts, tell)
            unfinished.rename(place / name)
            disk.sync(place)
    except BaseException as error:
        _give_up(unfinished, row, error)
        raise
    _close(row, bag, contents.facts, fingerprint)
    notes = _notes(contents.facts)
    records.note_in_register("backup", name, fingerprint, files=row.files, bytes=row.bytes)
    notes += archive_contained(contents.public, tell)
    if notes:
        row.message = "\n".join(notes)
        row.save(update_fields=["message"])
    return Result(place / name, row, notes)


def archive_contained(public: list[Revision], tell: Tell) -> list[str]:
    """Move public revisions that a verified bag contains to step 7; return what did not go."""
    notes = []
    for number, revision in enumerate(public, start=1):
        if number % 100 == 0:
            tell(f"Mengarsipkan butir {number} dari {len(public)}")
        try:
            move(revision, Action.ARCHIVE, by=None)
        except Refused as refused:
            # Withdrawn or superseded while the backup ran, or a clock that runs backwards.
            notes.append(f"“{revision.title}” belum ditandai arsip: {refused}")
    return notes


def _fill(bag: Bag, name: str, at: datetime, tell: Tell) -> Contents:
    with database.snapshot() as moment:
        tell("Menyalin basis data")
        database.copy_into(bag, moment)
        head = register_export.copy_into(bag)
        papers = sheets.copy_into(bag, tell)
        copied = media.copy_into(bag, tell)
        site = public_copy.copy_into(bag, tell)
        told = facts.collect(
            name, at, head, copied, {"pages": site.pages, "failures": site.failures}
        )
        told["sheets"] = {"count": papers.count, "failures": papers.failures}
        facts.write(bag, told)
        # What ended by itself since the last run stood on the site, too.
        waiting = Revision.objects.once_public(at).filter(state=State.PUBLISHED).order_by("id")
        return Contents(told, list(waiting))


def _seal(bag: Bag, told: dict[str, Any], tell: Tell) -> str:
    fingerprint = bag.seal(
        {
            "Source-Organization": told["office"],
            "External-Description": f"Cadangan situs web {told['office']}",
            "External-Identifier": told["name"],
            "Bagging-Date": f"{timezone.localtime():%Y-%m-%d}",
            "Bag-Size": file_size(bag.bytes),
            "Bag-Software-Agent": f"kecamatan_web {told['versions']['kecamatan_web']}",
            "Register-Head": f"{told['register']['sequence']} {told['register']['hash']}",
        }
    )
    tell("Memeriksa cadangan")
    if found := bag_check.faults(bag.folder, tell, trusted=bag.linked):
        raise Failed(f"Cadangan tidak terbaca kembali dengan benar: {found[0]}")
    return fingerprint


def _estimate(place: Path) -> int:
    """Return the bytes that the run may need: the database twice, pages, and new media."""
    with connection.cursor() as cursor:
        if database.is_sqlite():
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
        size: int = cursor.fetchone()[0]
    before = shelf.newest(place)
    linked = sum(path.stat().st_size for path in media.in_bag(before)) if before else 0
    pages = Revision.objects.public().count() + 20
    new = sheets.needed(before) + max(0, media.size() - linked)
    return 2 * size + pages * PAGE_BYTES + new


def _notes(told: dict[str, Any]) -> list[str]:
    """Return what a person has to look into although the bag is good."""
    notes = []
    for key, words in (
        ("missing", "berkas media tidak ada di server"),
        ("damaged", "berkas media rusak di server dan tidak dicadangkan"),
    ):
        if hashes := told["media"][key]:
            notes.append(f"{len(hashes)} {words}: {_some(hashes)}.")
    if failures := told["site"]["failures"]:
        notes.append(f"{len(failures)} halaman tidak tersalin: {_some(failures)}.")
    if failures := told["sheets"]["failures"]:
        notes.append(f"{len(failures)} lembar persetujuan tidak tersalin: {_some(failures)}.")
    return notes


def _some(names: list[str]) -> str:
    more = f" dan {len(names) - NOTES_SHOWN} lainnya" if len(names) > NOTES_SHOWN else ""
    return "; ".join(name.rstrip(".") for name in names[:NOTES_SHOWN]) + more


def _close(row: Backup, bag: Bag, told: dict[str, Any], fingerprint: str) -> None:
    row.outcome = Backup.Outcome.GOOD
    row.finished_at = timezone.now()
    row.bytes, row.new_bytes, row.files = bag.bytes, bag.new_bytes, len(bag.sums)
    row.items = told["items"]
    row.register_sequence = told["register"]["sequence"]
    row.register_hash = told["register"]["hash"]
    row.bag_sha256 = fingerprint
    row.save()


def _give_up(unfinished: Path, row: Backup, error: BaseException) -> None:
    """Leave nothing behind and note the failure, as far as the machine still lets us."""
    shutil.rmtree(unfinished, ignore_errors=True)
    row.outcome, row.finished_at = Backup.Outcome.FAILED, timezone.now()
    row.message = str(error) if isinstance(error, Failed) else f"{type(error).__name__}: {error}"
    with suppress(DatabaseError):
        row.save(update_fields=["outcome", "finished_at", "message"])


@contextmanager
def in_words() -> Iterator[None]:
    """Turn what the machine says into a sentence for the person."""
    try:
        yield
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_FULL" or "full" in str(error):
            raise NoRoom("Ruang penyimpanan penuh bagi basis data.") from error
        raise Failed(f"Basis data tidak dapat dibaca atau ditulis: {error}.") from error
    except DatabaseError as error:
        raise Failed(f"Basis data tidak dapat dibaca atau ditulis: {error}.") from error
    except OSError as error:
        if error.errno in disk.FULL:
            raise NoRoom("Ruang penyimpanan penuh selagi menulis.") from error
        raise Failed(f"Berkas tidak dapat dibaca atau ditulis: {error}.") from error
