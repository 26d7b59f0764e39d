"""The gate of the public forms: no account, no cookie, no puzzle; still not for machines.

Four layers, each with words and a way out for the person it stops by mistake: a field that nobody
sees, a signed moment of opening the form, the browser's own word on where the form came from, and
limits per network and in total. Views hand over plain values; nothing here sees a request.
"""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core import signing
from django.core.cache import cache
from django.utils import timezone
from django.utils.crypto import salted_hmac

from content import visitors
from workflow.refused import Refused

MIN_SECONDS = 3
MAX_SECONDS = 24 * 60 * 60
SALT = "kecamatan.kritik-saran"

HELD = "Kiriman ini tertahan penyaring otomatis. Periksa lagi isinya, lalu kirim sekali lagi."
TOO_FAST = "Formulir terkirim terlalu cepat. Tunggu beberapa detik, lalu kirim lagi."
TOO_OLD = "Formulir ini dibuka lebih dari sehari yang lalu. Periksa lagi isinya, lalu kirim lagi."
ELSEWHERE = "Formulir ini hanya dapat dikirim dari situs kami. Muat ulang halaman, lalu kirim lagi."
TOO_MANY = (
    "Terlalu banyak kiriman dari jaringan ini. Tunggu setengah jam, lalu kirim lagi; "
    "tulisan Anda masih ada di halaman ini."
)
TOO_MANY_IN_ALL = (
    "Kiriman sedang sangat banyak. Tunggu setengah jam, lalu kirim lagi; "
    "tulisan Anda masih ada di halaman ini."
)
TOO_MANY_CODES = (
    "Terlalu banyak kode yang tidak cocok dari jaringan ini. Coba lagi sepuluh menit lagi."
)


@dataclass(frozen=True, slots=True)
class Limit:
    """So many acts in so many seconds."""

    name: str
    most: int
    seconds: int


# Generous per network: a whole village may share one address of a mobile operator.
FROM_ONE_NETWORK = Limit("kirim", 12, 30 * 60)
IN_ALL = Limit("kirim-semua", 300, 30 * 60)
WRONG_CODES = Limit("kode", 30, 10 * 60)


@dataclass(frozen=True, slots=True)
class Opened:
    """A form as it was opened: its number, and how long ago."""

    number: str
    seconds: float


def new_token(purpose: str) -> str:
    """Sign the moment of opening a form, for one purpose."""
    form = {"o": timezone.now().timestamp(), "n": secrets.token_urlsafe(12)}
    return signing.Signer(salt=f"{SALT}:{purpose}").sign_object(form)


def opened(token: str, purpose: str) -> Opened | None:
    """Read a token back; None where it is forged, damaged, or of another purpose."""
    try:
        form = signing.Signer(salt=f"{SALT}:{purpose}").unsign_object(token[:500])
    except signing.BadSignature:
        return None
    return Opened(form["n"], timezone.now().timestamp() - form["o"])


def check_token(token: str, purpose: str) -> Opened:
    """Return the form's opening, or refuse what was sent at once, too late, or never opened."""
    form = opened(token, purpose)
    if form is None or form.seconds > MAX_SECONDS:
        raise Refused(TOO_OLD)
    if form.seconds < MIN_SECONDS:
        raise Refused(TOO_FAST)
    return form


def token_to_show(token: str, purpose: str) -> str:
    """The token for a form shown again: the same while it is good, so that a repeat is known."""
    form = opened(token, purpose)
    return token if form and form.seconds < MAX_SECONDS else new_token(purpose)


def check_honeypot(value: str) -> None:
    """Refuse what filled the field that people do not see."""
    if value:
        raise Refused(HELD)


def check_origin(headers: Mapping[str, str], host: str) -> None:
    """Refuse a form that another site sent, where the browser says so.

    Pages with ``no-referrer`` send ``Origin: null`` even to their own site, so that says nothing.
    """
    if headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise Refused(ELSEWHERE)
    origin = headers.get("Origin", "null")
    if origin != "null" and urlsplit(origin).netloc.lower() != host.lower():
        raise Refused(ELSEWHERE)


def network_of(meta: Mapping[str, str]) -> str:
    """Name the visitor's network without keeping it: a keyed hash, useless outside this server."""
    return salted_hmac(SALT, visitors.network(meta), algorithm="sha256").hexdigest()[:24]


def _key(limit: Limit, who: str) -> str:
    window = int(timezone.now().timestamp() // limit.seconds)
    name = hashlib.sha256(f"{limit.name}:{who}:{window}".encode()).hexdigest()[:32]
    return f"gerbang:{name}"


def count(limit: Limit, who: str = "") -> int:
    """Count one more act in the present window and return how many there were."""
    key = _key(limit, who)
    if cache.add(key, 1, limit.seconds):
        return 1
    try:
        number = cache.incr(key)
        # The database cache's incr sets its own default lifetime; give the window's back.
        cache.touch(key, limit.seconds)
    except ValueError:  # thrown out of the cache between the two calls
        return 1
    return number


def counted(limit: Limit, who: str = "") -> int:
    """How many acts there were in the present window."""
    return int(cache.get(_key(limit, who), 0))


def check_submissions(network: str) -> None:
    """Count a submission, or refuse it where its network or all together send too many."""
    if count(FROM_ONE_NETWORK, network) > FROM_ONE_NETWORK.most:
        raise Refused(TOO_MANY)
    if count(IN_ALL) > IN_ALL.most:
        raise Refused(TOO_MANY_IN_ALL)


def check_lookups(network: str) -> None:
    """Refuse to look for any code while a network keeps sending wrong ones."""
    if counted(WRONG_CODES, network) >= WRONG_CODES.most:
        raise Refused(TOO_MANY_CODES)


def note_wrong_code(network: str) -> None:
    """Remember that a network sent a code that leads nowhere."""
    count(WRONG_CODES, network)
