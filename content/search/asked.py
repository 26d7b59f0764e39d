"""What a reader asks for, read from whatever was typed."""

from dataclasses import dataclass

from content.search.words import COMMON, FAMILY, forms, words_of

MOST_LETTERS = 200
MOST_WORDS = 8
SHORTEST_START = 3


@dataclass(frozen=True, slots=True)
class Term:
    """One word that was asked for. ``start`` is set while the reader may still be typing it."""

    word: str
    forms: tuple[str, ...]
    start: str = ""

    def fits(self, word: str) -> bool:
        """Whether a folded word of a text is what was asked for."""
        if self.start and word.startswith(self.start):
            return True
        # Stemming is slow: only words that hold the middle of a form are worth it.
        if word not in FAMILY and not any(form[1:-1] in word for form in self.forms):
            return False
        return not forms(word).isdisjoint(self.forms)


@dataclass(frozen=True, slots=True)
class Clause:
    """Terms that some columns must hold: title, lead (title and summary) or all."""

    terms: tuple[Term, ...]
    inside: str = "all"
    joined: str = "AND"


@dataclass(frozen=True, slots=True)
class Question:
    """What the index is asked: every clause, and of each group of facets at least one."""

    clauses: tuple[Clause, ...]
    facets: tuple[tuple[str, ...], ...]


def shown(text: str) -> str:
    """Return what was typed on one line, as the page repeats it."""
    # PostgreSQL refuses NUL in a text; no reader means one.
    return " ".join(text.replace("\x00", " ")[: MOST_LETTERS * 10].split())[:MOST_LETTERS]


def terms_of(text: str) -> tuple[Term, ...]:
    """Return the words to look for. None were typed: nothing is looked for."""
    typed = list(dict.fromkeys(words_of(text[:MOST_LETTERS])))
    telling = [word for word in typed if word not in COMMON] or typed
    last = typed[-1:]
    return tuple(
        Term(
            word,
            tuple(sorted(forms(word))),
            word if [word] == last and len(word) >= SHORTEST_START else "",
        )
        for word in telling[:MOST_WORDS]
    )
