"""The catalogue of the data sets as linked data: DCAT-AP 3 in JSON-LD.

The context stands in the document, so that nothing has to be fetched to read it. Long catalogues
come in pages (Hydra), as the national portals' harvesters know them. What is not known (how often
a set is renewed) is not said.
"""

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Max, Prefetch
from django.http import QueryDict
from django.urls import reverse

from content.api import asked, items
from content.api.datasets import LICENCE, rows_address
from content.api.problems import BadParameter
from content.html import plain_text
from content.models import Attachment, Office, Revision
from content.queries import RevisionQuerySet

PER_PAGE = 250
MOST_PAGES = 100
CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "hydra": "http://www.w3.org/ns/hydra/core#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
LANGUAGE = {"@id": "http://publications.europa.eu/resource/authority/language/IND"}
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
SHA256 = {"@id": "spdx:checksumAlgorithm_sha256"}
# Licences that offices write in short, and the address by which programs know them.
LICENCES = (
    (re.compile(r"\bcc0\b|domain publik", re.I), "https://creativecommons.org/publicdomain/zero/1.0/"),
    (re.compile(r"\bcc[ -]by[ -]sa[ -]4", re.I), "https://creativecommons.org/licenses/by-sa/4.0/"),
    (re.compile(r"\bcc[ -]by[ -]4", re.I), "https://creativecommons.org/licenses/by/4.0/"),
)  # fmt: skip

Node = dict[str, Any]


def catalogue(rows: RevisionQuerySet, office: Office, query: QueryDict, origin: str) -> Node:
    """Return a page of the catalogue of these data sets as one JSON-LD document."""
    number = asked.number(query, "page", least=1, most=MOST_PAGES, default=1)
    about = rows.order_by().aggregate(total=Count("pk"), changed=Max("visible_from"))
    total = about["total"]
    last = max(1, -(-total // PER_PAGE))
    if number > last:
        raise BadParameter("page", f"halaman terakhir ialah {last}.")
    begin = (number - 1) * PER_PAGE
    # A catalogue shows no pictures, so it does not ask for their sizes.
    files = Prefetch("attachments", queryset=Attachment.objects.select_related("asset"))
    shown = rows.select_related("item", "category").prefetch_related("desa", "tags", files)
    address = origin + reverse("data-catalogue")
    return (
        {
            "@context": CONTEXT,
            "@id": f"{address}#katalog",
            "@type": "dcat:Catalog",
            "dct:title": _words(f"Bank Data {office.name}"),
            "dct:description": _words(
                f"Kumpulan data yang diumumkan {office.name}, {office.regency}. Setiap kumpulan telah "
                "disetujui pejabat yang berwenang sebelum terbit."
            ),
            "dct:publisher": publisher(office, origin),
            "dct:language": LANGUAGE,
            "dct:license": _licence(LICENCE),
            "foaf:homepage": {"@id": origin + reverse("item-list", args=["bank-data"])},
            "dcat:themeTaxonomy": {"@id": origin + reverse("api-topics")},
            "dcat:service": _service(office, origin),
            "dcat:dataset": [
                dataset(revision, office, origin) for revision in shown[begin : begin + PER_PAGE]
            ],
        }
        | _known({"dct:modified": _moment(about["changed"])})
        | _pages(address, number, last, total)
    )


def _pages(address: str, number: int, last: int, total: int) -> Node:
    """Say which page of the catalogue this is; one page needs no words."""
    if last == 1:
        return {}

    def page(wanted: int) -> Node:
        return {"@id": f"{address}?{urlencode({'page': wanted})}"}

    return {
        "hydra:view": page(number)
        | {"@type": "hydra:PartialCollectionView", "hydra:first": page(1), "hydra:last": page(last)}
        | _known(
            {
                "hydra:previous": page(number - 1) if number > 1 else None,
                "hydra:next": page(number + 1) if number < last else None,
            }
        ),
        "hydra:totalItems": {"@type": "xsd:integer", "@value": str(total)},
    }


def publisher(office: Office, origin: str) -> Node:
    """Return the office as the agent that publishes."""
    return {
        "@id": f"{origin}/#kantor",
        "@type": "foaf:Agent",
        "foaf:name": _words(office.name),
        "foaf:homepage": {"@id": f"{origin}/"},
    }


def _service(office: Office, origin: str) -> Node:
    return {
        "@id": f"{origin}/api/v1/#layanan",
        "@type": "dcat:DataService",
        "dct:title": _words(f"API {office.name}"),
        "dcat:endpointURL": {"@id": origin + reverse("api-index")},
        "dcat:endpointDescription": {"@id": origin + reverse("api-document")},
        "dct:license": _licence(LICENCE),
    }


def dataset(revision: Revision, office: Office, origin: str) -> Node:
    """Return one data set with its distributions."""
    page = origin + revision.get_absolute_url()
    year = revision.data_year
    return _known(
        {
            "@id": f"{page}#data",
            "@type": "dcat:Dataset",
            "dct:title": _words(revision.title),
            "dct:description": _words(
                "\n\n".join(filter(None, (revision.summary, plain_text(revision.body))))
                or revision.title
            ),
            "dct:identifier": f"{page}#data",
            "dct:publisher": {"@id": f"{origin}/#kantor"},
            "dcat:contactPoint": _contact(office),
            "dct:issued": _moment(revision.published_at),
            "dct:modified": _moment(revision.visible_from),
            "dcat:version": str(revision.number),
            "adms:versionNotes": _words(revision.change_note) if revision.change_note else None,
            "dct:language": LANGUAGE,
            "dcat:landingPage": {"@id": page, "@type": "foaf:Document"},
            "dct:accessRights": {
                "@id": "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
            },
            "dcat:theme": _theme(revision, origin),
            "dcat:keyword": [_words(tag.name) for tag in revision.tags.all()] or None,
            "dct:spatial": [
                {"@type": "dct:Location", "skos:prefLabel": _words(f"Desa {desa.name}")}
                for desa in revision.desa.all()
            ]
            or {"@type": "dct:Location", "skos:prefLabel": _words(office.name)},
            "dct:temporal": _year(year, revision.data_period) if year else None,
            "dct:provenance": {
                "@type": "dct:ProvenanceStatement",
                "rdfs:label": _words(
                    f"Sumber: {revision.data_source or office.name}. "
                    f"Disetujui oleh {revision.approved_as}."
                ),
            },
            "dcat:distribution": [
                distribution(revision, number, attachment, origin)
                for number, attachment in enumerate(revision.data_files, start=1)
            ]
            or None,
        }
    )


def distribution(revision: Revision, number: int, attachment: Attachment, origin: str) -> Node:
    """Return one file of a data set, with the checksum that proves it whole."""
    asset = attachment.asset
    address = origin + asset.get_absolute_url()
    rows = rows_address(revision, number, attachment, origin)
    return _known(
        {
            "@id": f"{origin}{revision.get_absolute_url()}#berkas-{number}",
            "@type": "dcat:Distribution",
            "dct:title": _words(attachment.title or asset.name),
            "dcat:accessURL": {"@id": origin + revision.get_absolute_url()},
            "dcat:downloadURL": {"@id": address},
            "dcat:mediaType": {"@id": MEDIA_TYPES + asset.media_type},
            "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(asset.size)},
            "dct:license": _licence(revision.data_licence or LICENCE),
            "dct:issued": _moment(revision.visible_from),
            "spdx:checksum": {
                "@type": "spdx:Checksum",
                "spdx:algorithm": SHA256,
                "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": asset.sha256},
            },
            "dcat:accessService": {"@id": f"{origin}/api/v1/#layanan"} if rows else None,
            "rdfs:seeAlso": {"@id": rows} if rows else None,
        }
    )


def _contact(office: Office) -> Node | None:
    if not office.email:
        return None
    return {
        "@type": "vcard:Organization",
        "vcard:fn": office.name,
        "vcard:hasEmail": {"@id": f"mailto:{office.email}"},
    }


def _theme(revision: Revision, origin: str) -> Node | None:
    topic = revision.category
    if topic is None:
        return None
    return {
        "@id": f"{origin}{reverse('api-topics')}#{topic.slug}",
        "@type": "skos:Concept",
        "skos:prefLabel": _words(topic.name),
    }


def _year(year: int, period: str) -> Node:
    return _known(
        {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@type": "xsd:date", "@value": f"{year:04}-01-01"},
            "dcat:endDate": {"@type": "xsd:date", "@value": f"{year:04}-12-31"},
            "rdfs:label": _words(period) if period else None,
        }
    )


def _licence(words: str) -> Node:
    known = next((address for pattern, address in LICENCES if pattern.search(words)), None)
    label = {"@type": "dct:LicenseDocument", "dct:title": _words(words)}
    return {"@id": known} | label if known else label


def _moment(value: datetime | None) -> Node | None:
    return {"@type": "xsd:dateTime", "@value": items.moment(value)} if value else None


def _words(text: str) -> Node:
    return {"@language": "id", "@value": text}


def _known(node: Node) -> Node:
    return {key: value for key, value in node.items() if value is not None}
