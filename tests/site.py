"""A real site for browser tests: gunicorn on its own data folder, and a real Chromium.

Import the fixtures into the conftest of a folder. One site serves all tests of one pytest worker;
stories make their own items, so they do not meet.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.make import PASSWORD
from tests.once import made_once

# A busy machine is given room; what never comes still fails.
expect.set_options(timeout=20_000)

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}


@dataclass(frozen=True)
class Site:
    """A running site: where it answers, where its data lies, how to run its commands."""

    url: str
    data_dir: Path
    environment: dict[str, str]
    password: str = PASSWORD

    def manage(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run one of its commands as cron would."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=check,
        )


def free_port() -> int:
    """Return a port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Wait until the site answers."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"gunicorn ended with {process.returncode}")
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(url)


def environment_of(data_dir: Path, static: Path) -> dict[str, str]:
    """Return the settings of a site in its folder, as its processes get them."""
    keep = ("PATH", "HOME", "LANG", "TMPDIR", "VIRTUAL_ENV")
    return {k: os.environ[k] for k in keep if k in os.environ} | {
        "DATA_DIR": str(data_dir),
        "STATIC_ROOT": str(static),
        "SECRET_KEY": "kunci-untuk-uji-peramban-0123456789-abcdefghijklmnop",
        "ALLOWED_HOSTS": "127.0.0.1",
        "INSECURE_HTTP": "1",
        "LOG_LEVEL": "WARNING",
    }


def prepare(folder: Path) -> None:
    """Make the tables, the static files and the cast: what every site begins with."""
    site = Site("", folder / "data", environment_of(folder / "data", folder / "static"))
    site.data_dir.mkdir()
    site.manage("migrate", "--verbosity", "0")
    site.manage("createcachetable")
    site.manage("collectstatic", "--no-input", "--verbosity", "0")
    subprocess.run(
        [sys.executable, "-m", "tests.stories.cast"], cwd=ROOT, env=site.environment, check=True
    )


def start_site(prepared: Path, data_dir: Path) -> tuple[Site, subprocess.Popen[bytes]]:
    """Serve a copy of a prepared site; the static files are only read, so they are shared."""
    port = free_port()
    shutil.copytree(prepared / "data", data_dir)
    environment = environment_of(data_dir, prepared / "static")
    site = Site(f"http://127.0.0.1:{port}", data_dir, environment)
    log = (data_dir / "gunicorn.log").open("wb")
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "kecamatan_web.wsgi", "--workers", "1"),
            *("-k", "gthread", "--threads", "4", "--bind", f"127.0.0.1:{port}"),
            "--no-control-socket",
        ],
        cwd=ROOT,
        env=environment,
        stdout=log,
        stderr=log,
    )
    log.close()
    wait_for(f"{site.url}/masuk/", process)
    return site, process


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The running site of this pytest worker."""
    prepared = made_once(tmp_path_factory, "situs-siap", prepare)
    running, process = start_site(prepared, tmp_path_factory.mktemp("situs") / "data")
    yield running
    process.terminate()
    process.wait(30)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the system's Chromium."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        pytest.fail("Chromium tidak ditemukan; script/test memasangnya.")
    return browser_type_launch_args | {"executable_path": found, "args": list(CHROMIUM_FLAGS)}
