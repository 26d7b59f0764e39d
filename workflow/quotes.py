"""Passages: whether quoted words still stand in a text, and what stands there now. Pure.

White space never counts, and a masked value (``5108••••0001``) stands for any value in its place.
"""

import re
from collections import Counter

from workflow.hints.sight import DOT

# Two passages that share fewer words than this are not one passage that was changed.
AKIN = 0.5
LONGEST = 200_000
MASKED = re.compile(rf"\S*{DOT}\S*")
ANY_VALUE = r"\S.{0,60}?"


def on_one_line(text: str) -> str:
    """Return a text with single spaces between its words."""
    return " ".join(text.split())


def stands(quote: str, text: str) -> bool:
    """Whether the passage stands in the text as it was quoted; a cut one ends with “…”."""
    wanted = on_one_line(quote).rstrip("…").rstrip()
    if not wanted:
        return False
    said = on_one_line(text[:LONGEST])
    if DOT not in wanted:
        return wanted in said
    pieces = (re.escape(piece) for piece in MASKED.split(wanted))
    return re.search(ANY_VALUE.join(pieces), said) is not None


def akin(quote: str, text: str) -> str:
    """Return the stretch of the text, as long as the quote, that shares most words with it.

    "" where no stretch shares half of them: then the passage is gone. Costs one walk over the text.
    """
    wanted = on_one_line(quote).rstrip("…").split()
    words = on_one_line(text[:LONGEST]).split()
    length = len(wanted)
    if not length or not words:
        return ""
    lacking = Counter(_bare(word) for word in wanted)
    shared, best, at = 0, 0, 0
    for index, word in enumerate(words):
        shared += lacking[_bare(word)] > 0
        lacking[_bare(word)] -= 1
        if index >= length:
            left = _bare(words[index - length])
            lacking[left] += 1
            shared -= lacking[left] > 0
        if shared > best:
            best, at = shared, max(0, index - length + 1)
    return " ".join(words[at : at + length]) if best >= AKIN * length else ""


def _bare(word: str) -> str:
    return word.strip(".,;:!?()“”\"'").casefold()
