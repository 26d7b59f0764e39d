"""From an uploaded file to an asset: checked, cleaned, stored, and only then written down."""

from dataclasses import dataclass
from typing import Protocol

from django.contrib.auth.models import User
from django.core.files.base import ContentFile, File
from django.core.files.storage import storages
from django.db import IntegrityError, transaction

from content import filetext
from content.accepted import NAME_LENGTH, TYPES, FileType, Group, Limits, shown_name
from content.filetypes import identify
from content.looks import look_of
from content.models import Asset, Derivative
from content.pictures import Picture, derivatives, normalise
from content.storage import sha256_of
from content.video import without_metadata

# Endings that people's files carry and that must give way to the ending of the real type.
OTHER_ENDINGS = {"jpeg", "jfif", "tiff", "m4v", "heic", "htm", "html", "exe", "doc", "svg", "js"}
KNOWN_ENDINGS = {*TYPES, *OTHER_ENDINGS}
# Characters that are awkward in addresses, in downloads or on Windows.
AWKWARD = str.maketrans(dict.fromkeys("<>:\"|?*%#;&`$'\\/", "-"))


class MediaStorage(Protocol):
    """What we ask of the storage of the media library, wherever it lies."""

    def put(self, content: bytes | File) -> str:
        """Store and return the hash."""

    def holds(self, sha256: str) -> bool:
        """Tell whether the file is there, unharmed."""


def media_storage() -> MediaStorage:
    """Give the storage of the media library."""
    return storages["media"]  # type: ignore[return-value]


@dataclass(frozen=True)
class _Stored:
    """What lies on the disk and no row knows yet: a file, for pictures with its copies."""

    sha256: str
    media_type: str
    extension: str
    size: int
    width: int | None = None
    height: int | None = None
    look: int | None = None
    copies: tuple[tuple[str, Picture], ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """A file of the media library that somebody brought; ``known`` when it was there before."""

    asset: Asset
    known: bool


def safe_name(name: str, extension: str) -> str:
    """Make the display name: no path, nothing invisible, the ending of the real type."""
    stem = shown_name(name).translate(AWKWARD)
    while True:
        before, dot, ending = stem.rpartition(".")
        if not dot or ending.strip().lower() not in KNOWN_ENDINGS:
            break
        stem = before
    room = NAME_LENGTH - len(extension) - 1
    stem = stem.strip(" .-")[:room].rstrip(" .-") or "berkas"
    return f"{stem}.{extension}"


def receive(upload: File, *, by: User | None) -> Asset:
    """Take an uploaded file into the media library, or raise FileRefused or StorageFull."""
    return take(upload, by=by).asset


def take(upload: File, *, by: User | None) -> Taken:
    """Take an uploaded file, and tell whether it is there already.

    The client's own word about the type is never asked. A file that is already there, as it was
    uploaded or as it is stored, gives the asset that exists.
    """
    limits = Limits.from_settings()
    name = upload.name or ""
    file_type = identify(upload, name, limits)
    source_sha256 = sha256_of(upload)
    known = Asset.objects.filter(source_sha256=source_sha256).first()
    if known and _all_stored(known):
        return Taken(_ours(known, by), known=True)
    if file_type.group == Group.PICTURE:
        stored = _store_picture(normalise(upload, name=name, limits=limits))
    elif file_type == TYPES["mp4"]:
        with without_metadata(upload, name) as copy:
            stored = _store_as_it_is(File(copy), file_type, upload.size)
    else:
        stored = _store_as_it_is(upload, file_type, upload.size)
    taken = _write_down(stored, name, file_type.group, source_sha256, by)
    filetext.keep(taken.asset)
    return taken


def _ours(asset: Asset, by: User | None) -> Asset:
    """A photo that a citizen sent becomes ours when one of us uploads it too."""
    if by and not Asset.objects.library().filter(pk=asset.pk).exists():
        asset.uploaded_by = by
        asset.save(update_fields=["uploaded_by"])
    return asset


def receive_bytes(data: bytes, name: str, *, by: User | None) -> Asset:
    """Take bytes that did not come through a form (imports, demo) by the same door."""
    return receive(ContentFile(data, name=name), by=by)


def _all_stored(asset: Asset) -> bool:
    hashes = [asset.sha256, *asset.derivatives.values_list("sha256", flat=True)]
    return all(media_storage().holds(sha256) for sha256 in hashes)


def _store_as_it_is(file: File, file_type: FileType, size: int) -> _Stored:
    sha256 = media_storage().put(file)
    return _Stored(sha256, file_type.media_type, file_type.extension, size)


def _store_picture(picture: Picture) -> _Stored:
    storage = media_storage()
    # Copies first: a failure on the way leaves no picture that lacks its copies.
    copies = tuple((storage.put(copy.data), copy) for copy in derivatives(picture))
    return _Stored(
        sha256=storage.put(picture.data),
        media_type=picture.media_type,
        extension="webp",
        size=len(picture.data),
        width=picture.width,
        height=picture.height,
        look=look_of(copies[0][1].data),
        copies=copies,
    )


def _write_down(
    stored: _Stored, name: str, group: Group, source_sha256: str, by: User | None
) -> Taken:
    try:
        with transaction.atomic():
            asset = Asset.objects.create(
                sha256=stored.sha256,
                source_sha256=source_sha256,
                name=safe_name(name, stored.extension),
                media_type=stored.media_type,
                group=Asset.Group[group.name],
                size=stored.size,
                width=stored.width,
                height=stored.height,
                look=stored.look,
                uploaded_by=by,
            )
            Derivative.objects.bulk_create(
                Derivative(
                    asset=asset,
                    width=copy.width,
                    height=copy.height,
                    media_type=copy.media_type,
                    sha256=sha256,
                    size=len(copy.data),
                )
                for sha256, copy in stored.copies
            )
    except IntegrityError:
        # The same bytes are known already, or somebody stored them in this very moment; asking the
        # database beforehand could not tell us about the second.
        return Taken(_ours(Asset.objects.get(sha256=stored.sha256), by), known=True)
    filetext.keep(asset)
    return Taken(asset, known=False)
