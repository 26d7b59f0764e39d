"""The board updates itself when somebody else moves an item, and leaves the reader where they are."""

import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.site import ROOT, Site

pytestmark = pytest.mark.browser

IS_FOCUSED = "element => element === document.activeElement"
# The page was left for another one and comes back to the front.
RETURN = "() => document.dispatchEvent(new Event('visibilitychange'))"


def colleague(site: Site, *words: str) -> None:
    """Somebody else begins an item, or moves it on."""
    subprocess.run(
        [sys.executable, "-m", "tests.browser.colleague", *words],
        cwd=ROOT,
        env=site.environment,
        check=True,
    )


def test_the_board_updates_itself_and_the_reader_stays(
    site: Site, addresses: dict[str, str], window_of: Open
) -> None:
    window = window_of("operator1")
    page = window.page
    window.goto("/meja/")
    card = page.locator("[data-lajur='1'] [data-butir]", has_text="Bahan rapat perbekel")
    here = page.get_by_role("link", name="Bahan rapat perbekel", exact=True)
    here.focus()
    card.evaluate("element => { element.dataset.kami = 'ya'; }")
    place = card.evaluate("element => element.getBoundingClientRect().top")

    colleague(site, "start", "Kunjungan posyandu")
    page.evaluate(RETURN)

    news = page.locator("#papan-kabar")
    expect(news).to_have_text("Papan diperbarui: 1 butir baru.")
    assert here.evaluate(IS_FOCUSED)
    assert abs(card.evaluate("element => element.getBoundingClientRect().top") - place) < 2
    # What did not change is the same element as before.
    assert page.locator("[data-kami]").count() == 1

    moving = page.get_by_role("link", name="Kunjungan posyandu", exact=True)
    moving.focus()
    colleague(site, "compose", "Kunjungan posyandu")
    page.evaluate(RETURN)

    expect(news).to_have_text("Papan diperbarui: 1 butir pindah langkah.")
    expect(page.locator("[data-lajur='2']")).to_contain_text("Kunjungan posyandu")
    assert moving.evaluate(IS_FOCUSED)
    assert window.wrongs() == []
