"""One sight of personal data, and the sorts of it."""

from dataclasses import dataclass

from django.db import models

DOT = "•"


class Sort(models.TextChoices):
    """What a value is; the labels are read in sentences."""

    NIK = "nik", "NIK"
    FAMILY_CARD = "kk", "Nomor KK"
    PHONE = "telepon", "Nomor telepon"
    EMAIL = "surel", "Alamat surel"
    ACCOUNT = "rekening", "Nomor rekening"
    TAX_NUMBER = "npwp", "NPWP"
    PASSPORT = "paspor", "Nomor paspor"
    LICENCE = "sim", "Nomor SIM"
    ADDRESS = "alamat", "Alamat rumah"
    BIRTH_DATE = "lahir", "Tanggal lahir"
    STAFF_NUMBER = "nip", "NIP"


# Shown, but nobody has to decide: officials sign with it.
ONLY_NOTED = frozenset({Sort.STAFF_NUMBER})
HIDDEN: dict[str, str] = {
    Sort.NIK: "[NIK ditutup]",
    Sort.FAMILY_CARD: "[nomor KK ditutup]",
    Sort.PHONE: "[nomor telepon ditutup]",
    Sort.EMAIL: "[surel ditutup]",
    Sort.ACCOUNT: "[nomor rekening ditutup]",
    Sort.TAX_NUMBER: "[NPWP ditutup]",
    Sort.PASSPORT: "[nomor paspor ditutup]",
    Sort.LICENCE: "[nomor SIM ditutup]",
    Sort.ADDRESS: "[alamat ditutup]",
    Sort.BIRTH_DATE: "[tanggal lahir ditutup]",
    Sort.STAFF_NUMBER: "[NIP ditutup]",
}
# How many letters at both ends a masked value keeps.
KEPT: dict[str, tuple[int, int]] = {
    Sort.NIK: (4, 4),
    Sort.FAMILY_CARD: (4, 4),
    Sort.PHONE: (4, 2),
    Sort.ADDRESS: (2, 0),
    Sort.BIRTH_DATE: (0, 0),
    Sort.PASSPORT: (1, 2),
}
FEWEST_HIDDEN = 4
LONGEST_MASK = 32


@dataclass(frozen=True, slots=True)
class Sight:
    """A value of one sort and the stretch of text where it stands.

    ``value`` is the same however it was written: digits without what parts them, small letters.
    """

    sort: Sort
    value: str
    start: int
    end: int


def masked(sort: str, value: str) -> str:
    """Return a form by which people tell values apart without reading them."""
    if sort == Sort.EMAIL:
        name, _, domain = value.partition("@")
        return f"{name[:1]}{DOT * FEWEST_HIDDEN}@{domain}"[: LONGEST_MASK * 2]
    head, tail = KEPT.get(sort, (2, 2))
    hidden = min(max(FEWEST_HIDDEN, len(value) - head - tail), LONGEST_MASK)
    value = value.capitalize() if sort == Sort.ADDRESS else value
    return f"{value[:head]}{DOT * hidden}{value[len(value) - tail :] if tail else ''}"
