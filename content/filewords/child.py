"""The frame around every reader: limits first, then one answer on the standard output."""

import re
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

MEGABYTE = 1024 * 1024
MEMORY_BYTES = 300 * MEGABYTE
PROCESSOR_SECONDS = 5
# A reader that goes page by page stops here by itself, and keeps what it has.
ENOUGH_SECONDS = 3.5
MOST_LETTERS = 1_000_000
BROKEN, LOCKED, SILENT, CUT, HEAVY = "broken", "locked", "silent", "cut", "heavy"
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Words:
    """What a file says, and one of the words above where something of it is missing."""

    text: str
    trouble: str = ""


class Locked(ValueError):
    """A file that only a password opens."""


class CutOff(Exception):
    """Said by a reader that leaves the rest of a file unread."""


def gather(pieces: Iterable[str]) -> Iterator[str]:
    """Pass pieces on until there are enough of them, or enough time has gone."""
    letters, began = 0, time.thread_time()
    for piece in pieces:
        yield piece
        letters += len(piece)
        if letters > MOST_LETTERS or time.thread_time() - began > ENOUGH_SECONDS:
            raise CutOff


def clean(text: str) -> str:
    """Leave out what no database and no person reads; lines and tabs stay."""
    lines = (UNPRINTABLE.sub("", line).rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def row(cells: Iterable[str]) -> str:
    """Write a row of a table as one line, its cells divided by tabs."""
    return "\t".join(" ".join(cell.split()) for cell in cells) + "\n"


def attempt(read: Callable[[bytes], Iterable[str]], data: bytes) -> Words:
    """Read, and turn whatever the file does to its reader into a word; keep what was read."""
    kept: list[str] = []
    trouble = ""
    try:
        kept.extend(gather(read(data)))
    except CutOff:
        trouble = CUT
    except Locked:
        trouble = LOCKED
    except MemoryError:
        trouble = HEAVY
    # A reader written in Rust panics at torn files, and that is no Exception.
    except BaseException:  # noqa: BLE001
        trouble = BROKEN
    text = clean("".join(kept))[:MOST_LETTERS]
    return Words(text, trouble or ("" if text else SILENT))


def serve(read: Callable[[bytes], Iterable[str]]) -> None:
    """Be the process: take the limits, read the standard input, answer."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    words = attempt(read, sys.stdin.buffer.read())
    answer = f"{words.trouble}\n{words.text}".encode("utf-8", "ignore")
    sys.stdout.buffer.write(answer)
    sys.stdout.flush()
