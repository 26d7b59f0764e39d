"""The first view of a public page on a phone: light, still, and nothing asked of anybody else."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.test_every_page import PUBLIC, PUBLIC_NAMES
from tests.browser.windows import Window
from tests.site import PHONE, Site
from tests.thorough import some

pytestmark = pytest.mark.browser

MOST_BYTES = 100 * 1024
# Of their own accord; a video plays after a click.
NOT_COUNTED = {"Image", "Media"}
WATCH = """
window.__shifts = [];
window.__largest = null;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
  if (!entry.hadRecentInput) window.__shifts.push([entry.value, entry.sources.map(
    (source) => source.node && source.node.outerHTML && source.node.outerHTML.slice(0, 90))]);
})).observe({type: "layout-shift", buffered: true});
new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
  window.__largest = entry.url;
})).observe({type: "largest-contentful-paint", buffered: true});
"""
PRELOADED = """
() => [...document.querySelectorAll("link[rel=preload][as=image]")]
  .flatMap((link) => [link.href, ...(link.imageSrcset || "").split(",").map(
    (part) => part.trim() && new URL(part.trim().split(" ")[0], location).href)])
"""


class FirstView:
    """What one cold visit with a phone loaded."""

    def __init__(self, browser: Browser, site: Site, path: str) -> None:
        self.window = Window(browser, site, **PHONE)
        self.window.context.add_init_script(WATCH)
        self.types: dict[str, str] = {}
        self.loaded: list[tuple[str, int]] = []
        session = self.window.context.new_cdp_session(self.window.page)
        session.send("Network.enable")
        session.on("Network.responseReceived", self._received)
        session.on("Network.loadingFinished", self._finished)
        self.window.goto(path)
        self.window.page.wait_for_load_state("networkidle")
        self.window.page.wait_for_timeout(100)

    def _received(self, event: dict[str, Any]) -> None:
        self.types[event["requestId"]] = f"{event['type']} {event['response']['url']}"

    def _finished(self, event: dict[str, Any]) -> None:
        kind = self.types.get(event["requestId"], "Other ?")
        self.loaded.append((kind, int(event["encodedDataLength"])))

    @property
    def counted(self) -> list[tuple[str, int]]:
        """Everything that was loaded but pictures and video: type with address, bytes."""
        return [(k, n) for k, n in self.loaded if k.partition(" ")[0] not in NOT_COUNTED]

    def close(self) -> None:
        self.window.context.close()


@pytest.mark.parametrize("page", some([*PUBLIC, *PUBLIC_NAMES]))
def test_the_first_view_is_light_and_still(
    page: str, browser: Browser, site: Site, addresses: dict[str, str]
) -> None:
    view = FirstView(browser, site, page if page.startswith("/") else addresses[page])
    try:
        total = sum(size for _, size in view.counted)
        assert 3_000 < total <= MOST_BYTES, view.counted
        assert view.window.page.evaluate("window.__shifts") == []
        assert view.window.wrongs() == []
        assert view.window.context.cookies() == []
    finally:
        view.close()


@pytest.mark.parametrize("page", ["berita", "artikel", "foto"])
def test_the_largest_picture_is_asked_for_first(
    page: str, browser: Browser, site: Site, addresses: dict[str, str]
) -> None:
    view = FirstView(browser, site, addresses[page])
    try:
        largest = view.window.page.evaluate("window.__largest")
        pictures = [k.partition(" ")[2] for k, _ in view.loaded if k.startswith("Image ")]
        if largest:
            assert largest in view.window.page.evaluate(PRELOADED)
        assert len(pictures) == len(set(pictures)), "no picture is loaded twice"
    finally:
        view.close()
