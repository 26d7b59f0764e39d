"""Sitemaps: every public address, for search engines, in parts that stay small.

A part holds the items of one kind whose numbers lie in one stretch, so that making it costs the
same whether the site has a hundred items or a million, and an item stays in its part for ever.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from io import StringIO
from xml.sax.xmlreader import AttributesImpl

from django.db.models import ExpressionWrapper, F, IntegerField, Max, QuerySet
from django.urls import reverse
from django.utils.xmlutils import SimplerXMLGenerator

from content import dates
from content.facts import kept
from content.kinds import KINDS
from content.models import Asset, Attachment, Desa, Revision

STRETCH = 2_000
PAGES = (
    *("home", "desa-list", "public-information", "site-map", "subscribe", "api-guide"),
    "feedback-new",
)
NAMESPACES = {
    "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xmlns:image": "http://www.google.com/schemas/sitemap-image/1.1",
}

NOTHING: "AttributesImpl[str]" = AttributesImpl({})

Absolute = Callable[[str], str]


@dataclass(frozen=True)
class Entry:
    """One address, when it changed last, and the pictures on it."""

    path: str
    changed: datetime | None = None
    pictures: list[str] = field(default_factory=list)


def parts(now: datetime) -> list[tuple[str, int, datetime]]:
    """List the parts that hold something: kind, number, when something in it changed last."""
    return kept("sitemap parts", lambda: _counted(now))


def _counted(now: datetime) -> list[tuple[str, int, datetime]]:
    stretch = ExpressionWrapper(F("item_id") / STRETCH, output_field=IntegerField())
    rows = Revision.objects.public(now).order_by().annotate(stretch=stretch)
    counted = rows.values_list("kind", "stretch").annotate(last=Max("visible_from"))
    order = list(KINDS)
    found = [(kind, stretch + 1, last) for kind, stretch, last in counted]
    return sorted(found, key=lambda part: (order.index(part[0]), part[1]))


def index(now: datetime, absolute: Absolute) -> str:
    """Write the list of all parts."""
    listed = parts(now)
    changed = max((last for _, _, last in listed), default=None)
    entries = [Entry(reverse("sitemap-pages"), changed)]
    entries += [
        Entry(reverse("sitemap-part", args=[kind, number]), last) for kind, number, last in listed
    ]
    return _written("sitemapindex", "sitemap", entries, absolute)


def pages(now: datetime, absolute: Absolute) -> str:
    """Write the part of the pages that are always there: home, lists, overviews."""
    changed: dict[str, datetime] = {}
    for kind, _, last in parts(now):
        changed[kind] = max(last, changed.get(kind, last))
    entries = [Entry(reverse(name)) for name in PAGES]
    entries += [Entry(reverse("item-list", args=[kind]), changed.get(kind)) for kind in KINDS]
    villages = Desa.objects.values_list("slug", flat=True)
    entries += [Entry(reverse("desa-detail", args=[slug])) for slug in villages]
    return _written("urlset", "url", entries, absolute)


def part(kind: str, number: int, now: datetime, absolute: Absolute) -> str | None:
    """Write one part; None when it holds nothing."""
    first = (number - 1) * STRETCH
    rows = (
        Revision.objects.public(now)
        .of(kind)
        .filter(item_id__gte=first, item_id__lt=first + STRETCH)
    )
    pictures = _pictures(rows.order_by())
    entries = [
        Entry(reverse("item-detail", args=[kind, slug]), changed, pictures.get(pk, []))
        for pk, slug, changed in rows.order_by("item_id").values_list(
            "pk", "item__slug", "visible_from"
        )
    ]
    return _written("urlset", "url", entries, absolute) if entries else None


def _pictures(revisions: QuerySet[Revision]) -> dict[int, list[str]]:
    """Return the addresses of main pictures and album photos, by revision."""
    shown = Attachment.objects.filter(
        revision__in=revisions, role__in=(Attachment.Role.COVER, Attachment.Role.GALLERY)
    ).order_by("revision_id", "position", "id")
    found: dict[int, list[str]] = {}
    for revision, sha256, name in shown.values_list("revision_id", "asset__sha256", "asset__name"):
        found.setdefault(revision, []).append(Asset(sha256=sha256, name=name).get_absolute_url())
    return found


def _written(root: str, element: str, entries: Iterable[Entry], absolute: Absolute) -> str:
    out = StringIO()
    xml = SimplerXMLGenerator(out, "utf-8")
    xml.startDocument()
    xml.startElement(root, AttributesImpl(NAMESPACES))
    # One look at the request is enough for all addresses.
    origin = absolute("/").rstrip("/")
    for entry in entries:
        xml.startElement(element, NOTHING)
        xml.addQuickElement("loc", f"{origin}{entry.path}")
        if entry.changed:
            xml.addQuickElement("lastmod", dates.isoformat(entry.changed))
        for picture in entry.pictures:
            xml.startElement("image:image", NOTHING)
            xml.addQuickElement("image:loc", f"{origin}{picture}")
            xml.endElement("image:image")
        xml.endElement(element)
    xml.endElement(root)
    xml.endDocument()
    return out.getvalue()
