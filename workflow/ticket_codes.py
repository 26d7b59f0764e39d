"""Ticket codes: unguessable, easy to read aloud and to copy by hand. Pure.

A code is the office's prefix and sixteen letters in four groups, ``GRK-7K4M-92XX-…``. The alphabet
leaves out every pair that people confuse (0 O, 1 I L, 2 Z, 5 S, 8 B, U V, 6 G, Q); twenty letters to
the power of sixteen are 69 bits.
"""

import re
import unicodedata

ALPHABET = "3479ACDEFHJKMNPRTWXY"
GROUPS = 4
GROUP_LENGTH = 4
LENGTH = GROUPS * GROUP_LENGTH
LONGEST = 80
DIGEST_BYTES = 20
# What people put between the groups: spaces, dots, the dashes that word processors make.
BETWEEN = re.compile(r"[\s._‐‑‒–—−-]+")


def from_digest(prefix: str, digest: bytes) -> str:
    """Spell a random or keyed digest as a code; the same digest gives the same code."""
    if len(digest) < DIGEST_BYTES:
        raise ValueError(f"a code needs {DIGEST_BYTES} bytes of chance")
    # 160 bits onto 69: the remainder's unevenness is far below anything that could be measured.
    number = int.from_bytes(digest[:DIGEST_BYTES], "big")
    letters = []
    for _ in range(LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return _grouped(_plain_prefix(prefix), "".join(letters))


def normalise(typed: str, prefix: str) -> str:
    """Return the code that was meant, or "" for what cannot be one.

    Case, spaces and dashes do not matter and the prefix may be missing. Letters are never
    exchanged for similar ones: the alphabet has none, so a typed O or 0 is a slip that only the
    person can put right.
    """
    if len(typed) > LONGEST:
        return ""
    text = BETWEEN.sub("", unicodedata.normalize("NFKC", typed)).upper()
    before, letters = text[:-LENGTH], text[-LENGTH:]
    if len(letters) < LENGTH or not set(letters) <= set(ALPHABET):
        return ""
    if before and not (before.isascii() and before.isalnum()):
        return ""
    return _grouped(before or _plain_prefix(prefix), letters)


def _plain_prefix(prefix: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", prefix.upper()) or "KEC"


def _grouped(prefix: str, letters: str) -> str:
    groups = (letters[at : at + GROUP_LENGTH] for at in range(0, LENGTH, GROUP_LENGTH))
    return "-".join((prefix, *groups))
