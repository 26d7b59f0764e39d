"""A browser window that is watched: whatever goes wrong behind a page is written down."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.site import Site

AXE = (Path(__file__).parent.parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# Colours alone differ between light and dark: the rest of axe's rules would say the same again.
COLOUR_RULES = ("color-contrast", "link-in-text-block")
PHONE_SIZE = {"width": 390, "height": 844}
DESKTOP_SIZE = {"width": 1280, "height": 900}
NARROWEST = {"width": 320, "height": 640}
LISTEN = """
window.__csp = [];
addEventListener("securitypolicyviolation", (event) =>
  window.__csp.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`));
"""
RUN_AXE = """
async ([scope, options]) => {
  const answer = await axe.run(scope || document, options);
  return answer.violations.map((found) =>
    `${found.id}: ${found.help}\\n` +
    found.nodes.slice(0, 4).map((node) => `      ${node.target} ${node.html.slice(0, 140)}\\n` +
      `        ${node.any.concat(node.all, node.none).map((n) => n.message).join("; ")}`)
      .join("\\n"));
}
"""
STICKING_OUT = """
() => document.scrollingElement.scrollWidth <= 320 ? [] : [
  `${document.scrollingElement.scrollWidth} px wide`,
  ...[...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > 321)
    .slice(0, 5).map((element) => element.outerHTML.slice(0, 120))]
"""

# Letters twice as large (WCAG 1.4.4): nothing leaves the page, and no words are cut off.
LARGE_LETTERS = """
() => {
  document.documentElement.style.fontSize = "200%";
  const cut = [...document.querySelectorAll("body *")].filter((element) => {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    return style.overflowX === "hidden" && box.width > 2 && box.height > 2 &&
      element.scrollWidth > element.clientWidth + 1 && element.textContent.trim() &&
      !element.closest(".tak-terlihat");
  });
  const wide = document.scrollingElement.scrollWidth > innerWidth
    ? [`${document.scrollingElement.scrollWidth} px wide`,
       ...[...document.querySelectorAll("body *")].filter(
         (element) => element.getBoundingClientRect().right > innerWidth + 1)
         .slice(0, 4).map((element) => element.outerHTML.slice(0, 120))] : [];
  const told = [...wide, ...cut.slice(0, 3).map((element) => element.outerHTML.slice(0, 120))];
  document.documentElement.style.fontSize = "";
  return told;
}
"""


class Window:
    """One window with its own cookies; ``complaints`` holds what no page may do."""

    def __init__(self, browser: Browser, site: Site, **options: Any) -> None:
        self.site = site
        self.complaints: list[str] = []
        self.dialogs: list[str] = []
        self.context: BrowserContext = browser.new_context(
            locale="id-ID", timezone_id="Asia/Makassar", **{"viewport": DESKTOP_SIZE} | options
        )
        self.context.set_default_timeout(15_000)
        self.context.add_init_script(LISTEN)
        self.page: Page = self.context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.page.on("request", self._asked)
        self.page.on("dialog", self._interrupted)

    def _heard(self, message: Any) -> None:
        # A page that is an error itself (404, 410) is reported by Chromium as a failed resource.
        own_status = "Failed to load resource" in message.text and (
            message.location.get("url") == self.page.url
        )
        if message.type == "error" and not own_status:
            self.complaints.append(f"console: {message.text} {message.location.get('url')}")

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.site.url, "blob:")):
            self.complaints.append(f"foreign request: {request.url[:200]}")

    def _interrupted(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def goto(self, path: str) -> int:
        """Open an address of the site; return the status of the answer."""
        self.complaints.clear()
        answer = self.page.goto(self.site.url + path, wait_until="load")
        return answer.status if answer else 0

    def sign_in(self, username: str) -> None:
        """Enter by the door."""
        self.goto("/masuk/")
        self.page.get_by_label("Nama pengguna").fill(username)
        self.page.get_by_label("Kata sandi").fill(self.site.password)
        self.page.get_by_role("button", name="Masuk", exact=True).click()
        self.page.wait_for_url("**/meja/**")

    def wrongs(self) -> list[str]:
        """Everything that went wrong since the last address, reports of the policy included."""
        reports: list[str] = []
        for frame in self.page.frames:
            reports += [f"CSP {told}" for told in frame.evaluate("window.__csp || []")]
        return [*self.complaints, *self.dialogs, *reports]

    def axe(self, rules: tuple[str, ...] = (), scope: str = "") -> list[str]:
        """Run axe on the page as it is now; frames are pages with tests of their own."""
        if not self.page.evaluate("!!window.axe"):
            self.page.evaluate(f"() => {{ {AXE} }}")
        only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
        options = {"runOnly": only, "iframes": False, "resultTypes": ["violations"]}
        return list(self.page.evaluate(RUN_AXE, [scope, options]))

    def too_wide(self) -> list[str]:
        """Name what sticks out at 320 px, where WCAG 1.4.10 allows no sideways scrolling."""
        self.page.set_viewport_size(NARROWEST)
        return list(self.page.evaluate(STICKING_OUT))

    def too_large(self) -> list[str]:
        """Name what does not fit on a desktop when letters are twice as large."""
        self.page.set_viewport_size(DESKTOP_SIZE)
        return list(self.page.evaluate(LARGE_LETTERS))
