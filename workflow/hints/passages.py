"""What a revision says, place by place: every word that the public would read, with where it stands.

Read once and handed to every finder. Source material (bahan) is private and is not looked at.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from content.forms.places import prefix_of
from content.html import plain_text
from content.models import Attachment, Revision

BODY = "body"
# Columns that hold words, in the order of the form. The body is told apart: it is rich text.
COLUMNS = (
    "title",
    "summary",
    BODY,
    "place",
    "cancelled_because",
    "letter_number",
    "byline",
    "data_period",
    "data_unit",
    "data_source",
    "data_licence",
    "legal_basis",
    "change_note",
)
FILE_COLUMNS = {
    "title": "Nama tampilan",
    "caption": "Keterangan",
    "alt": "Teks alternatif",
    "credit": "Kredit",
}
LONGEST = 400_000
# Of the contents of files so much is looked at, of one and of all together.
LONGEST_FILE, LONGEST_FILES = 100_000, 300_000


@dataclass(frozen=True, slots=True)
class Passage:
    """One place with its words: the form's name of it, its name on the screen, how to get there.

    ``in_file`` says that the words stand in an attached file, where nobody can change them here.
    """

    field: str
    label: str
    text: str
    href: str
    in_file: bool = False


def passages_of(revision: Revision) -> list[Passage]:
    """Return every place that says something, in the order of the page; empty places are left out."""
    found = (*_columns(revision), *_keywords(revision), *_files(revision))
    return [passage for passage in found if passage.text]


def _columns(revision: Revision) -> Iterator[Passage]:
    for name in COLUMNS:
        value = str(getattr(revision, name) or "")
        label = str(Revision._meta.get_field(name).verbose_name).capitalize()  # type: ignore[union-attr]
        text = plain_text(value) if name == BODY else value
        yield Passage(name, label, text[:LONGEST], f"#id_{name}")


def _keywords(revision: Revision) -> Iterator[Passage]:
    words = ", ".join(tag.name for tag in revision.tags.all())
    yield Passage("keywords", "Kata kunci", words, "#id_keywords")


def _files(revision: Revision) -> Iterator[Passage]:
    shown = [a for a in revision.attachments.all() if a.role != Attachment.Role.BAHAN]
    # One query for the contents of all files; none where there are only pictures.
    prefetch_related_objects([a.asset for a in shown if not a.asset.is_picture], "words")
    left = LONGEST_FILES
    for attachment in shown:
        asset = attachment.asset
        # Pictures in the body are described there; they have no row of their own in the form.
        inline = attachment.role == Attachment.Role.INLINE
        for name, label in FILE_COLUMNS.items():
            field = BODY if inline else f"{prefix_of(attachment)}-{name}"
            words = getattr(attachment, name)
            yield Passage(field, f"{label}: {asset.name}", words, f"#id_{field}")
        if not asset.is_picture and hasattr(asset, "words"):
            field = f"{prefix_of(attachment)}-title"
            text = asset.words.text[: min(LONGEST_FILE, left)]
            left -= len(text)
            yield Passage(field, f"Isi berkas {asset.name}", text, f"#id_{field}", in_file=True)
