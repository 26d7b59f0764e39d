"""What an approver looks at: rows checked by the machine, boxes ticked by a person, words to return.

All of it is data. The person's boxes are at most four for a kind: a longer list is ticked unread.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models

from content.kinds import Kind
from content.models import Revision
from workflow.hints.hint import Family, Hint
from workflow.personal_data import undecided


class ReturnTag(models.TextChoices):
    """What has to be put right; kept in the register by these words."""

    PEOPLE = "nama", "Nama atau jabatan"
    FIGURES = "angka", "Angka atau tanggal"
    SPELLING = "ejaan", "Ejaan"
    PHOTO = "foto", "Foto"
    TITLE = "judul", "Judul"
    PERSONAL_DATA = "data-pribadi", "Data pribadi"


class Check(models.TextChoices):
    """What only a person can see; kept in the register by these words."""

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


@dataclass(frozen=True, slots=True)
class Finding:
    """One row that the machine checked; ``words`` says what it saw where it is not in order."""

    label: str
    passed: bool
    words: str = ""


def manual(kind: str) -> tuple[Check, ...]:
    """Return the boxes that a person ticks before approving this kind."""
    return MANUAL[kind]


def unticked(kind: str, ticked: Iterable[str]) -> list[Check]:
    """Return the boxes still open."""
    done = set(ticked)
    return [check for check in manual(kind) if check.value not in done]


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
