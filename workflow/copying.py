"""Starting from a copy: a new item of the same kind that says what another one says."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from content.copies import COPIED, copy_files
from content.models import Attachment, Revision
from workflow.opening import start

# What belongs to the one item alone; each with its name for the person who copies.
LEFT_BEHIND = {
    "letter_number": "nomor surat",
    "cancelled_because": "alasan pembatalan",
    "change_note": "alasan perubahan",
    "material_notes": "catatan bahan",
}
MOMENTS = {"starts_at": "waktu mulai", "ends_at": "waktu selesai"}


@dataclass(frozen=True, slots=True)
class Copy:
    """A new item, and in words what of the source did not come along."""

    revision: Revision
    left: tuple[str, ...]


@transaction.atomic
def copy(source: Revision, *, by: User, now: datetime | None = None) -> Copy:
    """Open a new item at SOP step 1 with words, sorting words and files of a revision.

    Bahan, moments that have gone by and what belongs to the one letter stay behind. As in
    ``opening.reopen``, words that were never public bring their writers along: whoever wrote any
    of them cannot approve the copy either. Raises Refused when ``by`` is no operator now.
    """
    told = {"source": source.pk, "source_title": source.title, "source_number": source.number}
    target = start(source.kind, source.title, by=by, now=now, told=told)
    left = [label for name, label in LEFT_BEHIND.items() if getattr(source, name)]
    columns = [name for name in COPIED if name not in LEFT_BEHIND]
    for name in columns:
        setattr(target, name, getattr(source, name))
    for name, label in MOMENTS.items():
        at: datetime | None = getattr(source, name)
        if at is not None and at < (now or timezone.now()):
            setattr(target, name, None)
            left.append(f"{label} yang sudah lewat")
    target.save(update_fields=columns)
    copy_files(source, target, but=(Attachment.Role.BAHAN,))
    if source.attachments.filter(role=Attachment.Role.BAHAN).exists():
        left.append("bahan")
    if source.visible_from is None:
        target.writers.add(*source.writers.all())
    return Copy(target, tuple(left))
