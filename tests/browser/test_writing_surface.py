"""The writing surface: what is pasted comes clean or stays dead, photos take their places while one writes."""

import re

import pytest
from playwright.sync_api import Page, expect

from content.html import clean
from tests.browser.conftest import Open
from tests.browser.hostile import armed
from tests.browser.windows import DESKTOP_SIZE
from tests.content.clipboards import SAMPLES, WORD
from tests.content.xss_payloads import ELEMENTS, PAYLOADS
from tests.make import picture_bytes

pytestmark = pytest.mark.browser

PASTE = """
([html, text]) => {
  const clipboard = new DataTransfer();
  if (html) clipboard.setData("text/html", html);
  if (text) clipboard.setData("text/plain", text);
  document.querySelector("#penyunting-isi").dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }));
}
"""
# What in the surface could run, or lead to something that does.
AWAKE = """
() => [...document.querySelectorAll("#penyunting-isi *")].flatMap((element) => [
  ...element.getAttributeNames().filter((name) => /^on|^srcdoc$/i.test(name)),
  ...(element.href && !/^(https?|mailto|tel):/.test(element.href) ? [element.href] : []),
  ...(/^(script|iframe|svg|style|object|form|input)$/.test(element.localName) ? [element.localName] : []),
])
"""
CHAT = "[09.12, 10/6/2026] Ni Luh: *Kerja bakti* besok\n[09.13, 10/6/2026] Ni Luh: bawa _sapu_"


def body_of(page: Page) -> str:
    return page.locator("textarea[name=body]").input_value()


def photos(*colours: str) -> list[dict[str, object]]:
    return [
        {"name": f"{one}.jpg", "mimeType": "image/jpeg", "buffer": picture_bytes(colour=one)}
        for one in colours
    ]


def write_anew(page: Page) -> None:
    page.locator("#penyunting-isi").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")


def test_paste_pictures_data_and_photos(window_of: Open, addresses: dict[str, str]) -> None:
    window = window_of("operator1")
    page = window.page
    page.set_viewport_size(DESKTOP_SIZE)
    window.goto("/meja/berita/baru/")
    page.get_by_label("Judul").first.fill("Panen anggur di Banyupoh")
    page.keyboard.press("Enter")
    page.wait_for_url("**/meja/item/*/")
    page.locator("#penyunting-isi").click()
    # Word: a heading, real lists with their level, a table with header cells.
    page.evaluate(PASTE, [WORD, "x"])
    body = body_of(page)
    assert body.startswith("<h2>Laporan kegiatan</h2><p><strong>Sebanyak 240 bibit</strong>")
    assert "<ul><li><p>Bibit ditanam</p><ul><li><p>di Pemuteran</p></li></ul></li>" in body
    assert '<th scope="col"><p><strong>Desa</strong></p></th>' in body
    # What the editor shows is what the server keeps, whatever program it came from.
    for copied, _ in SAMPLES.values():
        write_anew(page)
        page.evaluate(PASTE, [copied, "x"])
        assert clean(body_of(page)) == body_of(page) != ""
    expect(page.locator(".penyunting-kabar")).to_contain_text("Gambar dari tempat lain tidak ikut")
    write_anew(page)
    page.evaluate(PASTE, ["", CHAT])
    chat = "<p><strong>Kerja bakti</strong> besok</p><p>bawa <em>sapu</em></p>"
    assert body_of(page) == chat
    # Photos: one choice, two places; Enter leads from words to words.
    page.locator("[name=new_gallery]").set_input_files(photos("indigo", "maroon"))  # type: ignore[arg-type]
    rows = page.locator("#berkas .foto-isian")
    expect(rows).to_have_count(2)
    expect(rows.nth(0).get_by_label("Teks alternatif")).to_be_focused()
    page.keyboard.type("Petani memetik anggur")
    page.keyboard.press("Enter")
    expect(rows.nth(1).get_by_label("Teks alternatif")).to_be_focused()
    page.keyboard.type("Kebun dari atas")
    rows.nth(1).get_by_role("button", name="Lepas").click()
    expect(rows).to_have_count(1)
    page.get_by_role("button", name="Urungkan", exact=True).locator("visible=true").last.click()
    expect(rows.nth(1).get_by_label("Teks alternatif")).to_have_value("Kebun dari atas")
    # A picture from the library, described before it stands in the text.
    page.get_by_role("button", name="Gambar", exact=True).click()
    dialog = page.get_by_role("dialog", name="Gambar dalam isi")
    dialog.locator("#gambar-pustaka button[data-id]").first.click()
    alt = dialog.get_by_label("Uraian gambar")
    alt.fill("")
    dialog.get_by_role("button", name="Pasang", exact=True).click()
    expect(dialog.get_by_role("alert")).to_contain_text("Jelaskan isi gambar.")
    alt.fill("Warga menanam karang")
    assert window.axe(scope="#pilih-gambar") == []
    dialog.get_by_role("button", name="Pasang", exact=True).click()
    assert re.search(r'<figure><img src="/media/\w+/[^"]+" alt="Warga menanam', body_of(page))
    page.get_by_role("button", name="Data dari Bank Data").click()
    data = page.get_by_role("dialog", name="Tabel dari Bank Data")
    data.locator("#data-cari button").first.click()
    expect(data.get_by_role("table")).to_be_visible()
    assert window.axe(scope="#pilih-data") == []
    data.get_by_role("button", name="Pasang tabel").click()
    assert re.search(r"Sumber: <a [^>]*href=\"/bank-data/[\w-]+/versi/\d+/", body_of(page))
    assert window.wrongs() == []
    # Hostile words: nothing runs, nothing is fetched, and nothing but words is left.
    write_anew(page)
    page.evaluate(PASTE, ["".join(map(armed, ELEMENTS)) + "".join(PAYLOADS), "x"])
    assert page.evaluate("typeof window.__pwned") == "undefined"
    assert page.evaluate(AWAKE) == []
    assert [one for one in window.wrongs() if "foreign" in one] == window.dialogs == []
    write_anew(page)
