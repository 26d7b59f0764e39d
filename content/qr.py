"""QR codes for paper: the address of a page as a drawing that a telephone reads."""

from dataclasses import dataclass
from functools import lru_cache

import segno
from segno.utils import matrix_to_lines

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
    code = segno.make_qr(words, error="m", mask=MASK, boost_error=False)
    lines = matrix_to_lines(code.matrix, QUIET, QUIET + 0.5, incby=1)
    path = "".join(f"M{x1} {y:g}h{x2 - x1}" for (x1, y), (x2, _) in lines)
    return Drawing(code.symbol_size(border=QUIET)[0], path)
