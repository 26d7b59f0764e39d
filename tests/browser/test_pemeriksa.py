"""The helpers' panel in a real browser: folds stay open, a jump marks the place, a note is passed over."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.windows import DESKTOP_SIZE, PHONE_SIZE

pytestmark = pytest.mark.browser

SAVED = "document.dispatchEvent(new CustomEvent('naskah:tersimpan', {detail: {version: 1}}))"


def unfold(page: Page) -> None:
    page.evaluate(
        "document.querySelectorAll('#pemeriksa details').forEach((one) => one.open = true)"
    )


def test_the_panel_stays_as_it_is_while_it_looks_again(
    window_of: Open, addresses: dict[str, str]
) -> None:
    window = window_of("operator1")
    page = window.page
    page.set_viewport_size(DESKTOP_SIZE)
    window.goto(addresses["tulis pemeriksa"])
    notes = page.locator("#pemeriksa .amatan:visible")
    unfold(page)
    before = notes.count()
    assert before
    # A note is passed over, on this device; the panel says so and gives it back.
    page.locator("#pemeriksa").get_by_role("button", name="Abaikan").first.click()
    assert notes.count() == before - 1
    with page.expect_response(lambda answer: answer.url.endswith("/periksa/")):
        page.evaluate(SAVED)
    page.get_by_role("button", name="1 catatan diabaikan. Tampilkan lagi").click()
    assert notes.count() == before
    # Looking again closed nothing that was open.
    assert page.locator("#pemeriksa details:not([open])").count() == 0
    assert window.axe(scope="#pemeriksa") == []
    # A jump leads into the field and the place is marked.
    jump = page.locator("#pemeriksa .amatan", has_text="Teks alternatif").get_by_role("link").first
    place = str(jump.get_attribute("href")).removeprefix("#")
    jump.click()
    page.wait_for_function("id => document.activeElement.id === id", arg=place)
    assert window.wrongs() == []


def test_on_a_phone_the_panel_is_folded_and_has_no_barrier(
    window_of: Open, addresses: dict[str, str]
) -> None:
    window = window_of("operator1")
    window.page.set_viewport_size(PHONE_SIZE)
    window.goto(addresses["sunting berita"])
    window.page.wait_for_function("!document.querySelector('#pemeriksa details[open]')")
    unfold(window.page)
    assert window.axe(scope="#pemeriksa") == []
    assert window.too_wide() == []
    assert window.wrongs() == []
