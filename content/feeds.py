"""What is new, for feed readers and other programs: Atom 1.0, RSS 2.0 and JSON Feed 1.1.

The three forms say the same; Django's generators write the first two. Every entry carries the whole
approved text, so that people may read it where they like.
"""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.feedgenerator import (
    Atom1Feed,
    Enclosure,
    Rss201rev2Feed,
    SyndicationFeed,
    get_tag_uri,
    rfc3339_date,
)
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from content import dates
from content.html import with_whole_addresses
from content.kinds import KINDS
from content.models import Asset, Attachment, Derivative, Office, Revision

ENTRIES = 30
MOST_PICTURES = 10
# What XML 1.0 cannot carry, not even escaped.
UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A feed without entries has not changed since before the site was there.
NEVER = datetime(2000, 1, 1, tzinfo=UTC)

Absolute = Callable[[str], str]


class Atom(Atom1Feed):
    """Atom with the whole text and the office's sign."""

    def latest_post_date(self) -> datetime:
        """When something changed last; an empty feed must not change with the clock."""
        return super().latest_post_date() if self.items else NEVER

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """Add the sign."""
        super().add_root_elements(handler)
        handler.addQuickElement("icon", self.feed["icon"])

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Add the text."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


class Rss(Rss201rev2Feed):
    """RSS with the whole text (content:encoded, as readers know it) and the office's sign."""

    def latest_post_date(self) -> datetime:
        """When something changed last; an empty feed must not change with the clock."""
        return super().latest_post_date() if self.items else NEVER

    def rss_attributes(self) -> dict[str, str]:
        """Name the vocabulary of the text."""
        return super().rss_attributes() | {
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/"
        }

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """Add the sign."""
        super().add_root_elements(handler)
        handler.startElement("image", AttributesImpl({}))
        for name, value in (("url", "icon"), ("title", "title"), ("link", "link")):
            handler.addQuickElement(name, self.feed[value])
        handler.endElement("image")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Add the text. RSS knows one enclosure: the first."""
        super().add_item_elements(handler, item | {"enclosures": item["enclosures"][:1]})
        handler.addQuickElement("content:encoded", item["content"])


class JsonFeed(SyndicationFeed):
    """JSON Feed 1.1 (jsonfeed.org)."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: Any, encoding: str) -> None:
        """Write the feed as one JSON object."""
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "icon": self.feed["icon"],
            "language": self.feed["language"],
            "authors": [{"name": self.feed["author_name"], "url": self.feed["author_link"]}],
            "items": [self._item(item) for item in self.items],
        }
        json.dump(feed, outfile, ensure_ascii=False, separators=(",", ":"))

    def _item(self, item: dict[str, Any]) -> dict[str, Any]:
        pictures = [e.url for e in item["enclosures"] if e.mime_type.startswith("image/")]
        files = [e for e in item["enclosures"] if e.url not in pictures[:1]]
        return {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "summary": item["summary"],
            "content_html": item["content"],
            "date_published": rfc3339_date(item["pubdate"]),
            "date_modified": rfc3339_date(item["updateddate"]),
            "authors": [{"name": item["author_name"]}],
            "tags": item["categories"],
            **({"image": pictures[0]} if pictures else {}),
            "attachments": [
                {"url": e.url, "mime_type": e.mime_type, "size_in_bytes": int(e.length)}
                for e in files
            ],
        }


FORMS: dict[str, type[Atom | Rss | JsonFeed]] = {"atom": Atom, "rss": Rss, "json": JsonFeed}


def address(form: str = "atom", kind: str = "") -> str:
    """Return the path of a feed."""
    named = {"kind": kind} if kind else {}
    return reverse("feed", kwargs=named | ({} if form == "atom" else {"form": form}))


def feed_of(kind: str, form: str, now: datetime, absolute: Absolute) -> tuple[str, str]:
    """Write the newest entries of a kind ("" for all): the feed and its content type."""
    office = Office.load()
    public = Revision.objects.public(now)
    rows = (public.of(kind) if kind else public).newest_first().for_page()[:ENTRIES]
    spec = KINDS.get(kind)
    feed = FORMS[form](
        title=_printable(f"{spec.list_title} · {office.name}" if spec else office.name),
        link=absolute(reverse("item-list", args=[kind]) if kind else reverse("home")),
        description=_printable(f"Yang terbaru dari {office.name}, {office.regency}."),
        language="id",
        author_name=_printable(office.name),
        author_link=absolute(reverse("home")),
        feed_url=absolute(address(form, kind)),
        icon=absolute(static("img/icon-512.png")),
    )
    for revision in rows:
        _add(feed, revision, office, absolute)
    return feed.writeString("utf-8"), FORMS[form].content_type


def _printable(text: str) -> str:
    return UNPRINTABLE.sub("", text)


def _add(feed: SyndicationFeed, revision: Revision, office: Office, absolute: Absolute) -> None:
    link = absolute(revision.get_absolute_url())
    text = render_to_string("content/_feed_entry.html", _entry(revision, office))
    feed.add_item(
        title=_printable(revision.title),
        link=link,
        # Atom and RSS take the summary for HTML.
        description=escape(_printable(revision.summary)),
        summary=_printable(revision.summary),
        content=with_whole_addresses(_printable(text.strip()), link),
        author_name=_printable(office.name),
        pubdate=_second(revision.published_at),
        updateddate=_second(revision.visible_from),
        # The same in every version and over http and https, so that readers show it once.
        unique_id=get_tag_uri(link.rstrip("/"), revision.published_at),
        unique_id_is_permalink=False,
        categories=[_printable(word) for word in _categories(revision)],
        enclosures=list(_enclosures(revision, absolute)),
    )


def _second(moment: datetime | None) -> datetime | None:
    return dates.local(moment).replace(microsecond=0) if moment else None


def _entry(revision: Revision, office: Office) -> dict[str, Any]:
    pictures = revision.gallery or ([revision.cover] if revision.cover else [])
    return {
        "revision": revision,
        "office": office,
        "pictures": pictures[:MOST_PICTURES],
        "more_pictures": len(pictures[MOST_PICTURES:]),
        "files": revision.placed(Attachment.Role.DATA, Attachment.Role.DOCUMENT),
    }


def _categories(revision: Revision) -> list[str]:
    """Its kind, topic, villages and keywords, each once."""
    words = [revision.spec.label, revision.category.name if revision.category else ""]
    words += [desa.name for desa in revision.desa.all()]
    words += [tag.name for tag in revision.tags.all()]
    return list(dict.fromkeys(word for word in words if word))


def _enclosures(revision: Revision, absolute: Absolute) -> list[Enclosure]:
    """Its video, its picture, its files; the first one stands for it where only one may."""
    roles = Attachment.Role
    shown: list[Asset | Derivative | None] = [a.asset for a in revision.placed(roles.VIDEO)]
    shown.append(revision.cover.asset.jpeg if revision.cover else None)
    shown += [a.asset for a in revision.placed(roles.DATA, roles.DOCUMENT)]
    return [
        Enclosure(absolute(file.get_absolute_url()), str(file.size), file.media_type)
        for file in shown
        if file
    ]
