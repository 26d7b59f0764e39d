"""Where a remark may stand: the fields and files of a kind by their names on the screen.

A field is called as on the form; a file ``role:…`` with the first letters of its SHA-256, so that it
is found again in the next version, whatever its number there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from content.forms import AttachmentForm, RevisionForm
from content.forms.places import Role, prefix_of, slots_of, upload_field
from content.forms.words import AFTER, BEFORE, LABELS, STEP_FIVE
from content.html import plain_text
from content.models import Attachment, Revision
from workflow.changes import label_of, shown
from workflow.diff import Piece, by_word
from workflow.hints.passages import BODY
from workflow.prose import read
from workflow.quotes import Text, akin, stands
from workflow.remarks import GENERAL, LONGEST_QUOTE, SHAPE, Remark, Returned

IN_BODY = "Gambar di dalam isi"
LETTERS = 12
Texts = dict[str, list[Text]]
COLUMNS = frozenset(column.name for column in Revision._meta.concrete_fields)


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of the passage that a remark quotes: a sentence, and what stands there now."""

    words: str
    pieces: tuple[Piece, ...] = ()
    is_changed: bool = True


STILL_PLACED = Standing("Berkas ini masih terpasang.", is_changed=False)
REPLACED = Standing("Berkas ini sudah diganti atau dilepas.")
STILL_WRITTEN = Standing("Masih tertulis seperti ini.", is_changed=False)
GONE = Standing("Kutipan ini tidak ada lagi.")


@dataclass(frozen=True, slots=True)
class Asked:
    """A remark on a page: its number there, the way to its place, what became of its passage."""

    number: int
    remark: Remark
    href: str
    standing: Standing | None


def places_of(revision: Revision) -> list[tuple[str, str]]:
    """Return the places of a revision, name and words: the whole text first, then top to bottom."""
    return [(GENERAL, "Naskah secara umum"), *_fields(revision), *_files(revision)]


def _fields(revision: Revision) -> Iterator[tuple[str, str]]:
    labels = LABELS.get(revision.kind, {})
    names = [*BEFORE, *revision.spec.fields, *AFTER]
    if revision.published_at:
        names.append("change_note")
    if not revision.is_correction:
        names += STEP_FIVE
    for name in dict.fromkeys(names):
        declared = RevisionForm.base_fields.get(name)
        label = str(declared.label) if declared and declared.label else label_of(Revision, name)
        yield name, labels.get(name, label)


def _files(revision: Revision) -> Iterator[tuple[str, str]]:
    for slot in slots_of(revision.kind):
        if slot.role == Role.BAHAN:
            continue
        files = revision.placed(slot.role)
        if slot.many or not files:
            yield slot.role.value, slot.label
        for number, file in enumerate(files, start=1):
            label = f"{slot.label} {number}" if slot.many else slot.label
            yield name_of(file), f"{label} ({file.asset.name})"[: SHAPE["place"]]
    for number, file in enumerate(revision.placed(Role.INLINE), start=1):
        yield name_of(file), f"{IN_BODY} {number} ({file.asset.name})"[: SHAPE["place"]]


def name_of(file: Attachment) -> str:
    """Return the name by which a remark knows a file."""
    return f"{file.role}:{file.asset.sha256[:LETTERS]}"


def passage_at(revision: Revision, field: str) -> str:
    """Return the words of a short field as its own passage; "" for long ones, lists and files."""
    if field == BODY or field not in COLUMNS:
        return ""
    words = shown(revision, field)
    return words if len(words) <= LONGEST_QUOTE else ""


def standing_of(remark: Remark, revision: Revision, read_once: Texts) -> Standing | None:
    """Tell what became of a remark's passage or file in a revision; None where there is neither.

    ``read_once`` keeps the words of the fields: twenty remarks about a long body read it once.
    """
    if ":" in remark.field:
        there = any(name_of(file) == remark.field for file in revision.attachments.all())
        return STILL_PLACED if there else REPLACED
    if remark.field not in read_once:
        read_once[remark.field] = _texts(revision, remark.field)
    texts = read_once[remark.field]
    if not remark.quote or not texts:
        return None
    if any(stands(remark.quote, text) for text in texts):
        return STILL_WRITTEN
    now = akin(remark.quote, texts[0])
    if not now:
        return GONE
    return Standing("Sekarang tertulis:", tuple(by_word(remark.quote, now)))


def _texts(revision: Revision, field: str) -> list[Text]:
    """Return a field's words; the body as the public reads it, and as a comparison tells it."""
    if field == BODY:
        return [Text.of(plain_text(revision.body)), Text.of(read(revision.body).text)]
    return [Text.of(shown(revision, field))] if field in COLUMNS else []


def asked(
    remarks: Iterable[Remark],
    revision: Revision,
    words: RevisionForm | None = None,
    places: Sequence[AttachmentForm] = (),
) -> list[Asked]:
    """Number remarks for a page, and put each beside its field or file where forms are given.

    A field or file with remarks carries them as ``asked``.
    """
    told: list[Asked] = []
    read_once: Texts = {}
    for number, remark in enumerate(remarks, start=1):
        holder, href = _holder(remark.field, words, places) if words else (None, "")
        row = Asked(number, remark, href, standing_of(remark, revision, read_once))
        told.append(row)
        if holder is not None:
            holder.asked = [*getattr(holder, "asked", ()), row]
    return told


def remarks_context(
    returned: Returned | None,
    revision: Revision,
    words: RevisionForm | None = None,
    places: Sequence[AttachmentForm] = (),
) -> dict[str, Any]:
    """Return what a page shows of the last return: its remarks, and older ones still open."""
    if returned is None:
        return {"remarks": None}
    return {
        "remarks": returned,
        "asked": asked(returned.remarks, revision, words, places),
        "asked_before": asked(returned.older, revision),
    }


def _holder(name: str, words: RevisionForm, places: Sequence[AttachmentForm]) -> tuple[Any, str]:
    """Return what shows a remark about a place, and the way to it; where a file went, its slot."""
    role, _, sha256 = name.partition(":")
    if sha256 or role in {value for value, _ in Role.choices}:
        for form in places:
            if sha256 and name_of(form.instance) == name:
                inner = "alt" if "alt" in form.fields else "title"
                return form, f"#id_{prefix_of(form.instance)}-{inner}"
        name = BODY if role == Role.INLINE else upload_field(words.instance.kind, role)
    if name not in words.fields:
        return None, ""
    bound = words[name]
    return bound.field, f"#{bound.id_for_label or f'div_{bound.auto_id}'}"
