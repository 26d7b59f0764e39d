"""Links of a page, found and changed inside its tags only: words between them stay as they are."""

import re
from collections.abc import Callable, Iterator
from html import escape, unescape

# Attribute values may hold ">" (an alternative text "a > b"), so quotes are read as wholes.
TAG = re.compile(r"<[a-zA-Z](?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
ATTRIBUTE = re.compile(r"(\s(?:href|src|poster|action|srcset)=)(?:\"([^\"]*)\"|'([^']*)')")
CSS_URL = re.compile(r"url\(\s*(['\"]?)([^'\")]+)\1\s*\)")

# Attribute and address in, new address out.
Change = Callable[[str, str], str]


def change(page: str, new: Change) -> str:
    """Return the page with every link put through ``new``."""

    def in_attribute(match: re.Match[str]) -> str:
        value = unescape(match[2] if match[2] is not None else match[3])
        attribute = match[1].strip().removesuffix("=")
        if attribute == "srcset":
            value = ", ".join(_candidate(part, new) for part in value.split(", "))
        else:
            value = new(attribute, value)
        return f'{match[1]}"{escape(value)}"'

    return TAG.sub(lambda tag: ATTRIBUTE.sub(in_attribute, tag[0]), page)


def found(page: str) -> list[str]:
    """Return every link of a page, in order."""
    links: list[str] = []

    def note(attribute: str, link: str) -> str:
        links.append(link)
        return link

    change(page, note)
    return links


def found_in_css(sheet: str) -> Iterator[str]:
    """Return what a style sheet refers to."""
    for match in CSS_URL.finditer(sheet):
        if not match[2].startswith(("data:", "#")):
            yield match[2]


def _candidate(part: str, new: Change) -> str:
    address, space, width = part.strip().partition(" ")
    return f"{new('srcset', address)}{space}{width}"
