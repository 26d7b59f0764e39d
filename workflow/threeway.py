"""Merging what two people made of the same words. Pure; knows no revision.

``base`` is what both started from, ``theirs`` what became public meanwhile, ``mine`` the draft. What
only one side touched merges by itself; what both touched differently stays a question.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

THEIRS, MINE = "theirs", "mine"
# One thing that has a place in an order, by its key, with everything that is said about it.
Placed = tuple[int, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One value, or one stretch of a text, as each of the three says it."""

    base: Any
    theirs: Any
    mine: Any

    @property
    def is_settled(self) -> bool:
        """Whether at most one side touched it, or both did the same."""
        return self.theirs == self.mine or self.base in (self.theirs, self.mine)

    @property
    def comes_in(self) -> bool:
        """Whether the draft gets something that it does not say."""
        return self.is_settled and self.settled != self.mine

    @property
    def settled(self) -> Any:
        """What is right without asking."""
        return self.theirs if self.mine == self.base else self.mine

    def after(self, side: str) -> Any:
        """Return what is right once somebody chose a side; settled parts need no choice."""
        if self.is_settled:
            return self.settled
        return self.theirs if side == THEIRS else self.mine


def parts(base: Sequence[Any], theirs: Sequence[Any], mine: Sequence[Any]) -> list[Part]:
    """Cut three texts, given block by block, so that each part can be settled by itself.

    The parts in order give each of the three again, so nothing is lost between them.
    """
    in_theirs, in_mine = _matches(base, theirs), _matches(base, mine)
    common = [(i, in_theirs[i], in_mine[i]) for i in sorted(in_theirs.keys() & in_mine.keys())]
    found: list[Part] = []
    i = j = k = 0
    for next_i, next_j, next_k in [*common, (len(base), len(theirs), len(mine))]:
        stretch = Part(list(base[i:next_i]), list(theirs[j:next_j]), list(mine[k:next_k]))
        in_step = all(
            matches.get(i + n, first + n) == first + n
            for matches, first in ((in_theirs, j), (in_mine, k))
            for n in range(next_i - i)
        )
        found += _cut(stretch) if in_step else [stretch]
        found += [Part([same], [same], [same]) for same in base[next_i : next_i + 1]]
        i, j, k = next_i + 1, next_j + 1, next_k + 1
    return [part for part in found if part.base or part.theirs or part.mine]


def _cut(stretch: Part) -> list[Part]:
    """Cut a stretch in which nothing came, went or moved block by block: neighbours may differ."""
    sides = (stretch.base, stretch.theirs, stretch.mine)
    if len({len(side) for side in sides}) > 1:
        return [stretch]
    return [Part([b], [t], [m]) for b, t, m in zip(*sides, strict=True)]


def _matches(base: Sequence[Any], other: Sequence[Any]) -> dict[int, int]:
    """Return which blocks of the base stand where in the other text, in rising order."""
    matcher = SequenceMatcher(a=list(base), b=list(other), autojunk=False)
    blocks = matcher.get_matching_blocks()
    return {block.a + n: block.b + n for block in blocks for n in range(block.size)}


def merged_set(base: set[Any], theirs: set[Any], mine: set[Any]) -> set[Any]:
    """Merge two sets: what one side added is there, what one side took away is gone."""
    return (theirs & mine) | ((theirs | mine) - base)


def merged_places(
    base: Sequence[Placed], theirs: Sequence[Placed], mine: Sequence[Placed]
) -> list[Placed] | None:
    """Merge things in their order, each with what is said about it; None where it is a question.

    The draft's order holds where the draft changed it; what only the others have stands at the end.
    """
    was, other, own = dict(base), dict(theirs), dict(mine)
    kept: dict[int, Any] = {}
    for key in {**own, **other, **was}:
        part = Part(was.get(key), other.get(key), own.get(key))
        if not part.is_settled:
            return None
        if part.settled is not None:
            kept[key] = part.settled
    shared = [key for key in was if key in other and key in own]
    reordered = [key for key in own if key in shared] != shared
    first, second = (own, other) if reordered or list(other) == list(was) else (other, own)
    order = [*first, *(key for key in second if key not in first)]
    return [(key, kept[key]) for key in order if key in kept]
