"""Approving on a telephone: from the link in the message to "Disetujui" in at most four taps."""

import json
import subprocess
import sys

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.windows import Window
from tests.site import PHONE, ROOT, Site

pytestmark = pytest.mark.browser

MOST_TAPS = 4
COUNT = """
addEventListener("pointerdown", (event) => {
  const done = JSON.parse(sessionStorage.getItem("ketukan") || "[]");
  const what = event.target.closest("button, a, label")?.textContent.trim();
  sessionStorage.setItem("ketukan", JSON.stringify([...done, what]));
}, true);
"""


@pytest.fixture(scope="module")
def made(site: Site, addresses: dict[str, str]) -> dict[str, str]:
    """Addresses of what waits: one text, and three of one activity."""
    found: dict[str, str] = {}
    for title in ("Penyuluhan gizi di Musi", "bersama: Gotong royong di Sumberkima"):
        told = subprocess.run(
            [sys.executable, "-m", "tests.browser.world", title],
            cwd=ROOT,
            env=site.environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        found |= json.loads(told.stdout)
    return found


@pytest.fixture(scope="module")
def phone(browser: Browser, site: Site, made: dict[str, str]) -> Page:
    """The Camat's telephone: signed in, every touch counted."""
    window = Window(browser, site, **PHONE)
    window.sign_in("camat")
    window.context.add_init_script(COUNT)
    return window.page


def test_from_the_message_to_disetujui_in_four_taps(
    phone: Page, site: Site, made: dict[str, str]
) -> None:
    phone.goto(site.url + made["tinjau"])  # the first tap: the link in the message
    phone.evaluate("sessionStorage.clear()")  # other tests touched this telephone, too
    phone.get_by_text("Semua sudah saya periksa").tap()
    phone.get_by_role("button", name="Setujui", exact=True).locator("visible=true").tap()
    expect(phone.get_by_text("8 dari 8 pemeriksaan selesai")).to_be_visible()
    phone.get_by_role("button", name="Ya, setujui").tap()
    expect(phone.get_by_text("Disetujui.").first).to_be_visible()
    taps = ["tautan", *json.loads(phone.evaluate("sessionStorage.getItem('ketukan')"))]
    assert len(taps) <= MOST_TAPS, taps
    assert taps[1:] == ["Semua sudah saya periksa", "Setujui", "Ya, setujui"]


def test_setujui_before_the_boxes_leads_to_them_and_nothing_is_decided(
    phone: Page, site: Site, addresses: dict[str, str]
) -> None:
    phone.goto(site.url + addresses["tinjau baru"])
    phone.get_by_role("button", name="Setujui", exact=True).locator("visible=true").tap()
    expect(phone.get_by_text("Centang dulu yang sudah Anda periksa")).to_be_visible()
    all_of_them = phone.get_by_text("Semua sudah saya periksa")
    expect(all_of_them).to_be_in_viewport()
    all_of_them.tap()
    expect(phone.get_by_text("Centang dulu yang sudah Anda periksa")).to_be_hidden()
    boxes = phone.locator('input[name="checks"]')
    boxes.first.uncheck()
    expect(phone.get_by_role("checkbox", name="Semua sudah saya periksa")).not_to_be_checked()
    expect(phone.get_by_role("dialog")).to_have_count(0)


def test_a_wrong_class_leads_to_the_return_with_its_tag(
    phone: Page, site: Site, addresses: dict[str, str]
) -> None:
    phone.goto(site.url + addresses["tinjau baru"])
    phone.get_by_role("link", name="Kembalikan untuk dibetulkan").tap()
    sheet = phone.get_by_role("dialog")
    expect(sheet.get_by_label("Klasifikasi informasi").first).to_be_checked()
    sheet.get_by_role("button", name="Batal").tap()


def test_an_activity_is_decided_in_one_pass_and_what_failed_keeps_its_words(
    phone: Page, site: Site, made: dict[str, str]
) -> None:
    phone.goto(site.url + made["tinjau bersama"])
    cards = phone.locator(".bersama")
    expect(cards).to_have_count(3)
    first, second, third = (cards.nth(at) for at in range(3))
    expect(first.get_by_label("Petunjuk")).to_be_hidden()
    first.get_by_role("radio", name="Setujui").check()
    first.get_by_text("Semua sudah saya periksa").tap()
    second.get_by_role("radio", name="Kembalikan").check()
    second.get_by_label("Petunjuk").fill("Sebut tanggalnya.")
    third.get_by_role("radio", name="Kembalikan").check()
    send = phone.get_by_role("button", name="Simpan putusan").locator("visible=true")
    expect(send).to_contain_text("(1 disetujui, 2 dikembalikan)")
    third.locator("summary", has_text="Pratinjau").tap()
    inside = third.frame_locator("iframe").get_by_role("heading", level=1)
    expect(inside).to_be_visible()
    send.tap()
    expect(phone.get_by_text("Putusan tersimpan: 1 disetujui, 1 dikembalikan.")).to_be_visible()
    expect(cards).to_have_count(1)
    expect(cards.get_by_text("Tulis petunjuk: apa yang diperbaiki").first).to_be_visible()
    cards.get_by_role("radio", name="Nanti").check()
    expect(cards.get_by_label("Petunjuk")).to_be_hidden()
