"""A small tree of well-formed HTML: read, changed from the leaves up, written again."""

import html as entities
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "hr", "img"}


@dataclass(slots=True)
class Element:
    """One element with what stands in it: elements and words."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words and those of everything in it."""
        words: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            node = waiting.pop()
            if isinstance(node, str):
                words.append(node)
            else:
                waiting.extend(reversed(node.children))
        return "".join(words)

    def elements(self) -> "list[Element]":
        """The elements that stand in it directly."""
        return [child for child in self.children if isinstance(child, Element)]


Node = Element | str
# What becomes of an element whose content has been changed already.
Change = Callable[[Element], list[Node]]


class _Reader(HTMLParser):
    """Builds the tree; every element is changed at its end, so nothing here calls itself."""

    def __init__(self, change: Change) -> None:
        super().__init__(convert_charrefs=True)
        self.change = change
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.open[-1].children += self.change(element)
        else:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) > 1 and self.open[-1].tag == tag:
            element = self.open.pop()
            self.open[-1].children += self.change(element)

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def changed(html: str, change: Change) -> str:
    """Read well-formed HTML, change every element from the innermost out, and write it again.

    The whole is handed to ``change`` last, as an element without a name.
    """
    reader = _Reader(change)
    reader.feed(html)
    reader.close()
    while len(reader.open) > 1:
        reader.handle_endtag(reader.open[-1].tag)
    return write(change(reader.open[0]))


def write(nodes: Iterable[Node]) -> str:
    """Write elements and words as HTML."""
    written: list[str] = []
    # What is still to be written, the next one last; a plain string that starts so is markup.
    waiting: list[Node | tuple[str]] = [*reversed(list(nodes))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, tuple):
            written.append(node[0])
        elif isinstance(node, str):
            written.append(entities.escape(node, quote=False))
        else:
            given = "".join(f' {n}="{entities.escape(v)}"' for n, v in node.attributes.items())
            written.append(f"<{node.tag}{given}>" if node.tag else "")
            if node.tag not in VOID:
                waiting.append((f"</{node.tag}>" if node.tag else "",))
                waiting.extend(reversed(node.children))
    return "".join(written)
