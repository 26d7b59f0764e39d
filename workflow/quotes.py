"""Passages: whether quoted words still stand in a text, and what stands there now. Pure.

White space never counts, and a masked value (``5108••••0001``) stands for any value in its place.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from workflow.hints.sight import DOT

# Two passages that share fewer words than this are not one passage that was changed.
AKIN = 0.5
LONGEST = 200_000
MASKED = re.compile(rf"\S*{DOT}\S*")
ANY_VALUE = r"\S.{0,60}?"


def on_one_line(text: str) -> str:
    """Return a text with single spaces between its words."""
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Text:
    """A text that passages are looked for in, read once: its words, and what they are compared by."""

    line: str
    words: tuple[str, ...]
    bare: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Text":
        """Read a text, at most its first 200,000 letters."""
        words = tuple(text[:LONGEST].split())
        return cls(" ".join(words), words, tuple(_bare(word) for word in words))


def stands(quote: str, text: Text) -> bool:
    """Whether the passage stands in the text as it was quoted; a cut one ends with “…”."""
    wanted = on_one_line(quote).rstrip("…").rstrip()
    if not wanted:
        return False
    if DOT not in wanted:
        return wanted in text.line
    pieces = (re.escape(piece) for piece in MASKED.split(wanted))
    return re.search(ANY_VALUE.join(pieces), text.line) is not None


def akin(quote: str, text: Text) -> str:
    """Return the stretch of the text, about as long as the quote, that shares most words with it.

    "" where no stretch shares half of them: then the passage is gone. Costs one walk over the text.
    """
    wanted = [_bare(word) for word in on_one_line(quote).rstrip("…").split()]
    begin, shared = _best(wanted, text.bare)
    if not wanted or shared < AKIN * len(wanted):
        return ""
    begin, end = _widened(wanted, text.bare, begin)
    return " ".join(text.words[begin:end])


def _best(wanted: Sequence[str], said: Sequence[str]) -> tuple[int, int]:
    """Return where the stretch begins that shares most words, and how many it shares."""
    lacking = Counter(wanted)
    shared, best, begin = 0, 0, 0
    for index, word in enumerate(said):
        shared += lacking[word] > 0
        lacking[word] -= 1
        if index >= len(wanted):
            left = said[index - len(wanted)]
            lacking[left] += 1
            shared -= lacking[left] > 0
        if shared > best:
            best, begin = shared, max(0, index - len(wanted) + 1)
    return begin, best


def _widened(wanted: Sequence[str], said: Sequence[str], begin: int) -> tuple[int, int]:
    """Take in words of the quote that stand just outside: others were put in between."""
    end = begin + len(wanted)
    margin = len(wanted) // 2 + 2
    lacking = Counter(wanted) - Counter(said[begin:end])
    first, last = begin, min(end, len(said))
    for index in range(last, min(last + margin, len(said))):
        if lacking[said[index]] > 0:
            lacking[said[index]] -= 1
            last = index + 1
    for index in range(begin - 1, max(begin - margin, 0) - 1, -1):
        if lacking[said[index]] > 0:
            lacking[said[index]] -= 1
            first = index
    return first, last


def _bare(word: str) -> str:
    return word.strip(".,;:!?()“”\"'").casefold()
