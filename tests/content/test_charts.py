"""The small drawing of a data set on the front page."""

from content import charts, datatable


def drawn(*rows: list[datatable.Cell]) -> charts.Drawing:
    drawing = charts.drawing(charts.bars(datatable.tabulate([["Desa", "Luas"], *rows])))
    assert drawing is not None
    return drawing


def test_the_sum_row_of_a_table_is_its_large_figure_and_no_bar() -> None:
    drawing = drawn(["Patas", 1200], ["Musi", 800], ["Jumlah kecamatan", 2000])
    assert drawing.figure == "2.000"
    assert (drawing.top.name, len(drawing.bars)) == ("Patas", 2)


def test_without_a_sum_row_the_largest_row_is_the_figure() -> None:
    assert drawn(["Patas", 1200], ["Musi", 800]).figure == "1.200"


def test_two_sum_rows_leave_the_choice_to_nobody() -> None:
    drawing = drawn(["Patas", 1200], ["Musi", 800], ["Jumlah", 2000], ["Total", 2000])
    assert drawing.figure == "1.200"
