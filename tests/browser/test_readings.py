"""A page that was in sight for a while tells the server, once, and leaves nothing behind."""

from playwright.sync_api import Browser, Page

from tests.site import Site

PHONE = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
# Chromium says that a test drives it, and the page would then keep silent.
A_PERSON = "Object.defineProperty(navigator, 'webdriver', { get: () => false })"
PRIVATE = "Object.defineProperty(navigator, 'globalPrivacyControl', { get: () => true })"
LONG_ENOUGH = 6_000


def told(page: Page, address: str) -> list[str]:
    """Read a page for six seconds; return what it sent."""
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.method} {request.url}"))
    page.goto(address)
    page.clock.run_for(LONG_ENOUGH)
    page.wait_for_timeout(500)
    return [line for line in sent if "/dibaca/" in line]


def reader(browser: Browser, *scripts: str, user_agent: str = PHONE) -> Page:
    context = browser.new_context(user_agent=user_agent)
    for script in scripts:
        context.add_init_script(script)
    page = context.new_page()
    page.clock.install()
    return page


def test_a_reader_is_counted_once_and_keeps_no_mark(
    browser: Browser, site: Site, addresses: dict[str, str]
) -> None:
    page = reader(browser, A_PERSON)
    sent = told(page, site.url + addresses["berita"])
    assert len(sent) == 1
    assert sent[0].startswith(f"POST {site.url}/dibaca/")
    spool = next((site.data_dir / "dibaca").glob("*.txt"))
    item = sent[0].rstrip("/").rpartition("/")[2]
    assert [line.split()[0] for line in spool.read_text().splitlines()].count(item) == 1
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.context.close()


def test_who_asks_not_to_be_counted_and_machines_send_nothing(
    browser: Browser, site: Site, addresses: dict[str, str]
) -> None:
    for scripts in ((), (A_PERSON, PRIVATE)):
        page = reader(browser, *scripts)
        assert told(page, site.url + addresses["berita"]) == []
        page.context.close()
