"""Approval sheets in bags: every one of them, drawn once and never again."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from archive import sheets
from archive.bag import Bag
from tests import make
from workflow import sheet_pdf
from workflow.approval_sheet import Sheet
from workflow.models import Event

pytestmark = pytest.mark.django_db


def fill(folder: Path, previous: Path | None = None) -> tuple[Path, sheets.SheetCopy]:
    """Make a bag with nothing but sheets in it."""
    bag = Bag(folder, previous)
    copied = sheets.copy_into(bag, lambda words: None)
    bag.seal({"Source-Organization": "Kecamatan"})
    return folder, copied


def files(bag: Path) -> dict[str, int]:
    """The sheets of a bag by number, each with its place on the disk."""
    return {path.stem: path.stat().st_ino for path in bag.glob("data/lembar/*/*.pdf")}


def test_every_approval_has_its_sheet_and_the_index_says_which_row_it_is(tmp_path: Path):
    operator, camat = make.make_operator(), make.make_camat()
    first = make.make_published(by=operator, approver=camat)
    make.make_update(first.item, operator, camat)
    bag, copied = fill(tmp_path / "satu")
    rows = {row.hash: row for row in Event.objects.filter(action="approve")}

    lines = [json.loads(line) for line in (bag / "data" / sheets.INDEX).read_text().splitlines()]

    assert (copied.count, copied.drawn, copied.failures) == (2, 2, [])
    assert {line["row_hash"] for line in lines} == set(rows)
    for line in lines:
        number = rows[line["row_hash"]].data["approval_number"]
        assert line["approval_number"] == number
        (page,) = PdfReader(bag / "data" / line["file"]).pages
        assert number in page.extract_text()
    assert "PDF/A" in (bag / "data" / sheets.README).read_text(encoding="utf-8")


def test_the_next_bag_takes_sheets_over_and_draws_only_new_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    operator, camat = make.make_operator(), make.make_camat()
    old = make.make_published(by=operator, approver=camat)
    first, _ = fill(tmp_path / "satu")
    new = make.make_published(by=operator, approver=camat)
    drawn: list[str] = []
    monkeypatch.setattr(sheet_pdf, "one", _noting(sheet_pdf.one, drawn))

    second, copied = fill(tmp_path / "dua", first)
    assert drawn == [new.approval_number]
    assert copied.count == 2
    assert files(second)[old.approval_number] == files(first)[old.approval_number]

    # Of another row, or gone from the bag before: drawn again.
    index = second / "data" / sheets.INDEX
    index.write_text(
        index.read_text().replace(Event.objects.get(revision=old, action="approve").hash, "0" * 64)
    )
    next(second.glob(f"data/lembar/*/{new.approval_number}.pdf")).unlink()
    fill(tmp_path / "tiga", second)
    assert sorted(drawn[1:]) == sorted([old.approval_number, new.approval_number])


def test_a_row_that_no_sheet_can_be_made_of_is_told_and_the_others_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    operator, camat = make.make_operator(), make.make_camat()
    bad, good = (make.make_published(by=operator, approver=camat) for _ in range(2))
    draw = sheet_pdf.one

    def fails(sheet: Sheet) -> bytes:
        if sheet.approval_number == bad.approval_number:
            raise ValueError("rusak")
        return draw(sheet)

    monkeypatch.setattr(sheet_pdf, "one", fails)
    bag, copied = fill(tmp_path / "satu")

    assert list(files(bag)) == [good.approval_number]
    assert copied.count == 1
    assert "ValueError rusak" in copied.failures[0]


def test_a_site_without_approvals_has_no_folder_of_sheets(tmp_path: Path):
    bag, _ = fill(tmp_path / "satu")

    assert not (bag / "data" / sheets.FOLDER).exists()


def _noting(draw: Callable[[Sheet], bytes], drawn: list[str]) -> Callable[[Sheet], bytes]:
    def noting(sheet: Sheet) -> bytes:
        drawn.append(sheet.approval_number)
        return draw(sheet)

    return noting
