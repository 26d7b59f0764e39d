"""Files of a revision: where they may stand, and the form of each one that stands there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from content.accepted import GROUP_WORDS, MEGABYTE, Limits
from content.accepted import Group as FileGroup
from content.kinds import KINDS, Kind
from content.models import Asset, Attachment

Role = Attachment.Role
Group = Asset.Group


@dataclass(frozen=True, slots=True)
class Slot:
    """One role of files in the editor: what it is called, what it takes, one file or many."""

    role: Attachment.Role
    label: str
    hint: str
    groups: frozenset[Asset.Group]
    accept: str
    many: bool = True

    @property
    def field(self) -> str:
        """Name of its upload field."""
        return f"new_{self.role.value}"

    def refusal(self, group: str) -> str:
        """Say why a file of another group does not belong here; "" if it does."""
        if group in self.groups:
            return ""
        wanted = " atau ".join(g.label.lower() for g in Group if g in self.groups)
        return f"bukan {wanted}, jadi tidak dapat menjadi {self.label.lower()}."

    @property
    def limits(self) -> str:
        """How large a file may be, told before anybody chooses one."""
        limits = Limits.from_settings()
        sizes = [
            f"{GROUP_WORDS[group]} {limits.max_bytes[group] // MEGABYTE} MB"
            for group in FileGroup
            if group.value in self.groups
        ]
        told = f"Paling besar: {', '.join(sizes)}."
        if Group.PICTURE in self.groups:
            told = f"{told[:-1]} dan {limits.max_pixels // 1_000_000} juta piksel."
        return told

    @property
    def takes_pictures_only(self) -> bool:
        """Whether it is a place for photos."""
        return self.groups == PICTURES

    @property
    def picker(self) -> str:
        """What the media library shows when a file is chosen from it."""
        if len(self.groups) == len(Group):
            return "semua"
        only_video = self.groups == {Group.VIDEO}
        return "gambar" if self.takes_pictures_only else "video" if only_video else "berkas"


PICTURES = frozenset({Group.PICTURE})
# Types and not endings: so phones offer camera and gallery, and hand over what we can read.
PICTURE_FILES = "image/jpeg,image/png,image/webp,image/gif,image/avif,image/bmp,image/tiff"
SLOTS: dict[str, Slot] = {
    slot.role.value: slot
    for slot in (
        Slot(
            Role.COVER,
            "Foto utama",
            "Tampil paling atas dan saat dibagikan. Foto baru menggantikan yang lama.",
            PICTURES,
            PICTURE_FILES,
            many=False,
        ),
        Slot(
            Role.GALLERY,
            "Foto album",
            "Boleh beberapa sekaligus. Lokasi dan data kamera dihapus dari foto.",
            PICTURES,
            PICTURE_FILES,
        ),
        Slot(
            Role.VIDEO,
            "Berkas video",
            "MP4 atau WebM, bila video tidak diunggah ke YouTube.",
            frozenset({Group.VIDEO}),
            ".mp4,.webm",
            many=False,
        ),
        Slot(
            Role.DATA,
            "Berkas data",
            "XLSX, ODS, CSV, atau PDF.",
            frozenset({Group.DATA, Group.DOCUMENT}),
            ".xlsx,.xls,.ods,.csv,.pdf",
        ),
        Slot(
            Role.DOCUMENT,
            "Lampiran",
            "Surat, laporan, atau tabel yang boleh diunduh warga.",
            frozenset({Group.DOCUMENT, Group.DATA}),
            ".pdf,.docx,.pptx,.odt,.txt,.xlsx,.xls,.ods,.csv",
        ),
        Slot(
            Role.BAHAN,
            "Bahan",
            "Bahan langkah 1: foto mentah, laporan, surat. Tidak pernah tampil di situs.",
            frozenset(Group),
            "",
        ),
    )
}
COMMON = (Role.COVER, Role.DOCUMENT, Role.BAHAN)
PLACES: dict[str, tuple[Attachment.Role, ...]] = {
    Kind.BERITA: (Role.COVER, Role.GALLERY, Role.DOCUMENT, Role.BAHAN),
    Kind.FOTO: (Role.GALLERY, Role.COVER, Role.DOCUMENT, Role.BAHAN),
    Kind.VIDEO: (Role.VIDEO, Role.COVER, Role.DOCUMENT, Role.BAHAN),
    Kind.PENGUMUMAN: (Role.DOCUMENT, Role.COVER, Role.BAHAN),
    Kind.BANK_DATA: (Role.DATA, Role.DOCUMENT, Role.COVER, Role.BAHAN),
}


def slots_of(kind: str) -> list[Slot]:
    """Return the slots of a kind, in the order of the editor."""
    return [SLOTS[role] for role in PLACES.get(kind, COMMON)]


def is_joint_album(kind: str) -> bool:
    """Whether cover and album are one row of photos: the kind needs a cover and has an album."""
    return Role.COVER in KINDS[kind].needs_files and Role.GALLERY in PLACES.get(kind, COMMON)


def upload_field(kind: str, role: str) -> str:
    """Return the name of the input where a file for this role is chosen."""
    joint = role == Role.COVER and is_joint_album(kind)
    return SLOTS[Role.GALLERY if joint else role].field


class AttachmentForm(forms.ModelForm):
    """Words about one file, its place in the order, or its removal."""

    remove = forms.BooleanField(label="Lepas dari naskah", required=False)
    # Not the model's own field: rows are renumbered, so a wrong number must never stop a save.
    position = forms.IntegerField(label="Urutan", min_value=0, max_value=9999, required=False)

    class Meta:
        model = Attachment
        fields = ("alt", "caption", "credit", "title", "position")
        labels = {
            "alt": "Teks alternatif",
            "caption": "Keterangan",
            "credit": "Kredit",
            "title": "Nama tampilan",
        }
        help_texts = {"alt": "Jelaskan isi foto untuk pembaca yang tidak melihatnya."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields.keys() - self.shown():
            del self.fields[name]
        for name, field in self.fields.items():
            field.needed = name == "alt" and self.is_shown_picture  # type: ignore[attr-defined]
            # The input still stops at its length; a counter under each would drown the row.
            field.max_length = None  # type: ignore[attr-defined]

    def shown(self) -> set[str]:
        """Return the fields that make sense for this file."""
        if self.instance.role == Role.BAHAN:
            return {"title", "remove"}
        if self.instance.asset.is_picture:
            return {"alt", "caption", "credit", "position", "remove"}
        return {"title", "position", "remove"}

    @property
    def is_shown_picture(self) -> bool:
        """Whether the public will see it as a picture."""
        return self.instance.asset.is_picture and self.instance.role != Role.BAHAN

    def _post_clean(self) -> None:
        """Leave the row alone: it is read again under the lock before anything is written."""


def prefix_of(attachment: Attachment) -> str:
    """Return the prefix of an attachment's inputs."""
    return f"file{attachment.pk}"


def attachment_forms(
    attachments: Iterable[Attachment], data: Mapping[str, Any] | None = None
) -> list[AttachmentForm]:
    """Return a form per file except in-body pictures, which the body alone places.

    A file that was not on the screen when it was sent (somebody added it meanwhile) is left as it
    is: only forms whose marker came along are bound.
    """
    forms_ = []
    for attachment in attachments:
        if attachment.role == Role.INLINE:
            continue
        prefix = prefix_of(attachment)
        came = data if data is not None and f"{prefix}-shown" in data else None
        forms_.append(AttachmentForm(came, instance=attachment, prefix=prefix))
    return forms_
