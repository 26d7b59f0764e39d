"""What a draft still needs before it may be submitted (SOP step 3), in words with a field to jump to."""

from dataclasses import dataclass

from content import video_links
from content.models import Attachment, Revision
from content.placeholders import leftovers


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is still missing: the form field to jump to and the sentence to show."""

    field: str
    words: str


def missing(revision: Revision) -> list[Missing]:
    """Return what the kind still needs, in the order of the form; empty when complete."""
    spec = revision.spec
    gaps = [
        Missing(name, words) for name, words in spec.needs.items() if not getattr(revision, name)
    ]
    gaps += [
        Missing(role, words)
        for role, words in spec.needs_files.items()
        if not revision.placed(role)
    ]
    gaps += [
        Missing("files", f"Tulis teks alternatif untuk {attachment.asset.name}.")
        for attachment in revision.attachments.all()
        if attachment.asset.is_picture
        and attachment.role in (Attachment.Role.COVER, Attachment.Role.GALLERY)
        and not attachment.alt
    ]
    gaps += [Missing(leftover.field, leftover.words) for leftover in leftovers(revision)]
    if spec.kind == "video" and not (revision.video_url or revision.video_file):
        gaps.append(Missing("video_url", "Isi alamat video atau unggah berkas video."))
    if revision.video_url and video_links.read(revision.video_url) is None:
        # The form refuses it too; imports do not pass the form, and readers click on it.
        gaps.append(Missing("video_url", "Tulis alamat video yang lengkap, diawali https://."))
    if revision.ends_at and revision.starts_at and revision.ends_at < revision.starts_at:
        gaps.append(Missing("ends_at", "Waktu selesai mendahului waktu mulai."))
    if revision.information_class == Revision.InformationClass.EXCLUDED:
        gaps.append(
            Missing("information_class", "Informasi yang dikecualikan tidak boleh ditayangkan.")
        )
    if revision.number > 1 and not revision.change_note and revision.published_at:
        gaps.append(Missing("change_note", "Tulis alasan perubahan."))
    if revision.publication == Revision.Publication.SCHEDULED and not revision.wanted_from:
        gaps.append(Missing("wanted_from", "Isi waktu tayang, atau pilih terbit segera."))
    return gaps
