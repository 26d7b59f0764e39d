"""Where files lie: every file under the SHA-256 of its bytes, written whole or not at all."""

import contextlib
import errno
import hashlib
import os
import re
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import IO

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, Storage

CHUNK = 1024 * 1024
SHA256 = re.compile(r"[0-9a-f]{64}")
NAME = re.compile(r"([0-9a-f]{2})/(\1[0-9a-f]{62})")
FILE_MODE = 0o640
FOLDER_MODE = 0o750
UNFINISHED_SUFFIX = ".tmp"
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class StorageFull(OSError):
    """No room is left for the file; its text is the sentence the person sees."""

    def __str__(self) -> str:
        return (
            "Ruang penyimpanan server penuh, jadi berkas tidak disimpan. Beri tahu admin situs, "
            "lalu unggah lagi setelah ada ruang."
        )


def name_of(sha256: str) -> str:
    """Give the storage name of a hash; anything but 64 lower-case hex digits is refused."""
    if not SHA256.fullmatch(sha256):
        raise SuspiciousFileOperation(f"Not a SHA-256: {sha256[:80]!r}")
    return f"{sha256[:2]}/{sha256}"


def sha256_of(file: File | IO[bytes]) -> str:
    """Hash a file from its beginning and leave it there."""
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


class ContentAddressed(Storage):
    """What every media storage can do, on a disk here or in an object store later."""

    def put(self, content: bytes | File | IO[bytes]) -> str:
        """Store the bytes under their hash, which is returned; storing them again changes nothing."""
        file = ContentFile(content) if isinstance(content, bytes) else content
        sha256 = sha256_of(file)
        name = name_of(sha256)
        if not self.holds(sha256):
            self.save(name, file if isinstance(file, File) else File(file))
        return sha256

    def holds(self, sha256: str) -> bool:
        """Tell whether the file is there and still says what its name promises."""
        name = name_of(sha256)
        if not self.exists(name):
            return False
        with self.open(name) as file:
            return sha256_of(file) == sha256

    def open_by_hash(self, sha256: str) -> File:
        """Open a stored file for reading; FileNotFoundError when it is not there."""
        return self.open(name_of(sha256))

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Keep the name: it follows from the bytes, so a clash is the same file."""
        return name

    def url(self, name: str | None) -> str:
        """Refuse to guess: the address of a file needs its display name (Asset.get_absolute_url)."""
        raise ValueError("A stored file has no address of its own.")


class ContentStorage(ContentAddressed, FileSystemStorage):
    """The media folder on a local disk; no reader ever sees a half-written file in it."""

    def path(self, name: str) -> str:
        """Lead only to names made of a hash, whatever was asked."""
        if not NAME.fullmatch(name):
            raise SuspiciousFileOperation(f"Not the name of a stored file: {name[:80]!r}")
        return str(Path(self.location) / name)

    def path_by_hash(self, sha256: str) -> Path:
        """Give the path of a stored file on this disk."""
        return Path(self.path(name_of(sha256)))

    def hashes(self) -> Iterator[str]:
        """List what is stored, sorted; unfinished files are not part of it."""
        for folder in sorted(Path(self.location).glob("[0-9a-f][0-9a-f]")):
            for path in sorted(folder.iterdir()):
                if NAME.fullmatch(f"{folder.name}/{path.name}"):
                    yield path.name

    def remove_unfinished(self, older_than: timedelta = timedelta(days=1)) -> int:
        """Delete what killed writers left behind; they never had a final name. Returns how many."""
        before = time.time() - older_than.total_seconds()
        removed = 0
        for path in Path(self.location).glob(f"[0-9a-f][0-9a-f]/.*{UNFINISHED_SUFFIX}"):
            with contextlib.suppress(FileNotFoundError):
                if path.stat().st_mtime < before:
                    path.unlink()
                    removed += 1
        return removed

    def _save(self, name: str, content: File) -> str:
        final = Path(self.path(name))
        try:
            self._make_folder(final.parent)
            self._write(final, content)
        except OSError as error:
            if error.errno in FULL:
                raise StorageFull(*error.args) from error
            raise
        return name

    def _make_folder(self, folder: Path) -> None:
        root = Path(self.location)
        if not root.is_dir():
            root.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        if not folder.is_dir():
            folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
            _sync_folder(root)

    def _write(self, final: Path, content: File) -> None:
        # The unfinished file lies beside the final one, because a rename is atomic only within
        # one file system; the leading dot keeps it out of listings and of every address.
        handle, path = tempfile.mkstemp(dir=final.parent, prefix=".", suffix=UNFINISHED_SUFFIX)
        unfinished = Path(path)
        try:
            with os.fdopen(handle, "wb") as out:
                digest = hashlib.sha256()
                content.seek(0)
                while chunk := content.read(CHUNK):
                    digest.update(chunk)
                    out.write(chunk)
                if digest.hexdigest() != final.name:
                    raise ValueError("The file changed while it was being stored.")
                out.flush()
                os.fchmod(out.fileno(), FILE_MODE)
                os.fsync(out.fileno())
            unfinished.replace(final)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        _sync_folder(final.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
