"""Tables of public data sets, as they are put into a text: still, with header cells and their source."""

import pytest
from django.test import Client

from content.html import clean
from tests import make
from workflow.engine import move
from workflow.opening import revise

pytestmark = pytest.mark.django_db
ROWS = "Desa;Laki-laki;Perempuan\nGerokgak;4100;4200\nPatas;3000;3100\nMusi <b>;10;12\n"


@pytest.fixture
def operator(client: Client):
    person = make.make_operator("putu")
    client.force_login(person)
    return person


def published(operator, text=ROWS, title="Penduduk per desa"):
    draft = make.make_draft("bank-data", title, by=operator, data_year=2026, data_unit="jiwa")
    draft.attachments.filter(role="data").delete()
    make.attach(draft, make.make_data_file(operator, text), "data")
    return make.approve(move(draft, "submit", by=operator), make.make_camat())


def test_public_data_sets_are_found_by_their_words(client, operator):
    dataset = published(operator)
    make.make_draft("bank-data", "Penduduk rahasia", by=operator)
    make.make_published("berita", "Penduduk bertambah", by=operator)
    page = client.get("/meja/data/", {"q": "desa penduduk"}).content.decode()
    assert page.count("<button") == 1
    assert f'value="/meja/data/{dataset.pk}/"' in page
    assert "<button" not in client.get("/meja/data/", {"q": "karang"}).content.decode()
    assert client.get("/meja/data/", {"q": "\x00" + "x " * 400}).status_code == 200


def test_a_table_has_header_cells_a_caption_and_its_version(client, operator):
    dataset = published(operator)
    page = client.get(f"/meja/data/{dataset.pk}/").content.decode()
    assert "<p><strong>Penduduk per desa, 2026</strong></p>" in page
    assert '<th scope="col">Laki-laki</th>' in page
    assert '<tr><th scope="row">Gerokgak</th><td>4.100</td><td>4.200</td></tr>' in page
    slug = dataset.item.slug
    link = f'<a href="/bank-data/{slug}/versi/1/" rel="noopener">Penduduk per desa, versi 1</a>'
    assert link in page
    assert "Satuan: jiwa." in page
    assert "Musi &lt;b&gt;" in page


def test_columns_and_rows_are_chosen(client, operator):
    dataset = published(operator, "Desa;A;B\n" + "".join(f"D{n};{n};{n}\n" for n in range(30)))
    asked = {"kolom": ["2", "99", "x"], "baris": "5"}
    page = client.get(f"/meja/data/{dataset.pk}/", asked).content.decode()
    assert page.count('<th scope="row">') == 5
    assert '<th scope="col">B</th>' in page
    assert '<th scope="col">A</th>' not in page
    assert "Menampilkan 5 dari 30 baris." in page
    table = page.partition("data-tabel>")[2].partition("</div>")[0]
    assert clean(table) == table


def test_a_file_that_is_no_table_says_so(client, operator):
    dataset = published(operator, "hanya satu kata\n")
    page = client.get(f"/meja/data/{dataset.pk}/").content.decode()
    assert "tidak dapat dibaca sebagai tabel" in page
    assert "data-tabel" not in page


def test_what_is_not_public_is_not_shown(client, operator):
    dataset = published(operator)
    waiting = revise(dataset.item, by=operator)
    berita = make.make_published(by=operator)
    for revision in (waiting, berita):
        assert client.get(f"/meja/data/{revision.pk}/").status_code == 404


def test_data_sets_are_for_those_who_write(client):
    dataset = published(make.make_operator())
    for path in ("/meja/data/", f"/meja/data/{dataset.pk}/"):
        assert client.get(path)["Location"].startswith("/masuk/")
    client.force_login(make.make_camat())
    for path in ("/meja/data/", f"/meja/data/{dataset.pk}/"):
        assert client.get(path).status_code == 403
