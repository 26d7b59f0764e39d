"""Lists of words and phrases, written down with commas, and the pattern that finds them."""

import re
from collections.abc import Iterable


def listed(words: str) -> tuple[str, ...]:
    """Return the phrases of a list written with commas, in its order."""
    return tuple(" ".join(phrase.split()) for phrase in words.split(",") if phrase.strip())


def pattern_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the phrases as whole words, the longest first."""
    longest_first = sorted({*phrases}, key=len, reverse=True)
    spelt = (re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelt)})(?!\w)", re.IGNORECASE)
