"""What an approver looks at: rows checked by the machine, boxes ticked by a person, words to return.

All of it is data. The person's boxes are at most four for a kind: a longer list is ticked unread.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models

from content.digest import WORD_FIELDS
from content.html import plain_text
from content.kinds import Kind
from content.models import Revision


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

# A citizen's number has 16 digits, whose last four are never all zero; people write it in groups.
NIK = re.compile(r"(?<!\d)\d{2}(?:[ .]?\d{2}){2}[ .]?(?:\d{2}[ .]?){3}\d{4}(?!\d)")
MOBILE = re.compile(r"(?<![\d/])(?:\+62|62|0)[ -]?8\d{1,2}(?:[ .-]?\d{3,4}){2,3}(?!\d)")
ACCOUNT = re.compile(r"(?:rekening|\brek\.?)\D{0,24}\d(?:[ .-]?\d){7,}", re.IGNORECASE)


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


def automatic(revision: Revision) -> list[Finding]:
    """Return what the machine sees: it informs and never decides."""
    found = [_alternative_texts(revision)] if revision.placed(*SHOWN) else []
    return [*found, _personal_data(revision)]


SHOWN = ("cover", "gallery", "inline")


def _alternative_texts(revision: Revision) -> Finding:
    pictures = revision.placed(*SHOWN)
    bare = sum(not picture.alt.strip() for picture in pictures)
    words = f"{bare} dari {len(pictures)} foto belum punya." if bare else ""
    return Finding("Foto punya teks alternatif", not bare, words)


def _personal_data(revision: Revision) -> Finding:
    text = public_text(revision)
    named = ((NIK, "NIK"), (ACCOUNT, "nomor rekening"), (MOBILE, "nomor HP"))
    seen = [name for pattern, name in named if pattern.search(text)]
    words = f"Ada yang tampak seperti {', '.join(seen)}." if seen else ""
    return Finding("Tidak ada NIK, nomor rekening, atau nomor HP", not seen, words)


def public_text(revision: Revision) -> str:
    """Return all words of a revision that the public would read, one field per line."""
    words = [str(getattr(revision, name) or "") for name in WORD_FIELDS if name != "body"]
    captions = (
        " ".join((a.title, a.caption, a.alt, a.credit))
        for a in revision.attachments.all()
        if a.role != "bahan"
    )
    return "\n".join((*words, plain_text(revision.body), *captions))
