"""The card "Foto dan berkas" of the editor: which files stand where, and where new ones are chosen."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django import forms

from content.arrivals import Arrival
from content.forms import AttachmentForm, RevisionForm, Slot, slots_of
from content.forms.places import SLOTS, is_joint_album
from content.models import Attachment

Role = Attachment.Role
JOINT_HINT = "Foto pertama menjadi foto utama, yang lain menjadi album di bawah isi."


@dataclass(slots=True)
class FileSlot:
    """One row of files with its input; ``cover_field`` where the cover leads the album."""

    label: str
    files: list[AttachmentForm]
    slot: Slot | None = None
    upload: forms.BoundField | None = None
    hint: str = ""
    button: str = ""
    cover_field: forms.BoundField | None = None
    kept: list[Arrival] = field(default_factory=list)


def file_slots(
    words: RevisionForm, places: Sequence[AttachmentForm], kept: Sequence[Arrival]
) -> list[FileSlot]:
    """Return each place of the kind with its upload field and the files that stand there."""
    kind = words.instance.kind
    slots = slots_of(kind)
    joint = is_joint_album(kind)
    rows = [
        _row(slot, words, places, kept, joint=joint)
        for slot in slots
        if not (joint and slot.role == Role.COVER)
    ]
    known = {slot.role.value for slot in slots}
    # Imported items may hold files in roles that their kind does not offer; they stay editable.
    others = [form for form in places if form.instance.role not in known]
    return [*rows, FileSlot("Berkas lain", others)] if others else rows


def _row(
    slot: Slot,
    words: RevisionForm,
    places: Sequence[AttachmentForm],
    kept: Sequence[Arrival],
    *,
    joint: bool,
) -> FileSlot:
    leads = joint and slot.role == Role.GALLERY
    slots = [SLOTS[Role.COVER], slot] if leads else [slot]
    button = "Tambah" if slot.many else "Pilih"
    return FileSlot(
        label="Foto" if leads else slot.label,
        files=[f for one in slots for f in places if f.instance.role == one.role],
        slot=slot,
        upload=words[slot.field],
        hint=f"{JOINT_HINT} {slot.hint}" if leads else slot.hint,
        button=f"{button} {'foto' if leads else slot.label.lower()}",
        cover_field=words[SLOTS[Role.COVER].field] if leads else None,
        kept=[arrival for arrival in kept if arrival.slot in slots],
    )
