"""Sanitised HTML as text whose every letter knows where it stands, so that words can be taken out.

Tags stay where they are; a link that carries the words in its address loses the address.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape, unescape

from content.html import BLOCKS, CELLS

TOKEN = re.compile(
    r'<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*)(?P<attributes>(?:[^<>"]|"[^"]*")*+)>'
    r"|&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);|[^<&]+|[<&]"
)
ATTRIBUTE = re.compile(r' (href|title|alt)="([^"]*)"')
MEDIA_ROOT = "/media/"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the text, and of the HTML; ``whole`` pieces are taken out only in one."""

    at: int
    start: int
    end: int
    whole: bool = False
    is_address: bool = False


class Stretches:
    """The words of sanitised HTML, its link addresses and picture texts on lines of their own."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._pieces: list[_Piece] = []
        self._words: list[str] = []
        self._length = 0
        attributes: list[tuple[str, int, int, bool]] = []
        for token in TOKEN.finditer(html):
            if tag := token["tag"]:
                if tag in BLOCKS or tag in CELLS:
                    self._add("\t" if tag in CELLS else "\n", token.end(), token.end(), whole=True)
                shift = token.start("attributes")
                for found in ATTRIBUTE.finditer(token["attributes"]):
                    is_address = found[1] == "href"
                    if not (is_address and found[2].startswith(MEDIA_ROOT)):
                        start, end = found.span(0 if is_address else 2)
                        attributes.append((found[2], start + shift, end + shift, is_address))
            elif token[0].startswith("&"):
                self._add(unescape(token[0])[:1], *token.span(), whole=True)
            else:
                self._add(token[0].replace("\n", " "), *token.span())
        for value, start, end, is_address in attributes:
            self._add("\n", end, end, whole=True)
            self._add(value, start, end, whole=is_address, is_address=is_address)
        self.text = "".join(self._words)
        self._starts = [piece.at for piece in self._pieces]

    def _add(
        self, words: str, start: int, end: int, *, whole: bool = False, is_address: bool = False
    ) -> None:
        self._pieces.append(_Piece(self._length, start, end, whole, is_address))
        self._words.append(words)
        self._length += len(words)

    def replaced(self, stretches: Iterable[tuple[int, int, str]]) -> str:
        """Return the HTML with stretches of the text (from, to) replaced by plain words."""
        cuts: dict[tuple[int, int], str] = {}
        for begin, stop, words in stretches:
            waiting = escape(words, quote=True)
            for piece in self._between(begin, stop):
                if piece.is_address:
                    cuts[piece.start, piece.end] = ""
                elif piece.end > piece.start:
                    start, end = piece.start, piece.end
                    if not piece.whole:
                        start = piece.start + max(0, begin - piece.at)
                        end = min(piece.end, piece.start + stop - piece.at)
                    cuts[start, end] = waiting
                    waiting = ""
        html = self._html
        for (start, end), words in sorted(cuts.items(), reverse=True):
            html = html[:start] + words + html[end:]
        return html

    def _between(self, begin: int, stop: int) -> list[_Piece]:
        first = max(0, bisect_right(self._starts, begin) - 1)
        last = bisect_right(self._starts, stop - 1)
        return self._pieces[first:last]
