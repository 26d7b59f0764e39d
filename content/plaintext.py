"""CSV and plain text: the only files whose name has a say, because their bytes cannot tell."""

import codecs
import re

from content.accepted import ACCEPTED, TYPES, FileType, refuse, shown_name

MARKUP = re.compile(
    r"<(?:!doctype|html|head|body|script|svg|iframe|object|embed|img|style|link|meta|base|\?php|\?xml)"
    r"(?=[\s/>!?:]|$)",
    re.IGNORECASE,
)
# A cell such as =cmd|'/c calc'!A1 makes a spreadsheet start a program on the reader's computer.
PROGRAM_CALL = re.compile(r"(?:^|[;,\t\"])\s*[=+\-@][^;,\t\n]{0,200}\|[^\n]{0,200}!", re.MULTILINE)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
SCRIPT_STARTS = ("#!", "@echo", "{\\rtf", "%!ps", "<%", "<?")


def decode_text(data: bytes) -> str | None:
    """Read bytes as the encodings office computers write, or None when they are not text."""
    if data.startswith(codecs.BOM_UTF8):
        data = data[len(codecs.BOM_UTF8) :]
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def identify_text(data: bytes, name: str) -> FileType:
    """Take CSV and plain text; the content must be harmless, the name tells which of the two."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise refuse(
            name,
            "tersimpan sebagai teks UTF-16. Di Excel pilih Simpan Sebagai, lalu jenis "
            "“CSV UTF-8”; di Notepad pilih Encoding UTF-8.",
        )
    text = decode_text(data)
    if text is None or CONTROL.search(text):
        raise refuse(name, f"bukan jenis yang dikenal situs ini. {ACCEPTED}")
    if MARKUP.search(text):
        raise refuse(
            name,
            "berisi kode halaman web (HTML), yang dapat disalahgunakan. Salin isinya ke Word, "
            "lalu simpan sebagai DOCX atau PDF.",
        )
    if text.lstrip().lower().startswith(SCRIPT_STARTS):
        raise refuse(name, f"berisi perintah program, bukan teks atau data. {ACCEPTED}")
    extension = shown_name(name).rpartition(".")[2].lower()
    if extension not in {"csv", "txt"}:
        raise refuse(
            name,
            "berisi teks biasa, tetapi namanya tidak berakhiran .csv atau .txt. Beri akhiran "
            ".csv bila isinya tabel, atau .txt bila isinya tulisan.",
        )
    if extension == "csv" and PROGRAM_CALL.search(text):
        raise refuse(
            name,
            "memuat sel yang memanggil program di komputer pembaca. Hapus sel yang diawali "
            "“=” dan memuat “|”, lalu simpan lagi sebagai CSV.",
        )
    return TYPES[extension]
