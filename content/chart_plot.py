"""A chart for wide pages, laid out in the units of an SVG: bars, their words, and a scale.

Phones get the same bars as a list; a drawing that is only shrunk cannot be read there.
"""

import math
from dataclasses import dataclass

from content import numbers
from content.charts import Bar, Chart

WIDTH = 720
# Of the letters of the drawing (12 px), on average.
LETTER = 7.4
PITCH, THICK = 28, 20
LONGEST_NAME = 40
# Room for the number at a bar's end, and for the scale.
VALUE_ROOM, SCALE_ROOM = 76, 26
UPRIGHT_HEIGHT, ABOVE = 220, 24
STEPS = (1, 2, 2.5, 5, 10)
MOST_TICKS = 5


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the drawing and where they stand."""

    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One bar with its name and its number."""

    x: int
    y: int
    width: int
    height: int
    longest: bool
    name: Words
    value: Words


@dataclass(frozen=True, slots=True)
class Plot:
    """The whole drawing. A grid line runs from (x1, y1) to (x2, y2)."""

    height: int
    upright: bool
    marks: tuple[Mark, ...]
    grid: tuple[tuple[int, int, int, int], ...]
    scale: tuple[Words, ...]
    width: int = WIDTH


def plot(chart: Chart | None) -> Plot | None:
    """Lay a chart out: years upright from left to right, everything else lying, one row each."""
    if chart is None:
        return None
    longest_name = max(len(bar.name) for bar in chart.bars)
    fits_upright = longest_name * LETTER < WIDTH / len(chart.bars)
    return _upright(chart) if chart.over_time and fits_upright else _lying(chart)


def ticks(most: float) -> list[float]:
    """Return round numbers from 0 up to at most ``most``, few enough to be read."""
    rough = most / MOST_TICKS
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * step for step in STEPS if power * step >= rough * (1 - 1e-9))
    return [step * n for n in range(int(most / step + 1e-9) + 1)]


def _lying(chart: Chart) -> Plot:
    most = float(chart.most)
    names = [_short(bar.name) for bar in chart.bars]
    left = round(max(map(len, names)) * LETTER) + 12
    room = WIDTH - left - VALUE_ROOM
    foot = len(names) * PITCH
    marks = []
    for row, (bar, name) in enumerate(zip(chart.bars, names, strict=True)):
        top = row * PITCH + (PITCH - THICK) // 2
        width = _length(bar, most, room)
        base = top + THICK - 6
        marks.append(
            Mark(
                left,
                top,
                width,
                THICK,
                bar.longest,
                Words(left - 8, base, name),
                Words(left + width + 6, base, bar.words),
            )
        )
    at = [(left + round(value / most * room), value) for value in ticks(most)]
    return Plot(
        height=foot + SCALE_ROOM,
        upright=False,
        marks=tuple(marks),
        grid=tuple((x, 0, x, foot) for x, _ in at),
        scale=tuple(Words(x, foot + 18, _number(value)) for x, value in at),
    )


def _upright(chart: Chart) -> Plot:
    most = float(chart.most)
    left = round(max(len(_number(value)) for value in ticks(most)) * LETTER) + 12
    pitch = (WIDTH - left) / len(chart.bars)
    thick = round(min(pitch * 0.62, 56))
    foot = ABOVE + UPRIGHT_HEIGHT
    marks = []
    for column, bar in enumerate(chart.bars):
        middle = round(left + pitch * (column + 0.5))
        height = _length(bar, most, UPRIGHT_HEIGHT)
        marks.append(
            Mark(
                middle - thick // 2,
                foot - height,
                thick,
                height,
                bar.longest,
                Words(middle, foot + 18, bar.name),
                Words(middle, foot - height - 6, bar.words),
            )
        )
    at = [(foot - round(value / most * UPRIGHT_HEIGHT), value) for value in ticks(most)]
    return Plot(
        height=foot + SCALE_ROOM,
        upright=True,
        marks=tuple(marks),
        grid=tuple((left, y, WIDTH, y) for y, _ in at),
        scale=tuple(Words(left - 8, y + 4, _number(value)) for y, value in at),
    )


def _length(bar: Bar, most: float, room: int) -> int:
    # Nothing is not drawn; next to nothing is still seen.
    value = float(bar.value)
    return max(1, round(value / most * room)) if value else 0


def _number(value: float) -> str:
    return numbers.thousands(value) if value == int(value) else numbers.decimal(value, 2)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"
