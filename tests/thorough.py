"""What an ordinary run tries at some points, and ``EVERYTHING=1 script/test`` at all of them."""

import os
from collections.abc import Sequence
from typing import TypeVar

Point = TypeVar("Point")
EVERYTHING = "EVERYTHING" in os.environ


def some(points: Sequence[Point], every: int = 2, first: int = 0) -> list[Point]:
    """Return each ``every``-th point from number ``first`` on; all of them where asked for."""
    return list(points if EVERYTHING else points[first::every])
