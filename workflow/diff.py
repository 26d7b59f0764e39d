"""What changed between two texts, by paragraph and then by word. Pure; knows no revision.

What the budget of steps (``workflow.edit_script``) does not reach is still told truly (all out, all
in), only less finely. So a hostile or huge text costs no more than a moment.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from workflow.edit_script import Budget, matches

TOKEN = re.compile(r"\w+(?:[-'’/.,:]\w+)*|\s+|[^\w\s]")
# Two paragraphs that share fewer words than this are one gone and one new, not one changed.
AKIN = 0.3
MOST_PAIRS = 900
# Tokens gone, tokens added, and the same ones behind them.
Run = tuple[list[str], list[str], list[str]]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words: the same in both texts, or only in the old (del) or only in the new one (ins)."""

    kind: Literal["same", "del", "ins"]
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of both texts; ``old`` or ``new`` is None where it is missing there."""

    old: str | None
    new: str | None
    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        """Whether anything in it differs."""
        return self.old != self.new

    @property
    def places(self) -> int:
        """How many places in it changed: a word replaced by another counts once."""
        runs = [piece.kind != "same" for piece in self.pieces]
        return sum(now and not before for before, now in pairwise([False, *runs]))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring paragraphs that changed, or that did not and may be folded away."""

    changed: bool
    paragraphs: tuple[Paragraph, ...]


def by_word(old: str, new: str) -> list[Piece]:
    """Compare two short texts word by word."""
    return _pieces(old, new, Budget())


def by_paragraph(old: str, new: str) -> list[Paragraph]:
    """Compare two texts of one paragraph per line: lines first, then words in changed lines."""
    before, after, budget = lines(old), lines(new), Budget()
    told: list[Paragraph] = []
    i = j = 0
    for same_i, same_j in [*matches(before, after, budget), (len(before), len(after))]:
        told += _changed(before[i:same_i], after[j:same_j], budget)
        if same_i < len(before):
            text = before[same_i]
            told.append(Paragraph(text, text, (Piece("same", text),) if text else ()))
        i, j = same_i + 1, same_j + 1
    return told


def lines(text: str) -> list[str]:
    """Return the paragraphs of a text; an empty text has none."""
    return text.split("\n") if text else []


def stretches(paragraphs: Iterable[Paragraph]) -> list[Stretch]:
    """Group paragraphs into changed and unchanged stretches, in order."""
    groups: list[list[Paragraph]] = []
    for paragraph in paragraphs:
        if groups and groups[-1][-1].changed == paragraph.changed:
            groups[-1].append(paragraph)
        else:
            groups.append([paragraph])
    return [Stretch(group[0].changed, tuple(group)) for group in groups]


def old_text(pieces: Iterable[Piece]) -> str:
    """Undo the pieces: the old text, exactly."""
    return "".join(piece.text for piece in pieces if piece.kind != "ins")


def new_text(pieces: Iterable[Piece]) -> str:
    """Apply the pieces: the new text, exactly."""
    return "".join(piece.text for piece in pieces if piece.kind != "del")


# --- paragraphs -----------------------------------------------------------------------------------
def _changed(before: Sequence[str], after: Sequence[str], budget: Budget) -> list[Paragraph]:
    """Tell a replaced stretch: akin paragraphs side by side, the others as gone or new."""
    told: list[Paragraph] = []
    i = j = 0
    for pair_i, pair_j in [*_akin(before, after), (len(before), len(after))]:
        told += [Paragraph(text, None, (Piece("del", text),)) for text in before[i:pair_i]]
        told += [Paragraph(None, text, (Piece("ins", text),)) for text in after[j:pair_j]]
        if pair_i < len(before):
            old, new = before[pair_i], after[pair_j]
            told.append(Paragraph(old, new, tuple(_pieces(old, new, budget))))
        i, j = pair_i + 1, pair_j + 1
    return told


def _akin(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Pair paragraphs, in order, so that the shared words are most."""
    if len(before) * len(after) > MOST_PAIRS:
        return []
    bags = [Counter(text.split()) for text in before], [Counter(text.split()) for text in after]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    likeness: dict[tuple[int, int], float] = {}
    for i in reversed(range(len(before))):
        for j in reversed(range(len(after))):
            like = likeness[i, j] = _likeness(bags[0][i], bags[1][j])
            paired = best[i + 1][j + 1] + like if like >= AKIN else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(before) and j < len(after):
        like = likeness[i, j]
        if like >= AKIN and best[i][j] == best[i + 1][j + 1] + like:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


# --- words ----------------------------------------------------------------------------------------
def _pieces(old: str, new: str, budget: Budget) -> list[Piece]:
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    runs: list[Run] = []
    i = j = 0
    for same_i, same_j in [*matches(before, after, budget), (len(before), len(after))]:
        if not runs or i < same_i or j < same_j:
            runs.append((before[i:same_i], after[j:same_j], []))
        runs[-1][2].extend(before[same_i : same_i + 1])
        i, j = same_i + 1, same_j + 1
    return _written(_joined(_slid(runs)))


def _slid(runs: list[Run]) -> list[Run]:
    """Slide what came or went behind equal words: a new sentence ends with its own full stop."""
    slid: list[Run] = []
    for gone, added, same in runs:
        moved = [] if gone and added else gone or added
        most = min(len(moved), len(same))
        count = next((n for n in range(most) if moved[n] != same[n]), most)
        if not count:
            slid.append((gone, added, same))
            continue
        if not slid:
            slid.append(([], [], []))
        slid[-1][2].extend(moved[:count])
        behind = [*moved[count:], *moved[:count]]
        slid.append((behind if gone else [], behind if added else [], same[count:]))
    return slid


def _joined(
    runs: list[Run],
) -> list[Run]:
    """Join changes that only a space keeps apart: a phrase reads better than its confetti."""
    joined = runs[:1]
    for gone, added, same in runs[1:]:
        last_gone, last_added, between = joined[-1]
        if (last_gone or last_added) and not "".join(between).strip():
            joined[-1] = ([*last_gone, *between, *gone], [*last_added, *between, *added], same)
        else:
            joined.append((gone, added, same))
    return joined


def _written(runs: Iterable[Run]) -> list[Piece]:
    told = [
        piece
        for gone, added, same in runs
        for piece in (
            Piece("del", "".join(gone)),
            Piece("ins", "".join(added)),
            Piece("same", "".join(same)),
        )
    ]
    return [piece for piece in told if piece.text]
