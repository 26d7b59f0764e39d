"""Bars drawn from a data table: one column of numbers, one bar per named row."""

from dataclasses import dataclass

from content import numbers
from content.datatable import LABEL_NUMBERS, Line, Table

MOST_BARS = 20
PREFERRED = ("jumlah", "total", "banyak")
SUMS = ("jumlah", "total", "kecamatan", "kec.")


@dataclass(frozen=True)
class Bar:
    """One row: what is measured, how long it is, how it is written, whether it is the longest."""

    name: str
    value: str
    words: str
    longest: bool


@dataclass(frozen=True)
class Chart:
    """A list of bars with what it shows; ``total`` is the table's own sum row, "" without one."""

    finding: str
    measure: str
    most: str
    bars: tuple[Bar, ...]
    total: str

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


def bars(table: Table | None) -> Chart | None:
    """Draw the column that the table is about; None when there is none that bars can show."""
    if table is None or table.is_cut:
        return None
    column = _column(table)
    if column is None:
        return None
    lines = [line for line in table.lines if not line.name.lower().startswith(SUMS)]
    sums = [line for line in table.lines if line.name.lower().startswith(SUMS)]
    values = [line.values[column] for line in lines]
    if not 2 <= len(lines) <= MOST_BARS or any(v is None or v < 0 for v in values):
        return None
    most = max(value or 0 for value in values)
    if not most or len({line.name for line in lines}) < len(lines):
        return None
    drawn = tuple(_bar(line, column, most) for line in lines)
    top = next(bar for bar in drawn if bar.longest)
    return Chart(
        finding=f"Terbesar: {top.name}, {top.words}",
        measure=table.columns[column].heading,
        most=str(most),
        bars=drawn,
        total=_bar(sums[0], column, most).words if len(sums) == 1 else "",
    )


def _column(table: Table) -> int | None:
    candidates = [
        n
        for n, column in enumerate(table.columns)
        if column.numeric and column.heading.lower() not in LABEL_NUMBERS
    ]
    preferred = [n for n in candidates if table.columns[n].heading.lower().startswith(PREFERRED)]
    return next(iter([*preferred, *candidates]), None)


def _bar(line: Line, column: int, most: float) -> Bar:
    value = line.values[column] or 0.0
    places = 0 if value.is_integer() else 1
    # As text, because templates would write a number the Indonesian way, which no attribute reads.
    return Bar(line.name, str(value), numbers.decimal(value, places), longest=value == most)
