"""One hint: what was seen, where, why it matters. Data, without any power over saving."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

LONGEST_EXCERPT = 120


class Level(StrEnum):
    """How much a hint matters: a note may be passed over, a warning wants an answer."""

    NOTE = "note"
    WARNING = "warning"


class Family(StrEnum):
    """Whose hint it is; the panel groups by it, in this order."""

    PERSONAL_DATA = "data-pribadi"
    COMPLETENESS = "kelengkapan"
    SAFETY = "keamanan"
    LINKS = "tautan"
    READABILITY = "keterbacaan"
    ACCESSIBILITY = "aksesibilitas"


@dataclass(frozen=True, slots=True)
class Hint:
    """What a helper saw.

    ``words`` says it in one sentence, ``why`` what it means for readers and what to do. ``field`` is
    the form's name of the place and ``place`` its name on the screen; ``href`` leads there in the
    editor; ``excerpt`` is the piece of text, as it was written.
    """

    family: Family
    level: Level
    words: str
    why: str = ""
    field: str = ""
    href: str = ""
    excerpt: str = ""
    place: str = ""

    @property
    def key(self) -> str:
        """The same for the same sight at the same place, however often it is looked for."""
        seen = "\x1f".join((self.family, self.field, self.words, self.excerpt))
        return hashlib.sha256(seen.encode("utf-8", "replace")).hexdigest()[:16]

    @property
    def is_warning(self) -> bool:
        """Whether it wants an answer."""
        return self.level == Level.WARNING


def excerpt(text: str, start: int = 0, end: int | None = None) -> str:
    """Cut a piece out of a text for showing: on one line, never longer than a glance."""
    piece = " ".join(text[start : end if end is None else min(end, start + 600)].split())
    return piece if len(piece) <= LONGEST_EXCERPT else piece[: LONGEST_EXCERPT - 1].rstrip() + "…"
