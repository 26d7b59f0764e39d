"""The Range header (RFC 9110 §14): which part of a file a player or a download asks for."""

import re
from typing import NamedTuple

# Longer numbers than any file has are ignored, as the RFC allows, instead of being computed.
SPEC = re.compile(r"[ \t]*([0-9]{0,18})-([0-9]{0,18})[ \t]*")


class ByteRange(NamedTuple):
    """The first and the last byte to send, both included."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Number of bytes to send."""
        return self.end - self.start + 1

    def content_range(self, size: int) -> str:
        """Value of Content-Range in the 206 response."""
        return f"bytes {self.start}-{self.end}/{size}"


class Unsatisfiable(NamedTuple):
    """The client asked for bytes that the file does not have: answer 416."""

    size: int

    @property
    def content_range(self) -> str:
        """Value of Content-Range in the 416 response."""
        return f"bytes */{self.size}"


def parse_range(header: str, size: int) -> ByteRange | Unsatisfiable | None:
    """Read a Range header; None means: ignore it and send the whole file.

    Several ranges are answered with the whole file too: assembling them costs the server more
    than it spares the reader, and crafted lists of them are an old attack.
    """
    unit, equals, specs = header.partition("=")
    parts = [part for part in specs.split(",") if part.strip(" \t")]
    if unit.strip(" \t").lower() != "bytes" or not equals or len(parts) != 1:
        return None
    match = SPEC.fullmatch(parts[0])
    if match is None or parts[0].strip(" \t") == "-":
        return None
    first, last = match.groups()
    if not first:
        return _suffix(int(last), size)
    start = int(first)
    if last and int(last) < start:
        return None
    if start >= size:
        return Unsatisfiable(size)
    return ByteRange(start, min(int(last), size - 1) if last else size - 1)


def _suffix(length: int, size: int) -> ByteRange | Unsatisfiable | None:
    if length == 0:
        return Unsatisfiable(size)
    if size == 0:
        return None
    return ByteRange(max(0, size - length), size - 1)
