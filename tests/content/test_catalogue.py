"""The catalogue of the data sets: readable as a graph without the net, complete by DCAT-AP."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, XSD
from rdflib.term import Node

from content import catalogue
from content.models import Office, Revision
from tests import make
from workflow.engine import move
from workflow.rules import Action

pytestmark = [
    pytest.mark.django_db,
    # rdflib's own JSON-LD reader still uses it.
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]

SPDX = Namespace("http://spdx.org/rdf/terms#")
HYDRA = Namespace("http://www.w3.org/ns/hydra/core#")
# DCAT-AP 3: what every node of a class must say.
MANDATORY = {
    DCAT.Catalog: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher),
    DCAT.Dataset: (DCTERMS.title, DCTERMS.description),
    DCAT.Distribution: (DCAT.accessURL,),
    DCAT.DataService: (DCTERMS.title, DCAT.endpointURL),
    FOAF.Agent: (FOAF.name,),
    SPDX.Checksum: (SPDX.algorithm, SPDX.checksumValue),
}
# What it recommends, and we know of every data set.
RECOMMENDED = {
    DCAT.Dataset: (
        *(DCTERMS.publisher, DCTERMS.issued, DCTERMS.modified, DCTERMS.spatial, DCTERMS.language),
        *(DCAT.landingPage, DCAT.distribution, DCTERMS.identifier, DCTERMS.accessRights),
    ),
    DCAT.Distribution: (
        *(DCAT.downloadURL, DCAT.mediaType, DCAT.byteSize, DCTERMS.license, SPDX.checksum),
        DCTERMS.title,
    ),
}


def graph(client: Client, query: str = "") -> Graph:
    """Parse the catalogue; a context that had to be fetched would fail here."""
    answer = client.get(f"/data.json{query}")
    assert answer.headers["Content-Type"] == "application/ld+json"
    return Graph().parse(data=answer.content, format="json-ld")


def nodes(found: Graph, kind: URIRef) -> list[Node]:
    return list(found.subjects(RDF.type, kind))


@pytest.fixture
def population() -> Revision:
    office = Office.load()
    office.name, office.email = "Kecamatan Gerokgak", "camat@contoh.example"
    office.save()
    operator = make.make_operator()
    draft = make.make_draft(
        "bank-data",
        "Jumlah penduduk",
        operator,
        data_year=2026,
        data_period="Semester I 2026",
        data_licence="CC BY 4.0",
    )
    draft.desa.add(make.make_desa("Musi"))
    draft.category = make.make_category("Kependudukan")
    draft.save()
    with time_machine.travel(datetime(2027, 1, 4, 1, 0, tzinfo=UTC)):
        revision = move(Revision.objects.get(pk=draft.pk), Action.SUBMIT, by=operator)
        return make.approve(revision, make.make_camat())


@pytest.fixture
def _later(population: Revision) -> Iterator[None]:
    with time_machine.travel(datetime(2027, 1, 5, 1, 0, tzinfo=UTC)):
        yield


@pytest.mark.usefixtures("_later")
def test_every_node_says_what_dcat_ap_asks_for(client: Client) -> None:
    make.make_published("bank-data", "Hujan bulanan")
    found = graph(client)
    assert len(nodes(found, DCAT.Dataset)) == 2
    for demands in (MANDATORY, RECOMMENDED):
        for kind, properties in demands.items():
            assert nodes(found, kind), kind
            for node in nodes(found, kind):
                missing = [p for p in properties if not list(found.objects(node, p))]
                assert missing == [], node
    (main,) = nodes(found, DCAT.Catalog)
    assert set(found.objects(main, DCAT.dataset)) == set(nodes(found, DCAT.Dataset))


@pytest.mark.usefixtures("_later")
def test_a_data_set_is_told_as_it_was_approved(population: Revision, client: Client) -> None:
    found = graph(client)
    (data,) = nodes(found, DCAT.Dataset)
    (file,) = nodes(found, DCAT.Distribution)
    asset = population.data_files[0].asset
    assert found.value(data, DCTERMS.title) == Literal("Jumlah penduduk", lang="id")
    assert str(found.value(data, DCTERMS.issued)) == "2027-01-04T09:00:00+08:00"
    span = found.value(data, DCTERMS.temporal)
    assert found.value(span, DCAT.startDate) == Literal("2026-01-01", datatype=XSD.date)
    assert found.value(span, DCAT.endDate) == Literal("2026-12-31", datatype=XSD.date)
    assert found.value(file, DCAT.downloadURL) == URIRef(
        f"http://testserver{asset.get_absolute_url()}"
    )
    assert found.value(file, DCAT.byteSize).toPython() == asset.size
    assert str(found.value(file, DCAT.mediaType)).endswith("/media-types/text/csv")
    checksum = found.value(file, SPDX.checksum)
    assert str(found.value(checksum, SPDX.checksumValue)).lower() == asset.sha256
    assert found.value(file, DCTERMS.license) == URIRef(
        "https://creativecommons.org/licenses/by/4.0/"
    )
    assert found.value(URIRef("http://testserver/#kantor"), FOAF.name) == Literal(
        "Kecamatan Gerokgak", lang="id"
    )


def test_an_office_without_data_has_an_empty_catalogue(client: Client) -> None:
    found = graph(client)
    assert len(nodes(found, DCAT.Catalog)) == 1
    assert nodes(found, DCAT.Dataset) == []


def test_a_long_catalogue_comes_in_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "PER_PAGE", 2)
    for number in range(5):
        make.make_published("bank-data", f"Data {number}")
    titles: list[str] = []
    query = ""
    while True:
        found = graph(client, query)
        titles += [str(found.value(data, DCTERMS.title)) for data in nodes(found, DCAT.Dataset)]
        (view,) = nodes(found, HYDRA.PartialCollectionView)
        following: Any = found.value(view, HYDRA.next)
        if following is None:
            break
        query = "?" + str(following).partition("?")[2]
    assert sorted(titles) == [f"Data {number}" for number in range(5)]
    assert client.get("/data.json?page=4").status_code == 400


def test_no_catalogue_asks_for_anything_elsewhere(client: Client) -> None:
    make.make_published("bank-data")
    context = json.loads(client.get("/data.json").content)["@context"]
    assert isinstance(context, dict)
    assert all(isinstance(value, str) for value in context.values())
