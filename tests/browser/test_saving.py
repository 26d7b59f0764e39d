"""Nothing that was typed is lost: not by a lost connection, not by a closed tab, not by another tab."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.windows import Window
from tests.site import Site

pytestmark = pytest.mark.browser

LOST = "Sambungan terputus. Tulisan Anda tersimpan di perangkat ini dan dikirim saat tersambung."


@pytest.fixture
def operator(browser: Browser, site: Site) -> Iterator[Window]:
    """The browser of an operator."""
    window = Window(browser, site)
    window.sign_in("operator1")
    yield window
    window.context.close()


def opened(window: Window, address: str) -> Page:
    """Another tab with the editor."""
    page = window.context.new_page()
    page.on("pageerror", lambda error: window.complaints.append(str(error)))
    page.goto(window.site.url + address)
    expect(page.locator("#penyunting-isi")).to_be_visible()
    return page


def save(page: Page, told: str) -> None:
    """Press the shortcut and wait for the words about it."""
    page.keyboard.press("Control+s")
    expect(page.locator("#keadaan-simpan")).to_contain_text(told)


def test_what_was_typed_without_a_connection_survives_a_closed_tab(
    operator: Window, addresses: dict[str, str]
) -> None:
    page = opened(operator, addresses["tulis sambungan"])
    page.get_by_label("Ringkasan").fill("Sebelum sambungan terputus.")
    save(page, "Tersimpan")
    operator.context.set_offline(True)
    page.locator("#penyunting-isi").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Ditulis di kapal.")
    save(page, "Belum terkirim")
    expect(page.locator("#kabar-simpan")).to_contain_text(LOST)
    page.close()
    operator.context.set_offline(False)

    page = opened(operator, addresses["tulis sambungan"])
    expect(page.locator("#kabar-simpan")).to_contain_text("yang belum terkirim")
    page.get_by_role("button", name="Pulihkan").click()
    expect(page.locator("#penyunting-isi")).to_contain_text("Ditulis di kapal.")
    save(page, "Tersimpan")
    page.reload()
    expect(page.locator("#penyunting-isi")).to_contain_text("Ditulis di kapal.")
    expect(page.locator("#kabar-simpan")).to_be_empty()
    assert (
        page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('naskah:'))") == []
    )
    assert operator.complaints == []


def test_two_tabs_meet_and_a_person_chooses_per_field(
    operator: Window, addresses: dict[str, str]
) -> None:
    one, other = (opened(operator, addresses["tulis berdua"]) for _ in range(2))
    one.get_by_label("Ringkasan").fill("Dari tab pertama.")
    save(one, "Tersimpan")
    other.get_by_label("Judul").fill("Judul dari tab kedua")
    other.get_by_label("Ringkasan").fill("Dari tab kedua.")
    save(other, "Belum tersimpan")
    other.get_by_role("button", name="Bandingkan dan pilih").click()
    expect(other.get_by_label("Pakai tulisan Anda untuk Judul")).to_be_checked()
    other.get_by_label("Pakai yang tersimpan untuk Ringkasan").check()
    other.get_by_role("button", name="Simpan pilihan saya").click()
    expect(other.get_by_text("Tersimpan pukul")).to_be_visible()
    expect(other.get_by_label("Judul")).to_have_value("Judul dari tab kedua")
    expect(other.get_by_label("Ringkasan")).to_have_value("Dari tab pertama.")
    assert operator.complaints == []
