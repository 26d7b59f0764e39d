"""A visitor who speaks to the site as a server does: whole WSGI requests, through the page cache."""

import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from content.page_cache import PageCache
from content.page_cache.store import Store


@pytest.fixture
def connection_stays() -> Iterator[None]:
    """A server gives its connection back after each request; a test's transaction lives in it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def environ(path: str = "/", method: str = "GET", query: str = "", **more: Any) -> dict[str, Any]:
    """A request as gunicorn hands it over."""
    return {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": "testserver",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    } | more


def ask(application: Any, request: dict[str, Any]) -> Answer:
    """Send a request and read the answer to its end."""
    told: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        told[:] = [status, headers]

    answer = application(request, start_response)
    try:
        body = b"".join(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()
    return Answer(int(told[0].partition(" ")[0]), dict(told[1]), body)


class Visitor:
    """The site behind one page cache; ``rendered`` counts how often Django was asked."""

    def __init__(self, folder: Path, edition: str = "") -> None:
        self.rendered: list[str] = []
        django = WSGIHandler()

        def counted(request: dict[str, Any], start_response: Callable[..., Any]) -> Any:
            self.rendered.append(request["PATH_INFO"])
            return django(request, start_response)

        store = Store(folder, most_memory=10**7, most_disk=10**8, edition=edition)
        self.site = PageCache(counted, store)

    def get(self, path: str, **more: Any) -> Answer:
        """Ask for an address; keywords go into the WSGI environment."""
        path, _, query = path.partition("?")
        return ask(self.site, environ(path, query=query, **more))
