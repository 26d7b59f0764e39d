"""Lists that came as something else: Word's paragraphs with a mark, lists between list items."""

import re

from content.markup import Element, Node

# Names of our own for what stands for a while in the tree; no element is called so.
ITEM, MARK = "butir", "tanda"
LEVEL = re.compile(r"level([1-9])")
# "1." "a)" "iv." "(3)": an order; anything else (· o § –) is a bullet.
NUMBER = re.compile(r"\(?(?:[0-9]{1,3}|[a-z]|[ivxlc]{1,6})[.)]", re.IGNORECASE)
LISTS = ("ul", "ol")


def item_of(paragraph: Element, told: str) -> Element:
    """Make an item of a paragraph whose style says "l0 level2 lfo1"; its mark tells the kind."""
    level = LEVEL.search(told)
    mark = ""
    children: list[Node] = []
    for child in _unwrapped(paragraph.children):
        if isinstance(child, Element) and child.tag == MARK:
            mark += child.text
        else:
            children.append(child)
    ordered = NUMBER.match(mark.strip(" \t\r\n\xa0")) is not None
    given = {"level": level[1] if level else "1", "list": "ol" if ordered else "ul"}
    return Element(ITEM, given, children)


def _unwrapped(children: list[Node]) -> list[Node]:
    """Take a mark out of the emphasis that Word put around it."""
    nodes: list[Node] = []
    for child in children:
        inner = child.children if isinstance(child, Element) else []
        holds_mark = any(isinstance(node, Element) and node.tag == MARK for node in inner)
        nodes += inner if holds_mark else [child]
    return nodes


def listed(children: list[Node]) -> list[Node]:
    """Put items that follow each other into lists, deeper levels into the item before."""
    nodes: list[Node] = []
    open_lists: list[tuple[int, Element]] = []
    for child in children:
        if isinstance(child, Element) and child.tag == ITEM:
            _add(child, open_lists, nodes)
        else:
            if not isinstance(child, str) or child.strip():
                open_lists.clear()
            nodes.append(child)
    return nodes


def _add(item: Element, open_lists: list[tuple[int, Element]], nodes: list[Node]) -> None:
    level, kind = int(item.attributes["level"]), item.attributes["list"]
    while open_lists and open_lists[-1][0] > level:
        open_lists.pop()
    if open_lists and open_lists[-1][0] == level and open_lists[-1][1].tag != kind:
        open_lists.pop()
    if not open_lists or open_lists[-1][0] < level:
        fresh = Element(kind)
        place = open_lists[-1][1].elements()[-1].children if open_lists else nodes
        place.append(fresh)
        open_lists.append((level, fresh))
    open_lists[-1][1].children.append(Element("li", {}, item.children))


def nested(children: list[Node]) -> list[Node]:
    """Put lists that stand between items (Google Docs) into the item before them."""
    nodes: list[Node] = []
    before: Element | None = None
    for child in children:
        if isinstance(child, Element):
            if child.tag in LISTS and before is not None and before.tag == "li":
                before.children.append(child)
                continue
            before = child
        nodes.append(child)
    return nodes
