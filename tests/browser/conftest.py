"""Browser tests run against a real site in a real browser."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.windows import Window
from tests.site import ROOT, Site, browser_type_launch_args, site

__all__ = ["browser_type_launch_args", "site"]

Open = Callable[[str], Window]
STRANGER = ""
AT_THE_DOOR = "di pintu"  # a stranger again, but one who was given the door's cookie


@pytest.fixture(scope="session")
def addresses(site: Site) -> dict[str, str]:
    """One of everything on the site, and a backup of it; names with their addresses."""
    made = subprocess.run(
        [sys.executable, "-m", "tests.browser.world"],
        cwd=ROOT,
        env=site.environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    site.manage("backup_site")
    found: dict[str, str] = json.loads(made.stdout)
    return found


@pytest.fixture(scope="session")
def window_of(browser: Browser, site: Site) -> Iterator[Open]:
    """Windows that stay open from test to test, one per person."""
    windows: dict[str, Window] = {}

    def open_for(username: str) -> Window:
        if username not in windows:
            windows[username] = Window(browser, site)
            if username not in (STRANGER, AT_THE_DOOR):
                windows[username].sign_in(username)
        return windows[username]

    yield open_for
    for window in windows.values():
        window.context.close()
