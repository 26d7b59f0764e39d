"""What a reader asks for, read from whatever was typed."""

from dataclasses import dataclass, field
from itertools import pairwise

from content.search.abbreviations import written_out
from content.search.words import COMMON, FAMILY, LONGEST, forms, words_of

MOST_LETTERS = 200
MOST_WORDS = 8
SHORTEST_START = 3

# Of each group of facets a text must have at least one.
Facets = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One word that was asked for. ``start`` is set while the reader may still be typing it."""

    word: str
    forms: tuple[str, ...]
    start: str = ""
    middles: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Cut the forms to what every word that leads to them holds."""
        object.__setattr__(self, "middles", tuple({form[1:-1] for form in self.forms}))

    def fits(self, word: str) -> bool:
        """Whether a folded word of a text is what was asked for."""
        if self.start and word.startswith(self.start):
            return True
        if word not in FAMILY:
            # Stemming is slow: only words that hold the middle of a form are worth it. And this is
            # asked of every word on the page: a loop costs a third of any().
            for middle in self.middles:
                if middle in word:
                    break
            else:
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
    facets: Facets


def shown(text: str) -> str:
    """Return what was typed on one line, as the page repeats it. Too much ends with a whole word."""
    # PostgreSQL refuses NUL in a text; no reader means one.
    line = " ".join(text.replace("\x00", " ")[: MOST_LETTERS * 10].split())
    kept = line[:MOST_LETTERS]
    if line[MOST_LETTERS : MOST_LETTERS + 1].strip():
        kept = kept.rpartition(" ")[0] or kept
    return kept.rstrip()


def terms_of(text: str) -> tuple[Term, ...]:
    """Return the words to look for. None were typed: nothing is looked for."""
    typed = words_of(text[:MOST_LETTERS])
    telling = [word for word in typed if word not in COMMON] or typed
    others = _otherwise(telling)
    return tuple(
        Term(
            word,
            tuple(sorted(forms(word) | others.get(word, set()))),
            word if word == typed[-1] and len(word) >= SHORTEST_START else "",
        )
        for word in list(dict.fromkeys(telling))[:MOST_WORDS]
    )


def _otherwise(typed: list[str]) -> dict[str, set[str]]:
    """Return how words that stand together are also written, under each of them.

    "Tukad Sumaga" is "Tukadsumaga" too, and "kartu keluarga" is "KK".
    """
    found: dict[str, set[str]] = {}
    for pair in pairwise(typed):
        together = "".join(pair)
        if together.isalpha() and len(together) <= LONGEST:
            for word in pair:
                found.setdefault(word, set()).add(together)
    for first, after, short in written_out(typed):
        for word in typed[first:after]:
            found.setdefault(word, set()).add(short)
    return found
