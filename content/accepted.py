"""Which files the media library accepts, how large they may be, and how a refusal is worded."""

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from typing import IO, Self

from django.conf import settings

NAME_LENGTH = 120


class FileRefused(ValueError):
    """A file we do not take; its text is the sentence the person sees, way out included."""


class Group(StrEnum):
    """The four kinds of file the media library tells apart; the names are those of Asset.Group."""

    PICTURE = "picture"
    DOCUMENT = "document"
    DATA = "data"
    VIDEO = "video"


GROUP_WORDS = {
    Group.PICTURE: "gambar",
    Group.DOCUMENT: "dokumen",
    Group.DATA: "berkas data",
    Group.VIDEO: "video",
}


@dataclass(frozen=True)
class FileType:
    """A type we take, as it is stored and served."""

    media_type: str
    extension: str
    group: Group


MEGABYTE = 1024 * 1024
DEFAULT_MAX_BYTES = {
    Group.PICTURE: 25 * MEGABYTE,
    Group.DOCUMENT: 50 * MEGABYTE,
    Group.DATA: 25 * MEGABYTE,
    Group.VIDEO: 200 * MEGABYTE,
}


@dataclass(frozen=True)
class Limits:
    """How much we are willing to read, unpack and decode for one file."""

    max_bytes: dict[Group, int] = field(default_factory=lambda: dict(DEFAULT_MAX_BYTES))
    max_pixels: int = 60_000_000
    max_members: int = 5_000
    max_unpacked: int = 300 * MEGABYTE
    max_ratio: int = 150

    @classmethod
    def from_settings(cls) -> Self:
        """Take the limits that the settings set: UPLOAD_MAX_BYTES (by group), UPLOAD_MAX_PIXELS."""
        return cls(
            max_bytes={group: settings.UPLOAD_MAX_BYTES[group.value] for group in Group},
            max_pixels=settings.UPLOAD_MAX_PIXELS,
        )


TYPES = {
    kind.extension: kind
    for kind in (
        FileType("image/jpeg", "jpg", Group.PICTURE),
        FileType("image/png", "png", Group.PICTURE),
        FileType("image/webp", "webp", Group.PICTURE),
        FileType("image/gif", "gif", Group.PICTURE),
        FileType("image/avif", "avif", Group.PICTURE),
        FileType("image/bmp", "bmp", Group.PICTURE),
        FileType("image/tiff", "tif", Group.PICTURE),
        FileType("application/pdf", "pdf", Group.DOCUMENT),
        FileType(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "docx",
            Group.DOCUMENT,
        ),
        FileType(
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "pptx",
            Group.DOCUMENT,
        ),
        FileType("application/vnd.oasis.opendocument.text", "odt", Group.DOCUMENT),
        FileType("text/plain", "txt", Group.DOCUMENT),
        FileType(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "xlsx",
            Group.DATA,
        ),
        FileType("application/vnd.oasis.opendocument.spreadsheet", "ods", Group.DATA),
        FileType("application/vnd.ms-excel", "xls", Group.DATA),
        FileType("text/csv", "csv", Group.DATA),
        FileType("video/mp4", "mp4", Group.VIDEO),
        FileType("video/webm", "webm", Group.VIDEO),
    )
}

ACCEPTED = (
    "Yang diterima: gambar (JPEG, PNG, WebP, GIF), dokumen (PDF, DOCX, PPTX, ODT, TXT), "
    "data (XLSX, XLS, ODS, CSV), dan video (MP4, WebM)."
)


def limits_told(limits: Limits) -> list[str]:
    """Say how large each kind of file may be, before anybody uploads one."""
    most = {group: f"{limits.max_bytes[group] // MEGABYTE} MB" for group in Group}
    return [
        f"Gambar (JPEG, PNG, WebP, GIF): paling besar {most[Group.PICTURE]} dan "
        f"{limits.max_pixels // 1_000_000} juta piksel",
        f"Dokumen (PDF, DOCX, PPTX, ODT, TXT): paling besar {most[Group.DOCUMENT]}",
        f"Data (XLSX, XLS, ODS, CSV): paling besar {most[Group.DATA]}",
        f"Video (MP4, WebM): paling besar {most[Group.VIDEO]}",
    ]


def shown_name(name: str) -> str:
    """Make a client's file name fit for a sentence or a list: no path, no control characters."""
    bare = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    # Category C holds control characters and the bidi marks that make "gpj.exe" read "exe.jpg".
    visible = "".join(" " if char.isspace() else char for char in bare)
    visible = "".join(char for char in visible if not unicodedata.category(char).startswith("C"))
    return " ".join(visible.split())[-NAME_LENGTH:].strip() or "tanpa nama"


def refuse(name: str, reason: str) -> FileRefused:
    """Build the refusal that names the file and ends with the way out."""
    return FileRefused(f"Berkas “{shown_name(name)}” {reason}")


def size_of(stream: IO[bytes]) -> int:
    """Measure the stream and leave it at its beginning."""
    size = stream.seek(0, 2)
    stream.seek(0)
    return size


def check_size(size: int, group: Group, name: str, limits: Limits) -> None:
    """Refuse what is larger than its group may be."""
    most = limits.max_bytes[group]
    if size > most:
        raise refuse(
            name,
            f"berukuran {size / MEGABYTE:.1f} MB, sedangkan {GROUP_WORDS[group]} paling besar "
            f"{most / MEGABYTE:.0f} MB. Perkecil berkasnya, lalu unggah lagi.".replace(".", ",", 1),
        )
