"""Words that try to be programs stay words: nothing runs, nothing is asked for, nothing is reported."""

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from tests import make
from tests.browser.conftest import Open
from tests.browser.hostile import SHARP, armed
from tests.browser.windows import Window
from tests.content.xss_payloads import ELEMENTS
from tests.site import Site

pytestmark = pytest.mark.browser

PUBLIC = (
    *("/", "/berita/", "/artikel/", "/pengumuman/", "/bank-data/", "/foto/", "/video/"),
    *("/agenda/", "/cari/?q=uji", "/informasi-publik/", "/peta-situs/", "jahat diturunkan"),
    *(f"jahat {number}" for number in range(8)),
    *(f"jahat tiket {number}" for number in range(3)),
)
OPERATOR = (
    *("/meja/", "/meja/kotak-masuk/", "jahat sunting", "jahat dikembalikan"),
    *(f"jahat suara {number}" for number in range(3)),
)
CAMAT = ("/meja/antrean/", "jahat tinjau")
ECHOES = (
    *("/cari/?q={}", "/berita/?topik={}", "/agenda/?bulan={}", "/kritik-saran/?butir={}&jenis={}"),
    *("/kritik-saran/lacak/?kode={}", "/masuk/?next={}", "/tidak-ada-{}/", "/meja/?q={}"),
)
# What a page must not hold, wherever a click or a key could wake it later.
ASLEEP = """
() => [...document.querySelectorAll("*")].flatMap((element) => {
  const found = [...element.attributes]
    // The editor sets the width of its tables itself; a style that was written is reported anyway.
    .filter(({ name }) => name !== "style" || !element.closest(".ProseMirror"))
    .filter(({ name }) => /^on|^srcdoc$|^background$|^style$/i.test(name))
    .map(({ name }) => `${element.localName}[${name}]`);
  const address = element.href?.baseVal ?? element.href ?? element.action ??
    (element.hasAttribute("formaction") ? element.formAction : "");
  if (typeof address === "string" && address && !/^(https?|mailto|tel):/.test(address))
    if (!element.closest("svg")) found.push(`${element.localName} → ${address.slice(0, 80)}`);
  if (/^(script|iframe|object|embed|base)$/.test(element.localName)) {
    const source = element.src || element.data || "";
    if (!source.startsWith(location.origin) && element.type !== "application/ld+json")
      found.push(`${element.localName} ${source.slice(0, 80)}`);
  }
  return found;
})
"""
RAN = "typeof window.__pwned === 'undefined' ? 'no' : 'ran'"


def harm(window: Window) -> list[str]:
    """Whatever a hostile word achieved on the page, or could achieve with a click."""
    window.page.wait_for_timeout(50)  # handlers of broken pictures come a moment later
    frames = [frame.evaluate(RAN) for frame in window.page.frames]
    found = window.wrongs() + window.page.evaluate(ASLEEP)
    return found + (["a script ran"] if "ran" in frames else [])


@pytest.mark.parametrize(
    ("username", "pages"), [("", PUBLIC), ("operator1", OPERATOR), ("camat", CAMAT)]
)
def test_hostile_words_stay_words_on_every_page(
    username: str, pages: tuple[str, ...], window_of: Open, addresses: dict[str, str]
) -> None:
    window = window_of(username)
    found = {}
    for page in pages:
        window.goto(page if page.startswith("/") else addresses[page])
        if wrong := harm(window) + window.too_wide():
            found[page] = wrong
    assert found == {}


def test_hostile_addresses_are_answered_with_harmless_pages(
    window_of: Open, addresses: dict[str, str]
) -> None:
    window = window_of("operator1")
    found = {}
    for address in ECHOES:
        for words in (SHARP[0], SHARP[1], "javascript:__pwned=1"):
            path = address.replace("{}", quote(words, safe=""))
            window.goto(path)
            if wrong := harm(window):
                found[path] = wrong
    assert found == {}


def test_a_citizen_sends_hostile_words_by_the_form(
    browser: Browser, site: Site, addresses: dict[str, str], window_of: Open, tmp_path: Path
) -> None:
    photo = tmp_path / "'-__pwned=1-'<img src=x onerror=__pwned=1>.jpg"
    photo.write_bytes(make.picture_bytes((300, 200), "#a1b2c3"))
    window = Window(browser, site, java_script_enabled=False)
    window.goto("/kritik-saran/")
    page = window.page
    page.get_by_label("Kritik", exact=True).check()
    page.get_by_label("Masukan Anda").fill("\n".join(armed(one) for one in ELEMENTS)[:3900])
    page.get_by_label("Nama").fill(SHARP[0])
    page.locator("[name=photo]").set_input_files(photo)
    page.wait_for_timeout(3_500)
    page.get_by_role("button", name="Kirim masukan").click()
    page.get_by_text("Masukan terkirim.").wait_for()
    ticket = page.url.removeprefix(site.url)
    window.context.close()
    citizen, operator = window_of(""), window_of("operator1")
    citizen.goto(ticket)
    assert harm(citizen) == []
    operator.goto("/meja/kotak-masuk/")
    operator.page.locator(".kotak-daftar a", has_text="__pwned").first.click()
    assert harm(operator) == []


def test_an_operator_saves_hostile_words_by_the_editor(
    browser: Browser, site: Site, addresses: dict[str, str], window_of: Open, tmp_path: Path
) -> None:
    photo = tmp_path / "'-__pwned=1-'<svg onload=__pwned=1>.jpg"
    photo.write_bytes(make.picture_bytes((900, 600), "#c3b2a1"))
    window = Window(browser, site, java_script_enabled=False)
    window.sign_in("operator2")
    window.goto("/meja/berita/baru/")
    page = window.page
    page.get_by_label("Judul").fill(SHARP[0])
    page.get_by_role("button", name="Mulai menulis").click()
    page.get_by_label("Ringkasan").fill(SHARP[1])
    page.locator("[name=body]").fill("\n".join(armed(one) for one in ELEMENTS[:60]))
    page.locator("[name=new_cover]").set_input_files(photo)
    page.get_by_role("button", name="Simpan", exact=True).locator("visible=true").first.click()
    page.locator("#berkas").get_by_label("Teks alternatif").fill(SHARP[2])
    page.get_by_role("button", name="Simpan", exact=True).locator("visible=true").first.click()
    editor = page.url.removeprefix(site.url)
    window.context.close()
    reader = window_of("operator1")
    reader.goto(editor)
    reader.page.locator(".ProseMirror").wait_for()
    assert harm(reader) == []
    reader.goto(editor + "pratinjau/1/")
    assert harm(reader) == []


def test_the_watch_notices_a_script_that_runs(browser: Browser, site: Site) -> None:
    window = Window(browser, site)
    window.page.set_content("<img src=x onerror=__pwned=1><a href=javascript:alert(1)>x</a>")
    found = harm(window)
    assert "a script ran" in found
    assert any("javascript" in one for one in found)
    window.context.close()
