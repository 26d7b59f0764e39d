"""Changes between two tables: exact, by row and cell, and never slow."""

import time

from hypothesis import given
from hypothesis import strategies as st

from workflow.tablediff import MOST_COLUMNS_SHOWN, MOST_ROWS_SHOWN, RowChange, compare, shown

CELLS = st.sampled_from(["Patas", "Musi", "12", "13", "", "Penyabangan"])
ROWS = st.lists(st.lists(CELLS, max_size=3).map(tuple), max_size=6)
HEAD = ("Desa", "Jumlah")


@given(ROWS, ROWS)
def test_the_rows_give_both_tables_back_exactly(old, new):
    told = compare(old, new)
    assert [row.old for row in told if row.old is not None] == old
    assert [row.new for row in told if row.new is not None] == new


@given(ROWS)
def test_a_table_does_not_differ_from_itself(rows):
    assert all(row.kind == "same" for row in compare(rows, rows))
    assert shown(rows, rows).extent == ""


@given(ROWS, ROWS)
def test_what_is_shown_counts_every_row(old, new):
    table = shown(old, new)
    both = table.same + table.changed + table.reshaped
    assert both + table.removed == max(0, len(old) - 1)
    assert both + table.added == max(0, len(new) - 1)
    assert all(len(line.cells) == len(table.headings) for line in table.lines)


@given(ROWS, ROWS)
def test_tables_that_say_something_else_are_never_told_to_be_the_same(old, new):
    def said(rows):
        kept = [[*row] for row in rows]
        for row in kept:
            while row and not row[-1]:
                row.pop()
        return kept

    if said(old) != said(new):
        assert shown([HEAD, *old], [HEAD, *new]).extent


def test_a_row_is_recognised_by_its_first_column():
    old = [("Patas", "8120"), ("Musi", "3100"), ("Pejarakan", "9000")]
    new = [("Patas", "8125"), ("Banyupoh", "4000"), ("Pejarakan", "9000")]
    assert compare(old, new) == [
        RowChange(("Patas", "8120"), ("Patas", "8125")),
        RowChange(("Musi", "3100"), None),
        RowChange(None, ("Banyupoh", "4000")),
        RowChange(("Pejarakan", "9000"), ("Pejarakan", "9000")),
    ]


def test_a_row_that_moved_stands_at_both_places():
    rows = [("a", "1"), ("b", "2"), ("c", "3")]
    assert [row.kind for row in compare(rows, [rows[1], rows[2], rows[0]])] == [
        "del",
        "same",
        "same",
        "ins",
    ]


def test_rows_without_a_name_are_paired_where_they_are_akin():
    old = [("2026", "Patas", "12"), ("2026", "Musi", "7")]
    new = [("2026", "Patas", "13"), ("2026", "Musi", "7")]
    assert [row.kind for row in compare(old, new)] == ["changed", "same"]


def test_extent_and_cells_are_told():
    table = shown(
        [HEAD, ("Patas", "8120"), ("Musi", "3100")], [HEAD, ("Patas", "8125"), ("Banyupoh", "9")]
    )
    assert table.extent == "1 baris ditambah, 1 baris dihapus, 1 baris berubah"
    assert table.lines[0].cells == (("Patas", "Patas"), ("8120", "8125"))


def test_a_new_column_stands_where_it_came_and_another_heading_is_no_new_column():
    old = [("Desa", "Jumlah"), ("Patas", "8120")]
    wider = [("Desa", "Tahun", "Jumlah"), ("Patas", "2026", "8120")]
    renamed = [("Desa", "Jiwa"), ("Patas", "8120")]

    assert shown(old, wider).headings == (("Desa", "Desa"), (None, "Tahun"), ("Jumlah", "Jumlah"))
    assert shown(old, wider).lines[0].cells[1] == (None, "2026")
    assert shown(old, wider).extent == "kolom “Tahun” ditambah, 1 baris hanya berbeda di kolom itu"
    assert shown(old, renamed).extent == "judul kolom berubah"


def test_of_a_large_table_only_what_changed_is_shown_and_the_rest_is_counted():
    old = [HEAD, *((f"Desa {n}", str(n)) for n in range(1_000))]
    new = [HEAD, *((f"Desa {n}", str(n + (n < 200))) for n in range(1_000))]
    table = shown(old, new)
    assert (len(table.lines), table.rows_left_out) == (MOST_ROWS_SHOWN, 200 - MOST_ROWS_SHOWN)
    assert (table.changed, table.same) == (200, 800)


def test_a_column_that_came_is_shown_in_a_few_rows_and_hides_no_other_change():
    old = [HEAD, *((f"Desa {n}", str(n)) for n in range(100))]
    new = [("Desa", "Jumlah", "RT"), *((f"Desa {n}", str(n + (n == 90)), "1") for n in range(100))]
    table = shown(old, new)
    assert [line.kind for line in table.lines] == [*["columns"] * 5, "changed"]
    assert (table.reshaped, table.rows_left_out) == (99, 94)


def test_of_a_wide_table_the_columns_with_a_change_are_shown():
    head = ("Desa", *(f"Kolom {n}" for n in range(100)))
    row = ("Patas", *("0" for _ in range(100)))
    table = shown([head, row], [head, (*row[:60], "7", *row[61:])])
    assert table.headings == (("Desa", "Desa"), ("Kolom 59", "Kolom 59"))
    assert table.columns_left_out == 99
    assert len(table.headings) <= MOST_COLUMNS_SHOWN


def test_huge_and_wholly_different_tables_cost_no_more_than_a_moment():
    old = [HEAD, *(("sama", str(n)) for n in range(20_000))]
    new = [HEAD, *(("sama", f"x{n}") for n in range(20_000))]
    began = time.process_time()
    assert shown(old, new).removed + shown(old, new).changed == 20_000
    assert time.process_time() - began < 5
