"""What a check of keaslian found: one sentence per thing that was compared."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was compared; ``holds`` is None where it was not looked at."""

    what: str
    holds: bool | None
    words: str

    @property
    def icon(self) -> str:
        """The mark beside it."""
        if self.holds is None:
            return "info-circle"
        return "check-circle-fill" if self.holds else "x-circle-fill"

    @property
    def said(self) -> str:
        """The mark in a word, for whom the mark is not drawn."""
        if self.holds is None:
            return "Tidak dihitung"
        return "Cocok" if self.holds else "Tidak cocok"
