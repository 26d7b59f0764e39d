"""The panel of personal data in a real browser: it follows the typing, and a reason needs no load."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.windows import DESKTOP_SIZE

pytestmark = pytest.mark.browser


def test_findings_come_and_go_while_one_writes(window_of: Open, addresses: dict[str, str]) -> None:
    window = window_of("operator1")
    page = window.page
    page.set_viewport_size(DESKTOP_SIZE)
    window.goto(addresses["tulis putusan"])
    panel = page.locator("#data-pribadi")
    expect(panel.get_by_role("heading")).to_contain_text("2 perlu putusan")
    page.evaluate("window.sameDocument = true")
    summary = page.get_by_label("Ringkasan")
    summary.fill(f"{summary.input_value()} Surel made@gmail.com.")
    expect(panel.get_by_role("heading")).to_contain_text("3 perlu putusan")
    # A reason is sent by itself; the focus stays in the panel and the words say what was done.
    first = panel.locator(".pribadi-izin").first
    first.locator("summary").click()
    first.get_by_label("Alasan", exact=True).select_option(index=1)
    first.get_by_role("button", name="Izinkan tampil").click()
    expect(panel.get_by_role("status")).to_have_text(
        "Nomor telepon diizinkan tampil; alasannya tercatat."
    )
    expect(panel.get_by_role("heading")).to_contain_text("2 perlu putusan")
    page.wait_for_function("document.activeElement.closest('#data-pribadi') !== null")
    assert page.evaluate("window.sameDocument === true")
    # Hiding rewrites the field: that is a save like every other, with its page.
    panel.get_by_role("button", name=re.compile("^Tutup.*NIK")).click()
    page.wait_for_function("window.sameDocument === undefined")
    expect(page.get_by_label("Ringkasan")).to_have_value(
        "Narahubung I Made Artana, 0812 3456 7890, NIK [NIK ditutup]. Surel made@gmail.com."
    )
    assert window.axe(scope="#data-pribadi") == []
    assert window.wrongs() == []
