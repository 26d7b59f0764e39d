"""One kept page: its headers, and its body as it is and compressed. Bytes in, bytes out."""

import gzip
import hashlib
import json
import zlib
from dataclasses import dataclass, field
from functools import lru_cache

import brotli

Headers = list[tuple[str, str]]

AS_IT_IS, GZIP, BROTLI = "", "gzip", "br"
# Best first; what a browser accepts decides.
PREFERRED = (BROTLI, GZIP)
COMPRESSIBLE = ("text/", "application/", "image/svg+xml")
WORTH_IT = 500
# Of the headers of an answer, those that "nothing has changed" (304) repeats (RFC 9110, 15.4.5).
REPEATED = {"cache-control", "content-location", "etag", "expires", "vary"}


@dataclass(frozen=True, slots=True)
class Page:
    """A page that may be given to anybody; ``until`` (Unix time) ends it before its generation.

    ``ready`` holds the answers that were asked for: by Accept-Encoding, headers and body.
    """

    headers: tuple[tuple[str, str], ...]
    bodies: dict[str, bytes]
    until: float | None = None
    ready: dict[tuple[str, ...], tuple[Headers, bytes]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @property
    def etag(self) -> str:
        """Its entity tag; weak, because it is the same for every encoding."""
        return next(value for name, value in self.headers if name == "ETag")

    @property
    def size(self) -> int:
        """Bytes of all bodies."""
        return sum(map(len, self.bodies.values()))

    def answer(self, accepted: str) -> tuple[Headers, bytes]:
        """Return headers and body in the best encoding that a browser accepts."""
        encodings = accepted_encodings(accepted)
        known = self.ready.get(encodings)
        if known is None:
            encoding = next((e for e in encodings if e in self.bodies), AS_IT_IS)
            body = self.bodies[encoding]
            headers = [*self.headers, ("Content-Length", str(len(body)))]
            if encoding:
                headers.append(("Content-Encoding", encoding))
            known = self.ready[encodings] = headers, body
        headers, body = known
        return headers[:], body  # a server may add to its headers

    def unchanged(self) -> Headers:
        """Return the headers of the answer "nothing has changed"."""
        return [pair for pair in self.headers if pair[0].lower() in REPEATED]

    def matches(self, if_none_match: str) -> bool:
        """Whether the browser's copy is this page (weak comparison, RFC 9110, 13.1.2)."""
        if not if_none_match:
            return False
        theirs = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
        return "*" in theirs or self.etag.removeprefix("W/") in theirs

    def to_bytes(self) -> bytes:
        """Write it for the disk: one line of JSON, then the bodies."""
        bodies = b"".join(self.bodies.values())
        head = {
            "headers": self.headers,
            "until": self.until,
            "sizes": {encoding: len(body) for encoding, body in self.bodies.items()},
            "sum": zlib.crc32(bodies),
        }
        return json.dumps(head).encode() + b"\n" + bodies


def from_bytes(data: bytes) -> Page | None:
    """Read it back; None for anything that is not whole."""
    line, _, bodies = data.partition(b"\n")
    try:
        head = json.loads(line)
        if zlib.crc32(bodies) != head["sum"]:
            return None
        found, start = {}, 0
        for encoding, size in head["sizes"].items():
            found[encoding] = bodies[start : start + size]
            start += size
        return Page(tuple((n, v) for n, v in head["headers"]), found, head["until"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def make(headers: Headers, body: bytes, until: float | None = None) -> Page:
    """Prepare an answer of Django for keeping: entity tag, Vary, compressed bodies."""
    kept = [(n, v) for n, v in headers if n.lower() not in ("content-length", "etag", "vary")]
    vary = [v.strip() for n, value in headers if n.lower() == "vary" for v in value.split(",")]
    if "Accept-Encoding" not in vary:
        vary.append("Accept-Encoding")
    kept.append(("Vary", ", ".join(vary)))
    kept.append(("ETag", f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'))
    bodies = {AS_IT_IS: body}
    media_type = next((v for n, v in headers if n.lower() == "content-type"), "")
    if len(body) >= WORTH_IT and media_type.startswith(COMPRESSIBLE):
        # A constant time, so that the same page is the same bytes. Level 5 of Brotli costs what
        # level 6 of gzip does and is smaller; 11 would cost as much as the page itself.
        bodies[BROTLI] = brotli.compress(body, quality=5)
        bodies[GZIP] = gzip.compress(body, 6, mtime=0)
    return Page(tuple(kept), bodies, until)


@lru_cache(maxsize=256)
def accepted_encodings(header: str) -> tuple[str, ...]:
    """Return which of our encodings an Accept-Encoding header allows, best first."""
    weights = {}
    for part in header.lower().split(","):
        name, _, parameter = part.partition(";")
        weights[name.strip()] = parameter.replace(" ", "")
    everything = weights.get("*", "q=0")
    return tuple(e for e in PREFERRED if not _refused(weights.get(e, everything)))


def _refused(parameter: str) -> bool:
    return parameter.startswith("q=0") and not parameter[3:].strip(".0")
