"""The OpenAPI document keeps its word: it is valid, complete, and every answer is as it says."""

import json
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate

from content.views.api import OPENAPI
from tests import make
from tests.content.api_walk import walk
from tests.test_addresses import addresses

DOCUMENT: dict[str, Any] = json.loads(OPENAPI.read_text())
OPERATIONS = {path: item["get"] for path, item in DOCUMENT["paths"].items()}
# For people, and for whatever is no address at all.
NOT_DESCRIBED = {"api-guide", "api-unknown"}


def operation(address: str) -> dict[str, Any]:
    """The operation that describes an address."""
    path = urlsplit(address).path
    return next(
        described
        for template, described in OPERATIONS.items()
        if re.fullmatch(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template)), path)
    )


def schema(address: str, status: str) -> dict[str, Any]:
    """The schema of an answer, with the components that it names."""
    response = operation(address)["responses"][status]
    if "$ref" in response:
        response = DOCUMENT["components"]["responses"][response["$ref"].rpartition("/")[2]]
    (media_type,) = response["content"].values()
    return media_type["schema"] | {"components": DOCUMENT["components"]}


def mistakes(address: str, status: str, data: Any) -> list[str]:
    checker = Draft202012Validator(schema(address, status), format_checker=FormatChecker())
    return [f"{address} {error.json_path}: {error.message}" for error in checker.iter_errors(data)]


def test_the_document_is_valid_openapi() -> None:
    validate(DOCUMENT)  # type: ignore[arg-type]
    assert DOCUMENT["openapi"].startswith("3.1.")


def test_every_address_is_described_and_nothing_else() -> None:
    routes = {
        "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route)
        for name, route in addresses()
        if route.startswith(("api/", "data.json")) and name not in NOT_DESCRIBED
    }
    assert routes == set(DOCUMENT["paths"])


def test_every_operation_has_a_name_and_its_errors() -> None:
    names = [described["operationId"] for described in OPERATIONS.values()]
    assert len(set(names)) == len(names)
    for path, described in OPERATIONS.items():
        assert "405" in described["responses"], path
        takes_values = any("query" in json.dumps(p) for p in parameters(described))
        assert ("400" in described["responses"]) == takes_values, path


def parameters(described: dict[str, Any]) -> list[dict[str, Any]]:
    known = DOCUMENT["components"]["parameters"]
    return [known[p["$ref"].rpartition("/")[2]] for p in described.get("parameters", [])]


def test_every_schema_describes_its_own_examples() -> None:
    for name, described in DOCUMENT["components"]["schemas"].items():
        examples = described.get("examples", [])
        assert examples, f"{name} has no example"
        checker = Draft202012Validator(
            described | {"components": DOCUMENT["components"]}, format_checker=FormatChecker()
        )
        for example in examples:
            wrong = [f"{name} {e.json_path}: {e.message}" for e in checker.iter_errors(example)]
            assert wrong == []


def test_every_parameter_describes_its_own_example() -> None:
    for name, described in DOCUMENT["components"]["parameters"].items():
        if "example" in described:
            checker = Draft202012Validator(described["schema"])
            assert checker.is_valid(described["example"]), name


@pytest.mark.django_db
def test_every_answer_is_as_the_document_says(client: Client) -> None:
    operator = make.make_operator()
    for kind in ("berita", "foto", "video", "agenda", "pengumuman", "bank-data", "halaman"):
        revision = make.make_published(kind, by=operator)
    make.make_update(revision.item, operator)
    full = make.make_draft("berita", by=operator)
    full.desa.add(make.make_desa("Musi"))
    full.category = make.make_category("Pesisir")
    full.save()
    make.approve(make.move(full, make.Action.SUBMIT, by=operator), make.make_camat())
    answers = walk(client)
    wrong = [line for at, data in answers.items() for line in mistakes(at, "200", data)]
    assert wrong == []
    visited = {operation(address)["operationId"] for address in answers}
    assert visited == {described["operationId"] for described in OPERATIONS.values()}


@pytest.mark.django_db
def test_every_error_is_as_the_document_says(client: Client) -> None:
    operator = make.make_operator()
    gone = make.make_in_state("withdrawn", by=operator)
    odd = make.make_draft("bank-data", by=operator)
    odd.attachments.all().delete()
    make.attach(odd, make.make_data_file(operator, "hanya satu kolom\nsatu\n"), "data")
    odd = make.approve(make.move(odd, make.Action.SUBMIT, by=operator), make.make_camat())
    for address, status in {
        "/api/v1/items/?limit=0": 400,
        "/api/v1/items/berita/tidak-ada/": 404,
        f"/api/v1/items/berita/{gone.item.slug}/": 410,
        "/api/v1/bank-data/tidak-ada/rows/": 404,
        f"/api/v1/bank-data/{odd.item.slug}/rows/": 422,
        f"/api/v1/bank-data/{odd.item.slug}/rows/?file=2": 400,
        "/api/v1/search/?page=0": 400,
        "/api/v1/agenda/?from=x": 400,
        "/data.json?page=9": 400,
    }.items():
        answer = client.get(address)
        assert answer.status_code == status, address
        assert mistakes(address, str(status), json.loads(answer.content)) == []
    refused = client.post("/api/v1/desa/")
    assert mistakes("/api/v1/desa/", "405", json.loads(refused.content)) == []


@pytest.mark.django_db
def test_the_document_is_served_as_it_is_kept(client: Client) -> None:
    answer = client.get("/api/v1/openapi.json")
    assert answer.content == OPENAPI.read_bytes()
    assert answer.headers["Content-Type"] == "application/json"
