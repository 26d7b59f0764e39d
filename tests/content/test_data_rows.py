"""Data files as programs read them: every row, every cell with its type, and no bomb unfolded."""

import io
import json
import zipfile
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.test import Client
from openpyxl import Workbook

from content import datafile, datarows
from content.datacells import CellType, typed
from content.datafile import Cell, Unreadable
from content.models import Asset, Revision
from content.workbook_size import cells_of
from tests import make
from workflow.engine import move
from workflow.rules import Action

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS_CONTENT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Lembar">{}</table:table></office:spreadsheet></office:body>'
    "</office:document-content>"
)
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def workbook(sheets: dict[str, list[list[Any]]], *, far: tuple[int, int] | None = None) -> bytes:
    """An XLSX file; ``far`` puts one more cell at a row and column."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if far:
            sheet.cell(*far, "jauh")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(rows: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", ODS_TYPE)
        package.writestr("content.xml", ODS_CONTENT.format(rows))
        package.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()


def asset(data: bytes, name: str) -> Asset:
    """A file as it lies in the media library, whatever the door would have said to it."""
    sha256 = datafile.storages["media"].put(data)  # type: ignore[attr-defined]
    return Asset(sha256=sha256, name=name, size=len(data))


def table(text: str) -> datarows.Rows:
    return datarows.table_of(datafile.read_csv(text.encode(), datafile.WHOLE))


@pytest.mark.parametrize(
    ("cells", "type_", "values"),
    [
        (["7", "8"], CellType.INTEGER, [7, 8]),
        (["12.351", "1.605"], CellType.INTEGER, [12351, 1605]),
        (["1.605,5", "7"], CellType.NUMBER, [1605.5, 7.0]),
        (["-8.1162", "-8.115"], CellType.NUMBER, [-8.1162, -8.115]),
        ([286.0, 254.5], CellType.NUMBER, [286.0, 254.5]),
        ([286.0, 254.0], CellType.INTEGER, [286, 254]),
        (["45 %", "7,5%"], CellType.NUMBER, [45.0, 7.5]),
        (["7", "", "-", "–", None, "9"], CellType.INTEGER, [7, None, None, None, None, 9]),
        (["007", "12"], CellType.STRING, ["007", "12"]),
        (["5108010203040001"], CellType.STRING, ["5108010203040001"]),
        (["7", "tujuh"], CellType.STRING, ["7", "tujuh"]),
        ([7.0, "tujuh"], CellType.STRING, ["7", "tujuh"]),
        ([True, False], CellType.BOOLEAN, [True, False]),
        ([date(2026, 6, 8)], CellType.DATE, ["2026-06-08"]),
        ([datetime(2026, 6, 8)], CellType.DATE, ["2026-06-08"]),  # noqa: DTZ001 - as Excel has it
        ([datetime(2026, 6, 8, 9)], CellType.DATETIME, ["2026-06-08T09:00:00"]),  # noqa: DTZ001
        ([time(8, 30)], CellType.TIME, ["08:30:00"]),
        (["8/6/2026", "31-12-2026"], CellType.DATE, ["2026-06-08", "2026-12-31"]),
        (["2026-06-08", ""], CellType.DATE, ["2026-06-08", None]),
        (["31/02/2026", "8/6/2026"], CellType.STRING, ["31/02/2026", "8/6/2026"]),
        (["", None], CellType.STRING, [None, None]),
    ],
)
def test_a_column_has_the_one_type_of_all_its_cells(
    cells: list[Cell], type_: CellType, values: list[Any]
) -> None:
    found = typed("Jumlah", cells)
    assert (found.type, found.values) == (type_, values)


def test_numbers_that_name_something_stay_words() -> None:
    assert typed("Kode desa", ["5108", "5109"]).values == ["5108", "5109"]
    assert typed("NIK", [5108.0]).values == ["5108"]
    assert typed("Tahun", ["2026"]).values == [2026]


def test_headings_become_keys_that_never_repeat() -> None:
    rows = table("Desa;Jumlah;Jumlah;;Jumlah\nMusi;1;2;3;4\n")
    assert [field.key for field in rows.fields] == [
        "Desa",
        "Jumlah",
        "Jumlah 2",
        "kolom 4",
        "Jumlah 3",
    ]
    assert rows.records == (("Musi", 1, 2, 3, 4),)


def test_titles_above_the_headings_are_no_rows() -> None:
    rows = table("Penduduk tahun 2026\n\nDesa;Jumlah\nMusi;1\nPatas;2\n")
    assert [field.key for field in rows.fields] == ["Desa", "Jumlah"]
    assert len(rows.records) == 2


def test_a_file_that_is_longer_than_we_read_is_refused_and_never_cut() -> None:
    small = datafile.Bounds(10_000, 10_000, rows=3, cells=100)
    sheet = datafile.read_csv(b"a;b\n1;2\n3;4\n5;6\n", small)
    assert sheet.is_cut
    with pytest.raises(Unreadable, match="lebih besar"):
        datarows.table_of(sheet)


def test_a_workbook_is_read_by_the_name_of_its_sheets() -> None:
    data = workbook(
        {
            "Kosong": [],
            "Semester I": [["Desa", "Jumlah"], ["Musi", 1]],
            "Semester II": [["Desa", "Jumlah"], ["Musi", 2], ["Patas", 3.5]],
        }
    )
    file = asset(data, "penduduk.xlsx")
    first = datarows.read(file)
    assert (first.sheet, first.sheets) == ("Semester I", ("Kosong", "Semester I", "Semester II"))
    second = datarows.read(file, "Semester II")
    assert second.records == (("Musi", 2.0), ("Patas", 3.5))
    with pytest.raises(Unreadable, match="Semester I, Semester II"):
        datarows.read(file, "Semester III")


@pytest.mark.parametrize(
    "bomb",
    [
        pytest.param(workbook({"A": [["a", "b"]]}, far=(1_048_576, 16_384)), id="xlsx, last cell"),
        pytest.param(workbook({"A": [["a", "b"]]}, far=(1_000_000, 20)), id="xlsx, long"),
    ],
)
def test_a_workbook_that_unfolds_to_a_bomb_is_never_opened(bomb: bytes) -> None:
    assert len(bomb) < 10_000
    for bounds in (datafile.PREVIEW, datafile.WHOLE):
        with pytest.raises(Unreadable, match="terlalu besar"):
            datafile.read(asset(bomb, "bom.xlsx"), bounds)


CELL = '<table:table-cell office:value-type="string"{}><text:p>a</text:p></table:table-cell>'
EMPTY = '<table:table-cell table:number-columns-repeated="{}"/>'
ROW = "<table:table-row{}>{}</table:table-row>"
ROWS = ' table:number-rows-repeated="{}"'
COLUMNS = ' table:number-columns-repeated="{}"'


@pytest.mark.parametrize(
    "rows",
    [
        ROW.format(ROWS.format(1_048_576), CELL.format(COLUMNS.format(16_384))),
        ROW.format("", CELL.format("") + EMPTY.format(16_382) + CELL.format(""))
        + ROW.format(ROWS.format(1_048_574), EMPTY.format(16_384))
        + ROW.format("", CELL.format("")),
    ],
    ids=["one cell, a million times", "two cells, far apart"],
)
def test_repeated_cells_of_an_open_document_are_counted_first(rows: str) -> None:
    with pytest.raises(Unreadable, match="terlalu besar"):
        datafile.read(asset(ods(rows), "bom.ods"), datafile.PREVIEW)


def test_the_empty_rest_of_an_open_document_counts_for_nothing() -> None:
    two = CELL.format("") + CELL.format("") + EMPTY.format(16_382)
    rows = ROW.format("", two) * 2 + ROW.format(ROWS.format(1_048_574), EMPTY.format(16_384))
    data = ods(rows)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert cells_of(package) == 4
    assert datarows.read(asset(data, "tabel.ods")).records == (("a", "a"),)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"PK\x03\x04rusak", "rusak.xlsx"),
        (b"bukan apa-apa", "rusak.ods"),
        (b"\xd0\xcf\x11\xe0 rusak", "rusak.xls"),
        (b"%PDF-1.7", "tabel.pdf"),
        (b"", "kosong.csv"),
        (b"satu kolom\nsaja\n", "satu.csv"),
    ],
)
def test_what_is_no_table_is_told_in_words(data: bytes, name: str) -> None:
    with pytest.raises(Unreadable, match="erkas"):
        datarows.read(asset(data, name))


def published(*files: tuple[str, bytes, str]) -> Revision:
    """A data set with these files: name, bytes, type."""
    operator = make.make_operator()
    draft = make.make_draft("bank-data", by=operator)
    draft.attachments.all().delete()
    for place, (name, data, media_type) in enumerate(files):
        found = make.receive(make.make_upload(name, data, media_type), by=operator)
        make.attach(draft, found, "data", position=place)
    revision = move(Revision.objects.get(pk=draft.pk), Action.SUBMIT, by=operator)
    return make.approve(revision, make.make_camat())


def rows_of(client: Client, revision: Revision, query: str = "") -> Any:
    answer = client.get(f"/api/v1/bank-data/{revision.item.slug}/rows/{query}")
    assert answer.status_code == 200, answer.content.decode()
    return json.loads(answer.content)


@pytest.mark.django_db
def test_a_program_reads_every_row_page_by_page(client: Client) -> None:
    text = "Desa;Jumlah\n" + "".join(f"Desa {n};{n}.500\n" for n in range(1, 251))
    revision = published(("penduduk.csv", text.encode(), "text/csv"))
    first = rows_of(client, revision)
    assert first["total"] == 250
    assert first["columns"] == [
        {"key": "Desa", "title": "Desa", "type": "string"},
        {"key": "Jumlah", "title": "Jumlah", "type": "integer"},
    ]
    assert first["results"][0] == {"Desa": "Desa 1", "Jumlah": 1500}
    assert first["links"]["prev"] is None
    read, answer = list(first["results"]), first
    while following := answer["links"]["next"]:
        answer = client.get(following.removeprefix("http://testserver")).json()
        read += answer["results"]
    assert [row["Desa"] for row in read] == [f"Desa {n}" for n in range(1, 251)]
    assert answer["links"]["prev"].endswith("offset=100")


@pytest.mark.django_db
def test_rows_are_filtered_by_what_their_cells_say(client: Client) -> None:
    text = "Desa;Jumlah;Catatan\nMusi;7;\nPatas;12.351;baik\nMUSI;9;\n"
    revision = published(("penduduk.csv", text.encode(), "text/csv"))

    def numbers(query: str) -> list[int]:
        return [row["Jumlah"] for row in rows_of(client, revision, query)["results"]]

    assert numbers("?filter[Desa]=musi") == [7, 9]
    assert numbers("?filter[Desa]=musi&filter[Jumlah]=9") == [9]
    assert numbers("?filter[Jumlah]=12351") == [12351]
    assert numbers("?filter[Catatan]=") == [7, 9]
    wrong = client.get(f"/api/v1/bank-data/{revision.item.slug}/rows/?filter[Luas]=1")
    assert wrong.status_code == 400
    assert "Desa, Jumlah, Catatan" in wrong.json()["detail"]


@pytest.mark.django_db
def test_each_file_of_a_set_has_its_own_rows(client: Client) -> None:
    book = workbook(
        {"A": [["Desa", "Sejak"], ["Musi", datetime(2026, 6, 8, tzinfo=UTC).replace(tzinfo=None)]]}
    )
    revision = published(
        ("penduduk.csv", b"Desa;Jumlah\nMusi;7\n", "text/csv"), ("penduduk.xlsx", book, XLSX)
    )
    listed = client.get("/api/v1/bank-data/").json()["results"][0]["data_set"]["files"]
    assert [file["name"] for file in listed] == ["penduduk.csv", "penduduk.xlsx"]
    second = client.get(listed[1]["rows_url"].removeprefix("http://testserver")).json()
    assert second["results"] == [{"Desa": "Musi", "Sejak": "2026-06-08"}]
    assert second["sheet"] == "A"
    assert rows_of(client, revision)["file"]["name"] == "penduduk.csv"
    third = client.get(f"/api/v1/bank-data/{revision.item.slug}/rows/?file=3")
    assert third.json()["parameter"] == "file"


@pytest.mark.django_db
def test_a_file_without_a_table_points_to_its_download(client: Client) -> None:
    revision = published(("satu.csv", b"satu kolom\nsaja\n", "text/csv"))
    answer = client.get(f"/api/v1/bank-data/{revision.item.slug}/rows/")
    assert answer.status_code == 422
    assert revision.data_files[0].asset.sha256 in answer.json()["download_url"]
