"""What word processors, chats and web pages write, in the shapes that our allow-list keeps.

Word writes lists as paragraphs with a mark and bold as a style; Google Docs wraps everything in a
bold that is none; chats write emoji as pictures. Read literally, lists and emphasis would be lost.
The editor does the same on paste (static/js/editor-paste.js), imports and plain forms only here.
"""

import re

from content.markup import Element, Node, changed
from content.pasted_lists import ITEM, MARK, item_of, listed, nested

# Signs that a text was not written in our editor; without them nothing is read twice.
FOREIGN = re.compile(
    r"(?:style|class|data-pre-plain-text)=|<(?:div|span|font|center|section|article|dd|dt)\b",
    re.IGNORECASE,
)
CONTAINERS = {
    "div", "center", "section", "article", "header", "footer", "main", "aside", "address", "dl",
    "dt", "dd", "form", "fieldset", "details", "summary", "nav",
}  # fmt: skip
CARRIERS = {"span", "font"}
# Elements that have to be seen for a moment, and the attributes that tell what they were.
TAGS = CONTAINERS | CARRIERS
ATTRIBUTES = {"style", "class"}
BLOCKS = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "pre", "hr", "table", "figure", ITEM,
}  # fmt: skip
DECLARATION = re.compile(r"\s*([a-z-]+)\s*:\s*([^;]*)", re.IGNORECASE)
BOLD = re.compile(r"bold|bolder|[6-9]00")
HIDDEN = {"display": "none", "mso-hide": "all", "visibility": "hidden"}
HEADINGS = {"MsoTitle": "h2", "MsoHeading7": "h4", "MsoHeading8": "h4", "MsoHeading9": "h4"}
QUOTES = {"MsoQuote", "MsoIntenseQuote", "Quotations"}
EMOJI = re.compile(r"[^\x00-\x7f\w\s]{1,12}")
SPACE = " \t\r\n\f\xa0"


def in_our_shape(html: str) -> str:
    """Bring well-formed foreign HTML into our shapes; what is ours already stays as it is."""
    return changed(html, _change)


def _change(element: Element) -> list[Node]:
    style = {name.lower(): value.strip() for name, value in _declarations(element)}
    if any(style.get(name, "").lower() == value for name, value in HIDDEN.items()):
        return []
    if style.get("mso-list", "").lower() == "ignore":
        return [Element(MARK, {}, [f"{element.text.strip(SPACE)} "])]
    classes = set(element.attributes.pop("class", "").split())
    element.attributes.pop("style", None)
    element.children = nested(listed(element.children))
    if _means_nothing(element, style):
        return element.children
    match element.tag:
        case "span" | "font":
            return _emphasised(element, style)
        case "p":
            return _paragraph(element, style, classes)
        case "table":
            return [_with_headings(element)]
        case "img":
            return _picture(element)
        case "figure":
            return _figure(element)
        case tag if tag in CONTAINERS:
            return _paragraphs(element)
    return [element]


def _declarations(element: Element) -> list[tuple[str, str]]:
    return DECLARATION.findall(element.attributes.get("style", ""))


def _means_nothing(element: Element, style: dict[str, str]) -> bool:
    """Whether it is emphasis that a style takes back, or a bookmark of Word."""
    return (
        (element.tag == "strong" and not BOLD.match(style.get("font-weight", "bold")))
        or (element.tag == "em" and style.get("font-style") == "normal")
        or (element.tag == "a" and "href" not in element.attributes)
    )


def _emphasised(element: Element, style: dict[str, str]) -> list[Node]:
    if any(child.tag in BLOCKS for child in element.elements()):
        return element.children
    wishes = (
        ("strong", BOLD.match(style.get("font-weight", "")) is not None),
        ("em", style.get("font-style") == "italic"),
        ("s", "line-through" in style.get("text-decoration", "")),
        ("sub", style.get("vertical-align") == "sub"),
        ("sup", style.get("vertical-align") == "super"),
    )
    nodes = element.children
    if element.text.strip(SPACE):
        for tag, wanted in wishes:
            nodes = [Element(tag, {}, nodes)] if wanted else nodes
    return nodes


def _paragraph(element: Element, style: dict[str, str], classes: set[str]) -> list[Node]:
    if "mso-list" in style and style["mso-list"] != "none":
        return [item_of(element, style["mso-list"])]
    if not element.text.strip(SPACE) and not _shows_something(element):
        return []  # Word and mail programs write empty paragraphs to keep a distance
    element.tag = next((HEADINGS[name] for name in classes if name in HEADINGS), "p")
    return [Element("blockquote", {}, [element])] if classes & QUOTES else [element]


def _shows_something(element: Element) -> bool:
    return any(child.tag in ("img", "figure", "hr") for child in element.elements())


def _paragraphs(element: Element) -> list[Node]:
    """Give what stands loose in a container its paragraph; blocks stay what they are."""
    nodes: list[Node] = []
    loose: list[Node] = []

    def close() -> None:
        paragraph = Element("p", {}, [*loose])
        if paragraph.text.strip(SPACE) or _shows_something(paragraph):
            nodes.append(paragraph)
        loose.clear()

    for child in element.children:
        if isinstance(child, Element) and child.tag in BLOCKS:
            close()
            nodes.append(child)
        else:
            loose.append(child)
    close()
    return nodes


def _with_headings(table: Element) -> Element:
    """Make the first row of a table headings where the writer only made it bold."""
    rows = _rows(table)
    cells = rows[0].elements() if rows else []
    named = [cell for row in rows for cell in row.elements() if cell.tag == "th"]
    if len(rows) > 1 and not named and cells and all(_is_bold(cell) for cell in cells):
        for cell in cells:
            cell.tag, cell.attributes["scope"] = "th", "col"
    return table


def _rows(table: Element) -> list[Element]:
    rows = []
    for part in table.elements():
        rows += [part] if part.tag == "tr" else [r for r in part.elements() if r.tag == "tr"]
    return rows


def _is_bold(cell: Element) -> bool:
    inner: list[Node] = cell.children
    while True:
        said = [node for node in inner if not isinstance(node, str) or node.strip(SPACE)]
        if not said or not all(isinstance(node, Element) for node in said):
            return False
        elements = [node for node in said if isinstance(node, Element)]
        if all(node.tag == "strong" for node in elements):
            return True
        if len(elements) != 1 or elements[0].tag not in ("p", "em"):
            return False
        inner = elements[0].children


def _picture(element: Element) -> list[Node]:
    alt = element.attributes.get("alt", "")
    if element.attributes.get("src", "").startswith("/media/"):
        return [element]
    return [alt] if EMOJI.fullmatch(alt) else []


def _figure(element: Element) -> list[Node]:
    """A caption outlives a picture of elsewhere as a line of its own."""
    if any(child.tag in ("img", "table", "a") for child in element.elements()):
        return [element]
    for child in element.elements():
        child.tag = "p" if child.tag == "figcaption" else child.tag
    return element.children
