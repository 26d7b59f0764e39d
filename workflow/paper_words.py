"""Words on paper: the fonts that a page carries, how wide words are, where lines break.

Sizes are points, widths millimetres.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

MM = 72 / 25.4
REGULAR, BOLD = "PlusJakartaSans", "PlusJakartaSansBold"
FONT_FILES = {REGULAR: "plus-jakarta-sans-regular.ttf", BOLD: "plus-jakarta-sans-bold.ttf"}
ELLIPSIS = "…"
# The font's own space is narrow: so much of the size is added to it, as on the screen.
WORD_SPACE = 0.06


@cache
def own_file(name: str) -> Path:
    """Return where a file below static/ lies."""
    return Path(settings.BASE_DIR) / "static" / name


@cache
def fonts() -> dict[str, TTFont]:
    """Read the fonts, once in a process."""
    found = {
        name: TTFont(name, str(own_file(f"fonts/{file}")), asciiReadable=0)
        for name, file in FONT_FILES.items()
    }
    for font in found.values():
        pdfmetrics.registerFont(font)
    return found


@cache
def glyph_for(letter: str) -> str:
    """Return what stands for a letter on paper: itself, its plain form, or a question mark."""
    known = fonts()[REGULAR].face.charToGlyph
    if letter.isspace():
        return " "
    if unicodedata.category(letter) in ("Cc", "Cf", "Mn"):
        return ""
    for form in (letter, *unicodedata.normalize("NFKD", letter)):
        if ord(form) in known and not unicodedata.combining(form):
            return form
    return "?"


def printable(text: str) -> str:
    """Return a text in letters that the fonts have: PDF/A shows no letter without its shape."""
    return "".join(glyph_for(letter) for letter in unicodedata.normalize("NFC", text))


def width(text: str, size: float, bold: bool = False) -> float:
    """Return how wide a printable text is, in millimetres; ``size`` in points."""
    plain = float(fonts()[BOLD if bold else REGULAR].stringWidth(text, size))
    return (plain + text.count(" ") * WORD_SPACE * size) / MM


def wrap(text: str, room: float, size: float, *, bold: bool = False, most: int = 0) -> list[str]:
    """Return a text as lines no wider than ``room``; the last of ``most`` lines says it was cut."""
    lines: list[str] = []
    line = ""
    for word in printable(text).split():
        for piece in _broken(word, room, size, bold):
            longer = f"{line} {piece}" if line else piece
            if width(longer, size, bold) <= room:
                line = longer
            else:
                lines.append(line)
                line = piece
    lines.append(line)
    if most and len(lines) > most:
        last = lines[most - 1]
        while last and width(last + ELLIPSIS, size, bold) > room:
            last = last[:-1]
        lines = [*lines[: most - 1], last.rstrip() + ELLIPSIS]
    return lines


def _broken(word: str, room: float, size: float, bold: bool) -> Iterator[str]:
    """A word that is wider than the room goes on in the next line."""
    while width(word, size, bold) > room:
        end = len(word)
        while end > 1 and width(word[:end], size, bold) > room:
            end -= 1
        yield word[:end]
        word = word[end:]
    if word:
        yield word
