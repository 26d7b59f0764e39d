"""Video containers: enough of MP4 and WebM to know them, and to take the place out of them."""

import shutil
import struct
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, NamedTuple

from content.accepted import TYPES, FileRefused, FileType, refuse, size_of

MP4_BRANDS = {
    b"isom",
    b"iso2",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"avc1",
    b"M4V ",
    b"M4VH",
    b"MSNV",
    b"dash",
}
HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
AVIF_BRANDS = {b"avif", b"avis"}
SOUND_BRANDS = {b"M4A ", b"M4B ", b"M4P "}
# Boxes that hold notes (place, device, XMP), and boxes that may hold such boxes.
NOTING = {b"udta", b"meta", b"uuid"}
HOLDING = {b"moov", b"trak", b"moof", b"traf"}
MOST_BOXES = 100_000
CHUNK = 1024 * 1024
EBML = bytes.fromhex("1a45dfa3")
SEGMENT = bytes.fromhex("18538067")
DOC_TYPE = bytes.fromhex("4282")

TO_MP4 = "Ubah menjadi MP4 (H.264) dengan aplikasi video di ponsel atau komputer, lalu unggah lagi."


class Box(NamedTuple):
    """Where one box of the ISO base format lies: its start, its payload, the byte after it."""

    kind: bytes
    start: int
    payload: int
    end: int


def identify_iso_media(stream: IO[bytes], head: bytes, name: str) -> FileType:
    """Tell apart what the ISO base format carries: AVIF, HEIC, MP4, QuickTime, sound."""
    (length,) = struct.unpack_from(">I", head)
    major = head[8:12]
    listed = head[16 : max(16, min(length, len(head)))]
    compatible = {listed[at : at + 4] for at in range(0, len(listed) - 3, 4)}
    if major in AVIF_BRANDS or (major in HEIC_BRANDS and compatible & AVIF_BRANDS):
        return TYPES["avif"]
    if major in HEIC_BRANDS:
        raise refuse(
            name,
            "adalah foto HEIC dari ponsel, yang tidak dapat dibuka semua warga. Di iPhone: "
            "Pengaturan › Kamera › Format › Paling Kompatibel; di Android: matikan “HEIF/efisiensi "
            "tinggi” di pengaturan kamera. Untuk foto ini, simpan sebagai JPEG lalu unggah lagi.",
        )
    if major in SOUND_BRANDS:
        raise refuse(name, "adalah berkas suara. Situs ini hanya menerima video MP4 atau WebM.")
    if major == b"qt  " or not (major in MP4_BRANDS or compatible & MP4_BRANDS):
        raise refuse(name, f"adalah video jenis lain (misalnya MOV atau 3GP). {TO_MP4}")
    found = {box.kind for box in boxes(stream, 0, size_of(stream), name)}
    if b"moov" not in found or not found & {b"mdat", b"moof"}:
        raise _cut_off(name)
    return TYPES["mp4"]


def boxes(stream: IO[bytes], start: int, end: int, name: str) -> Iterator[Box]:
    """Walk the boxes that lie between two positions."""
    position = start
    for _ in range(MOST_BOXES):
        if position == end:
            return
        stream.seek(position)
        header = stream.read(16)
        if len(header) < 8:
            break
        length, kind = struct.unpack_from(">I4s", header)
        payload = position + 8
        if length == 1 and len(header) == 16:
            (length,) = struct.unpack_from(">Q", header, 8)
            payload = position + 16
        following = end if length == 0 else position + length
        if following < payload or following > end:
            break
        yield Box(kind, position, payload, following)
        position = following
    raise _cut_off(name)


@contextmanager
def without_metadata(stream: IO[bytes], name: str) -> Iterator[IO[bytes]]:
    """Give a copy of an MP4 with its notes blanked: phones write there where the video was made.

    The boxes keep their length and become "free" ones, so that no position in the file moves.
    """
    with tempfile.TemporaryFile() as copy:
        stream.seek(0)
        shutil.copyfileobj(stream, copy, CHUNK)
        for box in list(_noting_boxes(copy, 0, copy.tell(), name)):
            copy.seek(box.start + 4)
            copy.write(b"free")
            copy.seek(box.payload)
            for at in range(box.payload, box.end, CHUNK):
                copy.write(bytes(min(CHUNK, box.end - at)))
        copy.seek(0)
        yield copy


def _noting_boxes(stream: IO[bytes], start: int, end: int, name: str) -> Iterator[Box]:
    for box in boxes(stream, start, end, name):
        if box.kind in NOTING:
            yield box
        elif box.kind in HOLDING:
            yield from _noting_boxes(stream, box.payload, box.end, name)


def identify_matroska(stream: IO[bytes], head: bytes, name: str) -> FileType:
    """Take WebM; its elder brother Matroska does not play in every browser."""
    size = size_of(stream)
    try:
        header_length, position = _vint(head, 4)
        header_end = position + header_length
        doc_type = _doc_type(head[:header_end])
        if doc_type != b"webm":
            raise refuse(name, f"adalah video Matroska (MKV). {TO_MP4}")
        if head[header_end : header_end + 4] != SEGMENT:
            raise _cut_off(name)
        length, position = _vint(head, header_end + 4)
    except IndexError as error:
        raise _cut_off(name) from error
    width = position - header_end - 4
    unknown = length == (1 << (7 * width)) - 1
    if (not unknown and position + length > size) or position >= size:
        raise _cut_off(name)
    return TYPES["webm"]


def _doc_type(header: bytes) -> bytes:
    at = header.find(DOC_TYPE)
    if at < 0:
        return b""
    length, start = _vint(header, at + len(DOC_TYPE))
    return header[start : start + length].rstrip(b"\0")


def _vint(data: bytes, at: int) -> tuple[int, int]:
    """Read an EBML length; returns it with the position that follows."""
    first = data[at]
    width = 9 - first.bit_length()
    if width > 8 or at + width > len(data):
        raise IndexError("no length here")
    value = first & ((1 << (8 - width)) - 1)
    for byte in data[at + 1 : at + width]:
        value = value << 8 | byte
    return value, at + width


def _cut_off(name: str) -> FileRefused:
    return refuse(
        name,
        "terpotong atau rusak sehingga videonya tidak dapat diputar. Salin ulang dari ponsel atau "
        "kamera sampai selesai, lalu unggah lagi.",
    )
