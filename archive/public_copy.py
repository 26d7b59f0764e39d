"""A readable copy of the public site: pages, pictures and styles that open from the disk.

Pages are made by the public views themselves, from the moment that is being backed up, and every
link between them becomes relative. What needs a server (search, forms) leads to the live site.
"""

import posixpath
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.cache import caches
from django.core.cache.backends.dummy import DummyCache
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from archive.bag import UNFIT_FOR_NAMES, Bag
from archive.links import Change, change, found, found_in_css
from archive.media import name_in_bag
from content.kinds import KINDS
from content.models import Revision
from content.site_address import site_address

PAGES = {
    *("home", "item-list", "item-detail", "item-changes", "album-photo", "data-version"),
    *("public-information", "public-information-class", "desa-list", "desa-detail", "site-map"),
}
PAGE_NUMBER = "halaman"
# What a broken page may raise: the archive tells it and goes on with the other pages.
PAGE_FAULTS = (
    Http404,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    NoReverseMatch,
    TemplateDoesNotExist,
    TemplateSyntaxError,
)


@dataclass(slots=True)
class SiteCopy:
    """What was written: number of pages, and the addresses that could not be, with the reason."""

    pages: int = 0
    failures: list[str] = field(default_factory=list)


def copy_into(bag: Bag, tell: Callable[[str], None]) -> SiteCopy:
    """Write the whole public site below site/ and tell how it went."""
    writer = _Writer(bag)
    shared = caches["default"]
    # What an older page left in the shared cache must not enter the archive, and a moment that is
    # only read must not be written to.
    caches["default"] = DummyCache("", {})
    try:
        writer.write_all(tell)
    finally:
        caches["default"] = shared
    return writer.copied


def seeds() -> list[str]:
    """Return the addresses to begin with; other pages of lists are found by their links."""
    public = Revision.objects.public().select_related("item").order_by("id")
    return [
        reverse("home"),
        *(reverse("item-list", args=[kind]) for kind in KINDS),
        *(revision.get_absolute_url() for revision in public.iterator()),
    ]


def file_of(address: str) -> str | None:
    """Return the file below site/ for an address of this site; None if the copy has none."""
    parts = urlsplit(address)
    path = UNFIT_FOR_NAMES.sub("_", unquote(parts.path))
    if path.startswith(settings.STATIC_URL):
        return path.lstrip("/")
    try:
        name = resolve(parts.path).url_name
    except Resolver404:
        return None
    if name == "media" and not parts.query:
        return path.lstrip("/")
    query = parse_qs(parts.query)
    if name not in PAGES or set(query) - {PAGE_NUMBER}:
        return None
    number = query.get(PAGE_NUMBER, ["1"])[0]
    if not re.fullmatch(r"\d{1,6}", number):
        return None
    page = "index.html" if int(number) == 1 else f"halaman-{int(number)}.html"
    return f"{path.lstrip('/')}{page}"


def render(address: str) -> HttpResponse:
    """Let the public view of an address answer, as for a stranger without cookies."""
    parts = urlsplit(address)
    scheme, _, host = site_address().partition("://")
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote(parts.path),
            "QUERY_STRING": parts.query,
            "SERVER_NAME": host,
            "SERVER_PORT": "443" if scheme == "https" else "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": scheme,
            "wsgi.input": BytesIO(),
        }
    )
    match = resolve(parts.path)
    request.resolver_match = match
    response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    if hasattr(response, "render"):
        response = response.render()
    return response


class _Writer:
    """Walks the site breadth first; every address once."""

    def __init__(self, bag: Bag) -> None:
        self.bag = bag
        self.copied = SiteCopy()
        self._queue: deque[str] = deque()
        self._files: set[str] = set()
        self._live = site_address()
        self._seeds: dict[str, None] = {}

    def write_all(self, tell: Callable[[str], None]) -> None:
        self._seeds = dict.fromkeys(seeds())
        for address in self._seeds:
            self._want(address)
        while self._queue:
            self._write(self._queue.popleft())
            if self.copied.pages % 100 == 0:
                tell(f"Menyalin halaman {self.copied.pages}")

    def _file(self, address: str) -> str | None:
        """Return the file of an address; None for what the copy does not hold."""
        name = file_of(address)
        if name is None or name.startswith(("static/", "media/")) or address in self._seeds:
            return name
        # A link to an item that is not public leads to nothing, here as on the live site.
        return None if resolve(urlsplit(address).path).url_name == "item-detail" else name

    def _want(self, address: str) -> str | None:
        """Queue an address; return its file, or None when the copy has none for it."""
        name = self._file(address)
        if name is not None and name not in self._files:
            self._files.add(name)
            self._queue.append(address)
        return name

    def _write(self, address: str) -> None:
        name = file_of(address)
        assert name is not None  # noqa: S101 - only addresses with a file are queued
        if name.startswith("static/"):
            self._write_static(name)
        elif name.startswith("media/"):
            self._write_media(name)
        else:
            self._write_page(address, name)

    def _write_page(self, address: str, name: str) -> None:
        try:
            response = render(address)
        except PAGE_FAULTS as error:
            self.copied.failures.append(f"{address}: {type(error).__name__} {error}")
            return
        if response.status_code != 200:
            self.copied.failures.append(f"{address}: {response.status_code}")
            return
        page = response.content.decode()
        for link in found(page):
            self._want_link(address, link)
        self.bag.write(f"site/{name}", change(page, self._relative(address, name)).encode())
        self.copied.pages += 1

    def _want_link(self, base: str, link: str) -> str | None:
        target = _inside(base, link)
        return None if target is None else self._want(target)

    def _relative(self, base: str, name: str) -> Change:
        def new(attribute: str, link: str) -> str:
            target = _inside(base, link)
            if target is None or link.startswith("#"):
                return link
            file = self._file(target)
            if file is None or attribute == "action":  # a form needs its server
                return self._live + target
            fragment = urlsplit(link).fragment
            path = posixpath.relpath(file, posixpath.dirname(name) or ".")
            return quote(path) + (f"#{fragment}" if fragment else "")

        return new

    def _write_static(self, name: str) -> None:
        source = static_file(name.removeprefix("static/"))
        if source is None:
            self.copied.failures.append(f"/{name}: tidak ada")
            return
        content = source.read_bytes()
        self.bag.write(f"site/{name}", content)
        if name.endswith(".css"):
            for link in found_in_css(content.decode()):
                self._want_link(f"/{name}", link)

    def _write_media(self, name: str) -> None:
        sha256 = name.split("/")[1]
        if f"data/{name_in_bag(sha256)}" in self.bag.sums:
            self.bag.link_inside(f"site/{name}", name_in_bag(sha256))
        else:
            self.copied.failures.append(f"/{name}: berkas tidak ada")


def static_file(name: str) -> Path | None:
    """Return where a static file lies: collected, or in its app while developing."""
    collected = Path(settings.STATIC_ROOT) / posixpath.normpath(name)
    if collected.is_file():
        return collected
    there = finders.find(posixpath.normpath(name))
    return Path(there) if isinstance(there, str) else None


def _inside(base: str, link: str) -> str | None:
    """Return a link as path and query of this site; None when it leads elsewhere."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    if not parts.path:
        path = urlsplit(base).path
    elif parts.path.startswith("/"):
        path = parts.path
    else:
        path = posixpath.normpath(
            posixpath.join(posixpath.dirname(urlsplit(base).path), parts.path)
        )
    return f"{path}?{parts.query}" if parts.query else path
