"""Room on the disk: asked before a run, so that it does not end half-way."""

import shutil
from pathlib import Path

from archive.failed import NoRoom
from content.numbers import file_size

MARGIN = 1.05


def free(folder: Path) -> int:
    """Return the free bytes on a folder's disk."""
    return shutil.disk_usage(folder).free


def require(folder: Path, needed: int) -> None:
    """Raise NoRoom unless the folder's disk has room for that many bytes."""
    needed = int(needed * MARGIN)
    if (there := free(folder)) < needed:
        raise NoRoom(
            f"Ruang di {folder} tidak cukup: perlu sekitar {file_size(needed)}, "
            f"tersisa {file_size(there)}. Kosongkan ruang atau pakai tempat lain."
        )
