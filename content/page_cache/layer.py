"""The WSGI layer in front of Django: answers kept public pages, and keeps what may be kept.

A page is kept only where its view says so (``content.views.caching.public_page``), under the
generation that was current *before* it was made. So it is at most one request old after a
publication, needs nobody to throw it away, and a scheduled item appears on time without a timer.
"""

import logging
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication

from django.conf import settings
from django.db import DatabaseError, connection

from content import generation, maintenance
from content.page_cache import store
from content.page_cache.address import Environ, address_of, is_public_page
from content.page_cache.page import Headers, Page, make
from content.views.caching import ASKED, Kept

logger = logging.getLogger(__name__)

OK = "200 OK"
NOT_MODIFIED = "304 Not Modified"


class Captured:
    """What an application tells ``start_response``, held back until we know what to do with it."""

    def __init__(self) -> None:
        self.status = ""
        self.headers: Headers = []

    def __call__(
        self, status: str, headers: Headers, exc_info: Any = None, /
    ) -> Callable[[bytes], object]:
        """Take status and headers (PEP 3333)."""
        self.status, self.headers = status, headers
        return _no_write


def _no_write(data: bytes) -> None:
    raise TypeError("Django answers with an iterable")


def current_key() -> str | None:
    """Return the key of the current generation, or None where nothing may be kept."""
    try:
        current = generation.current()
    except DatabaseError as error:
        # Django will try again and has the words for it; this connection may be a dead one.
        logger.warning("The generation could not be read: %s", error)
        connection.close()
        return None
    return current.key if current else None


class PageCache:
    """WSGI middleware: the same public page is rendered once per generation, in all processes."""

    def __init__(
        self,
        application: WSGIApplication,
        pages: store.Store,
        key: Callable[[], str | None] = current_key,
    ) -> None:
        self._application = application
        self._pages = pages
        self._key = key

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from the store, or let Django answer."""
        address = address_of(environ)
        current = None if address is None or maintenance.is_on() else self._key()
        if address is None or current is None:
            return self._application(environ, start_response)
        page = self._pages.find(current, address)
        if page is not None:
            return _answer(page, environ, start_response)
        if not is_public_page(environ):
            return self._application(environ, start_response)
        with self._pages.turn(address):
            # Somebody may have been faster while we waited.
            page = self._pages.find(current, address)
            if page is not None:
                return _answer(page, environ, start_response)
            return self._make(environ, start_response, current, address)

    def _make(
        self, environ: Environ, start_response: StartResponse, current: str, address: str
    ) -> Iterable[bytes]:
        # HEAD is told of the page that GET would give, so that page is made.
        asked = environ | {"REQUEST_METHOD": "GET", ASKED: None}
        captured = Captured()
        answer = self._application(asked, captured)
        kept: Kept | None = asked[ASKED]
        if kept is None or not _is_for_everyone(captured):
            start_response(captured.status, captured.headers)
            return _nothing_of(answer) if environ["REQUEST_METHOD"] == "HEAD" else answer
        try:
            body = b"".join(answer)
        finally:
            _close(answer)
        page = make(captured.headers, body, kept.until)
        self._pages.keep(current, address, page)
        return _answer(page, environ, start_response)


def _close(answer: Iterable[bytes]) -> None:
    if hasattr(answer, "close"):
        answer.close()


def _nothing_of(answer: Iterable[bytes]) -> Iterable[bytes]:
    _close(answer)
    return []


def page_cache(application: WSGIApplication) -> WSGIApplication:
    """Put the cache in front of an application, if the settings want it."""
    if not settings.PAGE_CACHE:
        return application
    pages = store.Store(
        settings.PAGE_CACHE_DIR,
        most_memory=settings.PAGE_CACHE_MEMORY,
        most_disk=settings.PAGE_CACHE_DISK,
        edition=store.edition(),
    )
    return PageCache(application, pages)


def _is_for_everyone(captured: Captured) -> bool:
    """The last look: whatever a view said, an answer with a cookie is somebody's own."""
    named = [(name.lower(), value.lower()) for name, value in captured.headers]
    return captured.status == OK and not any(
        name == "set-cookie" or (name == "vary" and "cookie" in value) for name, value in named
    )


def _answer(page: Page, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    if page.matches(environ.get("HTTP_IF_NONE_MATCH", "")):
        start_response(NOT_MODIFIED, page.unchanged())
        return []
    headers, body = page.answer(environ.get("HTTP_ACCEPT_ENCODING", ""))
    start_response(OK, headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
