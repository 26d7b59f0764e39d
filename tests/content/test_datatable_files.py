"""Previews of workbooks as offices save them: XLS of Excel 97, ODS of LibreOffice.

files/penduduk.xls and .ods were written with xlwt 1.3 and odfpy 1.4: a title above the headings,
numbers, a year, dates, gaps, a sum (XLS), and a second sheet that is empty.
"""

from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.test import Client

from content import datatable
from content.models import Asset, Revision
from content.uploads import receive_bytes
from tests import make
from workflow.engine import move
from workflow.rules import Action

pytestmark = pytest.mark.django_db

FILES = Path(__file__).parent / "files"
NAMES = ("penduduk.xls", "penduduk.ods")


def received(name: str) -> Asset:
    """The file as it comes through the door."""
    return receive_bytes((FILES / name).read_bytes(), name, by=make.make_operator())


@pytest.mark.parametrize("name", NAMES)
def test_a_real_workbook_is_taken_in_as_what_it_is(name: str) -> None:
    asset = received(name)
    assert asset.group == Asset.Group.DATA
    assert asset.extension == name.rpartition(".")[2].upper()
    assert asset.size == (FILES / name).stat().st_size


@pytest.mark.parametrize("name", NAMES)
def test_a_real_workbook_is_shown_as_a_table(name: str) -> None:
    table = datatable.preview(received(name))
    assert table is not None
    headings = ["No", "Desa", "Jiwa", "Luas (ha)", "Tahun", "Diperbarui"]
    assert [column.heading for column in table.columns] == headings
    assert [column.heading for column in table.columns if column.numeric][:2] == [
        "Jiwa",
        "Luas (ha)",
    ]
    first = table.lines[0]
    cells = [cell[0] for cell in first.cells]
    assert [first.name, *cells] == ["1", "Gerokgak", "12.351", "1.605,50", "2025", "8 Juni 2026"]
    third = [cell[0] for cell in table.lines[2].cells]
    assert third[0] == "Sumberklampok"
    assert third[1] == "0"
    assert third[2] == third[4] == ""


def test_a_row_with_a_formula_that_was_never_computed_is_shown_without_a_result() -> None:
    table = datatable.preview(received("penduduk.xls"))
    assert table is not None
    last = [cell[0] for cell in table.lines[-1].cells]
    assert last[0] == "Jumlah"
    assert last[1] in ("", "0")


@pytest.mark.parametrize("name", NAMES)
def test_the_page_of_a_data_set_shows_the_workbook(name: str, client: Client) -> None:
    operator = make.make_operator()
    draft = make.make_draft("bank-data", by=operator)
    draft.attachments.filter(role="data").delete()
    make.attach(draft, received(name), "data")
    revision = move(Revision.objects.get(pk=draft.pk), Action.SUBMIT, by=operator)
    make.approve(revision, make.make_camat())
    page = client.get(revision.get_absolute_url()).content.decode()
    assert "Sumberklampok" in page
    assert "12.351" in page


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("share", [0.3, 0.7, 0.75, 0.9, 0.95])
def test_a_workbook_that_was_cut_off_has_no_preview_and_breaks_nothing(
    name: str, share: float
) -> None:
    whole = (FILES / name).read_bytes()
    asset = received(name)
    torn = storages["media"].put(whole[: int(len(whole) * share)])  # type: ignore[attr-defined]
    assert datatable.preview(Asset(sha256=torn, name=name, size=asset.size)) is None
