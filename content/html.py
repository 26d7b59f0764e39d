"""Rich text: the one list of what it may contain, and what can be read out of it."""

import html as entities
import math
import re
from collections.abc import Callable, Collection
from html.parser import HTMLParser
from typing import Self
from urllib.parse import urljoin

import nh3

from content import pasted
from content.trackers import without_trackers

NUMBER = re.compile(r"[1-9][0-9]{0,4}")
SPAN = re.compile(r"[1-9][0-9]?")
TEXT = re.compile(r".*", re.DOTALL)
# A backslash, or two slashes in front, would lead to another host while looking like a path.
LINK = re.compile(r"(?![\\/]{2}|\\)[^\x00-\x20\x7f\\][^\x00-\x1f\x7f\\]*")
MEDIA = re.compile(r"/media/([0-9a-f]{64})/[^/?#\s\\]+")

# The allow-list: element → attribute → the values it may have. The editor offers the same.
ALLOWED: dict[str, dict[str, re.Pattern[str]]] = {
    "p": {},
    "h2": {},
    "h3": {},
    "h4": {},
    "ul": {},
    "ol": {},
    "li": {},
    "blockquote": {},
    "strong": {},
    "em": {},
    "s": {},
    "sub": {},
    "sup": {},
    "code": {},
    "pre": {},
    "br": {},
    "hr": {},
    "a": {"href": LINK, "title": TEXT},
    "table": {},
    "thead": {},
    "tbody": {},
    "tr": {},
    "th": {"scope": re.compile(r"row|col|rowgroup|colgroup"), "colspan": SPAN, "rowspan": SPAN},
    "td": {"colspan": SPAN, "rowspan": SPAN},
    "figure": {},
    "figcaption": {},
    "img": {"src": MEDIA, "alt": TEXT, "width": NUMBER, "height": NUMBER},
}
LINK_REL = "noopener"
SCHEMES = {"http", "https", "mailto", "tel"}
# Elements whose content is no text of ours: it goes with them.
WITH_CONTENT = {
    "script", "style", "template", "noscript", "iframe", "object", "noembed", "noframes", "xmp",
    "plaintext", "textarea", "select", "title", "svg", "math", "video", "audio", "canvas",
}  # fmt: skip
# Word and the old site write these; the meaning is kept under the name that we allow.
SYNONYMS = {
    "b": "strong",
    "i": "em",
    "h1": "h2",
    "h5": "h4",
    "h6": "h4",
    "strike": "s",
    "del": "s",
}
SYNONYM = re.compile(rf"<(/?)({'|'.join(SYNONYMS)})(?=[\s/>])", re.IGNORECASE)
TAG = re.compile(r"<(/?[a-z0-9]+)((?:\s+[^\s=>\"]+=\"[^\"]*\")*)\s*/?>")
ADDRESS = re.compile(r' (href|src)="([^"]*)"')
MOST_PASSES = 8
WORD = re.compile(r"\w+(?:[-'’/.]\w+)*")
WORDS_PER_MINUTE = 200
BLOCKS = {
    "p", "h2", "h3", "h4", "li", "ul", "ol", "blockquote", "pre", "table", "tr", "figure",
    "figcaption", "hr", "br", "div",
}  # fmt: skip
CELLS = {"td", "th"}


def _allowed_value(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "rel":
        # The writer's own is gone already; this one was put there by the cleaner.
        return LINK_REL
    pattern = ALLOWED.get(tag, {}).get(attribute)
    return value if pattern and pattern.fullmatch(value.strip()) else None


def _tidied_value(tag: str, attribute: str, value: str) -> str | None:
    return _allowed_value(tag, attribute, without_trackers(value) if attribute == "href" else value)


def _cleaner(allowed_value: Callable[[str, str, str], str | None]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(ALLOWED),
        attributes={tag: set(attributes) for tag, attributes in ALLOWED.items() if attributes},
        attribute_filter=allowed_value,
        clean_content_tags=WITH_CONTENT,
        url_schemes=SCHEMES,
        link_rel=LINK_REL,
        strip_comments=True,
    )


CLEANER, TIDIER = _cleaner(_allowed_value), _cleaner(_tidied_value)
# Makes foreign HTML well-formed and leaves the signs by which ``pasted`` reads it; never shown.
READER = nh3.Cleaner(
    tags=set(ALLOWED) | pasted.TAGS,
    attributes={"*": pasted.ATTRIBUTES}
    | {tag: set(attributes) for tag, attributes in ALLOWED.items() if attributes},
    clean_content_tags=WITH_CONTENT,
    url_schemes=SCHEMES,
    link_rel=None,
    strip_comments=True,
)


def clean(html: str) -> str:
    """Take in what somebody wrote or pasted: read foreign habits, keep what the allow-list allows.

    For texts on their way into a draft; cleaning twice changes nothing.
    """
    return _settled(html, lambda text: TIDIER.clean(_in_our_shape(text)))


def sanitised(html: str) -> str:
    """Give stored HTML to readers: the allow-list and nothing else.

    A text that was cleaned when it was written comes out as it was approved, whatever ``clean``
    has learnt to tidy since.
    """
    return _settled(html, CLEANER.clean)


def _settled(html: str, step: Callable[[str], str]) -> str:
    cleaned = SYNONYM.sub(lambda match: f"<{match[1]}{SYNONYMS[match[2].lower()]}", html)
    # Dropping an element can change how its neighbours nest when the result is read again, so
    # we go on until the text stays as it is. Text that never settles was made to be misread.
    for _ in range(MOST_PASSES):
        before, cleaned = cleaned, _drop_empty_pictures(step(cleaned))
        if cleaned == before:
            return cleaned
    return CLEANER.clean(f"<p>{entities.escape(plain_text(cleaned), quote=False)}</p>")


def _in_our_shape(html: str) -> str:
    return pasted.in_our_shape(READER.clean(html)) if pasted.FOREIGN.search(html) else html


def _drop_empty_pictures(cleaned: str) -> str:
    """Remove pictures whose source was refused. Whole tags are read, so quoted text is safe."""
    return TAG.sub(
        lambda match: "" if match[1] == "img" and ' src="' not in match[2] else match[0], cleaned
    )


def without_pictures(cleaned: str, hashes: Collection[str]) -> str:
    """Remove from sanitised HTML the pictures of these hashes, and figures that are empty then."""

    def kept(match: re.Match[str]) -> str:
        found = MEDIA.search(match[2]) if match[1] == "img" else None
        return "" if found and found[1] in hashes else match[0]

    return TAG.sub(kept, cleaned).replace("<figure></figure>", "") if hashes else cleaned


class WordReader(HTMLParser):
    """Collects the words of sanitised HTML, parted as its blocks and cells part them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._separate(tag)

    def handle_endtag(self, tag: str) -> None:
        self._separate(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def read(self, html: str) -> Self:
        """Read a whole text and return itself."""
        self.feed(html)
        self.close()
        return self

    @property
    def text(self) -> str:
        """The words read, one line per block, without empty lines."""
        lines = (" ".join(line.split()) for line in "".join(self.words).split("\n"))
        return "\n".join(line for line in lines if line)

    def _separate(self, tag: str) -> None:
        if tag in BLOCKS:
            self.words.append("\n")
        elif tag in CELLS:
            self.words.append(" ")


class _MediaReader(WordReader):
    """Collects the media addresses of sanitised HTML as well."""

    def __init__(self) -> None:
        super().__init__()
        self.media: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        if tag == "img":
            match = MEDIA.fullmatch((dict(attrs).get("src") or "").strip())
            if match:
                self.media.append(match[1])


def plain_text(html: str) -> str:
    """Give the words of sanitised HTML, one line per block; for summaries and search."""
    return WordReader().read(html).text


def media_hashes(html: str) -> list[str]:
    """List the SHA-256 of the media shown in sanitised HTML, in order, each once."""
    return list(dict.fromkeys(_MediaReader().read(html).media))


def with_whole_addresses(html: str, page: str) -> str:
    """Make the addresses in sanitised HTML whole, as seen from a page; for readers elsewhere."""

    def whole(match: re.Match[str]) -> str:
        try:
            address = urljoin(page, entities.unescape(match[2]))
        except ValueError:  # nobody can follow it, here or there
            return match[0]
        return f' {match[1]}="{entities.escape(address)}"'

    return TAG.sub(lambda tag: ADDRESS.sub(whole, tag[0]), html)


def word_count(html: str) -> int:
    """Count the words of sanitised HTML."""
    return len(WORD.findall(plain_text(html)))


def reading_minutes(html: str) -> int:
    """Estimate the minutes a reader needs, at least one."""
    return max(1, math.ceil(word_count(html) / WORDS_PER_MINUTE))
