"""Links without the marks by which other sites follow those who click on them."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

TRACKER = re.compile(
    r"utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_[ce]id|"
    r"_hsenc|_hsmi|mkt_tok|__tn__|__cft__.*",
    re.IGNORECASE,
)
# A cheap look first: most links carry none of it.
SIGN = re.compile(
    r"utm_|clid|braid|igsh|mc_[ce]id|_hs|mkt_tok|__tn__|__cft__|google\.|l\.facebook\.",
    re.IGNORECASE,
)
# Pages that only lead on: host and path, and the parameter that names where to.
DETOURS = {
    ("www.google.com", "/url"): ("q", "url"),
    ("google.com", "/url"): ("q", "url"),
    ("l.facebook.com", "/l.php"): ("u",),
    ("lm.facebook.com", "/l.php"): ("u",),
    ("l.instagram.com", "/"): ("u",),
}
MOST_DETOURS = 4


def without_trackers(address: str) -> str:
    """Return where a link leads, without detours that count it and without marks of the click."""
    if not SIGN.search(address):
        return address
    for _ in range(MOST_DETOURS):
        try:
            parts = urlsplit(address)
        except ValueError:
            return address
        if parts.scheme.lower() not in ("http", "https"):
            return address
        target = _beyond(parts.hostname or "", parts.path, parts.query)
        if not target:
            return _unmarked(address, parts.query)
        address = target
    return address


def _beyond(host: str, path: str, query: str) -> str:
    names = DETOURS.get((host, path), ())
    given = dict(parse_qsl(query))
    target = next((given[name] for name in names if name in given), "")
    return target if target.startswith(("https://", "http://")) else ""


def _unmarked(address: str, query: str) -> str:
    asked = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in asked if not TRACKER.fullmatch(name)]
    if len(kept) == len(asked):
        return address
    return urlunsplit(urlsplit(address)._replace(query=urlencode(kept)))
