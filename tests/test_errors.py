"""Errors speak to people and never show internals."""

import pytest
from django.test import Client

from tests import broken_urls

pytestmark = pytest.mark.django_db


@pytest.mark.urls("tests.broken_urls")
def test_a_breakdown_shows_words_and_no_internals() -> None:
    response = Client(raise_request_exception=False).get("/rusak/")
    page = response.content.decode()
    assert response.status_code == 500
    assert "gangguan di pihak kami" in page
    for internal in (broken_urls.SECRET, "Traceback", "RuntimeError", "tests/broken_urls"):
        assert internal not in page


def test_an_unknown_address_offers_the_search(client: Client) -> None:
    response = client.get("/tidak-ada-di-sini/")
    assert response.status_code == 404
    assert 'action="/cari/"' in response.content.decode()


def test_a_body_that_is_too_large_is_answered_with_words(client: Client) -> None:
    response = client.post("/kritik-saran/", {"text": "a" * 6_000_000}, "text/plain")
    huge = client.generic(
        "POST",
        "/kritik-saran/",
        b"text=" + b"a" * 6_000_000,
        content_type="application/x-www-form-urlencoded",
    )
    assert response.status_code == 200  # a body that no form sends is an empty form
    assert huge.status_code == 400
    assert "<h1" in huge.content.decode()
    assert "Traceback" not in huge.content.decode()


def test_a_form_with_an_old_token_is_told_to_load_again() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/masuk/", {"login": "a", "password": "b"})
    assert response.status_code == 403
    assert "Muat ulang halaman formulirnya" in response.content.decode()
