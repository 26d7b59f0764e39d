"""The media store in a bag and back: files named by their own hash, so a name proves a file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.core.files.storage import storages

from archive import bag_check, disk
from archive.bag import Bag
from content.models import Asset, Derivative
from content.storage import ContentStorage

Tell = bag_check.Tell


@dataclass(slots=True)
class MediaCopy:
    """What became of the media store: files that are not as they should be, by hash."""

    missing: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)


def store() -> ContentStorage:
    """Return the media store of the site."""
    media = storages["media"]
    assert isinstance(media, ContentStorage)  # noqa: S101 - the archive of other stores comes later
    return media


def copy_into(bag: Bag, tell: Tell) -> MediaCopy:
    """Put every stored file into the bag: linked where the bag before has it, else copied.

    A file that does not say what its name promises is left out and told, and so is one that the
    database knows and the store has not.
    """
    copied = MediaCopy()
    media = store()
    for number, sha256 in enumerate(media.hashes(), start=1):
        if number % 200 == 0:
            tell(f"Menyalin berkas media {number}")
        name = name_in_bag(sha256)
        if bag.link_previous(name, sha256, media.path_by_hash(sha256).stat().st_size):
            continue
        if bag.copy(name, media.path_by_hash(sha256)) != sha256:
            bag.drop(name)
            copied.damaged.append(sha256)
    there = bag.sums.keys()
    for sha256 in known():
        if f"data/{name_in_bag(sha256)}" not in there and sha256 not in copied.damaged:
            copied.missing.append(sha256)
    return copied


def name_in_bag(sha256: str) -> str:
    """Return a media file's name below data/."""
    return f"media/{sha256[:2]}/{sha256}"


def known(database: str = "default") -> list[str]:
    """Return the hashes of all files that a database knows."""
    hashes: set[str] = set()
    for model in (Asset, Derivative):
        hashes.update(model.objects.using(database).values_list("sha256", flat=True))
    return sorted(hashes)


def size() -> int:
    """Return the bytes of the whole media store."""
    media = store()
    return sum(media.path_by_hash(sha256).stat().st_size for sha256 in media.hashes())


def in_bag(bag: Path) -> Iterator[Path]:
    """List a bag's media files."""
    yield from disk.files_below(bag / "data" / "media")


def put_back(files: Iterable[Path], tell: Tell) -> int:
    """Add what the store lacks, and replace what is damaged there; return how many were written.

    Nothing is taken away: a file whose name is its hash harms nobody, and nothing public refers to
    it. So this may be interrupted and repeated at any point while the site runs.
    """
    media, written = store(), 0
    for number, path in enumerate(files, start=1):
        if number % 200 == 0:
            tell(f"Memulihkan berkas media {number}")
        if media.holds(path.name):
            continue
        with path.open("rb") as file:
            if media.put(file) != path.name:  # verified before, so it changed this minute
                raise OSError(f"{path} berubah selagi dipulihkan.")
        written += 1
    return written
