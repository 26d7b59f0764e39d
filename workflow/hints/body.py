"""The build of a rich text: its paragraphs, headings, links, pictures and tables, read in one go."""

from dataclasses import dataclass, field

from content.html import CELLS, WordReader

HEADINGS = {"h2": 2, "h3": 3, "h4": 4}
# What is read as running text; tables and lists of names are not judged as prose.
PARAGRAPHS = {"p", "li", "blockquote"}
MOST_LINKS = 300
ENDS_A_PARAGRAPH = {*PARAGRAPHS, *HEADINGS, "ul", "ol", "table", "figure", "pre", "hr"}


@dataclass(slots=True)
class Link:
    """A link: where it leads, what one presses, and whether a picture is pressed."""

    href: str
    text: str = ""
    has_picture: bool = False


@dataclass(slots=True)
class Heading:
    """A heading with its level."""

    level: int
    text: str = ""


@dataclass(slots=True)
class Picture:
    """A picture shown in the body."""

    src: str
    alt: str
    caption: str = ""


@dataclass(slots=True)
class Table:
    """A table: how many rows it has, whether any cell is a heading, and how it begins."""

    rows: int = 0
    has_headings: bool = False
    text: str = ""


@dataclass(slots=True)
class Paragraph:
    """A piece of running text; ``strong`` is how much of it stands in bold type."""

    text: str
    in_list: bool
    strong: str = ""


@dataclass(slots=True)
class Body:
    """What one rich text is made of, each in its order."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


class _BuildReader(WordReader):
    """Sorts the words of sanitised HTML into what they are part of."""

    def __init__(self) -> None:
        super().__init__()
        self.body = Body()
        self.heading: list[str] | None = None
        self.link: list[str] | None = None
        self.caption: list[str] | None = None
        self.paragraph: list[str] = []
        self.strong: list[str] = []
        self.open = dict.fromkeys(("table", "li", "strong", "figure"), 0)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ENDS_A_PARAGRAPH:
            self._end_paragraph()
        if tag in self.open:
            self.open[tag] += 1
        if tag in HEADINGS:
            self.heading = []
            self.body.headings.append(Heading(HEADINGS[tag]))
        elif tag == "figcaption":
            self.caption = []
        elif tag == "br":
            self.handle_data("\n")
        elif tag in ("a", "img"):
            self._start_link_or_picture(tag, {name: value or "" for name, value in attrs})
        elif tag in ("table", "tr", "th", "td"):
            self._start_part_of_table(tag)

    def _start_link_or_picture(self, tag: str, values: dict[str, str]) -> None:
        if tag == "a":
            self.link = []
            self.body.links.append(Link(values.get("href", "").strip()))
            return
        self.body.pictures.append(Picture(values.get("src", ""), values.get("alt", "").strip()))
        if self.link is not None:
            self.body.links[-1].has_picture = True

    def _start_part_of_table(self, tag: str) -> None:
        if tag == "table":
            self.body.tables.append(Table())
        elif self.body.tables:
            table = self.body.tables[-1]
            table.rows += tag == "tr"
            table.has_headings = table.has_headings or tag == "th"
            if tag in CELLS:
                table.text += " "

    def handle_endtag(self, tag: str) -> None:
        if tag in ENDS_A_PARAGRAPH:
            self._end_paragraph()
        if tag in self.open:
            self.open[tag] = max(0, self.open[tag] - 1)
        if tag in HEADINGS and self.heading is not None:
            self.body.headings[-1].text = _line(self.heading)
            self.heading = None
        elif tag == "a" and self.link is not None:
            self.body.links[-1].text = _line(self.link)
            self.link = None
        elif tag == "figcaption" and self.caption is not None:
            if self.body.pictures:
                self.body.pictures[-1].caption = _line(self.caption)
            self.caption = None

    def handle_data(self, data: str) -> None:
        if self.link is not None:
            self.link.append(data)
        if self.heading is not None:
            self.heading.append(data)
        elif self.caption is not None:
            self.caption.append(data)
        elif self.open["table"]:
            table = self.body.tables[-1]
            if len(table.text) < 200:  # only its beginning is ever shown
                table.text += data
        else:
            self.paragraph.append(data)
            if self.open["strong"]:
                self.strong.append(data)

    def finish(self, html: str) -> Body:
        """Read a whole text and return its build; what links alike is named once."""
        self.read(html)
        self._end_paragraph()
        unlike = {(link.href, link.text, link.has_picture): link for link in self.body.links}
        self.body.links = [*unlike.values()][:MOST_LINKS]
        return self.body

    def _end_paragraph(self) -> None:
        text = _line(self.paragraph)
        if text:
            in_list = bool(self.open["li"])
            self.body.paragraphs.append(Paragraph(text, in_list, _line(self.strong)))
        self.paragraph, self.strong = [], []


def _line(words: list[str]) -> str:
    return " ".join("".join(words).split())


def build_of(html: str) -> Body:
    """Return what a sanitised rich text is made of."""
    return _BuildReader().finish(html)
