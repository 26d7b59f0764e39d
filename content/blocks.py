"""Sanitised HTML part by part: its paragraphs, headings, lists and tables as they follow each other."""

from collections.abc import Iterable

from content.html import TAG

# Elements without an end; those of a line stay in the text around them.
WITHOUT_END = {"br", "img"}
RULE = "hr"
# Elements of a line: standing in no block, they are part of the loose text.
INLINE = {"strong", "em", "s", "sub", "sup", "code", "a"}


def blocks_of(html: str) -> list[str]:
    """Return the outermost blocks in order, each whole; text that stands in none is one by itself."""
    found: list[str] = []
    start = depth = 0

    def cut(end: int) -> None:
        nonlocal start
        if block := html[start:end].strip():
            found.append(block)
        start = end

    for tag in TAG.finditer(html):
        name = tag[1]
        if name in WITHOUT_END:
            continue
        if name == RULE:
            if depth == 0:
                cut(tag.start())
                cut(tag.end())
        elif not name.startswith("/"):
            if depth == 0 and name not in INLINE:
                cut(tag.start())
            depth += 1
        else:
            depth = max(0, depth - 1)
            if depth == 0 and name[1:] not in INLINE:
                cut(tag.end())
    cut(len(html))
    return found


def joined(blocks: Iterable[str]) -> str:
    """Put blocks together again."""
    return "\n".join(blocks)
