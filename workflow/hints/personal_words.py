"""Words that belong to a person: mail address, a home address or a birthday beside a name."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from workflow.hints.sight import Sight, Sort

MAIL = re.compile(
    r"(?<![\w.+\-])(?<!//)[A-Za-z0-9][\w.+\-]{0,63}+(?:@| ?[\[(] ?at ?[\])] ?)"
    r"[A-Za-z0-9][A-Za-z0-9\-]{0,62}(?:\.[A-Za-z0-9\-]{1,63}){1,5}"
)
AT = re.compile(r" ?[\[(] ?at ?[\])] ?")
# Everybody can have an address there: the office's own box says nothing about the others.
PUBLIC_MAIL = {
    "gmail.com", "yahoo.com", "yahoo.co.id", "ymail.com", "rocketmail.com", "hotmail.com",
    "outlook.com", "outlook.co.id", "icloud.com", "proton.me", "protonmail.com", "mail.com",
    "live.com",
}  # fmt: skip

BALINESE = (
    "Wayan|Made|Nyoman|Ketut|Putu|Kadek|Komang|Nengah|Luh|Gede|Gde|Desak|Gusti|Dewa|Ngurah|Kade|"
    "Ida|Anak|Cokorda|Ayu"
)
NAME = re.compile(
    rf"\b(?:I|Ni)\.? (?:{BALINESE})\b"
    rf"|\b(?:{BALINESE}|Muhammad|Mohamad|Moh|Ahmad|Abdul|Siti|Nur|Sri|Agus)\b\.? [A-Z][a-z]+"
    r"|\b(?:Bapak|Pak|Ibu|Bu|Sdri?|Saudara|Saudari|Almh?|Tn|Ny|Hj?|[Nn]ama|NAMA|a\.n)\b\.?"
    r"(?:\s*[:\t]\s*|\s+)(?!Camat|Bupati|Lurah|Kepala|Perbekel|Sekcam|Sekretaris|Gubernur|Presiden|"
    r"Wakil|Ketua|Guru|Keli|Klian|Babinsa|Bhabin|Bidan|Kota|Negara|Rumah|Kasubag|Menteri|Dinas|"
    r"Desa|Kegiatan|Acara|Lembaga|Program|Usaha|Kelompok|Instansi|Sekolah|Jalan|Tempat|Banjar)"
    r"[A-Z][A-Za-z']+"
)
MONTH = (
    r"(?:Januari|Februari|Pebruari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|"
    r"Nopember|Desember|Jan|Feb|Mar|Apr|Jun|Jul|Agu|Ags|Sep|Okt|Nov|Des)"
)
STREET = re.compile(
    r"\b(?:Jln?|JL|Jalan|Gg|Gang|Br|Banjar|Lingkungan|Dusun|Perum|Perumahan|Komplek|Kompleks)\b\.? "
    r"[^\n;]{0,60}?\b(?:[Nn]o(?:mor)?\.? ?\d{1,4}[A-Za-z]?|RT\.? ?\d{1,3}(?: ?[/,]? ?RW\.? ?\d{1,3})?|"
    r"Blok [A-Z]{0,2}\d{0,3})(?![\w])"
    r"|\bRT\.? ?\d{1,3} ?[/,]? ?RW\.? ?\d{1,3}\b"
    r"|\b(?:Jln?|JL|Jalan|Gg|Gang)\b\.? (?:[A-Z]\w{1,20} ){1,4}\d{1,3}(?![\w.,]?\d)(?!\w)"
    rf"(?! ?(?:km|KM|Km|meter|m|orang|hari|{MONTH})\b)"
)
PUBLIC_HOUSE = re.compile(
    r"\b(?:[Kk]antor|Dinas|Badan|Sekolah|SDN?|SMPN?|SMAN?|SMKN?|TK|PAUD|MI|MTs|Puskesmas|Pustu|"
    r"Rumah Sakit|RSUD?|Klinik|Pura|Masjid|Musala|Gereja|Vihara|Balai|[Aa]ula|Pasar|Bank|LPD|"
    r"BUMDes|[Kk]operasi|UD|CV|PT|[Tt]oko|[Ww]arung|Hotel|Posyandu|Polsek|Koramil|Lapangan|"
    r"Terminal|Pelabuhan|Gedung|Kampus|Universitas|Posko|[Ss]ekretariat|Apotek|wantilan|Wantilan)\b"
)
HOUSE_BEFORE = 60
NAME_BEFORE, NAME_AFTER = 90, 60

DATE = rf"\d{{1,2}}(?: {MONTH} |[/.\- ]\d{{1,2}}[/.\- ])(?:19|20)\d{{2}}"
BIRTH = re.compile(rf"{DATE}(?!\d)")
BIRTH_WORD = re.compile(
    r"(?<![Hh]ari )\b(?i:(?P<form>TTL|(?:tanggal|tgl)\.? lahir)|kelahiran|lahir)\b"
)
BIRTH_BEFORE = 60


def plain(written: str) -> str:
    """Return words as they compare: small letters and digits, single spaces."""
    return " ".join(re.findall(r"\w+", written.casefold()))


def find(text: str) -> Iterator[Sight]:
    """Yield mail addresses, home addresses and birthdays of a folded text."""
    if "@" in text or AT.search(text):
        for match in MAIL.finditer(text):
            yield Sight(Sort.EMAIL, AT.sub("@", match[0]).casefold(), *match.span())
    names = _Names(text)
    for match in STREET.finditer(text):
        before = text[max(0, match.start() - HOUSE_BEFORE) : match.start()].rpartition("\n")[2]
        if not PUBLIC_HOUSE.search(before) and names.beside(match):
            yield Sight(Sort.ADDRESS, plain(match[0]), *match.span())
    for match in BIRTH.finditer(text):
        before = text[max(0, match.start() - BIRTH_BEFORE) : match.start()].rpartition("\n")[2]
        said = BIRTH_WORD.search(before)
        if said and (said["form"] or names.beside(match)):
            yield Sight(Sort.BIRTH_DATE, plain(match[0]), *match.span())


class _Names:
    """Where names stand in a text; looked for once, and only when somebody asks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.stretches: list[tuple[int, int]] | None = None

    def beside(self, match: re.Match[str]) -> bool:
        """Whether a name stands near, on the same line; a name inside the match is a street's."""
        if self.stretches is None:
            self.stretches = [name.span() for name in NAME.finditer(self.text)]
        first = bisect_left(self.stretches, (match.start() - NAME_BEFORE,))
        for at in range(first, len(self.stretches)):
            start, end = self.stretches[at]
            if start > match.end() + NAME_AFTER:
                return False
            between = (end, match.start()) if end <= match.start() else (match.end(), start)
            if between[0] <= between[1] and "\n" not in self.text[slice(*between)]:
                return True
        return False
