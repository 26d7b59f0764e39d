"""The small drawing of a data set on the front page."""

import pytest

from content import chart_plot, charts, datatable


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


def chart(*rows: list[datatable.Cell], heading: str = "Luas", unit: str = "") -> charts.Chart:
    found = charts.bars(datatable.tabulate([["Desa", heading], *rows]), unit)
    assert found is not None
    return found


def test_the_unit_is_said_once() -> None:
    rows = (["Patas", 1200], ["Musi", 800])
    assert chart(*rows, unit="ha").measure == "Luas (ha)"
    assert chart(*rows, heading="Luas (ha)", unit="ha").measure == "Luas (ha)"


def test_years_stand_upright_and_tell_the_change() -> None:
    years = chart(["2023", 410], ["2024", 390], ["2025", 520])
    drawn = chart_plot.plot(years)
    assert years.finding == "Naik dari 410 pada 2023 menjadi 520 pada 2025"
    assert drawn is not None
    assert drawn.upright
    assert [mark.name.text for mark in drawn.marks] == ["2023", "2024", "2025"]
    heights = [mark.height for mark in drawn.marks]
    assert heights[1] < heights[0] < heights[2] == chart_plot.UPRIGHT_HEIGHT
    assert all(mark.y + mark.height == drawn.marks[0].y + heights[0] for mark in drawn.marks)


def test_years_out_of_order_are_names_like_others() -> None:
    assert not chart(["2025", 1], ["2024", 2], ["2026", 3]).over_time
    assert not chart(["2024", 1], ["2025", 2]).over_time, "two years make no line"


def test_villages_lie_one_row_each_and_no_word_leaves_the_drawing() -> None:
    rows = [[f"Desa {'panjang ' * n}{n}", n * 1000.5] for n in range(1, 15)]
    drawn = chart_plot.plot(chart(*rows))
    assert drawn is not None
    assert not drawn.upright
    for mark in drawn.marks:
        assert mark.name.x - len(mark.name.text) * chart_plot.LETTER >= 0
        assert mark.value.x + len(mark.value.text) * chart_plot.LETTER <= drawn.width
        assert mark.x + mark.width <= drawn.width
    tops = [mark.y for mark in drawn.marks]
    assert tops == sorted(set(tops))


@pytest.mark.parametrize("most", [0.003, 0.5, 1, 7, 10, 99, 12_351, 1e9, 123_456_789_012])
def test_a_scale_has_few_round_numbers(most: float) -> None:
    found = chart_plot.ticks(most)
    assert found[0] == 0
    assert found[-1] <= most * (1 + 1e-9)
    assert 2 <= len(found) <= chart_plot.MOST_TICKS + 1


def test_sums_at_the_end_are_the_foot_of_the_table() -> None:
    table = datatable.tabulate([["Desa", "Luas"], ["Patas", 1], ["Musi", 2], ["Jumlah", 3]])
    assert table is not None
    assert [line.name for line in table.body] == ["Patas", "Musi"]
    assert [line.name for line in table.foot] == ["Jumlah"]
    only = datatable.tabulate([["Desa", "Luas"], ["Jumlah", 3]])
    assert only is not None
    assert [line.name for line in only.body] == ["Jumlah"]


def test_months_stand_upright_and_the_column_of_the_unit_is_drawn() -> None:
    rows = [["Januari", 18, 286], ["Februari", 16, 254], ["Maret", 13, 187.5]]
    heading = ["Bulan", "Hari hujan", "Curah hujan (mm)"]
    found = charts.bars(datatable.tabulate([heading, *rows]), "mm")
    assert found is not None
    assert (found.measure, found.finding) == ("Curah hujan (mm)", "Terbesar: Januari, 286")
    assert found.over_time
    assert not chart(*reversed(rows)).over_time
