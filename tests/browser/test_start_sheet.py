"""From the board to the editor without a mouse: one sheet, one title, one page load."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.windows import COLOUR_RULES, DESKTOP_SIZE, PHONE_SIZE
from tests.make import picture_bytes

pytestmark = pytest.mark.browser


def test_an_item_begins_by_keyboard_alone(window_of: Open, addresses: dict[str, str]) -> None:
    window = window_of("operator1")
    page = window.page
    page.set_viewport_size(DESKTOP_SIZE)
    window.goto("/meja/")
    page.get_by_role("link", name="Butir baru").focus()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog", name="Butir baru")
    expect(sheet.get_by_label("Judul")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Butir baru")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("Posyandu Musi bulan ini")
    chosen = sheet.get_by_role("radio", checked=True)
    chosen.press("ArrowRight")
    kind = sheet.get_by_role("radio", checked=True).get_attribute("value")
    assert window.axe(scope="#butir-baru") == []
    page.keyboard.press("Enter")
    page.wait_for_url("**/meja/item/*/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Posyandu Musi bulan ini")
    window.goto("/meja/")
    assert page.locator("#mulai input[name=kind]:checked").get_attribute("value") == kind
    assert window.wrongs() == []


def test_photos_first_on_a_phone(window_of: Open, addresses: dict[str, str]) -> None:
    window = window_of("operator1")
    page = window.page
    page.set_viewport_size(PHONE_SIZE)
    page.emulate_media(color_scheme="dark")
    window.goto("/meja/")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("link", name="Foto dulu").click()
    photos = [
        {"name": f"{colour}.jpg", "mimeType": "image/jpeg", "buffer": picture_bytes(colour=colour)}
        for colour in ("navy", "olive")
    ]
    chooser.value.set_files(photos)  # type: ignore[arg-type]
    sheet = page.get_by_role("dialog", name="Butir baru")
    expect(sheet.get_by_label("Judul")).to_be_focused()
    sheet.locator("label", has_text="Berita").first.click()
    sheet.get_by_label("Judul").fill("Panen anggur Sanggalangit")
    assert window.axe(COLOUR_RULES, "#butir-baru") == []
    page.keyboard.press("Enter")
    page.wait_for_url("**/meja/item/*/")
    names = page.locator("#berkas .berkas-nama").all_inner_texts()
    assert names == ["navy.webp", "olive.webp"]
    assert window.wrongs() == []
