"""Error pages and the page of a shut site: readable, without barriers, in every size and colour."""

from collections.abc import Iterator

import pytest
from django.template.loader import render_to_string

from tests.browser.conftest import STRANGER, Open
from tests.browser.windows import COLOUR_RULES, DESKTOP_SIZE, PHONE_SIZE, Window
from tests.site import Site

PAGES = ("400", "403", "403_csrf", "404", "405", "413", "500", "503")


def barriers(window: Window) -> Iterator[str]:
    for size in (DESKTOP_SIZE, PHONE_SIZE):
        window.page.set_viewport_size(size)
        yield from window.axe()
        window.page.emulate_media(color_scheme="dark")
        yield from window.axe(COLOUR_RULES)
        window.page.emulate_media(color_scheme="light")


@pytest.mark.parametrize("name", PAGES)
def test_an_error_page_has_no_barrier(name: str, site: Site, window_of: Open) -> None:
    window, address = window_of(STRANGER), f"{site.url}/galat-uji/{name}/"
    office = {"name": "Kecamatan Gerokgak", "phone": "(0362) 92462"}
    # Nobody can ask for a breakdown: the page is put in the place of an answer.
    words = render_to_string(f"{name}.html", {"office": office, "work": {"note": "Sebentar."}})
    window.page.route(address, lambda route: route.fulfill(body=words, content_type="text/html"))
    window.complaints.clear()  # of the page that another test left open
    window.page.goto(address)
    assert window.page.locator("h1").count() == 1
    assert list(barriers(window)) == []
    assert window.too_wide() == []
    assert window.wrongs() == []


def test_a_shut_site_answers_everyone_and_opens_again(site: Site, window_of: Open) -> None:
    window = window_of(STRANGER)
    site.manage("maintenance", "on", "--minutes", "20", "--note", "Kami memindahkan situs.")
    try:
        assert window.goto("/berita/") == 503
        assert window.page.get_by_text("Kami memindahkan situs.").is_visible()
        assert window.page.get_by_text("Perkiraan selesai").is_visible()
        assert list(barriers(window)) == []
    finally:
        site.manage("maintenance", "off")
    window.page.get_by_role("link", name="Muat ulang halaman").click()
    assert window.page.locator("h1").inner_text() == "Berita"
