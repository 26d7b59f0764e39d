"""How much work our path asks of an operator, counted by the browser itself.

From the door to "Ajukan" for a berita with two photos. Counted is what hands do: every press of the
pointer, every key that writes no letter, every choice of files in the system's window; letters of
the text itself are not. The bar: at most 14 of these, at most 4 loads of a page (BARS, "Working").
"""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.site import DESKTOP, Site
from tests.stories.people import Person, make_files, see

pytestmark = pytest.mark.browser

MOST_INTERACTIONS = 14
MOST_PAGES = 4
COUNT = """
(() => {
  if (window !== window.top) return;
  const add = (kind, what) => {
    const done = JSON.parse(sessionStorage.getItem("usaha") || "[]");
    sessionStorage.setItem("usaha", JSON.stringify([...done, [kind, what]]));
  };
  add("halaman", location.pathname);
  addEventListener("pointerdown", (event) => add("tekan", event.target.outerHTML.slice(0, 80)), true);
  addEventListener("keydown", (event) => {
    if (event.key.length > 1 || event.ctrlKey) add("tombol", event.key);
  }, true);
  addEventListener("change", (event) => {
    if (event.isTrusted && event.target.type === "file") add("berkas", event.target.name);
  }, true);
})()
"""


def test_a_berita_with_two_photos_asks_little_of_the_operator(
    browser: Browser, site: Site, tmp_path: Path
) -> None:
    person = Person(browser, site, DESKTOP)
    person.context.add_init_script(COUNT)
    page, keys = person.page, person.page.keyboard
    files = make_files(tmp_path)

    person.goto("/masuk/")
    keys.type("operator1")
    keys.press("Tab")
    keys.type(site.password)
    keys.press("Enter")

    page.get_by_role("link", name="Butir baru").click()
    sheet = page.get_by_role("dialog", name="Butir baru")
    expect(sheet.get_by_label("Judul")).to_be_focused()
    sheet.locator("label", has_text="Berita").first.click()
    keys.press("Tab")
    keys.type("Warga Pemuteran membersihkan pantai")
    keys.press("Enter")
    page.wait_for_url("**/meja/item/*/")

    page.get_by_label("Ringkasan").click()
    keys.type("Warga dan nelayan membersihkan pantai pada Minggu pagi.")
    page.locator(".ProseMirror").click()
    keys.type("Empat puluh warga ikut. Tiga puluh karung sampah terkumpul.")
    with page.expect_file_chooser() as chooser:
        page.get_by_label("Tambah foto").click()
    chooser.value.set_files([files.photo, files.other_photo])
    rows = page.locator("#berkas .foto-isian")
    expect(rows).to_have_count(2)
    expect(rows.nth(0).get_by_label("Teks alternatif")).to_be_focused()
    keys.type("Warga memungut sampah di pantai")
    keys.press("Enter")
    expect(rows.nth(1).get_by_label("Teks alternatif")).to_be_focused()
    keys.type("Karung sampah di tepi jalan")
    submit = page.get_by_role("button", name="Ajukan; tayang segera setelah disetujui")
    submit.locator("visible=true").first.click()

    told: list[list[str]] = json.loads(page.evaluate("sessionStorage.getItem('usaha')"))
    see(page, "Menunggu persetujuan")
    pages = [what for kind, what in told if kind == "halaman"]
    done = [(kind, what) for kind, what in told if kind != "halaman"]
    assert len(pages) <= MOST_PAGES, pages
    assert len(done) <= MOST_INTERACTIONS, done
    # The count itself works: the door, the sheet, the words, the photos, the request.
    assert len(done) >= 10
    person.leave()
