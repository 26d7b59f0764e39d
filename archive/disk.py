"""Writing that survives a power cut: files and folders are synced before anyone relies on them."""

import errno
import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

CHUNK = 1024 * 1024
FILE_MODE = 0o600
FOLDER_MODE = 0o700
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def chunks(path: Path) -> Iterator[bytes]:
    """Read a file piece by piece."""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    digest = hashlib.sha256()
    for chunk in chunks(path):
        digest.update(chunk)
    return digest.hexdigest()


def write(path: Path, pieces: Iterable[bytes]) -> str:
    """Write a new file (it must not exist), sync it, and return its SHA-256."""
    digest = hashlib.sha256()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, FILE_MODE)
    with os.fdopen(handle, "wb") as file:
        for piece in pieces:
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def make_folders(path: Path) -> None:
    """Make a folder and those above it, each for the owner alone."""
    if not path.is_dir():
        make_folders(path.parent)
        path.mkdir(mode=FOLDER_MODE, exist_ok=True)


def sync(path: Path) -> None:
    """Sync a file or folder that is already there."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folders(top: Path) -> None:
    """Sync a folder and every folder in it, so that the names in them last too."""
    for folder, _, _ in os.walk(top):
        sync(Path(folder))


def files_below(top: Path) -> Iterator[Path]:
    """List every file, link and oddity below a folder, sorted by folder."""
    for folder, folders, names in os.walk(top):
        folders.sort()
        for name in sorted(names):
            yield Path(folder) / name
        for name in folders:
            if (Path(folder) / name).is_symlink():
                yield Path(folder) / name
