"""Which parts of two sequences are the same: the shortest edit script, held to a budget of steps.

Myers (1986) finds it; where it would grow too long, what each side says once holds both together.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence

MOST_STEPS = 250_000
MOST_EDITS = 350


class Budget:
    """Steps left for one comparison."""

    def __init__(self) -> None:
        self.left = MOST_STEPS


def matches(
    old: Sequence[Hashable], new: Sequence[Hashable], budget: Budget | None = None
) -> list[tuple[int, int]]:
    """Return pairs of positions that hold the same in both, rising; the rest has changed."""
    budget = budget or Budget()
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    rest = shorter - head
    tail = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    one, other = old[head : len(old) - tail], new[head : len(new) - tail]
    middle = _myers(one, other, budget)
    if middle is None:
        middle = _between_anchors(one, other, budget)
    return [
        *((n, n) for n in range(head)),
        *((head + i, head + j) for i, j in middle),
        *((len(old) - n, len(new) - n) for n in range(tail, 0, -1)),
    ]


def _between_anchors(
    old: Sequence[Hashable], new: Sequence[Hashable], budget: Budget
) -> list[tuple[int, int]]:
    """Too much changed to be told finely: hold on to what each side says once, then go on between."""
    once = [Counter(side) for side in (old, new)]
    places = [
        [at for at, one in enumerate(side) if once[0][one] == once[1][one] == 1]
        for side in (old, new)
    ]
    pairs: list[tuple[int, int]] = []
    i = j = 0
    anchors = in_order([old[at] for at in places[0]], [new[at] for at in places[1]])
    for one, other in anchors:
        same_i, same_j = places[0][one], places[1][other]
        between = matches(old[i:same_i], new[j:same_j], budget)
        pairs += [(i + a, j + b) for a, b in between]
        pairs.append((same_i, same_j))
        i, j = same_i + 1, same_j + 1
    if anchors:
        pairs += [(i + a, j + b) for a, b in matches(old[i:], new[j:], budget)]
    return pairs


def in_order(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Pair what stands once in each: the longest run of it that has the same order in both."""
    place = {one: at for at, one in enumerate(before)}
    common = [(place[one], at) for at, one in enumerate(after) if one in place]
    tails: list[int] = []  # of the best run of each length: where it ends in ``before``
    ends: list[int] = []  # and which pair that is
    previous: list[int] = []
    for number, (at, _) in enumerate(common):
        length = bisect_left(tails, at)
        previous.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [at]
        ends[length : length + 1] = [number]
    pairs: list[tuple[int, int]] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        pairs.append(common[number])
        number = previous[number]
    return pairs[::-1]


def _myers(
    old: Sequence[Hashable], new: Sequence[Hashable], budget: Budget
) -> list[tuple[int, int]] | None:
    """Myers' greedy algorithm (1986); gives up with None when the budget is spent."""
    if not old or not new:
        return []
    reach: dict[int, int] = {1: 0}
    trace: list[dict[int, int]] = []
    for edits in range(min(len(old) + len(new), MOST_EDITS) + 1):
        trace.append(reach.copy())
        budget.left -= 2 * edits + 1
        if budget.left < 0:
            return None
        for k in range(-edits, edits + 1, 2):
            down = k == -edits or (k != edits and reach[k - 1] < reach[k + 1])
            x = reach[k + 1] if down else reach[k - 1] + 1
            while x < len(old) and 0 <= x - k < len(new) and old[x] == new[x - k]:
                x += 1
                budget.left -= 1
            reach[k] = x
            if x >= len(old) and x - k >= len(new):
                return _walk_back(trace, len(old), len(new))
    return None


def _walk_back(trace: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    for edits in range(len(trace) - 1, -1, -1):
        reach, k = trace[edits], x - y
        down = k == -edits or (k != edits and reach[k - 1] < reach[k + 1])
        before = k + 1 if down else k - 1
        start_x = reach[before]
        start_y = start_x - before
        while x > start_x and y > start_y:
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = start_x, start_y
    return pairs[::-1]
