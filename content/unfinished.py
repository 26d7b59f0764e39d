"""Uploads on their way: a file arrives in pieces, over hours and lost connections if need be.

The pieces lie in a folder of the person who sends them; how much of a file is there *is* the length
of its part. No row is written before the file is whole and taken into the media library.
"""

import contextlib
import errno
import fcntl
import hashlib
import json
import os
import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import IO

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.base import File

from content.accepted import MEGABYTE, TYPES, Group, Limits, check_size, refuse, shown_name
from content.models import Asset
from content.storage import FOLDER_MODE, FULL, StorageFull

PIECE = MEGABYTE
KEY = re.compile(r"[0-9a-f]{32}")
KEPT_FOR = timedelta(days=1)
MOST_AT_ONCE = 60
# Left free on the disk, so that the database and the register can always be written.
RESERVE = 256 * MEGABYTE
OTHER_ENDINGS = {"jpeg": "jpg", "jfif": "jpg", "tiff": "tif", "m4v": "mp4", "mov": "mp4"}


class OutOfStep(ValueError):
    """A piece that does not follow on what is there; ``offset`` is where the next one begins."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"The next piece begins at {offset}.")
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One file on its way. ``asset`` is set once it has arrived, for who missed the answer."""

    owner: int
    key: str
    name: str
    size: int
    asset: int = 0
    known: bool = False

    @property
    def offset(self) -> int:
        """How many bytes have come."""
        if self.asset:
            return self.size
        try:
            return self.part.stat().st_size
        except FileNotFoundError:
            return 0

    @property
    def part(self) -> Path:
        """Where the bytes lie."""
        return folder_of(self.owner) / f"{self.key}.part"

    @property
    def slip(self) -> Path:
        """Where it is written what they are."""
        return folder_of(self.owner) / f"{self.key}.json"

    def write_down(self) -> None:
        """Keep what it is; renamed into place, so nobody reads half of it."""
        fresh = self.slip.with_suffix(f".{os.getpid()}.tmp")
        fresh.write_text(json.dumps(asdict(self), ensure_ascii=False), encoding="utf-8")
        fresh.replace(self.slip)

    def forget(self) -> None:
        """Remove it."""
        self.part.unlink(missing_ok=True)
        self.slip.unlink(missing_ok=True)


def folder_of(owner: int) -> Path:
    """Where the uploads of a person lie."""
    return Path(settings.UPLOAD_FOLDER) / str(owner)


def begin(owner: User, name: str, size: int, fingerprint: str) -> Unfinished:
    """Start an upload, or find the one that was started with the same file.

    Raises FileRefused or StorageFull before the first byte travels.
    """
    told = f"{name}\0{size}\0{fingerprint}".encode()
    key = hashlib.sha256(told).hexdigest()[:32]
    if there := find(owner, key):
        return there
    if size == 0:
        raise refuse(name, "kosong (0 byte). Periksa berkas aslinya, lalu unggah lagi.")
    _check_size(size, name)
    _check_room(owner, name, size)
    started = Unfinished(owner.pk, key, shown_name(name), size)
    try:
        folder_of(owner.pk).mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        started.part.touch(mode=0o600)
        started.write_down()
    except OSError as error:
        raise _full_or(error) from error
    return started


def find(owner: User, key: str) -> Unfinished | None:
    """Return a person's own upload, or None."""
    if not KEY.fullmatch(key):
        return None
    try:
        words = (folder_of(owner.pk) / f"{key}.json").read_text(encoding="utf-8")
        found = Unfinished(**json.loads(words))
    except (FileNotFoundError, ValueError, TypeError):
        return None
    if found.asset and not Asset.objects.filter(pk=found.asset).exists():
        found.forget()
        return None
    return found


def add(upload: Unfinished, offset: int, piece: bytes) -> int:
    """Put a piece where it belongs and return how much is there now.

    A piece that is there already changes nothing. Raises OutOfStep for any other place, and
    StorageFull.
    """
    try:
        with _locked(upload) as part:
            there = part.seek(0, os.SEEK_END)
            if offset == there and offset + len(piece) <= upload.size:
                part.write(piece)
                return there + len(piece)
            if offset + len(piece) <= there:
                part.seek(offset)
                if part.read(len(piece)) == piece:
                    return there
            raise OutOfStep(there)
    except OSError as error:
        raise _full_or(error) from error


@contextlib.contextmanager
def whole(upload: Unfinished) -> Iterator[File]:
    """Give the file that has come in full, and nobody else meanwhile. Raises OutOfStep before."""
    with _locked(upload) as part:
        there = part.seek(0, os.SEEK_END)
        if there != upload.size:
            raise OutOfStep(there)
        part.seek(0)
        yield File(part, name=upload.name)


def arrived(upload: Unfinished, asset: Asset, *, known: bool) -> None:
    """Note which file it became; its bytes are no longer needed."""
    replace(upload, asset=asset.pk, known=known).write_down()
    upload.part.unlink(missing_ok=True)


def sweep(older_than: timedelta = KEPT_FOR) -> int:
    """Remove what nobody went on with; returns how many files that never arrived."""
    before, removed = time.time() - older_than.total_seconds(), 0
    for path in Path(settings.UPLOAD_FOLDER).glob("*/*"):
        with contextlib.suppress(FileNotFoundError):
            # The slip of a long upload is old while its part still grows.
            last = max(p.stat().st_mtime for p in (path, path.with_suffix(".part")) if p.exists())
            if last < before:
                path.unlink()
                removed += path.suffix == ".part"
    return removed


def largest(name: str, limits: Limits) -> tuple[Group, int]:
    """Return the group that a name's ending promises and how large such a file may be."""
    ending = name.rpartition(".")[2].lower()
    kind = TYPES.get(OTHER_ENDINGS.get(ending, ending))
    group = kind.group if kind else max(limits.max_bytes, key=lambda g: limits.max_bytes[g])
    return group, limits.max_bytes[group]


def _check_size(size: int, name: str) -> None:
    limits = Limits.from_settings()
    check_size(size, largest(name, limits)[0], name, limits)


def _check_room(owner: User, name: str, size: int) -> None:
    waiting = list(_waiting(owner.pk))
    if len(waiting) >= MOST_AT_ONCE or sum(waiting) + size > settings.UPLOAD_QUOTA:
        raise refuse(
            name,
            "belum dapat diunggah: masih banyak unggahan Anda yang belum selesai. Selesaikan "
            "dahulu dengan memilih berkas yang sama, atau tunggu sampai besok.",
        )
    folder = Path(settings.UPLOAD_FOLDER)
    folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    # Once here, once in the media library.
    if shutil.disk_usage(folder).free < 2 * size + RESERVE:
        raise StorageFull(errno.ENOSPC, "reserve")


def _waiting(owner: int) -> Iterator[int]:
    """Sizes of a person's uploads that have not arrived."""
    for slip in folder_of(owner).glob("*.json"):
        with contextlib.suppress(FileNotFoundError, ValueError, TypeError):
            upload = Unfinished(**json.loads(slip.read_text(encoding="utf-8")))
            if not upload.asset:
                yield upload.size


@contextlib.contextmanager
def _locked(upload: Unfinished) -> Iterator[IO[bytes]]:
    with upload.part.open("r+b") as part:
        fcntl.flock(part, fcntl.LOCK_EX)
        yield part


def _full_or(error: OSError) -> OSError:
    return StorageFull(*error.args) if error.errno in FULL else error
