"""Approval numbers as people type them from paper."""

import re
import unicodedata

LONGEST = 60
FORM = re.compile(r"([A-Z0-9_-]*?[A-Z0-9_])-?((?:19|20)\d\d)-?(\d{1,12})")
SEPARATORS = re.compile(r"[\s\-‐‑‒–—―−./]+")


def normalise(typed: str) -> str:
    """Return the number as it was given ("GRK-2026-000123"); "" when it cannot be one.

    Small letters, spaces, other dashes and missing zeros do not matter.
    """
    text = unicodedata.normalize("NFKC", typed[: LONGEST + 1]).upper()
    text = SEPARATORS.sub("-", text).strip("-")
    found = FORM.fullmatch(text) if len(text) <= LONGEST else None
    if found is None:
        return ""
    prefix, year, number = found.groups()
    return f"{prefix}-{int(year)}-{int(number):06d}"
