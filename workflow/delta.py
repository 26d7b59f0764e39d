"""The difference between two texts, small enough to travel. Pure.

Offsets count UTF-16 units, as browsers count. Both sides keep what the other confirmed and compare
a short number of it: where the numbers differ, the whole text travels instead.
"""

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

TOKEN = re.compile(r"<[^<>]*>|[^<>\s]+|\s+|[<>]")
# How far two texts are searched for the place where they agree again.
LOOK_AHEAD = 12
UTF16 = "utf-16-le"
UNIT = 2


class Unfit(ValueError):
    """A change that does not fit the text."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What stood from ``start`` to ``end`` becomes ``text``."""

    start: int
    end: int
    text: str


def fingerprint(text: str) -> str:
    """Return a short number of a text: tells two texts apart, proves nothing."""
    return f"{zlib.crc32(text.encode(errors='replace')):08x}"


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with the edits made. Raises Unfit when they do not fit."""
    units = text.encode(UTF16)
    parts: list[bytes] = []
    at = 0
    for edit in edits:
        start, end = edit.start * UNIT, edit.end * UNIT
        if not at <= start <= end <= len(units):
            raise Unfit("edits leave the text or overlap")
        # Half of a letter beyond the basic plane may come alone; its other half stands beside it.
        parts += [units[at:start], edit.text.encode(UTF16, "surrogatepass")]
        at = end
    try:
        return b"".join([*parts, units[at:]]).decode(UTF16)
    except UnicodeDecodeError as error:
        raise Unfit("half a letter is left") from error


def between(old: str, new: str) -> list[Edit]:
    """Return edits that lead from one text to the other: small where little differs.

    Takes time in proportion to the texts; a stretch without agreement becomes one edit.
    """
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    before = TOKEN.findall(old[head : len(old) - tail])
    after = TOKEN.findall(new[head : len(new) - tail])
    edits: list[Edit] = []
    at, i, j = _units(old[:head]), 0, 0
    while i < len(before) or j < len(after):
        gone, come = _step(before, after, i, j)
        out = "".join(before[i : i + gone])
        if gone == come == 0:
            i, j, at = i + 1, j + 1, at + _units(before[i])
            continue
        edits.append(Edit(at, at + _units(out), "".join(after[j : j + come])))
        i, j, at = i + gone, j + come, at + _units(out)
    return edits


def _step(before: Sequence[str], after: Sequence[str], i: int, j: int) -> tuple[int, int]:
    """Return how many tokens to leave out on each side until both agree again; 0, 0: they do."""
    for steps in range(2 * LOOK_AHEAD + 1):
        for gone in range(max(0, steps - LOOK_AHEAD), min(steps, LOOK_AHEAD) + 1):
            k, m = i + gone, j + steps - gone
            if k < len(before) and before[k : k + 2] == after[m : m + 2]:
                return gone, steps - gone
    return len(before) - i, len(after) - j


def _shared(one: str, other: str) -> int:
    """Return how many letters two texts have in common at their beginning."""
    most = min(len(one), len(other))
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _units(text: str) -> int:
    return len(text.encode(UTF16)) // UNIT
