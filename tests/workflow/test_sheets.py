"""The Lembar Persetujuan: what an approval was, on one page, for ever the same."""

import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject

from content import sheet_format
from content.models import Item, Office, Revision, State
from tests import make
from tests.workflow.sheet_sample import fullest, sample
from workflow import sheet_pdf
from workflow.approval_sheet import Sheet, history_of, sheet_of
from workflow.engine import move
from workflow.models import Event
from workflow.paper import Paper
from workflow.paper_words import printable
from workflow.refused import Refused
from workflow.remarks import checked
from workflow.rules import Action

GOLDEN = Path(__file__).parent / "lembar.txt"
# Of the page, its fonts and its description as they are before they are packed.
GOLDEN_STREAMS = "85af5209c9e95e8918bf143b32812af2d715031f9c575cd75e340d5102fc6520"


def sheet_for(revision: Revision) -> Sheet:
    """The sheet of an approved revision."""
    row = Event.objects.select_related("revision").get(revision=revision, action=Action.APPROVE)
    return sheet_of(row, history_of([revision.item_id])[revision.item_id])


def read(content: bytes) -> PdfReader:
    """A PDF as a reader sees it."""
    return PdfReader(io.BytesIO(content), strict=True)


# --- its number ---
@pytest.mark.parametrize(
    ("form", "number"),
    [
        (sheet_format.USUAL, "214/LP/XI/2026"),
        ("{awalan}.{nomor3}/{jenis}/{bulan}-{tahun}", "GRK.214/BERITA/11-2026"),
    ],
)
def test_the_office_numbers_its_sheets_as_it_likes(form: str, number: str) -> None:
    assert sheet_format.fault(form) == ""
    assert sheet_format.example(form) == number


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("{nomer}/{tahun}", "{nomer} tidak dikenal"),
        ("{nomor}/LP", "Tulis {tahun}"),
        ("LP/{tahun}", "satu kali"),
        ("{nomor}{tahun}", "Pisahkan nomor urut"),
        ("7{nomor}/{tahun}", "Pisahkan nomor urut"),
        ("{nomor}/<b>/{tahun}", "saja di antara kurung"),
        ("{nomor/{tahun}", "saja di antara kurung"),
    ],
)
def test_a_format_that_could_double_or_hide_a_number_is_refused_in_words(
    form: str, words: str
) -> None:
    with pytest.raises(ValidationError, match=words.replace("{", r"\{")):
        Office(name="Kecamatan", sheet_number_format=form).clean()


@pytest.mark.django_db
def test_numbers_have_no_gap_and_begin_anew_each_year() -> None:
    camat, operator = make.make_camat(), make.make_operator()
    first, second, third = (make.make_submitted(by=operator) for _ in range(3))
    make.approve(first, camat)
    with pytest.raises(Refused):
        move(second, Action.APPROVE, by=camat, seen="bukan sidik ini")
    make.approve(second, camat)
    year = timezone.localtime().year + 1
    new_year = datetime(year, 1, 1, 0, 5, tzinfo=timezone.get_default_timezone())
    move(third, Action.APPROVE, by=camat, seen=third.digest, now=new_year)

    numbers = [sheet_for(revision).number for revision in (first, second, third)]

    assert [number.partition("/")[0] for number in numbers] == ["1", "2", "1"]
    assert numbers[2] == f"1/LP/I/{year}"


@pytest.mark.django_db
def test_the_database_keeps_two_sheets_from_having_one_number() -> None:
    make.make_published()
    row = Event.objects.get(action=Action.APPROVE)
    row.pk, row.sequence, row.hash = None, row.sequence + 100, "0" * 64
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


# --- its words ---
@pytest.mark.django_db
def test_a_sheet_stays_what_it_was_when_people_and_office_change() -> None:
    operator = make.make_operator()
    revision = make.make_published(by=operator)
    before, paper = sheet_for(revision), sheet_pdf.one(sheet_for(revision))

    Office.objects.update_or_create(
        pk=1,
        defaults={"name": "Lain", "code_prefix": "LN", "sheet_number_format": "{nomor}-{tahun}"},
    )
    operator.first_name = "Lain"
    operator.save()
    make.make_update(Item.objects.get(pk=revision.item_id), operator, title="Judul lain")

    assert sheet_for(revision) == before
    assert sheet_pdf.one(sheet_for(revision)) == paper
    assert not before.computed


@pytest.mark.django_db
def test_a_sheet_tells_the_whole_way_to_the_approval() -> None:
    make.make_rule("berita", "chain")
    operator, people = make.make_operator("penulis"), {}
    for role in ("kasubag", "sekcam", "camat"):
        people[role] = make.make_person(role, role)
    revision = make.make_submitted(by=operator, title="Bibit karang")
    remark = {"field": "title", "place": "Judul", "quote": "Bibit", "text": "Sebut jumlahnya."}
    move(
        revision,
        Action.RETURN,
        by=people["kasubag"],
        seen=revision.digest,
        note="Periksa angka.",
        data={"tags": ["angka"], "remarks": checked([remark])},
    )
    again = move(
        Revision.objects.get(item=revision.item_id, state=State.EDITING), Action.SUBMIT, by=operator
    )
    for role in ("kasubag", "sekcam"):
        again = make.endorse(again, people[role])
    sheet = sheet_for(make.approve(again, people["camat"]))

    assert [signed.title for signed in sheet.parafs] == ["Kasubag Perencanaan", "Sekretaris Camat"]
    assert sheet.approver.title == "Camat"
    assert [line.text for line in sheet.remarks] == [
        "Angka atau tanggal: Periksa angka.",
        "Judul “Bibit”: Sebut jumlahnya.",
    ]
    assert "Kasubag Perencanaan, versi 1" in sheet.remarks[0].head
    assert [step.number for step in sheet.steps] == [1, 2, 3, 4]
    assert [step.standard for step in sheet.steps] == [15, 15, 30, 10]
    assert sheet.writers == ("Penulis, NIP 19800101 200501 1 001",)
    assert sheet.text.endswith("versi 2 (naskah baru)")
    row = Event.objects.get(sequence=sheet.sequence)
    assert (sheet.digest, sheet.row_hash) == (again.digest, row.hash)
    assert sheet.previous_hash == Event.objects.get(sequence=sheet.sequence - 1).hash


@pytest.mark.django_db
def test_an_approval_from_before_the_sheets_gets_one_that_says_so() -> None:
    revision = make.make_published()
    row = Event.objects.select_related("revision").get(action=Action.APPROVE)
    history = history_of([revision.item_id])[revision.item_id]
    kept = sheet_of(row, history)
    row.data = {"approval_number": revision.approval_number}
    told = sheet_of(row, history)

    assert told.computed
    assert (told.number, told.steps, told.writers) == (kept.number, kept.steps, kept.writers)
    assert "dihitung kemudian" in read(sheet_pdf.one(told)).pages[0].extract_text()


def test_ten_returns_do_not_push_the_proof_off_the_page() -> None:
    revision = Revision(pk=1, item_id=1, number=11, title="Bibit", kind="berita")
    at = datetime(2026, 11, 20, 2, tzinfo=UTC)
    returns = [
        Event(sequence=n, at=at, action="return", revision=revision, note="Perbaiki. " * 30)
        for n in range(1, 11)
    ]
    data = {
        "approval_number": "GRK-2026-000011",
        "sheet_number": "1/LP/XI/2026",
        "minutes": {"4": [3, 10]},
        "writers": [{"name": f"Orang {n}", "nip": ""} for n in range(5)],
        "letterhead": {"name": "K", "regency": "B", "code": "GRK", "site": "https://k.example"},
    }
    row = Event(sequence=11, at=at, action="approve", revision=revision, data=data)
    sheet = sheet_of(row, [*returns, row])

    assert len(sheet.remarks) + sheet.more_remarks == 10
    assert sheet.more_remarks
    assert (len(sheet.writers), sheet.more_writers) == (3, 2)
    pages = read(sheet_pdf.one(sheet)).pages
    assert len(pages) == 1
    assert f"dan {sheet.more_remarks} petunjuk lain dalam register" in pages[0].extract_text()


def test_the_fullest_sheet_ends_above_its_foot() -> None:
    page = sheet_pdf.Page(Paper("Lembar", "Kantor", "Naskah", fullest().at), fullest())
    page.draw_body()

    assert page.top <= sheet_pdf.FOOT


# --- its file ---
def test_a_sheet_reads_as_it_always_did() -> None:
    text = read(sheet_pdf.one(sample())).pages[0].extract_text()

    assert text.split() == GOLDEN.read_text(encoding="utf-8").split()


def test_the_same_sheet_has_the_same_bytes_in_every_process() -> None:
    content = sheet_pdf.one(sample())
    other = subprocess.run(
        [sys.executable, "-m", "tests.workflow.sheet_sample"],
        env=os.environ | {"PYTHONHASHSEED": "4711", "TZ": "America/Lima", "DEBUG": "1"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert other.stdout == hashlib.sha256(content).hexdigest()
    # How streams are packed belongs to the machine's zlib; what is in them belongs to us.
    streams = [thing.get_data() for thing in _objects(read(content)) if hasattr(thing, "get_data")]
    assert hashlib.sha256(b"".join(sorted(streams))).hexdigest() == GOLDEN_STREAMS


def _objects(reader: PdfReader) -> list[Any]:
    return [reader.get_object(number) for number in range(1, int(reader.trailer["/Size"]))]


def test_a_sheet_is_pdf_a_in_its_bones() -> None:
    """What ISO 19005-2 asks for and a reader of the bytes can see."""
    content = sheet_pdf.many("Lembar", [sample(), fullest()])
    reader = read(content)
    root = reader.trailer["/Root"]
    things = [thing for thing in _objects(reader) if isinstance(thing, DictionaryObject)]

    assert content.startswith(b"%PDF-1.7\n%")
    assert min(content[10:14]) > 127  # a line of bytes that no text has
    assert "/Encrypt" not in reader.trailer
    assert len(reader.trailer["/ID"]) == 2
    assert not {"/JS", "/JavaScript", "/AA", "/EmbeddedFiles", "/Launch"} & {
        name for thing in things for name in (*thing, str(thing.get("/S", "")))
    }
    fonts = [thing for thing in things if thing.get("/Type") == "/Font"]
    assert fonts
    for font in fonts:
        assert "/FontFile2" in font["/FontDescriptor"], font["/BaseFont"]
        assert "/ToUnicode" in font
    intent = root["/OutputIntents"][0]
    assert intent["/S"] == "/GTS_PDFA1"
    assert intent["/DestOutputProfile"].get_data()[36:40] == b"acsp"
    metadata = root["/Metadata"]
    assert "/Filter" not in metadata
    said = metadata.get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in said
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in said
    assert reader.metadata is not None
    assert f">{reader.metadata.title}<" in said
    assert root["/Lang"] == "id"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_everything_on_the_page_is_tagged_or_decoration() -> None:
    reader = read(sheet_pdf.one(sample()))
    root, page = reader.trailer["/Root"]["/StructTreeRoot"], reader.pages[0]
    depth, marked = 0, 0
    for operands, operator in ContentStream(page["/Contents"].get_object(), reader).operations:
        if operator in (b"BDC", b"BMC"):
            depth, marked = depth + 1, marked + (operator == b"BDC")
        depth -= operator == b"EMC"
        assert depth or operator not in (b"Tj", b"TJ", b"f", b"f*", b"S"), (operator, operands)
    assert depth == 0
    assert len(root["/ParentTree"]["/Nums"][1]) == marked
    sect = root["/K"][0]["/K"][0]
    roles = [element["/S"] for element in (kid.get_object() for kid in sect["/K"])]
    assert roles.index("/H1") < roles.index("/H2") < roles.index("/Table") < roles.index("/Figure")


def test_letters_that_the_font_lacks_are_told_in_others() -> None:
    assert printable("Ḍesa Pěmutěran\u200b 🌊 漢 naïve") == "Desa Pemuteran ? ? naïve"


# --- its pages ---
@pytest.mark.django_db
def test_sheets_are_found_by_month_number_and_title(
    client: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    operator, camat = make.make_operator(), make.make_camat()
    found = [
        make.make_published(title=f"Karang {n}", by=operator, approver=camat) for n in range(4)
    ]
    client.force_login(operator)
    month = f"{timezone.localtime():%Y-%m}"
    with django_assert_max_num_queries(15):
        whole = client.get(reverse("sheets"), {"bulan": month}).content.decode()
    assert all(revision.approval_number in whole for revision in found)
    assert reverse("sheets-of-month", args=[month, 1]) in whole
    asked = ("Karang 2", sheet_for(found[2]).number, found[2].approval_number.lower())
    for words in asked:
        page = client.get(reverse("sheets"), {"cari": words}).content.decode()
        assert found[2].approval_number in page, words
        assert found[1].approval_number not in page, words
    assert (
        "Tidak ada lembar yang cocok"
        in client.get(reverse("sheets"), {"cari": "tidak ada"}).content.decode()
    )
    assert "4 lembar" in client.get(reverse("sheets"), {"bulan": "bukan bulan"}).content.decode()
    with django_assert_max_num_queries(15):
        printed = client.get(reverse("sheets-of-month", args=[month, 1]))
    texts = [page.extract_text() for page in read(printed.content).pages]
    assert [revision.title in text for revision, text in zip(found, texts, strict=True)] == [
        True
    ] * 4
    for nothing in ((month, 2), (month, 0), ("2026-13", 1), ("2019-01", 1)):
        assert client.get(reverse("sheets-of-month", args=nothing)).status_code == 404


@pytest.mark.django_db
def test_the_screen_says_what_the_paper_says(
    client: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    revision = make.make_published()
    client.force_login(make.make_camat())
    with django_assert_max_num_queries(15):
        page = client.get(reverse("sheet", args=[revision.approval_number])).content.decode()
    answer = client.get(reverse("sheet-file", args=[revision.approval_number]))
    sheet = sheet_for(revision)

    assert answer["Content-Type"] == "application/pdf"
    assert f"lembar-persetujuan-{revision.approval_number}.pdf" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "private, no-store"
    for text in (page, read(answer.content).pages[0].extract_text()):
        for words in (
            *(sheet.number, sheet.title, sheet.approver.name, sheet.approver.nip, sheet.address),
            *(sheet.writers[0], sheet.digest_groups[0], sheet.row_groups[7], "Paraf petugas"),
        ):
            assert words in text, words
    assert client.get(reverse("sheet", args=["GRK-2026-999999"])).status_code == 404
    assert client.get(reverse("sheet", args=["bukan nomor"])).status_code == 404


@pytest.mark.django_db
def test_the_way_to_the_sheet_stands_where_the_approval_is_told(client: Client) -> None:
    revision = make.make_published()
    waiting = make.make_submitted()
    client.force_login(make.make_operator())
    address = reverse("sheet", args=[revision.approval_number])
    for page in (
        reverse("review", args=[revision.pk]),
        reverse("item-edit", args=[revision.item_id]),
        reverse("item-history", args=[revision.item_id]),
    ):
        assert address in client.get(page).content.decode(), page
    assert "Buka lembar" not in client.get(reverse("review", args=[waiting.pk])).content.decode()
