"""Files that arrive with a form: each is taken or refused by itself, none takes others along."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import IO

from django.contrib.auth.models import User
from django.core import signing
from django.core.files.uploadedfile import UploadedFile

from content.accepted import FileRefused, refuse
from content.filetypes import identify
from content.forms.places import SLOTS, Slot
from content.models import Asset
from content.storage import StorageFull
from content.uploads import receive

SALT = "content.arrivals"


def token_of(asset: Asset, role: str = "") -> str:
    """Return what stands for a file on a page: nobody else can name it, and only for a day."""
    return signing.dumps([str(role), asset.pk], salt=SALT, compress=True)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file in the media library that waits for its place in a revision."""

    slot: Slot
    asset: Asset

    @property
    def token(self) -> str:
        """What the page carries, so that a form with errors does not ask for the file again."""
        return token_of(self.asset, self.slot.role)


@dataclass(slots=True)
class Arrivals:
    """What came with one form: files taken, and by upload field the sentences of those refused."""

    taken: list[Arrival] = field(default_factory=list)
    refused: dict[str, list[str]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.taken)


def take_all(uploads: Mapping[str, Iterable[UploadedFile]], *, by: User) -> Arrivals:
    """Take uploads by role into the media library; a refusal stands beside its own field."""
    arrivals = Arrivals()
    for role, files in uploads.items():
        slot = SLOTS[role]
        for upload in files:
            try:
                arrivals.taken.append(Arrival(slot, _take(upload, slot, by)))
            except (FileRefused, StorageFull) as refusal:
                arrivals.refused.setdefault(slot.field, []).append(str(refusal))
    return arrivals


def _take(upload: UploadedFile, slot: Slot, by: User) -> Asset:
    check_place(upload, upload.name or "", slot)
    return receive(upload, by=by)


def check_place(file: IO[bytes], name: str, slot: Slot) -> None:
    """Refuse what does not belong in the slot, before it is stored: it leaves nothing behind."""
    if reason := slot.refusal(identify(file, name).group.value):
        raise refuse(name, f"{reason} {slot.hint}")


def kept(tokens: Iterable[str]) -> list[Arrival]:
    """Return the files that an earlier try of the same form brought; forged tokens are nothing."""
    named = [(role, asset) for role, asset in _read(tokens) if role in SLOTS]
    return [Arrival(SLOTS[role], asset) for role, asset in named]


def assets_of(tokens: Iterable[str]) -> list[Asset]:
    """Return the files that tokens stand for, whatever place they were meant for."""
    return [asset for _, asset in _read(tokens)]


def _read(tokens: Iterable[str]) -> list[tuple[str, Asset]]:
    wanted: list[tuple[str, int]] = []
    for token in tokens:
        try:
            role, number = signing.loads(token, salt=SALT, max_age=24 * 60 * 60)
        except signing.BadSignature:
            continue
        wanted.append((role, number))
    assets = Asset.objects.in_bulk({number for _, number in wanted})
    return [(role, assets[number]) for role, number in wanted if number in assets]
