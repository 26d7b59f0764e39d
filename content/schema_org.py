"""What a page is about, for machines: schema.org as JSON-LD, made of public words alone.

One node per thing (office, way to the page, item), joined by their addresses. What is not known is
left out rather than guessed.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any

from django.templatetags.static import static
from django.urls import reverse

from content import cards, dates, video_links
from content.api.datasets import LICENCE
from content.catalogue import LICENCES
from content.html import plain_text
from content.kinds import Kind, KindSpec
from content.models import Asset, Attachment, Office, Revision

# Fixed pages that schema.org knows by a name of their own, by their address words.
PAGES = {"profil": "AboutPage", "kontak": "ContactPage"}
ARTICLES = {"NewsArticle", "Article"}
# In a script element these could end it, or the line, where an old reader looks too closely.
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
LONGEST_TEXT = 5_000

Absolute = Callable[[str], str]
Node = dict[str, Any]


def as_json(*nodes: Node) -> str:
    """Write nodes as one document that may stand inside a script element."""
    graph = {"@context": "https://schema.org", "@graph": list(nodes)}
    return json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


def home(office: Office, absolute: Absolute) -> list[Node]:
    """Describe the office and its site, with the way to search it."""
    search = f"{absolute(reverse('search'))}?q={{search_term_string}}"
    site = {
        "@type": "WebSite",
        "@id": f"{absolute('/')}#situs",
        "url": absolute("/"),
        "name": office.name,
        "inLanguage": "id",
        "publisher": _office_id(absolute),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search},
            "query-input": "required name=search_term_string",
        },
    }
    return [organisation(office, absolute), site]


def listing(spec: KindSpec, office: Office, absolute: Absolute) -> list[Node]:
    """Describe the list of a kind."""
    address = absolute(reverse("item-list", args=[spec.slug]))
    page = {
        "@type": "CollectionPage",
        "@id": address,
        "url": address,
        "name": spec.list_title,
        "inLanguage": "id",
        "isPartOf": {"@id": f"{absolute('/')}#situs"},
        "publisher": _office_id(absolute),
    }
    return [organisation(office, absolute), page, _way([(spec.list_title, address)], absolute)]


def item(revision: Revision, office: Office, absolute: Absolute) -> list[Node]:
    """Describe an item as what it is: news, event, data set …"""
    spec, address = revision.spec, absolute(revision.get_absolute_url())
    way = [(spec.list_title, absolute(reverse("item-list", args=[spec.slug])))]
    common = _common(revision, address, absolute)
    own = OWN[revision.kind](revision, office, absolute)
    return [
        organisation(office, absolute),
        _known(common | own),
        _way([*way, (revision.title, address)], absolute),
    ]


def organisation(office: Office, absolute: Absolute) -> Node:
    """Describe the office as the publisher."""
    return _known(
        {
            "@type": "GovernmentOrganization",
            **_office_id(absolute),
            "name": office.name,
            "url": absolute("/"),
            "logo": absolute(static("img/icon-512.png")),
            "telephone": office.phone_href.removeprefix("tel:") if office.phone else None,
            "email": office.email,
            "address": _known(
                {
                    "@type": "PostalAddress",
                    "streetAddress": office.address,
                    "addressLocality": office.regency,
                    "addressRegion": office.province,
                    "postalCode": office.postal_code,
                    "addressCountry": "ID",
                }
            ),
            "hasMap": office.map_url,
            "parentOrganization": {
                "@type": "GovernmentOrganization",
                "name": f"Pemerintah {office.regency}",
            },
        }
    )


def _common(revision: Revision, address: str, absolute: Absolute) -> Node:
    schema_type = revision.spec.schema_type
    card = cards.address(revision)
    cover = _picture(revision.cover, absolute) if revision.cover else None
    return {
        "@type": schema_type,
        "@id": f"{address}#isi",
        "url": address,
        "mainEntityOfPage": address,
        "headline" if schema_type in ARTICLES else "name": revision.title,
        "description": revision.summary,
        "inLanguage": "id",
        "isAccessibleForFree": True,
        "datePublished": revision.published_at and dates.isoformat(revision.published_at),
        "dateModified": revision.visible_from and dates.isoformat(revision.visible_from),
        "version": str(revision.number),
        "publisher": _office_id(absolute),
        "image": cover or (absolute(card) if card else None),
        "keywords": [tag.name for tag in revision.tags.all()],
        "about": revision.category.name if revision.category else None,
        "spatialCoverage": _places(revision),
        "correction": _correction(revision),
    }


def _correction(revision: Revision) -> Node | None:
    # An event is no creative work, to which alone a correction belongs.
    if not revision.is_correction or revision.kind == Kind.AGENDA:
        return None
    return {
        "@type": "CorrectionComment",
        "text": revision.change_note,
        "datePublished": revision.visible_from and dates.isoformat(revision.visible_from),
    }


def _article(revision: Revision, office: Office, absolute: Absolute) -> Node:
    return {
        "author": {"@type": "Person", "name": revision.byline}
        if revision.byline
        else _office_id(absolute),
        "articleSection": revision.category.name if revision.category else revision.spec.label,
    }


def _gallery(revision: Revision, office: Office, absolute: Absolute) -> Node:
    return {"associatedMedia": [_picture(photo, absolute) for photo in revision.gallery]}


def _video(revision: Revision, office: Office, absolute: Absolute) -> Node:
    file, link = revision.video_file, video_links.read(revision.video_url)
    thumbnail = revision.cover.asset.jpeg if revision.cover else None
    minutes, seconds = divmod(revision.video_seconds or 0, 60)
    return {
        "uploadDate": revision.published_at and dates.isoformat(revision.published_at),
        "thumbnailUrl": thumbnail and absolute(thumbnail.get_absolute_url()),
        "contentUrl": file and absolute(file.get_absolute_url()),
        "embedUrl": link.player.partition("?")[0] if link and not file else None,
        "sameAs": link.address if link else None,
        "duration": f"PT{minutes}M{seconds}S" if revision.video_seconds else None,
    }


def _event(revision: Revision, office: Office, absolute: Absolute) -> Node:
    status = "EventCancelled" if revision.cancelled_because else "EventScheduled"
    words = [revision.cancelled_because, revision.summary or plain_text(revision.body)]
    return {
        "startDate": revision.starts_at and dates.isoformat(revision.starts_at),
        "endDate": revision.ends_at and dates.isoformat(revision.ends_at),
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "description": "\n\n".join(word for word in words if word)[:LONGEST_TEXT],
        "location": {
            "@type": "Place",
            "name": revision.place or office.name,
            "address": _known(
                {
                    "@type": "PostalAddress",
                    "streetAddress": ", ".join(f"Desa {d.name}" for d in revision.desa.all()),
                    "addressLocality": office.regency,
                    "addressRegion": office.province,
                    "addressCountry": "ID",
                }
            ),
        },
        "organizer": _office_id(absolute),
    }


def _announcement(revision: Revision, office: Office, absolute: Absolute) -> Node:
    return {
        "datePosted": revision.published_at and dates.isoformat(revision.published_at),
        "expires": revision.ends_at and dates.isoformat(revision.ends_at),
        "text": plain_text(revision.body)[:LONGEST_TEXT],
        "identifier": revision.letter_number,
    }


def _dataset(revision: Revision, office: Office, absolute: Absolute) -> Node:
    licence = revision.data_licence or LICENCE
    known = (address for pattern, address in LICENCES if pattern.search(licence))
    return {
        "creator": {"@type": "Organization", "name": revision.data_source or office.name},
        "license": next(known, licence),
        "temporalCoverage": str(revision.data_year) if revision.data_year else revision.data_period,
        "variableMeasured": revision.data_unit,
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "name": f"Bank Data {office.name}",
            "url": absolute(reverse("item-list", args=[revision.kind])),
        },
        "distribution": [
            {
                "@type": "DataDownload",
                "name": str(file),
                "contentUrl": absolute(file.asset.get_absolute_url()),
                "encodingFormat": file.asset.media_type,
                "contentSize": f"{file.asset.size} B",
                "sha256": file.asset.sha256,
            }
            for file in revision.data_files
        ],
    }


def _page(revision: Revision, office: Office, absolute: Absolute) -> Node:
    return {"@type": PAGES.get(revision.item.slug, revision.spec.schema_type)}


OWN: dict[str, Callable[[Revision, Office, Absolute], Node]] = {
    "berita": _article,
    "artikel": _article,
    "foto": _gallery,
    "video": _video,
    "agenda": _event,
    "pengumuman": _announcement,
    "bank-data": _dataset,
    "halaman": _page,
}


def _picture(attachment: Attachment, absolute: Absolute) -> Node:
    shown: Asset | Any = attachment.asset.jpeg or attachment.asset
    return _known(
        {
            "@type": "ImageObject",
            "contentUrl": absolute(shown.get_absolute_url()),
            "width": shown.width,
            "height": shown.height,
            "caption": attachment.caption or attachment.alt,
            "creditText": attachment.credit,
        }
    )


def _places(revision: Revision) -> list[Node]:
    return [{"@type": "Place", "name": f"Desa {desa.name}"} for desa in revision.desa.all()]


def _way(steps: Iterable[tuple[str, str]], absolute: Absolute) -> Node:
    """Describe the breadcrumb: from the home page to this one."""
    listed = [
        {"@type": "ListItem", "position": position, "name": name, "item": address}
        for position, (name, address) in enumerate([("Beranda", absolute("/")), *steps], start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": listed}


def _office_id(absolute: Absolute) -> Node:
    return {"@id": f"{absolute('/')}#kantor"}


def _known(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, "", [])}
