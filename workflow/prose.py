"""Rich text as an approver can compare it: one paragraph per line, with what a word hides.

The target of a link and the file of a picture are written out, because they can change while every
visible word stays as it was.
"""

from html.parser import HTMLParser

BLOCKS = {
    "p", "h2", "h3", "h4", "li", "ul", "ol", "blockquote", "pre", "table", "tr", "figure",
    "figcaption", "hr", "br", "div",
}  # fmt: skip
CELLS = {"td", "th"}


class _Writer(HTMLParser):
    """Collects words, link targets and pictures of sanitised HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._separate(tag)
        if tag == "a":
            self.links.append(values.get("href", ""))
        elif tag == "img":
            name = values.get("src", "").rpartition("/")[2]
            self.words.append(f"[gambar {name}: {values.get('alt', '')}]")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.links and (target := self.links.pop()):
            self.words.append(f" ({target})")
        self._separate(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def _separate(self, tag: str) -> None:
        if tag in BLOCKS:
            self.words.append("\n")
        elif tag in CELLS:
            self.words.append(" ")


def readable(html: str) -> str:
    """Give sanitised HTML as lines of words, link targets in brackets behind their words."""
    writer = _Writer()
    writer.feed(html)
    writer.close()
    lines = (" ".join(line.split()) for line in "".join(writer.words).split("\n"))
    return "\n".join(line for line in lines if line)
