"""Rich text as an approver can compare it: one paragraph per line, with what a word hides.

The target of a link and the file of a picture are written out, because they can change while every
visible word stays as it was. Each line also keeps its shape (heading, list, bold …). Tables are read
apart, row by row; a line says where each of them stands.
"""

from dataclasses import dataclass
from html.parser import HTMLParser

from content.html import BLOCKS, CELLS

VOID = {"br", "hr", "img"}
MOST_SPANNED = 50
# What the words themselves say already.
HIDDEN = {"href", "src", "alt", "rel"}
Table = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """What a text says, and how: lines, the shape of each, tables, and the shape of each."""

    lines: tuple[str, ...]
    shapes: tuple[str, ...]
    tables: tuple[Table, ...]
    table_shapes: tuple[str, ...]

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines)


class _Writer(HTMLParser):
    """Writes lines, link targets and pictures between their words, and tables cell by cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.shapes: list[str] = []
        self.tables: list[list[list[str]]] = []
        self.table_shapes: list[str] = []
        self.words: list[str] = []
        self.marks: list[str] = []
        self.letters = self.depth = 0
        self.around: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "table":
            self._begin_table()
        elif self.depth:
            self._in_table(tag, values)
        elif tag in BLOCKS:
            self._end_line()
        if tag == "a":
            self.links.append(values.get("href", ""))
        elif tag == "img":
            name = values.get("src", "").rpartition("/")[2]
            self.handle_data(f"[gambar {name}: {values.get('alt', '')}]")
        elif tag == "hr":
            self.handle_data("[garis pemisah]")
        if not self.depth and tag not in BLOCKS:
            told = (f"{name}={value}" for name, value in values.items() if name not in HIDDEN)
            self.marks.append(f"{self.letters}<{' '.join([tag, *told])}>")
        if tag not in VOID:
            self.around.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.links and (target := self.links.pop()):
            self.handle_data(f" ({target})")
        if tag == "table" and self.depth:
            self.depth -= 1
        elif not self.depth and tag in BLOCKS:
            self._end_line()
        elif not self.depth:
            self.marks.append(f"{self.letters}</{tag}>")
        if self.around and self.around[-1] == tag:
            self.around.pop()

    def handle_data(self, data: str) -> None:
        if self.depth:
            self._in_cell(data)
            return
        self.words.append(data)
        self.letters += len("".join(data.split()))

    def _in_cell(self, words: str) -> None:
        rows = self.tables[-1]
        if rows and rows[-1]:
            rows[-1][-1] += words
        elif words.strip():  # beside the cells; a browser shows it above the table
            rows.append([words])

    def close(self) -> None:
        super().close()
        self._end_line()

    def _end_line(self) -> None:
        line = " ".join("".join(self.words).split())
        if line:
            self.lines.append(line)
            self.shapes.append(
                " ".join([">".join(t for t in self.around if t in BLOCKS), *self.marks])
            )
        self.words, self.marks, self.letters = [], [], 0

    def _begin_table(self) -> None:
        self.depth += 1
        if self.depth > 1:
            return
        self._end_line()
        self.tables.append([])
        self.table_shapes.append("")
        self.words = [f"[tabel {len(self.tables)}]"]
        self._end_line()

    def _in_table(self, tag: str, values: dict[str, str]) -> None:
        told = [tag, *(f"{name}={value}" for name, value in values.items() if name not in HIDDEN)]
        self.table_shapes[-1] += f"<{' '.join(told)}>"
        rows = self.tables[-1]
        if self.depth > 1 or tag not in CELLS:
            if tag == "tr" and self.depth == 1:
                rows.append([])
            elif tag in BLOCKS:
                self._in_cell(" ")
            return
        if not rows:
            rows.append([])
        spanned = min(int(values.get("colspan", "1")), MOST_SPANNED)
        # The words of a wide cell stand in the last of its columns.
        rows[-1].extend("" for _ in range(spanned))


def read(html: str) -> Prose:
    """Read sanitised HTML."""
    writer = _Writer()
    writer.feed(html)
    writer.close()
    tables = (
        tuple(tuple(" ".join(cell.split()) for cell in row) for row in rows)
        for rows in writer.tables
    )
    return Prose(
        tuple(writer.lines), tuple(writer.shapes), tuple(tables), tuple(writer.table_shapes)
    )
