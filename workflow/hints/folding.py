"""Reading text as an eye does: digits of every script, invisible characters taken away.

``fold`` keeps the way back: every character of the folded text knows where it came from.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# Soft hyphens, joiners, marks of direction, variation selectors, tags, and marks over letters.
INVISIBLE = re.compile(
    "[\u00ad\u0300-\u036f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e01ef]"
)
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u207b\u2212\ufe58\ufe63\uff0d"
FULL_STOPS = "\u2024\u00b7\u2022\u2219\u22c5\u30fb\uff0e\u3002"


class _Faces(dict[int, int]):
    """What each character looks like, learnt when it is first met; always one for one."""

    def __missing__(self, code: int) -> int:
        character = chr(code)
        digit = unicodedata.decimal(character, None)
        if digit is not None:
            face = str(digit)
        elif character in DASHES:
            face = "-"
        elif character in FULL_STOPS:
            face = "."
        elif character not in "\t\n\r\x0b\x0c" and character.isspace():
            face = " "
        else:
            wide = unicodedata.normalize("NFKC", character)
            face = wide if len(wide) == 1 and wide.isascii() else character
        self[code] = ord(face)
        return self[code]


FACES = _Faces()


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as it looks; ``origins`` is None where every character stands where it stood."""

    text: str
    origins: Sequence[int] | None

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the folded text stands in the text as it was."""
        if self.origins is None:
            return start, end
        return self.origins[start], self.origins[end - 1] + 1


def fold(text: str) -> Folded:
    """Return the text as it looks."""
    if text.isascii():
        return Folded(text, None)
    seen = text.translate(FACES)
    if not INVISIBLE.search(seen):
        return Folded(seen, None)
    kept = [at for at, character in enumerate(seen) if not INVISIBLE.match(character)]
    return Folded("".join(seen[at] for at in kept), kept)
