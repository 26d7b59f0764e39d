"""Daftar informasi publik: what stands in it, what never does, and what people take away."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from content.installing import install, remove
from content.kinds import KINDS
from content.models import Office, Revision
from content.registry_files import COLUMNS
from content.registry_rules import CLASSES, FORMS, RETENTION
from tests import make
from tests.conftest import ALL_TRIGGERS
from tests.content.test_lists import NONSENSE
from workflow.refused import Refused

pytestmark = pytest.mark.django_db
LIST = "/informasi-publik/"


def page(client: Client, address: str = LIST) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def publish(
    title: str, klasifikasi: str = "setiap-saat", kind: str = "berita", **words: Any
) -> Revision:
    village = words.pop("desa", None)
    operator = make.make_operator()
    draft = make.make_draft(kind, title, operator, information_class=klasifikasi, **words)
    if village:
        draft.desa.add(village)
    return make.approve(make.move(draft, "submit", by=operator), make.make_camat())


def csv_rows(client: Client, query: str = "") -> list[dict[str, str]]:
    response = client.get(f"{LIST}unduh.csv{query}")
    content = b"".join(response) if response.streaming else response.content
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_every_kind_has_a_form_and_a_time_to_be_kept() -> None:
    assert set(FORMS) == set(RETENTION) == set(KINDS)


def test_an_entry_tells_what_the_standard_asks_for(client: Client) -> None:
    Office.objects.create(pk=1, name="Kecamatan Gerokgak")
    revision = publish("Laporan kinerja", "berkala", summary="Kinerja kantor tahun ini.")
    found = page(client)
    for words in (
        "Laporan kinerja",
        "Kinerja kantor tahun ini.",
        "Berkala",
        revision.approved_as,
        "Kecamatan Gerokgak",
        "Halaman situs",
        "5 tahun",
    ):
        assert words in found, words


@pytest.mark.parametrize("klasifikasi", CLASSES)
def test_each_class_has_a_page_of_its_own_that_says_what_it_is(
    klasifikasi: str, client: Client
) -> None:
    for value in CLASSES:
        publish(f"Informasi {value} satu", value, "artikel")  # no kind that has a banner everywhere
    found = page(client, f"{LIST}{klasifikasi}/")
    assert f"Informasi {klasifikasi} satu" in found
    assert [value for value in CLASSES if f"Informasi {value} satu" in found] == [klasifikasi]
    assert CLASSES[klasifikasi].article in found
    assert f"unduh.xlsx?klasifikasi={klasifikasi}" in found


def test_there_is_no_page_of_excluded_information(client: Client) -> None:
    assert client.get(f"{LIST}dikecualikan/").status_code == 404


def test_what_is_not_public_is_not_listed(client: Client) -> None:
    make.make_draft(title="Naskah rahasia")
    make.make_submitted(title="Menunggu putusan")
    assert "Naskah rahasia" not in page(client)
    assert "Menunggu putusan" not in page(client)
    assert csv_rows(client) == []


def test_excluded_information_is_not_even_submitted() -> None:
    with pytest.raises(Refused, match="dikecualikan"):
        make.make_submitted(information_class="dikecualikan")


def test_the_database_refuses_to_show_excluded_information(client: Client) -> None:
    """Not even by hand: a row that is right in everything else is not let in, nor changed.

    The triggers are switched off here, to see that the constraint alone is enough.
    """
    public = publish("Terbuka", "berkala")
    values = Revision.objects.filter(pk=public.pk).values().get()
    values["item_id"] = make.make_draft().item.pk
    del values["id"]
    values |= {"number": 2, "approval_number": ""}

    remove(connection, ALL_TRIGGERS)

    def insert(klasifikasi: str) -> None:
        row = values | {"information_class": klasifikasi}
        names = ", ".join(f'"{name}"' for name in row)
        places = ", ".join(["%s"] * len(row))
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO content_revision ({names}) VALUES ({places})", list(row.values())
            )

    with pytest.raises(DatabaseError, match="excluded_information_is_never_visible"):
        insert("dikecualikan")
    insert("berkala")
    with (
        pytest.raises(DatabaseError, match="excluded_information_is_never_visible"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE content_revision SET information_class = 'dikecualikan' WHERE id = %s",
            [public.pk],
        )
    install(connection, ALL_TRIGGERS)
    assert len(csv_rows(client)) == 2


def test_readers_narrow_the_list(client: Client) -> None:
    village = make.make_desa("Patas")
    publish("Jalan diperbaiki", desa=village)
    publish("Pasar murah", kind="pengumuman")
    for query, there in (
        ("?jenis=berita", "Jalan diperbaiki"),
        ("?desa=patas", "Jalan diperbaiki"),
        ("?kata=PASAR", "Pasar murah"),
        ("?jenis=pengumuman&kata=murah", "Pasar murah"),
    ):
        found, rows = page(client, LIST + query), csv_rows(client, query)
        assert [t for t in ("Jalan diperbaiki", "Pasar murah") if t in found] == [there], query
        assert [row["Judul"] for row in rows] == [there], query
    assert "Tidak ada informasi yang cocok" in page(client, f"{LIST}?tahun=1999")
    assert page(client, f"{LIST}?klasifikasi=serta-merta").count("<article") == 0


@pytest.mark.parametrize("query", [*NONSENSE, "jenis=apa", "klasifikasi=&jenis=%00", "tahun=2026a"])
def test_no_address_breaks_the_list_or_its_files(query: str, client: Client) -> None:
    publish("Jalan diperbaiki")
    for address in (LIST, f"{LIST}berkala/", f"{LIST}unduh.csv", f"{LIST}unduh.xlsx"):
        assert client.get(f"{address}?{query}").status_code == 200


def test_the_list_has_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("content.registry.PER_PAGE", 2)
    for number in range(5):
        publish(f"Butir ke-{number}")
    assert "Butir ke-4" in page(client)
    last = page(client, f"{LIST}?halaman=99")
    assert "Butir ke-0" in last
    assert '<td role="cell" class="kanan nomor">5</td>' in last


def test_the_list_costs_the_same_however_long_it_is(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(6):
        publish(f"Butir {number}", desa=make.make_desa(f"Desa {number}"))
    for address in (
        LIST,
        f"{LIST}setiap-saat/?kata=butir",
        f"{LIST}unduh.csv",
        f"{LIST}unduh.xlsx",
    ):
        with django_assert_max_num_queries(8):
            client.get(address)


def test_the_workbook_has_every_column_and_says_what_it_is(client: Client) -> None:
    Office.objects.create(pk=1, name="Kecamatan Gerokgak", regency="Kabupaten Buleleng")
    revision = publish("Jalan diperbaiki", desa=make.make_desa("Patas"))
    response = client.get(f"{LIST}unduh.xlsx")
    assert response["Content-Disposition"].startswith("attachment; filename=")
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    sheet, about = book["Daftar"], book["Keterangan"]
    heading, row = list(sheet.iter_rows(values_only=True))
    assert heading == tuple(name for name, _ in COLUMNS)
    told = dict(zip(heading, row, strict=True))
    assert told["Judul"] == "Jalan diperbaiki"
    assert told["Desa"] == "Patas"
    assert told["Penanggung jawab"] == revision.approved_as
    assert told["Alamat"] == f"http://testserver{revision.get_absolute_url()}"
    assert told["Waktu terbit"].date().isoformat() == csv_rows(client)[0]["Waktu terbit"]
    assert "Kecamatan Gerokgak" in about["A1"].value


@pytest.mark.parametrize("start", ["=", "+", "-", "@", " =", "\t=", "＝"])
def test_a_title_is_never_calculated_by_a_spreadsheet(start: str, client: Client) -> None:
    formula = f'{start}HYPERLINK("http://lain.example";"Klik")'
    publish(formula, summary=formula)
    row = csv_rows(client)[0]
    assert row["Judul"] == f"'{formula}".replace("\t", "\t")
    assert row["Ringkasan"].startswith("'")
    content = client.get(f"{LIST}unduh.xlsx").content
    cell = openpyxl.load_workbook(io.BytesIO(content))["Daftar"]["B2"]
    assert (cell.data_type, cell.value) == ("s", formula)


def test_a_large_file_is_sent_in_pieces_and_whole(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish("Jalan diperbaiki")
    monkeypatch.setattr("content.views.registry.MOST_KEPT", 10)
    response = client.get(f"{LIST}unduh.csv")
    assert response.streaming
    assert len(b"".join(response)) == int(response["Content-Length"])
