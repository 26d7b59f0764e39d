"""What an approver looks at: rows checked by the machine, boxes ticked by a person, words to return.

The boxes are the office's own, at most six for a kind: a longer list is ticked unread. The class of
the information (UU 14/2008) stands before them for every kind. What was ticked is kept by its words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import models

from content import facts
from content.kinds import Kind
from content.models import Revision
from workflow.hints.hint import Family, Hint
from workflow.models import ChecklistBox, Event
from workflow.personal_data import undecided

MOST_BOXES = 6
KNOWN = "_checklist"


class ReturnTag(models.TextChoices):
    """What has to be put right; kept in the register by these words."""

    PEOPLE = "nama", "Nama atau jabatan"
    FIGURES = "angka", "Angka atau tanggal"
    SPELLING = "ejaan", "Ejaan"
    PHOTO = "foto", "Foto"
    TITLE = "judul", "Judul"
    PERSONAL_DATA = "data-pribadi", "Data pribadi"
    CLASS = "klasifikasi", "Klasifikasi informasi"


class Check(models.TextChoices):
    """What only a person can see, as it is proposed; the oldest decisions keep these short words."""

    PEOPLE = "nama", "Nama dan jabatan benar"
    FIGURES = "angka", "Angka dan tanggal benar"
    RESPECT = "hormat", "Tidak menyinggung adat, agama, atau pihak tertentu"
    CHILDREN = "anak", "Wajah anak tidak tampil tanpa izin"
    TIME_AND_PLACE = "waktu", "Waktu, tempat, dan sifat acara benar"
    LETTER = "surat", "Nomor surat dan masa berlaku benar"
    SOURCE = "sumber", "Sumber dan tahun data benar"
    TOTALS = "jumlah", "Angka sama dengan dokumen asalnya"
    RIGHTS = "hak", "Foto atau rekaman boleh dipakai kantor"


PICTURES = (Check.PEOPLE, Check.RESPECT, Check.CHILDREN, Check.RIGHTS)
PROSE = (Check.PEOPLE, Check.FIGURES, Check.RESPECT, Check.CHILDREN)

# Proposed for a kind until the office has made a list of its own.
MANUAL: dict[str, tuple[Check, ...]] = {
    Kind.BERITA: PROSE,
    Kind.FOTO: PICTURES,
    Kind.VIDEO: PICTURES,
    Kind.AGENDA: (Check.TIME_AND_PLACE, Check.PEOPLE, Check.RESPECT),
    Kind.PENGUMUMAN: (Check.LETTER, Check.FIGURES, Check.PEOPLE),
    Kind.ARTIKEL: PROSE,
    Kind.BANK_DATA: (Check.SOURCE, Check.TOTALS, Check.FIGURES),
    Kind.HALAMAN: (Check.PEOPLE, Check.FIGURES, Check.RESPECT),
}
MEANINGS: dict[str, str] = {
    Revision.InformationClass.PERIODIC: "Wajib diumumkan secara teratur (UU 14/2008, pasal 9).",
    Revision.InformationClass.IMMEDIATE: "Diumumkan tanpa menunda: menyangkut hajat hidup orang "
    "banyak atau ketertiban umum (UU 14/2008, pasal 10).",
    Revision.InformationClass.ANY_TIME: "Boleh diketahui siapa pun, kapan pun diminta "
    "(UU 14/2008, pasal 11).",
    Revision.InformationClass.EXCLUDED: "Tidak boleh ditayangkan (UU 14/2008, pasal 17).",
}


@dataclass(frozen=True, slots=True)
class Box:
    """One thing that only a person can see; ``words`` are kept in the register once it is ticked."""

    words: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One row that the machine checked; ``words`` says what it saw where it is not in order."""

    label: str
    passed: bool
    words: str = ""


def lists() -> dict[str, tuple[str, ...]]:
    """Return the office's own words by kind, in order (one query; none inside ``facts.opened``).

    A kind is missing while the office has made no list for it; an empty one was emptied on purpose.
    """
    return facts.kept("checklists", _lists)


def _lists() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for box in ChecklistBox.objects.order_by("kind", "position", "pk"):
        before = found.get(box.kind, ())
        found[box.kind] = (*before, box.words) if box.active else before
    return found


def words_for(kind: str) -> tuple[str, ...]:
    """Return what the office wants looked at before it approves this kind."""
    return lists().get(kind, proposed(kind))


def proposed(kind: str) -> tuple[str, ...]:
    """Return what is asked while the office has made no list of its own."""
    return tuple(str(check.label) for check in MANUAL[kind])


def boxes_of(revision: Revision) -> tuple[Box, ...]:
    """Return the boxes that a person ticks before approving; read once for each revision at hand."""
    known = vars(revision)
    if KNOWN not in known:
        office = (Box(words) for words in words_for(revision.kind))
        known[KNOWN] = (class_box(revision), *office)
    boxes: tuple[Box, ...] = known[KNOWN]
    return boxes


def class_box(revision: Revision) -> Box:
    """Return the box with which the class of the information is confirmed (UU 14/2008)."""
    label = revision.get_information_class_display().lower()
    meaning = MEANINGS[revision.information_class]
    if revision.legal_basis:
        meaning += f" Dasar pengecualian: {revision.legal_basis}"
    return Box(f"Klasifikasi informasi: {label}", meaning)


def unticked(boxes: Sequence[Box], ticked: Iterable[str]) -> list[Box]:
    """Return the boxes still open."""
    done = set(ticked)
    return [box for box in boxes if box.words not in done]


def ticked(event: Event) -> tuple[str, ...]:
    """Return what was ticked at a decision, in words; the oldest rows kept short ones."""
    known = dict(Check.choices)
    return tuple(str(known.get(words, words)) for words in event.data.get("checks", ()))


def automatic(revision: Revision, warnings: Iterable[Hint] = ()) -> list[Finding]:
    """Return what the machine sees, the helpers' warnings told once: it informs and never decides."""
    found = [_alternative_texts(revision)] if revision.placed(*SHOWN) else []
    return [*found, _safety(warnings), _personal_data(revision)]


SHOWN = ("cover", "gallery", "inline")


def _alternative_texts(revision: Revision) -> Finding:
    pictures = revision.placed(*SHOWN)
    bare = sum(not picture.alt.strip() for picture in pictures)
    words = f"{bare} dari {len(pictures)} foto belum punya." if bare else ""
    return Finding("Foto punya teks alternatif", not bare, words)


def _safety(warnings: Iterable[Hint]) -> Finding:
    seen = sum(hint.family == Family.SAFETY for hint in warnings)
    words = f"{seen} peringatan, lihat Pemeriksa naskah." if seen else ""
    return Finding("Tidak tampak ajakan judi atau tautan menipu", not seen, words)


def _personal_data(revision: Revision) -> Finding:
    waiting = undecided(revision)
    words = f"{len(waiting)} temuan belum diputuskan." if waiting else ""
    return Finding("Data pribadi sudah diputuskan", not waiting, words)
