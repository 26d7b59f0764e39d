"""Rich text as an approver can compare it: one paragraph per line, with what a word hides.

The target of a link and the file of a picture are written out, because they can change while every
visible word stays as it was.
"""

from content.html import WordReader


class _Writer(WordReader):
    """Writes link targets and pictures out between the words."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        values = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(values.get("href", ""))
        elif tag == "img":
            name = values.get("src", "").rpartition("/")[2]
            self.words.append(f"[gambar {name}: {values.get('alt', '')}]")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.links and (target := self.links.pop()):
            self.words.append(f" ({target})")
        super().handle_endtag(tag)


def readable(html: str) -> str:
    """Give sanitised HTML as lines of words, link targets in brackets behind their words."""
    return _Writer().read(html).text
