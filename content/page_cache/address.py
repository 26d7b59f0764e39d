"""Which requests may share an answer, and the name that they share."""

from typing import Any
from urllib.parse import unquote_plus

from django.conf import settings
from django.core.handlers.wsgi import get_path_info
from django.urls import Resolver404, resolve

Environ = dict[str, Any]

# A longer question is asked once: nothing of ours makes such addresses.
LONGEST_QUERY = 300
# What other sites append to a link that is passed on; no page of ours reads them.
TRACKING = ("fbclid", "gclid", "igshid", "mc_cid", "mc_eid", "msclkid", "ttclid")
TRACKING_PREFIX = "utm_"


def address_of(environ: Environ) -> str | None:
    """Return the shared name of a request's answer; None for requests that get their own.

    Whoever may be signed in (session cookie, Authorization) is never given a kept page and never
    leaves one behind.
    """
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in environ:
        return None
    if f"{settings.SESSION_COOKIE_NAME}=" in environ.get("HTTP_COOKIE", ""):
        return None
    if environ.get("CONTENT_LENGTH", "") not in ("", "0"):
        return None
    query = environ.get("QUERY_STRING", "")
    if query:
        if len(query) > LONGEST_QUERY:
            return None
        query = "&".join(part for part in query.split("&") if not _is_tracking(part))
    parts = (
        _scheme(environ),
        environ.get("HTTP_HOST", "").lower(),
        environ.get("SCRIPT_NAME", ""),
        environ.get("PATH_INFO", ""),
        query,
        "hemat" if environ.get("HTTP_SAVE_DATA", "").lower() == "on" else "",
    )
    # NUL cannot be part of any of them, so two different requests never have the same name.
    return "\0".join(parts)


def _is_tracking(part: str) -> bool:
    name = unquote_plus(part.partition("=")[0])
    return name in TRACKING or name.startswith(TRACKING_PREFIX)


def _scheme(environ: Environ) -> str:
    """Return what ``request.scheme`` will be: pages name their own address."""
    scheme: str = environ["wsgi.url_scheme"]
    trusted = settings.SECURE_PROXY_SSL_HEADER
    if trusted and (said := environ.get(trusted[0])):
        return "https" if said.partition(",")[0].strip() == trusted[1] else "http"
    return scheme


def is_public_page(environ: Environ) -> bool:
    """Whether the address belongs to a view that is the same for everyone (``public_page``)."""
    try:
        match = resolve(get_path_info(environ))
    except Resolver404:
        return False
    return getattr(match.func, "is_public_page", False)
