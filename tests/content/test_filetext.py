"""The words of files: what is read of each kind, and what hostile files cannot do."""

import io
import time
import zlib

import pytest
import xlsxwriter
from django.core.management import call_command
from hostile_files import odf, ooxml, package
from hostile_files import pdf as empty_pdf

from content import filetext
from content.filewords import package as packages
from content.filewords import pdf, tables
from content.filewords.child import BROKEN, CUT, HEAVY, LOCKED, MOST_LETTERS, SILENT, attempt
from content.models import AssetText
from content.uploads import receive_bytes

NIK = "5108012345670001"


def docx(body: str, more: tuple = ()) -> bytes:
    """Make a DOCX with the body given as WordprocessingML."""
    document = f'<w:document xmlns:w="urn:w"><w:body>{body}</w:body></w:document>'
    return package([("word/document.xml", document), *more])


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Penerima")
        sheet.write_row(0, 0, ["Nama", "NIK", "Jumlah"])
        sheet.write_row(1, 0, ["Made", int(NIK), 7])
        sheet.write_comment(1, 0, "Telepon 0812-3456-7890")
        hidden = book.add_worksheet("Catatan")
        hidden.write(0, 0, "Rahasia kecil")
        hidden.hide()
    return out.getvalue()


def written_pdf(*pages: str, encrypted: bool = False) -> bytes:
    """Make a PDF with a line of text on every page."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    parts = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {count}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for n, words in enumerate(pages):
        stream = zlib.compress(f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode())
        parts.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {5 + 2 * n} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>"
        )
        head = f"<</Length {len(stream)}/Filter/FlateDecode>>stream\n"
        parts.append(head + stream.decode("latin-1") + "\nendstream")
    out, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{part}\nendobj\n".encode("latin-1")
    lock = "/Encrypt<</Filter/Standard/V 1/R 2/O(x)/U(x)/P -4>>" if encrypted else ""
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(parts) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R{lock}>>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()


# --- what is read ---------------------------------------------------------------------------------


def test_a_letter_is_read_with_its_table_deleted_words_and_page_heads():
    cells = "".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in ("Made", NIK))
    deleted = "<w:p><w:del><w:r><w:delText>dicoret</w:delText></w:r></w:del></w:p>"
    tabs = "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r></w:p>"
    head = ("word/header1.xml", f'<w:hdr xmlns:w="urn:w">{paragraph("Kepala surat")}</w:hdr>')
    letter = docx(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>{paragraph('Isi')}{deleted}{tabs}", (head,))

    words = attempt(packages.words, letter)

    assert words.text == f"Made\t{NIK}\nIsi\ndicoret\na\tb\nKepala surat"
    assert words.trouble == ""


def test_slides_are_read_in_their_order_with_the_speakers_notes():
    def slide(words: str) -> str:
        return f'<p xmlns:a="urn:a"><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p>'

    show = package(
        [
            ("ppt/slides/slide10.xml", slide("Kesepuluh")),
            ("ppt/slides/slide2.xml", slide("Kedua")),
            ("ppt/notesSlides/notesSlide1.xml", slide("Catatan")),
        ]
    )

    assert attempt(packages.words, show).text.split() == ["Kedua", "Kesepuluh", "Catatan"]


def test_an_open_document_is_read():
    content = (
        '<o xmlns:text="urn:t" xmlns:table="urn:tb"><text:h>Judul</text:h><text:p>Satu<text:s/>dua'
        "</text:p><table:table-row><table:table-cell><text:p>Desa</text:p></table:table-cell>"
        "<table:table-cell><text:p>Patas</text:p></table:table-cell></table:table-row></o>"
    )
    words = attempt(packages.words, package([("content.xml", content)]))
    assert words.text == "Judul\nSatu dua\nDesa\tPatas"


def test_a_workbook_is_read_sheet_by_sheet_hidden_ones_and_remarks_included():
    words = attempt(tables.words, workbook())
    assert words.text.splitlines()[:5] == [
        "Penerima",
        "Nama\tNIK\tJumlah",
        f"Made\t{NIK}\t7",
        "Catatan",
        "Rahasia kecil",
    ]
    assert "0812-3456-7890" in words.text


def test_a_pdf_is_read_page_by_page():
    assert attempt(pdf.words, written_pdf("Halaman satu", NIK)).text.split("\n\n") == [
        "Halaman satu",
        NIK,
    ]


# --- what cannot be read --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reader", "data", "trouble"),
    [
        (pdf.words, empty_pdf(), SILENT),
        (pdf.words, written_pdf("Rahasia", encrypted=True), LOCKED),
        (pdf.words, b"%PDF-1.7\nterpotong", BROKEN),
        (packages.words, docx("<w:p>"), BROKEN),
        (packages.words, ooxml("docx")[:200], BROKEN),
        (packages.words, package([("word/document.xml", '<!DOCTYPE d [<!ENTITY a "b">]><d/>')]), BROKEN),
        (tables.words, package([("xl/worksheets/sheet1.xml", '<row r="1"><c r="XFD1048576">1</c></row>')]), HEAVY),
        (tables.words, bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), BROKEN),
        (tables.words, odf("spreadsheet"), SILENT),
    ],
)  # fmt: skip
def test_a_file_without_words_says_why(reader, data, trouble):
    words = attempt(reader, data)
    assert (words.text, words.trouble) == ("", trouble)


def test_what_stood_before_the_broken_place_is_kept():
    torn = ("word/header1.xml", "<w:hdr>")
    words = attempt(packages.words, docx(paragraph("Nama saya Made"), (torn,)))
    assert (words.text, words.trouble) == ("Nama saya Made", BROKEN)


def test_a_very_long_text_is_cut_and_says_so():
    words = attempt(packages.words, docx(paragraph("panjang " * 100) * 3_000))
    assert words.trouble == CUT
    assert 0 < len(words.text) <= MOST_LETTERS


def test_a_hostile_file_costs_its_own_process_a_moment_and_no_more():
    bomb = docx(paragraph("a" * 1_000_000) * 400)
    began = time.monotonic()
    words = filetext.in_child("package", bomb)
    assert words.trouble == CUT
    assert time.monotonic() - began < filetext.PATIENCE_SECONDS


def test_a_reader_that_never_ends_is_ended(monkeypatch):
    monkeypatch.setattr(filetext, "PATIENCE_SECONDS", 0.001)
    assert filetext.in_child("pdf", written_pdf("Isi")).trouble == HEAVY


def test_a_reader_that_dies_says_nothing_and_harms_nobody():
    assert filetext.in_child("tidak-ada", b"").trouble == HEAVY


# --- what is kept ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_uploaded_letter_is_kept_with_its_words():
    letter = ooxml("docx", [("word/footer1.xml", f"<w>{'<p><t>Kaki surat</t></p>'}</w>")])
    asset = receive_bytes(letter, "surat.docx", by=None)
    assert "Kaki surat" in asset.words.text


@pytest.mark.django_db
def test_a_table_and_a_note_are_kept_with_their_words():
    table = receive_bytes(f"nama;nik\nMade;{NIK}\n".encode(), "data.csv", by=None)
    note = receive_bytes("Catatan rapat\r\nbaris dua".encode("cp1252"), "rapat.txt", by=None)

    assert table.words.text == f"nama\tnik\nMade\t{NIK}"
    assert note.words.text == "Catatan rapat\nbaris dua"
    assert note.words.trouble == ""


@pytest.mark.django_db
def test_a_file_that_cannot_be_read_is_taken_all_the_same():
    asset = receive_bytes(empty_pdf(), "pindai.pdf", by=None)
    assert "pindai" in asset.words.trouble


@pytest.mark.django_db
def test_files_of_before_are_read_later_and_once(capsys):
    asset = receive_bytes(b"desa;jumlah\nPatas;7\n", "lama.csv", by=None)
    AssetText.objects.all().delete()

    call_command("read_files")
    assert AssetText.objects.get(asset=asset).text == "desa\tjumlah\nPatas\t7"

    call_command("read_files")
    assert capsys.readouterr().out.splitlines()[-1] == "Isi berkas dibaca: 0 berkas."


@pytest.mark.django_db
def test_a_file_that_was_lost_can_be_read_again_when_it_is_back(settings):
    asset = receive_bytes(b"desa;jumlah\nPatas;7\n", "lama.csv", by=None)
    path = settings.MEDIA_ROOT / asset.sha256[:2] / asset.sha256
    path.rename(path.with_suffix(".hilang"))
    filetext.keep(asset)
    assert AssetText.objects.get(asset=asset).trouble == "Berkas sedang tidak dapat dibaca."
    path.with_suffix(".hilang").rename(path)

    assert filetext.read_waiting() == 0
    assert filetext.read_waiting(again=True) == 1
    assert AssetText.objects.get(asset=asset).trouble == ""
