"""What differs between two revisions, field by field and file by file, as an approver reads it.

Compared is everything that the digest covers, so nothing can change unseen.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from django.db import models

from content.dates import moment
from content.digest import ATTACHMENT_FIELDS, WORD_FIELDS
from content.models import Asset, Attachment, Revision
from workflow import body_changes, file_contents
from workflow.diff import Paragraph, Piece, Stretch, by_paragraph, by_word, stretches

PROSE = ("title", "summary")
# The reason of the change is shown as the reason, not as a change.
FIELDS = tuple(name for name in WORD_FIELDS if name != "change_note")
SORTING = ("category", "desa", "tags")
ROLES = tuple(role for role in Attachment.Role if role != Attachment.Role.BAHAN)
BESIDE = 400
TEXTS = tuple(name for name in ATTACHMENT_FIELDS if name != "role")


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file that came, went, was replaced, or is now described with other words."""

    what: str
    old: Attachment | None
    new: Attachment | None
    words: tuple[tuple[str, tuple[Piece, ...]], ...] = ()
    contents: file_contents.Contents | None = None

    @property
    def is_picture(self) -> bool:
        """Whether it is best shown."""
        return any(side is not None and side.asset.is_picture for side in (self.old, self.new))

    @property
    def is_readable(self) -> bool:
        """Whether both sides may hold words or rows that can be compared."""
        known = (Asset.Group.DOCUMENT, Asset.Group.DATA)
        both = self.old is not None and self.new is not None and self.what == REPLACED
        return both and all(one and one.asset.group in known for one in (self.old, self.new))

    @property
    def old_picture(self) -> str:
        """Address of a copy of the old picture, small enough to stand beside the new one."""
        return small(self.old.asset, BESIDE) if self.old else ""

    @property
    def new_picture(self) -> str:
        """Address of a copy of the new picture."""
        return small(self.new.asset, BESIDE) if self.new else ""


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs: its name on the form, how much, and what."""

    name: str
    label: str
    extent: str
    stretches: tuple[Stretch, ...] = ()
    files: tuple[FileChange, ...] = ()
    tables: tuple[body_changes.TableChange, ...] = ()
    hint: str = ""


def small(asset: Asset, width: int) -> str:
    """Return the address of the smallest copy that is wide enough (uses the prefetched list)."""
    copies = [copy for copy in asset.derivatives.all() if copy.width >= width]
    best = min(copies, key=lambda copy: (copy.width, copy.media_type != "image/webp"), default=None)
    return (best or asset).get_absolute_url()


def changed_names(old: Revision, new: Revision) -> list[str]:
    """Name what differs, in the order of the form; cheap, for lists."""
    names = [name for name in FIELDS if getattr(old, name) != getattr(new, name)]
    if old.category_id != new.category_id:
        names.append("category")
    names += [
        name
        for name in ("desa", "tags")
        if {row.pk for row in getattr(old, name).all()}
        != {row.pk for row in getattr(new, name).all()}
    ]
    return names + [
        role.value for role in ROLES if _described(old.placed(role)) != _described(new.placed(role))
    ]


def changes(old: Revision, new: Revision) -> list[Change]:
    """Tell every difference; as many as ``changed_names`` has names."""
    return [_told(name, old, new) for name in changed_names(old, new)]


def changes_within(old: Revision, new: Revision) -> list[Change]:
    """Tell every difference, and what differs inside documents and data files that were replaced.

    For the desk: a file that the public may no longer open must not be read out to it here.
    """
    return changes_within_all([(old, new)])[0]


def changes_within_all(pairs: Iterable[tuple[Revision, Revision]]) -> list[list[Change]]:
    """Tell ``changes_within`` of several pairs, old and new; what files say is read once for all."""
    told = [changes(old, new) for old, new in pairs]
    files = [file for some in told for change in some for file in change.files if file.is_readable]
    sides = [side.asset for file in files for side in (file.old, file.new) if side]
    texts = file_contents.texts_of(sides)
    return [
        [
            replace(change, files=tuple(_with_contents(file, texts) for file in change.files))
            for change in some
        ]
        for some in told
    ]


def _with_contents(file: FileChange, texts: file_contents.Texts) -> FileChange:
    if not file.is_readable or file.old is None or file.new is None:
        return file
    return replace(file, contents=file_contents.compare(file.old.asset, file.new.asset, texts))


def _told(name: str, old: Revision, new: Revision) -> Change:
    if name in ROLES:
        return _files(Attachment.Role(name), old, new)
    label = label_of(Revision, name)
    if name == "body":
        return _body(label, old.body, new.body)
    if name in PROSE:
        return _prose(name, label, getattr(old, name), getattr(new, name))
    if name in ("desa", "tags"):
        return _set(name, label, old, new)
    return _value(name, label, shown(old, name), shown(new, name))


def label_of(model: type[models.Model], name: str) -> str:
    """Return the name of a field as the form says it."""
    field = cast("models.Field[Any, Any]", model._meta.get_field(name))
    return str(field.verbose_name).capitalize()


def shown(revision: Revision, name: str) -> str:
    """Return a short field as people read it; "" where it is empty."""
    if name == "category":
        return revision.category.name if revision.category else ""
    value = getattr(revision, name)
    if isinstance(value, datetime):
        return moment(value)
    display = getattr(revision, f"get_{name}_display", None)
    return str(display() if display else value) if value not in (None, "") else ""


def _prose(name: str, label: str, old: str, new: str) -> Change:
    told = by_paragraph(old, new)
    return Change(name, label, _extent(told), tuple(stretches(told)))


def _body(label: str, old: str, new: str) -> Change:
    told = body_changes.compare(old, new)
    words = _extent(told.paragraphs) if told.paragraphs else ""
    tables = f"{len(told.tables)} tabel" if told.tables else ""
    extent = ", ".join(some for some in (words, tables) if some) or "bentuk"
    stretched = tuple(stretches(told.paragraphs))
    return Change("body", label, extent, stretched, tables=told.tables, hint=told.hint)


def _extent(paragraphs: Iterable[Paragraph]) -> str:
    changed = [paragraph for paragraph in paragraphs if paragraph.changed]
    places = sum(paragraph.places for paragraph in changed)
    texts = [piece.text for p in changed for piece in p.pieces if piece.kind != "same"]
    if places == 1 and all(len(text.split()) == 1 for text in texts):
        return "1 kata"
    return f"{places} tempat"


def _value(name: str, label: str, old: str, new: str) -> Change:
    pieces = tuple(piece for piece in (Piece("del", old), Piece("ins", new)) if piece.text)
    extent = "diganti" if old and new else "ditambah" if new else "dihapus"
    return Change(name, label, extent, (Stretch(True, (Paragraph(old, new, pieces),)),))


def _set(name: str, label: str, old: Revision, new: Revision) -> Change:
    before = {row.pk: str(row) for row in getattr(old, name).all()}
    after = {row.pk: str(row) for row in getattr(new, name).all()}
    gone = [Piece("del", words) for pk, words in before.items() if pk not in after]
    kept = [Piece("same", words) for pk, words in after.items() if pk in before]
    added = [Piece("ins", words) for pk, words in after.items() if pk not in before]
    pieces = _listed([*kept, *gone, *added])
    extent = ", ".join(
        f"{len(some)} {word}" for some, word in ((added, "ditambah"), (gone, "dihapus")) if some
    )
    paragraph = Paragraph(", ".join(before.values()), ", ".join(after.values()), pieces)
    return Change(name, label, extent, (Stretch(True, (paragraph,)),))


def _listed(pieces: list[Piece]) -> tuple[Piece, ...]:
    comma = Piece("same", ", ")
    spaced = [part for piece in pieces for part in (comma, piece)]
    return tuple(spaced[1:])


# --- files ----------------------------------------------------------------------------------------
def _described(attachments: list[Attachment]) -> list[tuple[str, ...]]:
    return [
        (a.asset.sha256, a.asset.name, a.focus_words, *(getattr(a, name) for name in TEXTS))
        for a in attachments
    ]


def _files(role: Attachment.Role, old: Revision, new: Revision) -> Change:
    before, after = old.placed(role), new.placed(role)
    told = tuple(_file_changes(role, before, after))
    label = str(role.label)
    if not told:
        return Change(role.value, label, "urutan", hint="Berkasnya sama; urutannya berubah.")
    counts = {what: sum(one.what == what for one in told) for what in WHATS}
    extent = ", ".join(
        what if len(told) == 1 else f"{count} {what}" for what, count in counts.items() if count
    )
    return Change(role.value, label, extent, files=told)


# Whatever stands in these places, the next one takes the place of the last.
PAIRED = (
    Attachment.Role.COVER,
    Attachment.Role.GALLERY,
    Attachment.Role.INLINE,
    Attachment.Role.VIDEO,
)
REPLACED = "diganti"
WHATS = (REPLACED, "ditambah", "dihapus", "keterangan")


def _file_changes(
    role: Attachment.Role, before: list[Attachment], after: list[Attachment]
) -> Iterator[FileChange]:
    was, now = {a.asset.sha256: a for a in before}, {a.asset.sha256: a for a in after}
    for sha256, new in now.items():
        old = was.get(sha256)
        if old is not None and _described([old]) != _described([new]):
            yield FileChange("keterangan", old, new, _words(old, new))
    gone = [a for a in before if a.asset.sha256 not in now]
    added = [a for a in after if a.asset.sha256 not in was]
    for old in gone:
        follower = next((new for new in added if _takes_place(role, old, new)), None)
        if follower is None:
            yield FileChange("dihapus", old, None)
        else:
            added.remove(follower)
            yield FileChange(REPLACED, old, follower, _words(old, follower))
    for new in added:
        yield FileChange("ditambah", None, new)


def _takes_place(role: Attachment.Role, old: Attachment, new: Attachment) -> bool:
    """Tell a replaced file from one that went and another that came."""
    if role in PAIRED:
        return True
    if old.asset.extension != new.asset.extension:
        return False
    return role == Attachment.Role.DATA or str(old) == str(new)


def _words(old: Attachment, new: Attachment) -> tuple[tuple[str, tuple[Piece, ...]], ...]:
    texts = [
        *((label_of(Attachment, name), getattr(old, name), getattr(new, name)) for name in TEXTS),
        ("Titik penting", old.focus_words, new.focus_words),
    ]
    return tuple(
        (label, tuple(by_word(before, after))) for label, before, after in texts if before != after
    )
