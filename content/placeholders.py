"""Questions of a pattern that still stand in a text, like [siapa] or [di mana]."""

import re
from dataclasses import dataclass

from content.html import plain_text
from content.models import Revision

# A small letter first, and no letter before the bracket: "[siapa]", but not "[1]", "nama[at]…".
# What stands in the place of personal data ("[surel ditutup]") is an answer and no question.
PLACEHOLDER = re.compile(r"(?<!\w)\[[a-z][^\[\]\n]{0,80}(?<! ditutup)\]")
NO_QUESTIONS = frozenset({"[sic]", "[dst]", "[dsb]"})
FIELDS = {
    "title": "Judul",
    "summary": "Ringkasan",
    "place": "Tempat",
    "body": "Isi",
}
SHOWN = 4


@dataclass(frozen=True, slots=True)
class Leftover:
    """Questions that one field still holds."""

    field: str
    questions: tuple[str, ...]

    @property
    def words(self) -> str:
        """What to do about them."""
        named = ", ".join(self.questions[:SHOWN])
        more = len(self.questions) - SHOWN
        rest = f" dan {more} lagi" if more > 0 else ""
        return f"{FIELDS[self.field]} masih memuat {named}{rest}. Ganti dengan jawabannya."


def questions_in(text: str) -> tuple[str, ...]:
    """Return the questions in plain text, each once, in order."""
    found = dict.fromkeys(PLACEHOLDER.findall(text))
    return tuple(question for question in found if question not in NO_QUESTIONS)


def leftovers(revision: Revision) -> list[Leftover]:
    """Return the fields in which questions of a pattern are still unanswered."""
    found = []
    for field in FIELDS:
        text = getattr(revision, field)
        # Reading the words out of HTML is dear; most texts hold no bracket at all.
        if "[" in text and (questions := questions_in(plain_text(text))):
            found.append(Leftover(field, questions))
    return found
