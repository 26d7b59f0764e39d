"""QR codes for paper: the address of a page as a drawing that a telephone reads."""

from collections.abc import Iterable, Iterator
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


@lru_cache(maxsize=512)
def drawing(words: str) -> Drawing:
    """Draw words (an address) so that a crease or a spot of ink does no harm (level M)."""
    matrix = segno.make_qr(words, error="m", mask=MASK, boost_error=False).matrix
    return Drawing(len(matrix) + 2 * QUIET, "".join(_strokes(matrix)))


def _strokes(matrix: Iterable[Iterable[int]]) -> Iterator[str]:
    """Draw every run of dark squares as one stroke, a square thick, along its middle."""
    for y, row in enumerate(matrix, start=QUIET):
        x = QUIET
        for dark, squares in groupby(row):
            length = len(list(squares))
            if dark:
                yield f"M{x} {y}.5h{length}"
            x += length
