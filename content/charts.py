"""Bars drawn from a data table: one column of numbers, one bar per named row."""

import re
from dataclasses import dataclass
from itertools import pairwise

from content import dates, numbers
from content.datatable import LABEL_NUMBERS, Line, Table

MOST_BARS = 20
PREFERRED = ("jumlah", "total", "banyak")
# Rows that are times: "2019", "2019/2020", "2026 Semester I". Years of four figures sort as words do.
TIME = re.compile(r"(?:19|20)\d\d\b.{0,20}")


@dataclass(frozen=True)
class Bar:
    """One row: what is measured, how long it is, how it is written, whether it is the longest."""

    name: str
    value: str
    words: str
    longest: bool


@dataclass(frozen=True)
class Chart:
    """A list of bars with what it shows; ``total`` is the table's own sum row, "" without one.

    ``over_time`` tells that the rows are years (or parts of them), the earliest first.
    """

    finding: str
    measure: str
    most: str
    bars: tuple[Bar, ...]
    total: str
    over_time: bool = False

    @property
    def top(self) -> Bar:
        """The longest bar."""
        return next(bar for bar in self.bars if bar.longest)


@dataclass(frozen=True)
class Column:
    """One upright bar of a small drawing, in its own units."""

    left: int
    top: int
    height: int
    longest: bool


@dataclass(frozen=True)
class Drawing:
    """A chart as small as a card allows: upright bars without words, and the tallest in words.

    ``figure`` is the one number that the card shows large: the total, else the longest bar's.
    """

    width: int
    bars: tuple[Column, ...]
    top: Bar
    figure: str


def drawing(chart: Chart | None) -> Drawing | None:
    """Shrink a chart to a card: bars 8 wide, 10 apart, at most 40 high."""
    if chart is None:
        return None
    most = float(chart.most)
    heights = [max(1, round(float(bar.value) / most * 40)) for bar in chart.bars]
    columns = tuple(
        Column(n * 10, 40 - height, height, bar.longest)
        for n, (height, bar) in enumerate(zip(heights, chart.bars, strict=True))
    )
    return Drawing(len(columns) * 10, columns, chart.top, chart.total or chart.top.words)


def bars(table: Table | None, unit: str = "") -> Chart | None:
    """Draw the column that the table is about; None when there is none that bars can show."""
    if table is None or table.is_cut:
        return None
    column = _column(table, unit)
    if column is None:
        return None
    lines = [line for line in table.lines if not line.is_sum]
    sums = [line for line in table.lines if line.is_sum]
    values = [line.values[column] for line in lines]
    if not 2 <= len(lines) <= MOST_BARS or any(v is None or v < 0 for v in values):
        return None
    most = max(value or 0 for value in values)
    names = [line.name for line in lines]
    if not most or len(set(names)) < len(names):
        return None
    drawn = tuple(_bar(line, column, most) for line in lines)
    over_time = _is_time(names)
    by_year = over_time and names[0] not in dates.MONTHS
    heading = table.columns[column].heading
    return Chart(
        finding=_change(drawn) if by_year else _largest(drawn),
        measure=heading if not unit or unit in heading else f"{heading} ({unit})",
        most=str(most),
        bars=drawn,
        total=_bar(sums[0], column, most).words if len(sums) == 1 else "",
        over_time=over_time,
    )


def _is_time(names: list[str]) -> bool:
    if set(names) <= set(dates.MONTHS):
        return names == [month for month in dates.MONTHS if month in names] and len(names) > 2
    in_order = all(first < second for first, second in pairwise(names))
    return len(names) > 2 and in_order and all(TIME.fullmatch(name) for name in names)


def _largest(drawn: tuple[Bar, ...]) -> str:
    top = next(bar for bar in drawn if bar.longest)
    return f"Terbesar: {top.name}, {top.words}"


def _change(drawn: tuple[Bar, ...]) -> str:
    first, last = drawn[0], drawn[-1]
    if first.words == last.words:
        return f"{last.words} pada {last.name}, sama dengan pada {first.name}"
    word = "Naik" if float(last.value) > float(first.value) else "Turun"
    return f"{word} dari {first.words} pada {first.name} menjadi {last.words} pada {last.name}"


def _column(table: Table, unit: str) -> int | None:
    candidates = [
        n
        for n, column in enumerate(table.columns)
        if column.numeric and column.heading.lower() not in LABEL_NUMBERS
    ]
    headings = {n: table.columns[n].heading.lower() for n in candidates}
    measured = [n for n in candidates if unit and f"({unit.lower()})" in headings[n]]
    preferred = [n for n in candidates if headings[n].startswith(PREFERRED)]
    return next(iter([*measured, *preferred, *candidates]), None)


def _bar(line: Line, column: int, most: float) -> Bar:
    value = line.values[column] or 0.0
    places = 0 if value.is_integer() else 1
    # As text, because templates would write a number the Indonesian way, which no attribute reads.
    return Bar(line.name, str(value), numbers.decimal(value, places), longest=value == most)
