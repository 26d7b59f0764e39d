"""What a file really is, told from its bytes and not from its name."""

import mmap
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from content.accepted import (
    TYPES,
    FileRefused,
    FileType,
    Group,
    Limits,
    check_size,
    refuse,
    size_of,
)
from content.office import identify_compound, identify_package
from content.ole import SIGNATURE as COMPOUND_SIGNATURE
from content.plaintext import identify_text
from content.video import EBML, TO_MP4, identify_iso_media, identify_matroska

__all__ = ["FileRefused", "FileType", "Group", "Limits", "identify"]

Bytes = bytes | mmap.mmap

HEAD_BYTES = 4096
TAIL_BYTES = 1024
PROGRAM = "adalah program, bukan dokumen, dan tidak dapat diunggah ke situs."
ARCHIVE = (
    "adalah arsip {}. Ekstrak lebih dahulu, lalu unggah isinya satu per satu agar warga dapat "
    "membukanya langsung."
)
SOUND = "adalah berkas suara. Situs ini hanya menerima gambar, dokumen, data dan video."
OTHER_PICTURE = "adalah gambar jenis {}. Simpan sebagai JPEG atau PNG, lalu unggah lagi."

PICTURES = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "tif"),
    (b"MM\0*", "tif"),
)
# What people do upload by mistake or by intent, each with its own words: offset, bytes, sentence.
REFUSED = (
    (0, b"PK\x05\x06", ARCHIVE.format("ZIP yang kosong")),
    (0, b"PK\x07\x08", ARCHIVE.format("ZIP yang terbagi")),
    (0, b"Rar!\x1a\x07", ARCHIVE.format("RAR")),
    (0, b"7z\xbc\xaf\x27\x1c", ARCHIVE.format("7-Zip")),
    (0, b"\x1f\x8b", ARCHIVE.format("GZIP")),
    (0, b"BZh", ARCHIVE.format("BZIP2")),
    (0, b"\xfd7zXZ\0", ARCHIVE.format("XZ")),
    (0, b"\x28\xb5\x2f\xfd", ARCHIVE.format("Zstandard")),
    (0, b"MSCF", ARCHIVE.format("CAB")),
    (257, b"ustar", ARCHIVE.format("TAR")),
    (
        32769,
        b"CD001",
        "adalah citra cakram (ISO). Unggah dokumennya saja, satu per satu.",
    ),
    (0, b"MZ", PROGRAM),
    (0, b"\x7fELF", PROGRAM),
    (0, b"\xca\xfe\xba\xbe", PROGRAM),
    (0, b"\xcf\xfa\xed\xfe", PROGRAM),
    (0, b"dex\n03", PROGRAM),
    (0, b"\0asm", PROGRAM),
    (
        0,
        b"L\0\0\0\x01\x14\x02\0",
        "adalah pintasan Windows, bukan berkasnya. Unggah berkas aslinya.",
    ),
    (
        0,
        b"SQLite format 3\0",
        "adalah basis data. Ekspor tabelnya sebagai CSV atau XLSX.",
    ),
    (
        0,
        b"\0\x01\0\0Standard",
        "adalah basis data Access. Ekspor tabelnya sebagai CSV atau XLSX.",
    ),
    (0, b"ID3", SOUND),
    (0, b"\xff\xfb", SOUND),
    (0, b"\xff\xf3", SOUND),
    (0, b"OggS", SOUND),
    (0, b"fLaC", SOUND),
    (0, b"#!AMR", SOUND),
    (8, b"WAVE", SOUND),
    (8, b"AVI ", f"adalah video AVI. {TO_MP4}"),
    (0, b"FLV\x01", f"adalah video Flash (FLV). {TO_MP4}"),
    (
        0,
        b"\x30\x26\xb2\x75\x8e\x66\xcf\x11",
        f"adalah video Windows Media (WMV). {TO_MP4}",
    ),
    (0, b"\0\0\x01\xba", f"adalah video MPEG lama. {TO_MP4}"),
    (0, b"8BPS", OTHER_PICTURE.format("Photoshop (PSD)")),
    (0, b"\0\0\x01\0", OTHER_PICTURE.format("ikon (ICO)")),
    (0, b"\xff\x0a", OTHER_PICTURE.format("JPEG XL")),
    (0, b"\0\0\0\x0cJXL ", OTHER_PICTURE.format("JPEG XL")),
    (0, b"\0\0\0\x0cjP  ", OTHER_PICTURE.format("JPEG 2000")),
    (0, b"\xff\x4f\xff\x51", OTHER_PICTURE.format("JPEG 2000")),
    (0, b"II+\0", OTHER_PICTURE.format("BigTIFF")),
    (0, b"MM\0+", OTHER_PICTURE.format("BigTIFF")),
    (0, b"\xd7\xcd\xc6\x9a", OTHER_PICTURE.format("WMF")),
    (
        0,
        b"%!PS",
        "adalah berkas cetak PostScript. Simpan sebagai PDF, lalu unggah lagi.",
    ),
    (
        0,
        b"{\\rtf",
        "adalah dokumen RTF. Simpan sebagai DOCX atau PDF, lalu unggah lagi.",
    ),
)
ENCRYPTED_PDF = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
ACTIVE_PDF = re.compile(rb"/S\s*/(?:JavaScript|Launch)\b")
WEB_PAGE = re.compile(rb"(?i)^\s*<(?:!doctype\s+html|html|head|body|script|iframe|!--)")
DRAWING = re.compile(rb"(?i)<svg[\s>:]|<!doctype\s+svg")


def identify(stream: IO[bytes], name: str, limits: Limits | None = None) -> FileType:
    """Say what the bytes are, or refuse them with a sentence; leaves the stream at its beginning."""
    limits = limits or Limits.from_settings()
    size = size_of(stream)
    if size == 0:
        raise refuse(name, "kosong (0 byte). Periksa berkas aslinya, lalu unggah lagi.")
    if size > max(limits.max_bytes.values()):
        check_size(size, Group.VIDEO, name, limits)
    head = stream.read(HEAD_BYTES)
    file_type = _by_signature(stream, head, name, limits)
    check_size(size, file_type.group, name, limits)
    stream.seek(0)
    return file_type


def _by_signature(stream: IO[bytes], head: bytes, name: str, limits: Limits) -> FileType:
    size = size_of(stream)
    for signature, extension in PICTURES:
        if head.startswith(signature):
            return TYPES[extension]
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return TYPES["webp"]
    # "BM" opens English words too; a bitmap also carries its header's length at byte 14.
    if head.startswith(b"BM") and head[14:18] in _BITMAP_HEADERS:
        return TYPES["bmp"]
    if head.startswith(b"%PDF-"):
        check_size(size, Group.DOCUMENT, name, limits)
        return _identify_pdf(stream, name)
    if head.startswith(b"PK\x03\x04"):
        check_size(size, Group.DOCUMENT, name, limits)
        return identify_package(stream, name, limits)
    if head.startswith(COMPOUND_SIGNATURE):
        return identify_compound(stream, name)
    if head[4:8] == b"ftyp" and len(head) >= 16:
        return identify_iso_media(stream, head, name)
    if head.startswith(EBML):
        return identify_matroska(stream, head, name)
    _refuse_known(stream, head, name)
    check_size(size, Group.DATA, name, limits)
    stream.seek(0)
    return identify_text(stream.read(), name)


_BITMAP_HEADERS = {length.to_bytes(4, "little") for length in (12, 40, 52, 56, 64, 108, 124)}


def _refuse_known(stream: IO[bytes], head: bytes, name: str) -> None:
    for offset, signature, sentence in REFUSED:
        stream.seek(offset)
        if stream.read(len(signature)) == signature:
            raise refuse(name, sentence)
    if DRAWING.search(head):
        raise refuse(
            name,
            "adalah gambar SVG, yang dapat memuat program. Ekspor sebagai PNG atau JPEG, lalu "
            "unggah lagi.",
        )
    if WEB_PAGE.search(head.removeprefix(b"\xef\xbb\xbf")):
        raise refuse(
            name,
            "adalah halaman web (HTML). Salin isinya ke kotak tulisan, atau simpan sebagai PDF.",
        )


def _carries_more(data: Bytes, end: int) -> bool:
    """Find what follows the end of the document, or a ZIP archive that shares its bytes."""
    return bool(data[end + 5 :].strip(b"\0 \t\r\n")) or b"PK\x05\x06" in data[-66_000:]


def _identify_pdf(stream: IO[bytes], name: str) -> FileType:
    with _bytes_of(stream) as data:
        reason = _trouble_of_pdf(data)
    if reason:
        raise refuse(name, f"{reason}, lalu unggah lagi.")
    return TYPES["pdf"]


@contextmanager
def _bytes_of(stream: IO[bytes]) -> Iterator[Bytes]:
    """Give all bytes of a file; those of a file on the disk without reading it into memory."""
    stream.seek(0)
    try:
        number = stream.fileno()
    except (AttributeError, OSError):
        yield stream.read()
        return
    with mmap.mmap(number, 0, access=mmap.ACCESS_READ) as data:
        yield data


def _trouble_of_pdf(data: Bytes) -> str:
    end = data.rfind(b"%%EOF")
    if end < 0 or b"startxref" not in data[max(0, end - TAIL_BYTES) : end]:
        return "adalah PDF yang terpotong. Simpan atau salin ulang dari aslinya"
    if ENCRYPTED_PDF.search(data):
        return "adalah PDF yang dikunci dengan kata sandi. Cetak ke PDF agar kuncinya hilang"
    if ACTIVE_PDF.search(data):
        return "adalah PDF yang menjalankan program saat dibuka. Cetak ke PDF agar bersih"
    if _carries_more(data, end):
        return "adalah PDF dengan isi tambahan di belakang dokumennya. Cetak ke PDF agar bersih"
    return ""
