"""The words of DOCX, PPTX and ODT: XML inside a ZIP package, read as a stream."""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.parsers import expat

from content.filewords.child import MOST_LETTERS, CutOff, row, serve

CHUNK = 256 * 1024
MOST_UNPACKED = 40 * 1024 * 1024
# The text itself first; then what is easily forgotten in it: notes, remarks, heads of pages.
PARTS = re.compile(
    r"word/document\d*\.xml|content\.xml|ppt/slides/slide\d+\.xml"
    r"|word/(?:footnotes|endnotes|comments|header\d*|footer\d*)\.xml|styles\.xml"
    r"|ppt/notesSlides/notesSlide\d+\.xml|ppt/comments/[^/]+\.xml"
)
REMARKS = re.compile(r"xl/comments\d*\.xml|xl/threadedComments/[^/]+\.xml")
NUMBER = re.compile(r"\d+")
# OOXML keeps words in these alone, deleted ones that are still in the file included.
RUNS = {"t", "delText", "text"}
PARAGRAPHS = {"p", "h"}
CELLS = {"tc", "table-cell"}
ROWS = {"tr", "table-row"}
# Where Word describes tabs instead of setting one.
TAB_STOPS = "tabs"
BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "line-break": "\n", "s": " "}


class Forbidden(ValueError):
    """An XML part with declarations that can blow it up."""


class Teller:
    """Hears one XML part and keeps its words; a row of a table becomes one line."""

    def __init__(self, *, only_runs: bool) -> None:
        self.only_runs = only_runs
        self.said: list[str] = []
        self.letters = 0
        self.run = self.paragraph = self.tab_stops = 0
        self.tables: list[list[str]] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._words
        self.parser.EntityDeclHandler = self._forbidden

    def _forbidden(self, *_declaration: object) -> None:
        raise Forbidden

    def _say(self, words: str) -> None:
        self.letters += len(words)
        if self.tables and self.tables[-1]:
            self.tables[-1][-1] += words
        else:
            self.said.append(words)

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        self.run += tag in RUNS
        self.paragraph += tag in PARAGRAPHS
        self.tab_stops += tag == TAB_STOPS
        if tag in ROWS:
            self.tables.append([])
        elif tag in CELLS and self.tables:
            self.tables[-1].append("")
        elif tag in BREAKS and self.paragraph and not self.tab_stops:
            self._say(BREAKS[tag])

    def _end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        self.run -= tag in RUNS
        self.paragraph -= tag in PARAGRAPHS
        self.tab_stops -= tag == TAB_STOPS
        if tag in PARAGRAPHS or (tag in RUNS and not self.paragraph):
            self._say("\n")
        elif tag in ROWS and self.tables:
            self._say(row(self.tables.pop()))

    def _words(self, words: str) -> None:
        if self.run if self.only_runs else self.paragraph:
            self._say(words)


def words(data: bytes, parts: re.Pattern[str] = PARTS) -> Iterator[str]:
    """Give the words of a package's parts, in the order in which a person meets them."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        named = [member for member in package.infolist() if parts.fullmatch(member.filename)]
        for member in sorted(named, key=_place):
            yield from _part(package, member)


def _place(member: zipfile.ZipInfo) -> tuple[bool, bool, int, str]:
    name, number = member.filename, NUMBER.search(member.filename)
    is_text = name.startswith(("word/document", "content", "ppt/slides"))
    return not is_text, "notes" not in name.lower(), int(number[0]) if number else 0, name


def _part(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[str]:
    teller = Teller(only_runs="/" in member.filename)
    unpacked = 0
    with package.open(member) as part:
        while chunk := part.read(CHUNK):
            unpacked += len(chunk)
            teller.parser.Parse(chunk, False)
            if unpacked > MOST_UNPACKED or teller.letters > MOST_LETTERS:
                yield "".join(teller.said)
                raise CutOff
    teller.parser.Parse(b"", True)
    yield "".join(teller.said)


if __name__ == "__main__":
    serve(words)
