"""Readings of the present day: one short line each, in a file of that day.

A line says which item, and two keyed hashes: of the visitor's network, and of network and browser
together. The key is made by chance each day, lies beside the file, and goes with it when the day is
counted, so nobody can follow a reader from one day to the next, nor find out later who it was.
Appending one line is atomic, so any number of processes may write. What does not fit is dropped.
"""

import hmac
import os
import re
import secrets
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

# About 280,000 readings a day, a hundred times what a sub-district has.
MOST_BYTES = 8 * 1024 * 1024
MOST_ITEM_DIGITS = 12
# Browsers counted for one item from one network in a day: a village may share one address of a
# mobile operator, while a script that invents browsers shall not get far.
MOST_PER_NETWORK = 200
FOLDER_MODE, FILE_MODE = 0o700, 0o600
LINE = re.compile(rb"([0-9]{1,%d}) ([0-9a-f]{10}) [0-9a-f]{10}" % MOST_ITEM_DIGITS)


@dataclass(frozen=True, slots=True)
class Spool:
    """The file of one day of the office, on this machine."""

    day: date

    @property
    def path(self) -> Path:
        """Where its lines are."""
        return folder() / f"{self.day.isoformat()}.txt"

    @property
    def key_path(self) -> Path:
        """Where its key is."""
        return self.path.with_suffix(".kunci")

    def note(self, item_id: int, network: str, browser: str) -> bool:
        """Write one reading down; False when the day is full. Raises OSError."""
        folder().mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        key = self._key()
        who, what = _hash(key, network), _hash(key, f"{network}\0{browser}")
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, FILE_MODE)
        try:
            if os.fstat(handle).st_size >= MOST_BYTES:
                return False
            os.write(handle, f"{item_id} {who} {what}\n".encode())
        finally:
            os.close(handle)
        return True

    def _key(self) -> bytes:
        with suppress(FileNotFoundError):
            return self.key_path.read_bytes()
        fresh = self.key_path.with_name(f".{secrets.token_hex(8)}")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
        try:
            os.write(handle, secrets.token_bytes(32))
            # Linked as a whole: no process ever reads half a key, and the first one wins.
            with suppress(FileExistsError):
                os.link(fresh, self.key_path)
        finally:
            os.close(handle)
            fresh.unlink()
        return self.key_path.read_bytes()

    def forget(self) -> None:
        """Remove the lines first, then the key: a run killed in between has nothing to count."""
        self.path.unlink(missing_ok=True)
        self.key_path.unlink(missing_ok=True)


def folder() -> Path:
    """Where the spools of this machine are."""
    return Path(settings.VIEW_SPOOL)


def ended(today: date) -> list[Spool]:
    """Return the spools of days before this one, oldest first, and those of which only a key is left."""
    names = {path.stem for form in ("*.txt", "*.kunci") for path in folder().glob(form)}
    days = sorted(date.fromisoformat(name) for name in names if _is_day(name))
    return [Spool(day) for day in days if day < today]


def readers(lines: Iterable[bytes]) -> dict[int, int]:
    """Count the readers of each item; a reader who came back the same day counts once."""
    networks: Counter[tuple[int, bytes]] = Counter()
    for line in set(lines):
        if found := LINE.fullmatch(line):  # a line cut short by a full disk is left out
            networks[int(found[1]), found[2]] += 1
    totals: Counter[int] = Counter()
    for (item_id, _), browsers in networks.items():
        totals[item_id] += min(browsers, MOST_PER_NETWORK)
    return dict(totals)


def _hash(key: bytes, words: str) -> str:
    return hmac.digest(key, words.encode("utf-8", "replace"), "sha256").hex()[:10]


def _is_day(name: str) -> bool:
    with suppress(ValueError):
        return date.fromisoformat(name).isoformat() == name
    return False
