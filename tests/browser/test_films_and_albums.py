"""Films and albums in a real browser: nothing asked of others, everything by keyboard, large views."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser import film
from tests.browser.windows import DESKTOP_SIZE, PHONE_SIZE, Window
from tests.site import PHONE, ROOT, Site

pytestmark = pytest.mark.browser

PLAYER = re.compile(r"https://www\.youtube-nocookie\.com/embed/abcdefghijk\?autoplay=1")
WATCH_SHIFTS = """
window.shifted = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries())
    if (!entry.hadRecentInput)
      window.shifted.push(entry.value + " " + entry.sources.map((s) => s.node?.className).join());
}).observe({ type: "layout-shift", buffered: true });
"""
IS_FOCUSED = "element => element === document.activeElement"


def open_window(browser: Browser, site: Site, path: str, **options: object) -> Window:
    window = Window(browser, site, **options)
    window.context.route(lambda url: not url.startswith(site.url), lambda route: route.abort())
    window.goto(path)
    return window


def read_to_the_end(page: Page) -> None:
    page.evaluate(
        "async () => { for (let y = 0; y < document.body.scrollHeight; y += 300) {"
        " scrollTo(0, y); await new Promise((done) => setTimeout(done, 50)); } }"
    )


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_a_linked_film_is_loaded_when_the_reader_starts_it_and_not_before(
    browser: Browser, site: Site, addresses: dict[str, str], by: str
) -> None:
    window = open_window(browser, site, addresses["video"])
    page = window.page
    read_to_the_end(page)
    assert window.wrongs() == []
    assert page.locator("iframe").count() == 0
    button = page.get_by_role("button", name="Putar video Contoh video dari Pemuteran dari YouTube")
    room = "element => [element.offsetWidth, element.offsetHeight, element.offsetLeft, element.offsetTop]"
    before = button.evaluate(room)
    asked: list[str] = []
    window.context.unroute_all()

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(
            body="<!DOCTYPE html><title>x</title><button>Putar</button>", content_type="text/html"
        )

    window.context.route(lambda url: not url.startswith(site.url), answer)
    if by == "mouse":
        button.click()
    else:
        button.focus()
        page.keyboard.press("Enter")
    frame = page.locator("iframe.film")
    expect(frame).to_have_attribute("src", PLAYER)
    expect(frame).to_have_attribute("title", "Pemutar video: Contoh video dari Pemuteran")
    expect(frame).to_have_attribute("allow", re.compile("fullscreen"))
    expect(frame).to_have_attribute("referrerpolicy", "strict-origin-when-cross-origin")
    assert "allow-top-navigation" not in (frame.get_attribute("sandbox") or "")
    assert frame.evaluate(IS_FOCUSED)
    assert frame.evaluate(room) == before
    page.wait_for_timeout(300)
    assert [PLAYER.match(url) is not None for url in asked] == [True]
    # The policy let the player in: only the request itself, which we answered, was noted.
    assert [words for words in window.wrongs() if "foreign request" not in words] == []
    window.context.close()


def test_without_scripts_a_film_is_a_link_that_names_the_site(
    browser: Browser, site: Site, addresses: dict[str, str]
) -> None:
    window = open_window(browser, site, addresses["video"], java_script_enabled=False, **PHONE)
    link = window.page.get_by_role("link", name=re.compile(r"^Tonton video .* di YouTube"))
    expect(link).to_have_attribute("href", "https://www.youtube.com/watch?v=abcdefghijk")
    expect(link).to_have_attribute("target", "_blank")
    expect(window.page.get_by_text("Video ini disimpan di YouTube.")).to_be_visible()
    window.context.close()


def test_a_started_film_has_no_barrier(
    browser: Browser, site: Site, addresses: dict[str, str]
) -> None:
    window = open_window(browser, site, addresses["video"])
    window.page.locator("button.film").click()
    for size in (DESKTOP_SIZE, PHONE_SIZE):
        window.page.set_viewport_size(size)
        assert window.axe() == []
    window.context.close()


def test_an_album_is_looked_through_by_keyboard(
    browser: Browser, site: Site, addresses: dict[str, str]
) -> None:
    window = open_window(browser, site, addresses["foto"])
    page = window.page
    photos = page.locator("[data-album] a")
    total = photos.count()
    photos.nth(0).focus()
    page.keyboard.press("Enter")
    large = page.locator("dialog.peraga")
    expect(large).to_be_visible()
    expect(large.get_by_role("heading")).to_have_text(f"Foto 1 dari {total}")
    expect(large.get_by_role("button", name="Tutup")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(large.get_by_role("heading")).to_have_text(f"Foto 2 dari {total}")
    expect(large.get_by_text("Bibit.")).to_be_visible()
    link = large.get_by_role("link", name="Buka halaman foto")
    expect(link).to_have_attribute("href", re.compile(r"/2/$"))
    page.keyboard.press("Home")
    page.keyboard.press("ArrowLeft")
    expect(large.get_by_role("heading")).to_have_text(f"Foto {total} dari {total}")
    for _ in range(8):  # the focus goes round within the dialog (and the browser's own bar)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('dialog, body').localName") != "main"
        inside = (
            "!!document.activeElement.closest('dialog') || document.activeElement === document.body"
        )
        assert page.evaluate(inside)
    large.get_by_role("button", name="Berikutnya").click()
    expect(large.get_by_role("heading")).to_have_text(f"Foto 1 dari {total}")
    large.get_by_role("button", name="Berikutnya").click()
    page.keyboard.press("Escape")
    expect(large).to_be_hidden()
    assert photos.nth(1).evaluate(IS_FOCUSED)
    assert window.wrongs() == []
    window.context.close()


def test_the_large_view_has_no_barrier_and_fits(
    browser: Browser, site: Site, addresses: dict[str, str]
) -> None:
    window = open_window(browser, site, addresses["foto"])
    page = window.page
    for size in (DESKTOP_SIZE, PHONE_SIZE, {"width": 320, "height": 480}):
        page.set_viewport_size(size)
        page.locator("[data-album] a").nth(1).click()
        large = page.locator("dialog.peraga")
        expect(large.locator("img")).to_be_visible()
        assert window.axe(scope="dialog.peraga") == []
        assert large.evaluate("element => element.scrollWidth") <= size["width"]
        page.emulate_media(color_scheme="dark")
        assert window.axe(("color-contrast",), scope="dialog.peraga") == []
        page.emulate_media(color_scheme="light")
        large.get_by_role("button", name="Tutup").click()
        expect(large).to_be_hidden()
    window.context.close()


def test_a_swipe_leads_on_and_the_page_of_a_photo_turns_with_arrows(
    browser: Browser, site: Site, addresses: dict[str, str]
) -> None:
    window = open_window(browser, site, addresses["foto"], **PHONE)
    page = window.page
    page.locator("[data-album] a").nth(0).tap()
    page.locator("dialog.peraga").evaluate(
        """dialog => {
          const at = (x) => new Touch({ identifier: 1, target: dialog, clientX: x, clientY: 300 });
          dialog.dispatchEvent(new TouchEvent("touchstart", { touches: [at(300)] }));
          dialog.dispatchEvent(new TouchEvent("touchend", { changedTouches: [at(120)] }));
        }"""
    )
    expect(page.locator("dialog.peraga").get_by_role("heading")).to_have_text(re.compile("^Foto 2"))
    page.get_by_role("link", name="Buka halaman foto").tap()
    page.wait_for_url("**/2/")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/1/")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/2/")
    window.context.close()


def test_without_scripts_every_photo_has_its_page(
    browser: Browser, site: Site, addresses: dict[str, str]
) -> None:
    window = open_window(browser, site, addresses["foto"], java_script_enabled=False, **PHONE)
    page = window.page
    page.locator("[data-album] a").nth(1).click()
    expect(page).to_have_url(re.compile(r"/2/$"))
    page.get_by_role("link", name="Sebelumnya").click()
    expect(page.get_by_role("heading", name=re.compile("^Foto 1 dari"))).to_be_visible()
    page.get_by_role("link", name="Semua foto").click()
    expect(page).to_have_url(site.url + addresses["foto"])
    window.context.close()


def test_all_photos_come_as_one_file(
    browser: Browser, site: Site, addresses: dict[str, str], tmp_path: Path
) -> None:
    window = open_window(browser, site, addresses["foto"], **PHONE)
    with window.page.expect_download() as waiting:
        window.page.get_by_role("link", name="Unduh semua").click()
    saved = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(saved)
    assert saved.name == "contoh-foto-dari-pemuteran.zip"
    with zipfile.ZipFile(saved) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[-1] == "Keterangan.txt"
        assert len(archive.namelist()) == 1 + window.page.locator("[data-album] a").count()
    window.context.close()


@pytest.mark.parametrize("name", ["/", "/foto/", "/video/", "berita", "foto", "video"])
def test_no_page_moves_while_it_loads_and_no_picture_is_fetched_twice(
    browser: Browser, site: Site, addresses: dict[str, str], name: str
) -> None:
    window = Window(browser, site, **PHONE)
    window.context.add_init_script(WATCH_SHIFTS)
    fetched: list[str] = []
    window.page.on("request", lambda request: fetched.append(request.url))
    window.goto(addresses.get(name, name))
    read_to_the_end(window.page)
    window.page.wait_for_timeout(300)
    assert window.page.evaluate("window.shifted") == []
    photos = [url for url in fetched if "/media/" in url]
    assert photos
    assert len(photos) == len(set(photos))
    window.context.close()


def test_scripts_that_come_late_move_nothing(
    browser: Browser, site: Site, addresses: dict[str, str]
) -> None:
    window = Window(browser, site, **PHONE)
    window.context.add_init_script(WATCH_SHIFTS)
    page, late = window.page, []
    page.route(re.compile(r"/static/js/(copy|player)\..*js"), lambda route: late.append(route))
    page.goto(site.url + addresses["video"], wait_until="commit")
    share = page.locator(".bagikan")
    share.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    assert late
    for script in late:
        script.continue_()
    expect(share.get_by_role("button", name="Salin tautan")).to_be_visible()
    assert page.evaluate("window.shifted") == []
    window.context.close()


def test_a_thrifty_reader_fetches_no_photo_before_asking_for_it(
    browser: Browser, site: Site, addresses: dict[str, str]
) -> None:
    thrift = {"Save-Data": "on"}
    window = open_window(browser, site, addresses["berita"], extra_http_headers=thrift, **PHONE)
    page = window.page
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    for path in ("/", "/foto/", "/video/", addresses["foto"], addresses["berita"]):
        page.goto(site.url + path)
        read_to_the_end(page)
    assert [url for url in fetched if "/media/" in url] == []
    page.get_by_role("link", name=re.compile("^Muat foto")).first.click()
    photo = page.get_by_role("img", name="Pemandangan").first
    expect(photo).to_be_visible()
    assert photo.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    assert window.wrongs() == []
    window.context.close()


def test_an_uploaded_film_can_be_wound_forward(
    browser: Browser, site: Site, addresses: dict[str, str], tmp_path: Path
) -> None:
    window = Window(browser, site)
    window.goto("/video/")
    frame = bytes(window.page.evaluate(film.FRAME, list(film.SIZE)))
    path = tmp_path / "panen.webm"
    path.write_bytes(film.webm(frame, seconds=60))
    publish = [sys.executable, "-m", "tests.browser.film", str(path)]
    made = subprocess.run(
        publish, cwd=ROOT, env=site.environment, check=True, stdout=subprocess.PIPE, text=True
    )
    answers: list[tuple[int, str]] = []
    window.page.on(
        "response",
        lambda answer: (
            answers.append((answer.status, answer.headers.get("content-range", "")))
            if answer.url.endswith(".webm")
            else None
        ),
    )
    window.goto(made.stdout)
    assert answers == []  # nothing of the film before it is started
    wound = window.page.locator("video").evaluate(
        """async (video) => {
          video.muted = true;
          await video.play();
          const arrived = new Promise((done) => video.addEventListener("seeked", done, { once: true }));
          video.currentTime = 50;
          await arrived;
          return [video.duration, video.currentTime, video.videoWidth, video.error];
        }"""
    )
    assert wound == [60, pytest.approx(50, abs=1), film.SIZE[0], None]
    assert {status for status, _ in answers} == {206}
    begins = {int(said.split()[1].partition("-")[0]) for _, said in answers}
    assert max(begins) > path.stat().st_size / 2
    window.context.close()
