"""An album as one file: its photos and a text about them, zipped while it is being sent."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.core.files.storage import storages
from django.urls import reverse
from django.utils.text import slugify

from content import dates
from content.models import Attachment, Office, Revision
from content.storage import name_of

NOTE_NAME = "Keterangan.txt"
LONGEST_NAME = 60
# What a ZIP adds to stored files (APPNOTE 4.3.7, 4.3.12, 4.3.16): per file and once.
LOCAL_HEADER, CENTRAL_HEADER, END_RECORD = 30, 46, 22


class Photo(NamedTuple):
    """One file of the archive."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class AlbumZip:
    """What goes into the archive. The same album gives the same bytes, so they have a tag."""

    name: str
    moment: datetime
    note: bytes
    photos: tuple[Photo, ...]

    @property
    def size(self) -> int:
        """Length of the whole archive in bytes: nothing is compressed, so it is known before."""
        files = [(NOTE_NAME, len(self.note)), *((p.name, p.size) for p in self.photos)]
        around = LOCAL_HEADER + CENTRAL_HEADER
        return END_RECORD + sum(size + around + 2 * len(name) for name, size in files)

    @property
    def etag(self) -> str:
        """Entity tag of the bytes."""
        recipe = repr((self.moment.isoformat(), self.note, self.photos))
        return f'"{hashlib.sha256(recipe.encode()).hexdigest()}"'

    def missing(self) -> list[str]:
        """Return the hashes of photos that the media folder does not hold."""
        storage = storages["media"]
        return [p.sha256 for p in self.photos if not storage.exists(name_of(p.sha256))]

    def stream(self) -> Iterator[bytes]:
        """Give the archive file by file: one photo at a time is in memory."""
        sink = _Sink()
        with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:
            for photo in self.photos:
                archive.writestr(self._entry(photo.name), _bytes(photo))
                yield sink.drain()
            archive.writestr(self._entry(NOTE_NAME), self.note)
        yield sink.drain()

    def _entry(self, name: str) -> zipfile.ZipInfo:
        at = dates.local(self.moment)
        entry = zipfile.ZipInfo(name, (at.year, at.month, at.day, at.hour, at.minute, at.second))
        entry.create_system = 3  # whatever the server is, so that the bytes are the same
        entry.external_attr = 0o644 << 16
        return entry


class _Sink(io.BytesIO):
    """Looks to zipfile like a file that grows, so that it writes lengths before the bytes.

    Stored files whose lengths follow the bytes are refused by some unpackers on phones.
    """

    def __init__(self) -> None:
        super().__init__()
        self.sent = 0

    def tell(self) -> int:
        return self.sent + super().tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self.sent + super().seek(offset - self.sent, whence)

    def drain(self) -> bytes:
        """Hand over what was written since the last time."""
        data = self.getvalue()
        self.sent += len(data)
        super().seek(0)
        self.truncate()
        return data


def _bytes(photo: Photo) -> bytes:
    with storages["media"].open_by_hash(photo.sha256) as file:  # type: ignore[attr-defined]
        data: bytes = file.read()
    if len(data) != photo.size:
        raise OSError(f"The file {photo.sha256} has changed.")
    return data


def album_zip(revision: Revision, office: Office, root: str) -> AlbumZip:
    """Describe the archive of a public album; ``root`` is the site's address, without a slash."""
    gallery = revision.gallery
    width = max(2, len(str(len(gallery))))
    photos = tuple(
        Photo(_name(place, f"{n:0{width}}"), place.asset.sha256, place.asset.size)
        for n, place in enumerate(gallery, start=1)
    )
    # Windows takes a text for UTF-8 by its mark, and old editors want both line ends.
    note = "\r\n".join(_note(revision, office, root, photos)).encode("utf-8-sig")
    assert revision.visible_from is not None  # noqa: S101 - it is public
    return AlbumZip(f"{revision.item.slug}.zip", revision.visible_from, note, photos)


def _name(place: Attachment, number: str) -> str:
    words = slugify(place.caption or place.alt)[:LONGEST_NAME].strip("-") or "foto"
    return f"{number}-{words}.{place.asset.extension.lower()}"


def _note(
    revision: Revision, office: Office, root: str, photos: tuple[Photo, ...]
) -> Iterator[str]:
    yield revision.title
    if revision.summary:
        yield revision.summary
    yield f"Album foto {office.name}, {office.regency}"
    if revision.published_at:
        yield f"Terbit {dates.day_date(revision.published_at)}"
    yield root + revision.get_absolute_url()
    yield ""
    yield f"Isi boleh dikutip dengan menyebut sumber: {office.name}."
    for n, (place, photo) in enumerate(zip(revision.gallery, photos, strict=True), start=1):
        yield ""
        yield photo.name
        yield from dict.fromkeys(words for words in (place.caption, place.alt) if words)
        if place.credit:
            yield f"Foto: {place.credit}"
        yield root + reverse("album-photo", args=[revision.item.slug, n])
    yield ""
