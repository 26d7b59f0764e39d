"""Reading, writing back, writing and approving with scripts switched off."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests import make
from tests.browser.windows import Window
from tests.site import PHONE, Site

pytestmark = pytest.mark.browser


def test_a_citizen_reads_by_the_menu_without_scripts(
    browser: Browser, site: Site, addresses: dict[str, str]
) -> None:
    window = Window(browser, site, java_script_enabled=False, **PHONE)
    window.goto("/")
    page = window.page
    page.locator("summary", has_text="Menu").click()
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="Berita").click()
    page.get_by_role("link", name="Warga menanam 240 bibit karang").click()
    heading = page.get_by_role("heading", level=1, name="Warga menanam 240 bibit karang")
    expect(heading).to_be_visible()
    expect(page.get_by_text("karang ditanam").first).to_be_visible()
    expect(page.locator("[data-butuh-js]").locator("visible=true")).to_have_count(0)
    window.context.close()


def test_a_citizen_searches_without_scripts(
    browser: Browser, site: Site, addresses: dict[str, str]
) -> None:
    window = Window(browser, site, java_script_enabled=False, **PHONE)
    window.goto("/cari/")
    page = window.page
    page.get_by_role("searchbox").first.fill("bibit karang")
    page.get_by_role("searchbox").first.press("Enter")
    expect(page).to_have_url(re.compile(r"q=bibit"))
    expect(page.get_by_role("link", name="Warga menanam 240 bibit karang").first).to_be_visible()
    window.context.close()


def test_a_citizen_writes_and_finds_the_ticket_without_scripts(
    browser: Browser, site: Site, addresses: dict[str, str]
) -> None:
    window = Window(browser, site, java_script_enabled=False, **PHONE)
    window.goto(addresses["kritik-saran tentang berita"])
    page = window.page
    page.get_by_label("Saran", exact=True).check()
    page.get_by_label("Masukan Anda").fill("Pasang jadwal penanaman berikutnya.")
    page.wait_for_timeout(3_500)  # people need longer than that to write; programs do not
    page.get_by_role("button", name="Kirim masukan").click()
    expect(page.get_by_text("Masukan terkirim.")).to_be_visible()
    code = page.url.split("/kritik-saran/")[1].split("/")[0]
    window.goto("/kritik-saran/lacak/")
    page.get_by_label("Kode tiket").fill(code.lower())
    page.get_by_role("button", name="Buka tiket").click()
    expect(page.get_by_text("Pasang jadwal penanaman berikutnya.")).to_be_visible()
    assert window.context.cookies() == []
    window.context.close()


def write_and_submit(browser: Browser, site: Site, title: str, photo: Path) -> None:
    window = Window(browser, site, java_script_enabled=False)
    window.sign_in("operator2")
    page = window.page
    page.get_by_role("link", name="Butir baru").click()
    page.get_by_role("radio", name="Berita", exact=True).check()
    page.get_by_role("textbox", name="Judul").fill(title)
    page.get_by_role("button", name="Mulai menulis").click()
    page.get_by_label("Ringkasan").fill("Warga membersihkan saluran air.")
    page.locator("textarea[name=body]").fill("<p>Saluran air <strong>dibersihkan</strong>.</p>")
    page.locator("[name=new_cover]").set_input_files(photo)
    page.get_by_role("button", name="Simpan", exact=True).locator("visible=true").first.click()
    page.locator("#berkas").get_by_label("Teks alternatif").fill("Warga di tepi saluran")
    page.get_by_role("button", name="Ajukan; tayang segera setelah disetujui").click()
    expect(page.get_by_text("Menunggu persetujuan").first).to_be_visible()
    window.context.close()


def test_a_berita_is_written_and_approved_without_scripts(
    browser: Browser, site: Site, addresses: dict[str, str], tmp_path: Path
) -> None:
    title = "Saluran air dibersihkan bersama"
    photo = tmp_path / "saluran.jpg"
    photo.write_bytes(make.picture_bytes((1200, 800), "#336655"))
    write_and_submit(browser, site, title, photo)
    window = Window(browser, site, java_script_enabled=False)
    window.sign_in("camat")
    page = window.page
    window.goto("/meja/antrean/")
    page.get_by_role("link", name=title).click()
    page.get_by_role("button", name="Setujui", exact=True).locator("visible=true").first.click()
    expect(page).to_have_url(re.compile(r"/approve/"))
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Ya, setujui").click()
    expect(page.get_by_text("Disetujui.").first).to_be_visible()
    window.context.close()
    reader = Window(browser, site, java_script_enabled=False, **PHONE)
    reader.goto("/berita/saluran-air-dibersihkan-bersama/")
    expect(reader.page.locator(".naskah strong")).to_have_text("dibersihkan")
    expect(reader.page.get_by_role("img", name="Warga di tepi saluran")).to_be_visible()
    reader.context.close()
