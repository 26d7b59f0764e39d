"""What people do in the stories, in their own browsers: operator, Camat, citizen."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests import make
from tests.site import DESKTOP, PHONE, Site


class Person:
    """One person with an own browser window; every console error and foreign request is kept."""

    def __init__(
        self, browser: Browser, site: Site, screen: dict[str, Any], known: Any = None
    ) -> None:
        self.site = site
        self.context = browser.new_context(
            locale="id-ID", timezone_id="Asia/Makassar", storage_state=known, **screen
        )
        self.context.set_default_timeout(15_000)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._asked)

    def _heard(self, message: Any) -> None:
        if message.type == "error":
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.site.url, "data:", "blob:")):
            self.complaints.append(f"foreign request: {request.url}")

    def goto(self, path: str) -> None:
        """Open an address of the site."""
        self.page.goto(self.site.url + path)

    def sign_in(self, username: str) -> None:
        """Enter by the door."""
        self.goto("/masuk/")
        self.page.get_by_label("Nama pengguna").fill(username)
        self.page.get_by_label("Kata sandi").fill(self.site.password)
        self.page.get_by_role("button", name="Masuk", exact=True).click()
        self.page.wait_for_url(re.compile("/meja/"))

    def leave(self) -> None:
        """Close the window; nothing may have gone wrong behind it."""
        self.context.close()
        assert self.complaints == []


@dataclass(frozen=True)
class Files:
    """Files on the operator's laptop."""

    photo: Path
    other_photo: Path
    data: Path
    material: Path


def make_files(folder: Path) -> Files:
    """Put the files of a story into a folder; each story has its own pictures."""
    files = Files(
        folder / "foto kegiatan.jpg",
        folder / "foto kedua.jpg",
        folder / "penduduk.csv",
        folder / "laporan kegiatan.txt",
    )
    tint = str(abs(hash(str(folder))) % 900_000 + 99_999)
    files.photo.write_bytes(make.picture_bytes((1600, 1000), f"#{tint}"))
    files.other_photo.write_bytes(make.picture_bytes((1200, 900), f"#{tint[::-1]}"))
    files.data.write_text("desa;jumlah\nPemuteran;10213\nPatas;8120\n", encoding="utf-8")
    files.material.write_text("Laporan kegiatan. Hadir 40 orang.", encoding="utf-8")
    return files


# Who signed in at a site stays signed in there, as people do at work: address and name → cookies.
_signed_in: dict[tuple[str, str], Any] = {}


def _at_the_desk(browser: Browser, site: Site, screen: dict[str, Any], username: str) -> Person:
    known = _signed_in.get((site.url, username))
    person = Person(browser, site, screen, known)
    if known:
        person.goto("/meja/mulai/")
    else:
        person.sign_in(username)
        _signed_in[site.url, username] = person.context.storage_state()
    return person


def operator(browser: Browser, site: Site, username: str = "operator1") -> Person:
    """An operator at the office laptop, signed in."""
    return _at_the_desk(browser, site, DESKTOP, username)


def official(browser: Browser, site: Site, username: str = "camat") -> Person:
    """An official with a phone, signed in."""
    return _at_the_desk(browser, site, PHONE, username)


def citizen(browser: Browser, site: Site) -> Person:
    """A citizen with a phone."""
    return Person(browser, site, PHONE)


def see(page: Page, words: str) -> None:
    """Expect words somewhere on the page."""
    expect(page.get_by_text(words).first).to_be_visible()
