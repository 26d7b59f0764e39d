"""A remark on its way in a real browser: marked in the preview, ticked in the editor, looked back at."""

import json
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.windows import DESKTOP_SIZE, PHONE_SIZE
from tests.site import ROOT, Site

pytestmark = pytest.mark.browser

MARK_IN_THE_PREVIEW = """
() => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector(".naskah p"));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}
"""
UNDERLINED = "() => [...(CSS.highlights.get('petunjuk') ?? [])].map(String)"


def one_that_waits(site: Site) -> str:
    """A new text that waits for approval: the address of its review page."""
    made = subprocess.run(
        [sys.executable, "-m", "tests.browser.world", "Naskah yang akan kembali"],
        cwd=ROOT,
        env=site.environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    address: str = json.loads(made.stdout)["tinjau"]
    return address


def test_a_passage_is_marked_put_right_and_looked_at_again(window_of: Open, site: Site) -> None:
    review = one_that_waits(site)
    camat, operator = window_of("camat"), window_of("operator1")

    # The approver, on a phone: a passage of the preview becomes a remark and waits in the sheet.
    page = camat.page
    page.set_viewport_size(PHONE_SIZE)
    camat.goto(review)
    frame = page.frame_locator("iframe[data-pratinjau]")
    frame.locator(".naskah p").first.scroll_into_view_if_needed()
    frame.locator(".naskah p").first.evaluate(MARK_IN_THE_PREVIEW)
    page.get_by_role("button", name="Beri petunjuk pada kutipan ini").click()
    page.keyboard.type("Sebut jumlah bibitnya.")
    sheet = page.locator("#lembar-return")
    expect(sheet.locator("[data-kutipan]").first).to_have_text("Bibit karang ditanam.")
    expect(sheet.get_by_label("Tempat")).to_have_value("body")
    assert camat.axe(scope="#lembar-return") == []
    assert camat.too_wide() == []
    page.set_viewport_size(PHONE_SIZE)
    sheet.get_by_role("button", name="Lanjut meninjau").click()
    page.reload()
    opener = page.locator("section.putusan [data-lembar='lembar-return']")
    expect(opener).to_contain_text("1 petunjuk disiapkan")
    opener.click()
    sheet.get_by_role("button", name="Kembalikan", exact=True).click()
    page.wait_for_url("**/meja/antrean/**")

    # The operator: the passage is underlined and not changed; the tick needs no page.
    page = operator.page
    page.set_viewport_size(DESKTOP_SIZE)
    operator.goto(review)
    page.goto(site.url + item_of(page.content()))
    page.wait_for_function(f"({UNDERLINED})()[0] === 'Bibit karang ditanam.'")
    here = page.locator(".petunjuk-sini")
    expect(here).to_contain_text("Petunjuk Camat:")
    expect(here).to_contain_text("Sebut jumlah bibitnya.")
    assert page.locator("#id_body").input_value() == "<p>Bibit karang ditanam.</p>"
    assert operator.axe(scope="#isi") == []
    page.get_by_role("button", name="Ajukan").first.click()
    expect(page.get_by_role("alert")).to_contain_text("Masih 1 petunjuk belum ditandai.")
    expect(page.locator("#petunjuk-tanya")).to_be_focused()
    here.get_by_role("button", name="Tandai selesai").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#petunjuk-kabar")).to_contain_text("1 dari 1 petunjuk selesai")
    expect(page.get_by_role("button", name="Buka lagi")).to_have_count(2)
    page.wait_for_function(f"({UNDERLINED})().length === 0")
    page.get_by_role("button", name="Ajukan").first.click()
    expect(page.get_by_text("Naskah menunggu persetujuan.")).to_be_visible()

    # Back at the approver's: what was asked and who called it done.
    page = camat.page
    page.set_viewport_size(PHONE_SIZE)
    page.goto(f"{site.url}/meja/antrean/")
    page.get_by_role("link", name="Naskah yang akan kembali").first.click()
    before = page.locator(".petunjuk-lama")
    expect(before).to_contain_text("Masih tertulis seperti ini.")
    expect(before).to_contain_text("Selesai menurut")
    assert camat.axe(scope=".petunjuk-lama") == []
    for window in (camat, operator):
        assert window.wrongs() == []


def item_of(review: str) -> str:
    """The address of the item's editor, read off its review page."""
    return "/meja/item/" + review.partition("/meja/item/")[2].partition("/")[0] + "/"
