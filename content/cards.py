"""Preview pictures: what other sites show beside a link to this one, drawn here.

1200 × 630 pixels, the size that every messenger and social site asks for: a panel with the office,
the kind, the whole title and the date above the shoreline of the home page, beside the main picture
where there is one. Two decodes and one encode at most, whatever the words are.
"""

import io
import logging
import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.core.files.storage import storages
from django.urls import reverse
from PIL import Image, ImageDraw, ImageFont, ImageOps

from content import dates
from content.kinds import KindSpec
from content.models import Office, Revision

logger = logging.getLogger(__name__)

WIDTH, HEIGHT = 1200, 630
SHORE = 540
EDGE = 64
PICTURE = (540, SHORE)
FONT = "fonts/plus-jakarta-sans.woff2"
# Of titles. A title has 160 letters at most: the smallest holds them even if all are W.
SIZES = range(18, 85, 2)
PATTERN = "img/endek-bidang.svg"
PATTERN_TILE = (72, 108)
THREAD = re.compile(r"M(-?[\d.]+) (-?[\d.]+)V(-?[\d.]+)")
JPEG: dict[str, Any] = {
    "format": "JPEG",
    "quality": 84,
    "subsampling": 2,
    "optimize": True,
    "progressive": True,
}
# How much of the sidik stands in the name: enough that a new version never finds the old picture.
MARK = 12

# static/css/tokens.css
DEEP, SEA, GRAPE, FOAM, AMBER, WHITE, PALE = (
    "#063e4d",
    "#0a5f74",
    "#a874b4",
    "#7ccbdb",
    "#f2a900",
    "#ffffff",
    "#c6e2e8",
)
# The letters of the vendored file (its Latin subset); others would come out as empty boxes.
COVERED = re.compile(
    "[\x20-\x7e\xa0-\xac\xae-\xffĂıŒœ\u2013\u2014\u2018-\u201a\u201c-\u201e•…′″‹›€™−]"
)


@dataclass(frozen=True)
class Card:
    """The words on a card and the hash of the JPEG beside them ("" for none)."""

    office: str
    region: str
    label: str
    title: str
    foot: str
    picture: str = ""
    # What stays in sight of it, in percent.
    focus: tuple[int, int] | None = None


def address(revision: Revision) -> str:
    """Return the path of an item's card; it changes with every word of the item."""
    slug, mark = revision.item.slug, revision.digest[:MARK]
    return reverse("item-card", args=[revision.kind, slug, mark]) if mark else ""


def of_item(revision: Revision, office: Office) -> Card:
    """Say what the card of an item shows; nothing that its page does not show."""
    cover = revision.cover.asset.jpeg if revision.cover else None
    label = " · ".join([revision.spec.label, *(desa.name for desa in revision.desa.all()[:2])])
    return Card(
        office=office.name,
        region=office.regency,
        label=label,
        title=_drawable(revision.title) or revision.spec.label,
        foot=_foot(revision),
        picture=cover.sha256 if cover else "",
        focus=revision.cover.focus if revision.cover else None,
    )


def of_place(spec: KindSpec | None, office: Office) -> Card:
    """Say what the card of a list shows, or that of the whole site."""
    if spec is not None:
        return Card(office.name, office.regency, "Daftar", spec.list_title, office.region_line)
    title = _drawable(office.tagline) or office.name
    return Card(office.name, office.regency, "Situs resmi", title, office.region_line)


def _foot(revision: Revision) -> str:
    if revision.starts_at and revision.place:
        when = dates.long_moment(revision.starts_at)
        return f"Dibatalkan: {when}" if revision.cancelled_because else when
    return dates.long_date(revision.published_at) if revision.published_at else ""


def draw(card: Card) -> bytes:
    """Draw a card as a JPEG."""
    image = Image.new("RGB", (WIDTH, HEIGHT), DEEP)
    _tile(image)
    beside = _picture(card.picture, card.focus)
    panel = WIDTH
    if beside is not None:
        panel = WIDTH - PICTURE[0]
        image.paste(beside, (panel, 0))
    pen = ImageDraw.Draw(image)
    _mark(image, EDGE, 48, 68)
    _line(pen, (EDGE + 88, 46), card.office, 30, 750, WHITE, panel - EDGE - 120)
    _line(pen, (EDGE + 88, 84), card.region, 23, 500, PALE, panel - EDGE - 120)
    _line(pen, (EDGE, 156), card.label, 27, 700, FOAM, panel - 2 * EDGE)
    _title(pen, card.title, (EDGE, 200), (panel - 2 * EDGE, SHORE - 200 - 36))
    _shore(pen)
    _line(pen, (EDGE, SHORE + 30), card.foot, 28, 600, WHITE, WIDTH - 2 * EDGE)
    out = io.BytesIO()
    image.save(out, **JPEG)
    return out.getvalue()


def _drawable(text: str) -> str:
    """Keep what the letters on hand can show: accents are dropped before letters are."""
    kept = []
    for char in unicodedata.normalize("NFKC", text):
        if COVERED.match(char):
            kept.append(char)
        elif unicodedata.category(char).startswith("Z"):
            kept.append(" ")
        else:
            bare = unicodedata.normalize("NFKD", char)
            kept += COVERED.findall(bare)
    return " ".join("".join(kept).split())


def _font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    # Opened for every card: a face must not be shared by threads, and opening takes half a
    # millisecond. The simple layout, because the result must not depend on the system's libraries.
    font = ImageFont.truetype(_file(FONT), size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font


def _file(name: str) -> str:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return found


def _line(
    pen: ImageDraw.ImageDraw,
    at: tuple[int, int],
    text: str,
    size: int,
    weight: int,
    colour: str,
    width: int,
) -> None:
    """Write one line, smaller where it is long, cut with an ellipsis where it is very long."""
    text = _drawable(text)
    least = size * 2 // 3
    while size > least and _font(size, weight).getlength(text) > width:
        size -= 1
    font = _font(size, weight)
    if font.getlength(text) > width:
        while text and font.getlength(f"{text}…") > width:
            text = text[:-1].rstrip()
        text = f"{text}…"
    pen.text(at, text, fill=colour, font=font)


def _title(
    pen: ImageDraw.ImageDraw, text: str, at: tuple[int, int], space: tuple[int, int]
) -> None:
    """Write the whole title as large as it fits: the shorter, the larger."""
    size = bisect_left(SIZES, x=True, key=lambda size: not _fits(text, size, space)) - 1
    font = _font(SIZES[max(size, 0)], 800)
    for number, line in enumerate(wrapped(text, font, space[0])):
        pen.text((at[0], at[1] + number * _height(font)), line, fill=WHITE, font=font)


def _fits(text: str, size: int, space: tuple[int, int]) -> bool:
    font = _font(size, 800)
    return len(wrapped(text, font, space[0])) * _height(font) <= space[1]


def _height(font: ImageFont.FreeTypeFont) -> int:
    return round(font.size * 1.16)


def wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Break a text into lines that fit; a word longer than a line is broken too."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for char in word:
            if lines[-1] and font.getlength(lines[-1] + char) > width:
                lines.append("")
            lines[-1] += char
    return lines


def _picture(sha256: str, focus: tuple[int, int] | None) -> Image.Image | None:
    if not sha256:
        return None
    try:
        stream = storages["media"].open_by_hash(sha256)  # type: ignore[attr-defined]
    except FileNotFoundError:
        logger.error("The file %s is missing from the media folder.", sha256)
        return None
    with stream, Image.open(stream, formats=("JPEG",)) as picture:
        x, y = focus or (50, 50)
        return ImageOps.fit(
            picture.convert("RGB"), PICTURE, Image.Resampling.LANCZOS, centering=(x / 100, y / 100)
        )


@lru_cache(maxsize=1)
def _threads() -> Image.Image:
    """The endek field of the site as a mask, at twice its size."""
    tile = Image.new("L", (PATTERN_TILE[0] * 2, PATTERN_TILE[1] * 2), 0)
    pen = ImageDraw.Draw(tile)
    for x, top, bottom in THREAD.findall(Path(_file(PATTERN)).read_text(encoding="ascii")):
        across = round(float(x) * 2)
        pen.line((across, float(top) * 2, across, float(bottom) * 2), fill=20, width=3)
    return tile


def _tile(image: Image.Image) -> None:
    tile = _threads()
    for top in range(0, HEIGHT, tile.height):
        for left in range(0, WIDTH, tile.width):
            image.paste(WHITE, (left, top), tile)


def _mark(image: Image.Image, left: int, top: int, size: int) -> None:
    """Draw the site's mark (static/img/mark-gelap.svg), four times too large for smooth edges."""
    scale = size * 4 / 40
    mark = Image.new("RGBA", (size * 4, size * 4), (0, 0, 0, 0))
    pen = ImageDraw.Draw(mark)

    def at(*points: float) -> list[float]:
        return [point * scale for point in points]

    pen.polygon(at(20, 0, 40, 20, 20, 40, 0, 20), fill=SEA)
    hill = (9.5, 20, 14, 13.6, 16.2, 15.2, 20, 7, 24.2, 14.4, 26, 12.8, 30.5, 20)
    pen.polygon(at(*hill), fill=GRAPE)
    for y, strokes in (
        (23.7, ((8.5, 14), (16, 24.5), (26.5, 31.5))),
        (27.3, ((12, 18), (20, 28))),
        (30.9, ((15.5, 19), (21, 24.5))),
    ):
        for start, end in strokes:
            pen.line(at(start, y, end, y), fill=FOAM, width=round(1.5 * scale))
    pen.line(at(7, 20, 33, 20), fill=AMBER, width=round(2 * scale))
    small = mark.resize((size, size), Image.Resampling.LANCZOS)
    image.paste(small, (left, top), small)


def _shore(pen: ImageDraw.ImageDraw) -> None:
    """Draw the shoreline with its villages, and the sea below."""
    pen.rectangle((0, SHORE, WIDTH, HEIGHT), fill=SEA)
    pen.rectangle((0, SHORE - 3, WIDTH, SHORE + 2), fill=AMBER)
    for x in range(EDGE, WIDTH - EDGE + 1, (WIDTH - 2 * EDGE) // 13):
        pen.polygon([(x, SHORE - 9), (x + 9, SHORE), (x, SHORE + 9), (x - 9, SHORE)], fill=AMBER)
