"""Can everybody follow it: descriptions of pictures, order of headings, tables, words that need eyes."""

import re
from collections.abc import Iterator

from content.forms.places import prefix_of
from content.models import Attachment, Revision
from workflow.hints.body import Body
from workflow.hints.hint import Family, Hint, Level, excerpt
from workflow.hints.wording import shouts

MOST = 12
SHORTEST_ALT = 12
LOUD_PARAGRAPH = 60
BOLD_HEADING = 90
SCANNED_GROUPS = ("document",)
FILE_NAME = re.compile(
    r".*\.(?:jpe?g|png|webp|gif|heic|avif)|"
    r"(?:img|dsc|dscn|dcim|pxl|wa|whatsapp image|screenshot|foto|gambar|image|photo|picture)"
    r"[\s_\d().:-]*(?:at[\s\d.:-]*)?",
    re.IGNORECASE,
)
SAYS_PICTURE = re.compile(r"(?:foto|gambar|ilustrasi|image of|picture of)\s+\w", re.IGNORECASE)
SEE_BELOW = re.compile(
    r"\b(?:lihat|seperti|pada|dalam) (?:gambar|foto|tabel|grafik) (?:di )?(?:atas|bawah|samping|berikut)\b|"
    r"\b(?:di )?(?:kolom|kotak) (?:sebelah )?(?:kiri|kanan)\b",
    re.IGNORECASE,
)
COLOUR_ALONE = re.compile(
    r"\b(?:yang |ber|ditandai |diberi )?(?:warna|berwarna|tulisan|huruf|tanda|titik|garis|kotak) "
    r"(?:merah|hijau|kuning|biru|hitam|oranye|jingga|ungu)\b",
    re.IGNORECASE,
)
PICTURE_ROLES = (Attachment.Role.COVER, Attachment.Role.GALLERY)
ALT_WHY = "Pembaca layar membacakan teks ini: sebut siapa, berbuat apa, di mana."


def hints(revision: Revision, body: Body) -> list[Hint]:
    """Return what shuts somebody out."""
    found = (*_pictures(revision, body), *_headings(body), *_tables(body), *_words(body))
    return [*found, *_documents(revision)][:MOST]


def _pictures(revision: Revision, body: Body) -> Iterator[Hint]:
    seen: dict[str, str] = {}
    for attachment in revision.placed(*PICTURE_ROLES):
        if not attachment.asset.is_picture:
            continue
        field = f"{prefix_of(attachment)}-alt"
        # Where it is missing altogether, completeness says so.
        alts = (attachment.alt.strip(), attachment.caption.strip(), attachment.asset.name)
        yield from _alt(*alts, field, f"Foto {attachment.asset.name}", seen)
    for picture in body.pictures:
        name = picture.src.rpartition("/")[2]
        if not picture.alt:
            yield _hint(
                Level.WARNING,
                "Gambar dalam isi belum punya teks alternatif.",
                ALT_WHY,
                excerpt(name),
            )
        yield from _alt(picture.alt, picture.caption, name, "body", "Isi", seen)


def _alt(
    alt: str, caption: str, name: str, field: str, place: str, seen: dict[str, str]
) -> Iterator[Hint]:
    if not alt:
        return
    wrong = ""
    if FILE_NAME.fullmatch(alt) or alt.lower() == name.lower():
        wrong = "Teks alternatif berupa nama berkas."
    elif len(alt) < SHORTEST_ALT:
        wrong = "Teks alternatif terlalu pendek."
    elif alt.lower() == caption.lower():
        wrong = "Teks alternatif sama dengan keterangan: pembaca layar membacanya dua kali."
    elif SAYS_PICTURE.match(alt):
        wrong = "Teks alternatif tidak perlu diawali “foto” atau “gambar”."
    elif seen.get(alt.lower(), name) != name:
        wrong = "Dua foto memakai teks alternatif yang sama."
    seen.setdefault(alt.lower(), name)
    if wrong:
        yield _hint(Level.NOTE, wrong, ALT_WHY, excerpt(alt), field, place)


def _headings(body: Body) -> Iterator[Hint]:
    before = 1
    for heading in body.headings:
        if not heading.text:
            yield _hint(
                Level.WARNING, "Judul bagian tanpa tulisan.", "Isi judulnya, atau hapus barisnya."
            )
        elif heading.level > before + 1:
            yield _hint(
                Level.NOTE,
                "Judul bagian melompati tingkat.",
                "Pakai Judul bagian dahulu, baru Judul kecil di bawahnya.",
                excerpt(heading.text),
            )
        before = heading.level
    for paragraph in body.paragraphs:
        bold = paragraph.strong == paragraph.text and not paragraph.in_list
        if bold and len(paragraph.text) <= BOLD_HEADING and not paragraph.text.endswith("."):
            yield _hint(
                Level.NOTE,
                "Baris tebal dipakai sebagai judul bagian.",
                "Pilih Judul bagian di bilah alat: pembaca layar dapat melompat ke sana.",
                excerpt(paragraph.text),
            )


def _tables(body: Body) -> Iterator[Hint]:
    for table in body.tables:
        if table.rows > 1 and not table.has_headings:
            yield _hint(
                Level.WARNING,
                "Tabel tanpa sel kepala.",
                "Jadikan baris pertama kepala tabel: tanpa itu angka dibacakan tanpa artinya.",
                excerpt(table.text),
            )


def _words(body: Body) -> Iterator[Hint]:
    for paragraph in body.paragraphs:
        text = paragraph.text
        if len(text) >= LOUD_PARAGRAPH and shouts(text):
            yield _hint(
                Level.NOTE,
                "Paragraf dengan huruf besar semua.",
                "Huruf besar semua sulit dibaca, dan ada pembaca layar yang mengejanya.",
                excerpt(text),
            )
        if match := SEE_BELOW.search(text):
            yield _hint(
                Level.NOTE,
                "Menunjuk dengan letak: “atas”, “bawah”, “samping”.",
                "Di ponsel letaknya lain. Sebut namanya, misalnya “tabel Jumlah penduduk”.",
                excerpt(text, max(0, match.start() - 30), match.end() + 30),
            )
        if match := COLOUR_ALONE.search(text):
            yield _hint(
                Level.NOTE,
                "Menunjuk dengan warna saja.",
                "Tidak semua orang membedakan warna. Tambahkan katanya, misalnya “lewat waktu”.",
                excerpt(text, max(0, match.start() - 30), match.end() + 30),
            )


def _documents(revision: Revision) -> Iterator[Hint]:
    for attachment in revision.placed(Attachment.Role.DOCUMENT, Attachment.Role.DATA):
        asset = attachment.asset
        if asset.group not in SCANNED_GROUPS or not hasattr(asset, "words"):
            continue
        if not asset.words.text.strip():
            yield _hint(
                Level.NOTE,
                asset.words.trouble or "Dokumen tanpa teks, mungkin hasil pindai.",
                "Tidak dapat dicari dan tidak terbaca pembaca layar. Unggah berkas aslinya (Word "
                "disimpan sebagai PDF), atau tulis pokok isinya.",
                asset.name,
                f"{prefix_of(attachment)}-title",
                f"Berkas {asset.name}",
            )


def _hint(
    level: Level, words: str, why: str, seen: str = "", field: str = "body", place: str = "Isi"
) -> Hint:
    return Hint(Family.ACCESSIBILITY, level, words, why, field, f"#id_{field}", seen, place)
