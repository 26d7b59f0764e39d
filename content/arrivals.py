"""Files that arrive with a form: each is taken or refused by itself, none takes others along."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

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


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file in the media library that waits for its place in a revision."""

    slot: Slot
    asset: Asset

    @property
    def token(self) -> str:
        """What the page carries, so that a form with errors does not ask for the file again."""
        return signing.dumps([self.slot.role.value, self.asset.pk], salt=SALT, compress=True)


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
    name = upload.name or ""
    # Asked before it is stored: a file in the wrong place leaves nothing behind.
    if reason := slot.refusal(identify(upload, name).group.value):
        raise refuse(name, f"{reason} {slot.hint}")
    return receive(upload, by=by)


def kept(tokens: Iterable[str]) -> list[Arrival]:
    """Return the files that an earlier try of the same form brought; forged tokens are nothing."""
    wanted: list[tuple[str, int]] = []
    for token in tokens:
        try:
            role, number = signing.loads(token, salt=SALT, max_age=24 * 60 * 60)
        except signing.BadSignature:
            continue
        wanted.append((role, number))
    assets = Asset.objects.in_bulk({number for _, number in wanted})
    return [Arrival(SLOTS[role], assets[number]) for role, number in wanted if number in assets]
