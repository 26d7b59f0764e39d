"""The shelf: where finished bags stand, by name, and what dead runs left between them."""

import re
import shutil
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify

from archive import bag as bags
from archive.failed import Unfit
from archive.models import Backup
from content.models import Office

UNFINISHED = ".tmp-"
STAMP = "%Y%m%dT%H%M%S%z"
NAME = re.compile(r"(?P<office>[a-z0-9-]+)-(?P<at>\d{8}T\d{6}[+-]\d{4})(?:-(?P<again>\d+))?")


def root() -> Path:
    """Return the site's own shelf."""
    return Path(settings.BACKUP_ROOT)


def name_for(at: datetime, shelf: Path) -> str:
    """Return a free name for a bag made now: office, moment, and a number if that is taken."""
    office = slugify(Office.load().name.removeprefix("Kecamatan ")) or "situs"
    plain = f"{office}-{timezone.localtime(at):{STAMP}}"
    name, again = plain, 1
    # A run that failed left no bag, but its row has the name.
    while (
        (shelf / name).exists()
        or (root() / name).exists()
        or Backup.objects.filter(name=name).exists()
    ):
        again += 1
        name = f"{plain}-{again}"
    return name


def on(shelf: Path) -> list[Path]:
    """Return the bags on a shelf, newest first."""
    if not shelf.is_dir():
        return []
    there = [path for path in shelf.iterdir() if path.is_dir() and NAME.fullmatch(path.name)]
    return sorted(there, key=_age, reverse=True)


def newest(shelf: Path) -> Path | None:
    """Return the newest bag whose manifest can be read."""
    return next((path for path in on(shelf) if bags.sums_of(path)), None)


def find(wanted: str) -> Path:
    """Return a bag by path or by its name on the site's shelf; without a name the newest."""
    if not wanted:
        path = next(iter(on(root())), None)
        if path is None:
            raise Unfit(f"Belum ada cadangan di {root()}.")
        return path
    for path in (Path(wanted), root() / wanted):
        if path.is_dir():
            return path.resolve()
    raise Unfit(f"Cadangan {wanted} tidak ditemukan.")


def clear_unfinished(shelf: Path) -> int:
    """Remove what dead runs left behind (the caller holds the shelf's lock); return how many."""
    left = list(shelf.glob(f"{UNFINISHED}*"))
    for path in left:
        shutil.rmtree(path)
    return len(left)


def _age(path: Path) -> tuple[datetime, int]:
    match = NAME.fullmatch(path.name)
    assert match is not None  # noqa: S101 - the caller filtered
    return datetime.strptime(match["at"], STAMP), int(match["again"] or 1)  # noqa: DTZ007 - STAMP has %z
