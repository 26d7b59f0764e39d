"""Hosts: which sites an office may link to without a second look, and which hide where they lead."""

import ipaddress
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import validate_host

from workflow.hints.phrases import listed

# Only offices, villages, schools and universities get these endings (PANDI asks for their letters).
OFFICIAL = ("go.id", "desa.id", "ac.id", "sch.id", "mil.id")
KNOWN = listed(
    """
    youtube.com, youtu.be, vimeo.com, instagram.com, facebook.com, tiktok.com, x.com, twitter.com, wa.me,
    whatsapp.com, google.com, maps.app.goo.gl, forms.gle, zoom.us, wikipedia.org, creativecommons.org, who.int,
    unicef.org, un.org, antaranews.com, rri.co.id, tvri.co.id, kompas.com, kompas.id, detik.com, tempo.co,
    balipost.com, nusabali.com, pln.co.id, play.google.com, apps.apple.com
    """
)
SHORTENERS = listed(
    """
    bit.ly, bitly.com, s.id, tinyurl.com, cutt.ly, t.ly, rb.gy, is.gd, goo.gl, ow.ly, shorturl.at, tiny.cc,
    rebrand.ly, adf.ly, t.co, gg.gg, linktr.ee, lynk.id, heylink.me, lnk.bio, beacons.ai, taplink.cc, msha.ke,
    urlshort.id, shorturl.asia, v.gd, bl.ink, s.ee, kutt.it
    """
)
# "buleleng-go-id.example", "gerokgak.go.id.example": an office's ending in the middle of a name.
IMITATION = re.compile(r"(?:^|[.-])(?:go|desa|ac|sch)[.-]?id(?=[.-])")
NUMBER = re.compile(r"(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+)){0,3}")
LONGEST = 2000


def host_of(address: str) -> str:
    """Return the host that a web address leads to, in small letters; "" where it names none."""
    try:
        host = urlsplit(address[:LONGEST].strip()).hostname
    except ValueError:
        return ""
    return (host or "").rstrip(".")


def has_user(address: str) -> bool:
    """Whether a name stands before the host (https://bank.example@elsewhere.example)."""
    try:
        return "@" in urlsplit(address[:LONGEST].strip()).netloc
    except ValueError:
        return False


def belongs_to(host: str, names: Iterable[str]) -> bool:
    """Whether a host is one of these names or stands below one."""
    return any(host == name or host.endswith(f".{name}") for name in names)


def is_own(host: str) -> bool:
    """Whether this is our own site. A deployment that answers to every name has no own one."""
    return validate_host(host, [name for name in settings.ALLOWED_HOSTS if name != "*"])


def is_known(host: str) -> bool:
    """Whether nobody needs to look twice."""
    return is_own(host) or belongs_to(host, (*OFFICIAL, *KNOWN, *settings.KNOWN_HOSTS))


def is_blocked(host: str) -> bool:
    """Whether the office has forbidden it."""
    return belongs_to(host, settings.BLOCKED_HOSTS)


def is_shortener(host: str) -> bool:
    """Whether its addresses lead on to somewhere else."""
    return host.removeprefix("www.") in SHORTENERS


def is_number(host: str) -> bool:
    """Whether it is a number instead of a name, in any of the ways that browsers read."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return bool(NUMBER.fullmatch(host))
    return True


def has_foreign_letters(host: str) -> bool:
    """Whether its name is written with letters of other scripts, which may look like ours."""
    return not host.isascii() or any(part.startswith("xn--") for part in host.split("."))


def imitates_an_office(host: str) -> bool:
    """Whether it carries an office's ending where it means nothing."""
    return not belongs_to(host, OFFICIAL) and bool(IMITATION.search(host))
