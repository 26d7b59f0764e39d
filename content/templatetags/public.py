"""Tags of the public pages: rich text, pictures, addresses, found words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from typing import Any

from django import template
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from content.html import MEDIA, sanitised
from content.models import Asset, Attachment, Derivative, Revision

register = template.Library()

WEBP = "image/webp"
FALLBACK_WIDTH = 1200
WIDTH = re.compile(r"(\d+)(px|vw)")
DENSE_PHONE = "(max-width: 767px) and (min-resolution: 2.5dppx)"
BODY_SIZES = "(min-width: 1200px) 672px, (min-width: 992px) 60vw, 92vw"
IMAGE = re.compile(r'<img (?:[^>"]|"[^"]*")*>')
WITH_WIDTH = re.compile(r'\swidth="(\d+)"')
ALT = re.compile(r'\salt="([^"]*)"')
# The widest picture for readers who save data.
THRIFTY_WIDTH = 800


@register.filter
def rich(html: str) -> SafeString:
    """Show rich text. The one place where stored HTML becomes part of a page: cleaned once more."""
    return mark_safe(sanitised(html or ""))  # noqa: S308 - the allow-list of content.html has been applied


@dataclass(frozen=True)
class _Source:
    """One width of a picture."""

    url: str
    width: int
    size: int


def _sources(asset: Asset, *, full: bool) -> list[_Source]:
    copies: list[Derivative] = [d for d in asset.derivatives.all() if d.media_type == WEBP]
    found = [_Source(copy.get_absolute_url(), copy.width, copy.size) for copy in copies]
    if asset.width and (full or not found or asset.width <= FALLBACK_WIDTH):
        found.append(_Source(asset.get_absolute_url(), asset.width, asset.size))
    return sorted(found, key=lambda source: source.width)


def _spared(sizes: str) -> str:
    """Let phones with three and more dots per pixel take what is sharp at two.

    Nobody sees the difference at arm's length, and it halves the bytes. Only the choice of the
    copy: how wide a picture stands on the page is the style sheet's.
    """
    narrowest = sizes.rpartition(", ")[2]
    match = WIDTH.fullmatch(narrowest)
    if match is None:
        return sizes
    return f"{DENSE_PHONE} {int(match[1]) * 2 // 3}{match[2]}, {sizes}"


def _up_to(sources: list[_Source], width: int) -> list[_Source]:
    return [source for source in sources if source.width <= width] or sources[:1]


def _described(sources: list[_Source], asset: Asset, sizes: str) -> dict[str, Any]:
    fitting = _up_to(sources, FALLBACK_WIDTH)
    return {
        "srcset": ", ".join(f"{s.url} {s.width}w" for s in sources) if len(sources) > 1 else "",
        "src": fitting[-1].url if fitting else asset.get_absolute_url(),
        "sizes": _spared(sizes),
        "width": asset.width,
        "height": asset.height,
    }


@register.inclusion_tag("content/_picture.html", takes_context=True)
def picture(
    context: template.Context,
    attachment: Attachment,
    sizes: str,
    css: str = "",
    *,
    eager: bool = False,
    decorative: bool = False,
    full: bool = False,
    linked: bool = False,
) -> dict[str, Any]:
    """Show a picture in the width that fits; ``decorative`` beside a title that says the same.

    For readers who save data, decorative pictures are left out and others wait to be asked for:
    by a link of their own, or by the link that they stand in (``linked``). ``full`` is the page of
    the picture itself, which has been asked for.
    """
    asset, saving = attachment.asset, context.get("saves_data", False)
    sources = _sources(asset, full=full)
    if saving:
        sources = _up_to(sources, THRIFTY_WIDTH)
    waits = saving and not full
    return _described(sources, asset, sizes) | {
        "css": f"{css} {attachment.focus_class}".strip(),
        "alt": "" if decorative else attachment.alt,
        "eager": eager,
        "dropped": waits and decorative,
        "waits": waits,
        "linked": linked,
        # On its own page a picture is shown as large as it is, so its width must be told truly.
        **({"sizes": sizes} if full else {}),
        "size": sources[-1].size if sources else asset.size,
    }


@register.inclusion_tag("content/_picture_preload.html", takes_context=True)
def picture_preload(
    context: template.Context, attachment: Attachment, sizes: str
) -> dict[str, Any]:
    """Let the browser fetch the first picture of a page before it has read the page."""
    if context.get("saves_data"):
        return {}
    return _described(_sources(attachment.asset, full=False), attachment.asset, sizes)


@register.simple_tag(takes_context=True)
def picture_url(context: template.Context, attachment: Attachment | None, width: int) -> str:
    """Return the address of a picture in the smallest copy that has this width, for a poster."""
    if attachment is None or context.get("saves_data"):
        return ""
    sources = _sources(attachment.asset, full=False)
    fitting = [source for source in sources if source.width >= width] or sources[-1:]
    return fitting[0].url if fitting else ""


@register.simple_tag(takes_context=True)
def body(context: template.Context, revision: Revision) -> SafeString:
    """Show a revision's rich text, its pictures in the width that fits and with room kept for them."""
    placed: dict[str, Attachment] = {}
    for place in revision.placed(Attachment.Role.INLINE):
        copies: list[Derivative] = list(place.asset.derivatives.all())
        placed |= dict.fromkeys((place.asset.sha256, *(copy.sha256 for copy in copies)), place)

    def fitted(match: re.Match[str]) -> str:
        found = MEDIA.search(match[0])
        place = placed.get(found[1]) if found else None
        if place is None or not _as_it_came(match[0], place.asset):
            return match[0]
        alt = ALT.search(match[0])
        shown = picture(context, place, BODY_SIZES) | {"alt": unescape(alt[1]) if alt else ""}
        return render_to_string("content/_picture.html", shown).strip()

    return mark_safe(IMAGE.sub(fitted, sanitised(revision.body)))  # noqa: S308 - cleaned first


def _as_it_came(image: str, asset: Asset) -> bool:
    """Whether nobody chose another width for a picture than the file's own."""
    chosen = WITH_WIDTH.search(image)
    own = {asset.width, *(copy.width for copy in asset.derivatives.all())}
    return chosen is None or int(chosen[1]) in own


@register.filter
def album_sizes(position: int) -> str:
    """How wide the album's grid (.album in public.css) shows the photo at this place, from 1."""
    if position == 1:
        return "(min-width: 1200px) 1168px, 92vw"
    if position % 8 in (5, 6):
        return "(min-width: 1200px) 578px, 46vw"
    return "(min-width: 1200px) 382px, (min-width: 768px) 30vw, 46vw"


@register.simple_tag(takes_context=True)
def absolute(context: template.Context, path: str) -> str:
    """Return the whole address of a path on this site."""
    request: HttpRequest = context["request"]
    return request.build_absolute_uri(path)


@register.simple_tag(takes_context=True)
def narrowed(context: template.Context, text: str) -> str:
    """Show a text; the words that its list is narrowed to (``filters``) stand out."""
    words = getattr(context.get("filters"), "words", ())
    if not words:
        return text
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    split = re.split(f"({pattern})", text, flags=re.IGNORECASE)
    return marked((piece, n % 2 == 1) for n, piece in enumerate(split))


@register.filter
def marked(pieces: Iterable[tuple[str, bool]]) -> SafeString:
    """Show the pieces of a text; those that were asked for stand out."""
    shown = (f"<mark>{escape(piece)}</mark>" if hit else escape(piece) for piece, hit in pieces)
    return mark_safe("".join(shown))  # noqa: S308 - every piece has been escaped


@register.filter
def running_time(seconds: int | None) -> str:
    """As in "2.14": minutes and seconds of a video."""
    return f"{seconds // 60}.{seconds % 60:02}" if seconds else ""


@register.filter
def formats(attachments: list[Attachment]) -> list[str]:
    """The formats of files, each once: XLSX, CSV."""
    return list(dict.fromkeys(attachment.asset.extension for attachment in attachments))
