"""QR codes for paper: the address of a page as a drawing that a telephone reads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import segno

QUIET = 4
# Every mask gives a code that scans; looking for the handsomest of the eight costs five times more.
MASK = 2


@dataclass(frozen=True, slots=True)
class Drawing:
    """A code as one line of an SVG path; ``size`` is the side of its square, margin included."""

    size: int
    path: str


Corner = tuple[float, float]


def dark_squares(words: str) -> tuple[int, list[list[Corner]]]:
    """Return the side of the code, margin included, and its dark runs as corners, for paper."""
    matrix = _matrix(words)
    runs: list[list[Corner]] = [
        [(x, y), (x + length, y), (x + length, y + 1.0), (x, y + 1.0)]
        for y, x, length in _runs(matrix)
    ]
    return len(matrix) + 2 * QUIET, runs


@lru_cache(maxsize=512)
def drawing(words: str) -> Drawing:
    """Draw words (an address) so that a crease or a spot of ink does no harm (level M)."""
    matrix = _matrix(words)
    return Drawing(len(matrix) + 2 * QUIET, "".join(_strokes(matrix)))


def _matrix(words: str) -> Sequence[Sequence[int]]:
    matrix: Sequence[Sequence[int]] = segno.make_qr(
        words, error="m", mask=MASK, boost_error=False
    ).matrix
    return matrix


def _runs(matrix: Sequence[Sequence[int]]) -> Iterator[tuple[int, int, int]]:
    """Find every run of dark squares: its row, where it begins, how long it is."""
    for y, row in enumerate(matrix, start=QUIET):
        x = QUIET
        for dark, squares in groupby(row):
            length = len(list(squares))
            if dark:
                yield y, x, length
            x += length


def _strokes(matrix: Sequence[Sequence[int]]) -> Iterator[str]:
    """Draw every run as one stroke, a square thick, along its middle."""
    return (f"M{x} {y}.5h{length}" for y, x, length in _runs(matrix))
