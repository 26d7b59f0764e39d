"""Where personal data can stand in a revision: each place with its words and how to get there.

``passages`` tells hints what the public reads; this also tells what can be rewritten, and reads
names of files, addresses behind links, and source material (which no guard asks for).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from content.html_stretches import Stretches
from content.models import Asset, Attachment, Revision
from workflow.hints.passages import BODY, COLUMNS, FILE_COLUMNS
from workflow.hints.personal_data import without_values

KEYWORDS = "keywords"
CAPTION, FILE_NAME, FILE = "keterangan", "nama-berkas", "berkas"
TEXTUAL = frozenset({Asset.Group.DOCUMENT, Asset.Group.DATA})


@dataclass(frozen=True, slots=True)
class Place:
    """One place with words. ``column`` is where they are written; "" where we cannot rewrite them.

    ``sort`` is what decisions are bound to: words that move from one caption to another keep theirs.
    """

    sort: str
    label: str
    text: str
    href: str
    column: str = ""
    attachment: Attachment | None = None

    @property
    def asset(self) -> Asset | None:
        """The file whose contents these words are."""
        return self.attachment.asset if self.attachment and self.sort == FILE else None


def places_of(revision: Revision) -> list[Place]:
    """Return every place of a revision that the public will read, in the order of the page."""
    shown = [a for a in revision.attachments.all() if a.role != Attachment.Role.BAHAN]
    return [*_words(revision), *(place for file in shown for place in _file(file))]


def material_of(revision: Revision) -> list[Place]:
    """Return the contents of the source material: private, so only noted."""
    material = [a for a in revision.attachments.all() if a.role == Attachment.Role.BAHAN]
    return [place for file in material for place in _file(file) if place.sort == FILE]


def read_files(revision: Revision) -> list[Attachment]:
    """Return the documents and data files of a revision, their words read at once."""
    files = [a for a in revision.attachments.all() if a.asset.group in TEXTUAL]
    prefetch_related_objects([a.asset for a in files], "words")
    return files


def _words(revision: Revision) -> Iterator[Place]:
    for name in COLUMNS:
        value = str(getattr(revision, name) or "")
        if value:
            label = str(Revision._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            text = Stretches(value).text if name == BODY else value
            yield Place(name, label.capitalize(), text, f"#id_{name}", name)
    keywords = ", ".join(tag.name for tag in revision.tags.all())
    if keywords:
        yield Place(KEYWORDS, "Kata kunci", keywords, f"#id_{KEYWORDS}")


def href_of(attachment: Attachment) -> str:
    """Return where the editor shows a file; pictures in the body stand there."""
    inline = attachment.role == Attachment.Role.INLINE
    return f"#id_{BODY}" if inline else f"#berkas-{attachment.pk}"


def _file(attachment: Attachment) -> Iterator[Place]:
    asset, href = attachment.asset, href_of(attachment)
    name = without_values(asset.name)
    inline = attachment.role == Attachment.Role.INLINE
    if not inline:  # pictures in the body are described there
        for column, label in FILE_COLUMNS.items():
            if value := getattr(attachment, column):
                yield Place(CAPTION, f"{label} {name}", value, href, column, attachment)
    yield Place(FILE_NAME, "Nama berkas", asset.name, href, "", attachment)
    if asset.group in TEXTUAL and hasattr(asset, "words"):
        yield Place(FILE, f"Isi berkas {name}", asset.words.text, href, "", attachment)
