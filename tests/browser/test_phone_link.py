"""A link on the telephone: from the operator's message to "Disetujui" in at most four taps.

Counted are touches; the six digits of the PIN send themselves.
"""

import json
import re
import subprocess
import sys

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Open
from tests.browser.windows import Window
from tests.make import PIN
from tests.site import PHONE, ROOT, Site

pytestmark = pytest.mark.browser

TITLE = "Rapat perbekel lewat ponsel"
MOST_TAPS = 4
# Kept by the tab, because a session of the site ends on the way.
COUNT = """
addEventListener("pointerdown", () => {
  sessionStorage.setItem("ketukan", Number(sessionStorage.getItem("ketukan") || 0) + 1);
}, true);
"""


def test_four_taps_from_the_message_to_the_decision(
    browser: Browser, site: Site, addresses: dict[str, str], window_of: Open
) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "tests.browser.world", TITLE],
        cwd=ROOT,
        env=site.environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    operator = window_of("operator1")
    operator.goto(json.loads(made.stdout)["tinjau"])
    operator.page.get_by_role("link", name="Kirim tautan ke pejabat").click()
    operator.page.locator("label", has_text=re.compile(", Camat$")).click()
    operator.page.get_by_role("button", name="Buat tautan").click()
    message = operator.page.get_by_label("Pesan untuk dikirim").input_value()
    whatsapp = operator.page.get_by_role("link", name="Kirim lewat WhatsApp")
    assert str(whatsapp.get_attribute("href")).startswith("https://wa.me/?text=Yth.")
    address = re.search(r"/tautan/[^/]+/", message)
    assert address is not None
    assert operator.axe() == []
    assert operator.too_wide() == []

    window = Window(browser, site, **PHONE)
    window.context.add_init_script(COUNT)
    phone = window.page
    window.goto(address[0])  # the first tap: the link in the message
    assert TITLE not in phone.content()
    expect(phone.get_by_label("PIN tautan Anda")).to_be_focused()
    phone.keyboard.type("193847")
    expect(phone.get_by_text("Tersisa 4 kali percobaan")).to_be_visible()
    assert window.axe() == []
    phone.keyboard.type(PIN)
    expect(phone.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(phone.get_by_role("navigation", name="Bagian meja")).to_have_count(0)
    inside = phone.frame_locator("iframe").get_by_role("heading", level=1)
    expect(inside).to_have_text(TITLE)
    assert window.too_wide() == []
    phone.set_viewport_size(PHONE["viewport"])
    phone.get_by_text("Semua sudah saya periksa").tap()
    phone.get_by_role("button", name="Setujui", exact=True).locator("visible=true").tap()
    phone.get_by_role("button", name="Ya, setujui").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Disetujui")
    expect(phone.get_by_text("Nomor persetujuan")).to_be_visible()
    taps = 1 + int(phone.evaluate("sessionStorage.getItem('ketukan')"))
    assert taps == MOST_TAPS
    assert window.axe() == []
    assert window.wrongs() == []
    # The telephone is nobody's now, and the link is used up.
    window.goto("/meja/antrean/")
    expect(phone.get_by_label("Kata sandi")).to_be_visible()
    assert window.goto(address[0]) == 410
    expect(phone.get_by_text("Tautan ini sudah dipakai")).to_be_visible()
    window.context.close()


def test_without_scripts_a_button_sends_the_pin(
    browser: Browser, site: Site, addresses: dict[str, str]
) -> None:
    window = Window(browser, site, **PHONE, java_script_enabled=False)
    window.goto(addresses["pintu tautan"])
    window.page.get_by_label("PIN tautan Anda").fill("193847")
    window.page.get_by_role("button", name="Buka naskah").tap()
    expect(window.page.get_by_text("PIN tidak cocok")).to_be_visible()
    window.context.close()
