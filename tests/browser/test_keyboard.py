"""Everything by keyboard: reach it, see where one is, come back to where one was."""

import json
import subprocess
import sys
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.windows import DESKTOP_SIZE, PHONE_SIZE, Window
from tests.site import ROOT, Site

pytestmark = pytest.mark.browser

MOST_STOPS = 150
# Where the focus is: a name, whether it can be seen, and how it is marked.
FOCUS = """
() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  // Past the end the browser may have come round to the first stop before anybody looks.
  window.firstStop ??= at;
  if (at === window.firstStop && window.stopped) return null;
  window.stopped = true;
  // Inside a frame, or on the small calendar of a date field, the browser draws its own mark.
  if (at.localName === "iframe" || !at.matches(":focus"))
    return { name: at.localName, seen: true, marked: true };
  const target = at.matches(".tak-terlihat") && at.labels?.[0] ? at.labels[0] : at;
  const style = getComputedStyle(target), box = target.getBoundingClientRect();
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return {
    name: target.outerHTML.slice(0, 110),
    seen: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight,
    marked: outlined || style.boxShadow !== "none",
  };
}
"""
# How many elements the Tab key may ever stop at: a walk that is longer goes round in a trap. A date
# field has several stops of its own, a frame those of its page, and a region that scrolls is one.
MAY_BE_REACHED = """
() => [...document.querySelectorAll(
  "a[href], button, input, select, textarea, summary, iframe, audio, video, [tabindex], [contenteditable]"
)].reduce((sum, one) => sum + (/^(date|time)/.test(one.type) ? 9 : one.localName === "iframe" ? 99 : 1), 10)
"""
IS_FOCUSED = "element => element === document.activeElement"


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the focus is on the target."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if target.evaluate(IS_FOCUSED):
            return
    raise AssertionError(f"{target} is not reached by keyboard")


def start(window: Window, path: str, size: dict[str, int] = DESKTOP_SIZE) -> Page:
    window.page.set_viewport_size(size)
    window.page.emulate_media(color_scheme="light")
    window.goto(path)
    return window.page


def test_the_first_stop_leads_past_the_menu(window_of: Open, addresses: dict[str, str]) -> None:
    for username, path in (("", "/"), ("operator1", "/meja/")):
        page = start(window_of(username), path)
        page.keyboard.press("Tab")
        skip = page.get_by_role("link", name="Langsung ke isi")
        assert skip.evaluate(IS_FOCUSED)
        expect(skip).to_be_in_viewport(ratio=1)
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "isi"


def test_the_menu_opens_and_closes_by_keyboard(window_of: Open, addresses: dict[str, str]) -> None:
    page = start(window_of(""), "/", PHONE_SIZE)
    menu = page.locator("summary", has_text="Menu")
    tab_to(page, menu)
    page.keyboard.press("Enter")
    links = page.get_by_role("navigation", name="Menu").get_by_role("link")
    expect(links.first).to_be_visible()
    page.keyboard.press("Tab")
    assert links.first.evaluate(IS_FOCUSED)
    page.keyboard.press("Escape")
    expect(links.first).to_be_hidden()
    assert menu.evaluate(IS_FOCUSED)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Berita")).to_be_visible()


WALKS = (
    ("", "/"),
    ("", "berita"),
    ("", "/kritik-saran/"),
    ("", "/cari/?q=bibit"),
    ("", "/masuk/"),
    ("operator1", "/meja/"),
    ("operator1", "sunting berita"),
    ("operator1", "tiket di meja"),
    ("camat", "/meja/antrean/"),
    ("camat", "approve"),
)


@pytest.mark.parametrize("size", [DESKTOP_SIZE, PHONE_SIZE], ids=["1280", "390"])
@pytest.mark.parametrize(("username", "path"), WALKS)
def test_the_focus_is_always_seen_and_never_trapped(
    username: str, path: str, size: dict[str, int], window_of: Open, addresses: dict[str, str]
) -> None:
    page = start(window_of(username), addresses.get(path, path), size)
    wrong, stops, most = [], 0, page.evaluate(MAY_BE_REACHED)
    while stops <= most:
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None:
            break
        stops += 1
        wrong += [f"{what}: {focus['name']}" for what in ("seen", "marked") if not focus[what]]
    assert 3 < stops <= most, "the focus never leaves the page"
    assert wrong == []


def test_the_editor_is_written_in_by_keyboard(window_of: Open, addresses: dict[str, str]) -> None:
    page = start(window_of("operator1"), addresses["tulis tombol"])
    surface = page.get_by_role("textbox", name="Isi")
    tab_to(page, surface)
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type("Lamun ")
    page.keyboard.press("Control+B")
    page.keyboard.type("tebal")
    expect(surface.locator("strong", has_text="tebal")).to_be_visible()
    save = page.get_by_role("button", name="Simpan", exact=True).locator("visible=true")
    tab_to(page, save)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".ProseMirror strong", has_text="tebal")).to_be_visible()


def test_the_toolbar_is_worked_by_keyboard(window_of: Open, addresses: dict[str, str]) -> None:
    page = start(window_of("operator1"), addresses["tulis alat"])
    surface = page.get_by_role("textbox", name="Isi")
    bold = page.get_by_role("button", name="Tebal")
    tab_to(page, bold)
    page.keyboard.press("Enter")
    assert surface.evaluate(IS_FOCUSED)
    expect(bold).to_have_attribute("aria-pressed", "true")
    # One stop of the Tab key; arrows lead on inside.
    page.keyboard.press("Shift+Tab")
    assert bold.evaluate(IS_FOCUSED)
    page.keyboard.press("ArrowLeft")
    assert page.get_by_role("button", name="Ulangi").evaluate(IS_FOCUSED)
    page.keyboard.press("Home")
    link = page.get_by_role("button", name="Tautan")
    for _ in range(MOST_STOPS):
        page.keyboard.press("ArrowRight")
        if link.evaluate(IS_FOCUSED):
            break
    page.keyboard.press("Escape")
    assert surface.evaluate(IS_FOCUSED)
    page.keyboard.press("Alt+F10")
    assert link.evaluate(IS_FOCUSED)
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert page.evaluate("document.activeElement !== document.body")


@pytest.fixture
def waiting(site: Site, addresses: dict[str, str]) -> Callable[[str], str]:
    """Make one more item that waits for approval; its review page."""

    def make_waiting(title: str) -> str:
        made = subprocess.run(
            [sys.executable, "-m", "tests.browser.world", title],
            cwd=ROOT,
            env=site.environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return str(json.loads(made.stdout)["tinjau"])

    return make_waiting


def test_a_submission_is_approved_by_keyboard_alone(
    window_of: Open, waiting: Callable[[str], str]
) -> None:
    title = "Posyandu keliling di Patas"
    waiting(title)
    page = start(window_of("camat"), "/meja/antrean/")
    tab_to(page, page.get_by_role("link", name=title))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    tab_to(page, page.get_by_role("checkbox", name="Semua sudah saya periksa"))
    page.keyboard.press("Space")
    opener = page.get_by_role("button", name="Setujui", exact=True).locator("visible=true")
    tab_to(page, opener)
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog")
    expect(sheet).to_be_visible()
    assert sheet.evaluate("sheet => sheet.contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    assert opener.evaluate(IS_FOCUSED)
    page.keyboard.press("Enter")
    confirm = sheet.get_by_role("button", name="Ya, setujui")
    if not confirm.evaluate(IS_FOCUSED):
        tab_to(page, confirm)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Disetujui.").first).to_be_visible()


def test_the_sheet_of_a_return_gives_the_focus_back(
    window_of: Open, addresses: dict[str, str]
) -> None:
    page = start(window_of("camat"), addresses["tinjau baru"])
    opener = page.get_by_role("link", name="Kembalikan dengan petunjuk")
    opener.focus()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog")
    expect(sheet).to_be_visible()
    tab_to(page, sheet.get_by_role("button", name="Batal"))
    page.keyboard.press("Enter")
    expect(sheet).to_be_hidden()
    assert opener.evaluate(IS_FOCUSED)
