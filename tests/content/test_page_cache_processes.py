"""Two gunicorn workers in front of one database: what one of them learns, both of them tell."""

import http.client
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection

from tests.archive.site import FILL, ROOT, PostgresSite, Site
from tests.site import free_port

pytestmark = pytest.mark.django_db

PUBLISH = """
from tests.make import *
from django.contrib.auth.models import User
make_published("berita", "Baru saja terbit", make_operator("op"), make_camat("cm"))
"""
WITHDRAW = """
from django.contrib.auth.models import User
from content.models import Revision
from workflow.engine import move
revision = Revision.objects.public().get(title="Baru saja terbit")
move(revision, "withdraw", by=User.objects.get(username="op"), note="Salah.",
     data={"reason": "keliru"})
"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A filled site on the database under test."""
    folder = tmp_path / "data"
    own = Site(folder) if connection.vendor == "sqlite" else PostgresSite(folder)
    try:
        own.prepare()
        own.python(FILL)
        yield own
    finally:
        if isinstance(own, PostgresSite):
            own.drop()


@pytest.fixture
def port(site: Site) -> Iterator[int]:
    """The site served as deploy/ does it: two workers, four threads each."""
    number = free_port()
    with (site.folder / "gunicorn.log").open("wb") as log:
        server = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py"),
                *("--bind", f"127.0.0.1:{number}"),
            ],
            cwd=ROOT,
            env=site.env | {"PAGE_CACHE": "1", "WORKERS": "2"},
            stdout=log,
            stderr=log,
        )
    deadline = time.monotonic() + 60
    while True:
        try:
            home(number)
        except OSError:
            assert server.poll() is None, (site.folder / "gunicorn.log").read_text()
            assert time.monotonic() < deadline
            time.sleep(0.1)
        else:
            break
    yield number
    server.terminate()
    server.wait(30)


def home(port: int) -> str:
    """Ask for the home page over a connection of its own, which either worker may take."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        link.request("GET", "/")
        return link.getresponse().read().decode()
    finally:
        link.close()


def crowd(port: int) -> set[bool]:
    """Forty visitors at once: whether they read the news item."""
    with ThreadPoolExecutor(8) as pool:
        return {"Baru saja terbit" in text for text in pool.map(home, [port] * 40)}


def test_every_worker_tells_the_truth_right_after_publication_and_withdrawal(
    site: Site, port: int
) -> None:
    assert crowd(port) == {False}
    site.python(PUBLISH)
    assert crowd(port) == {True}
    generations = list((site.folder / "pages").glob("*-*"))
    made = [len(list(generation.iterdir())) for generation in generations]
    assert made == [1] * len(generations), "one page, made once for both workers"
    site.python(WITHDRAW)
    assert crowd(port) == {False}
