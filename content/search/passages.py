"""Why a text was found: its title and a passage, cut into pieces that were asked for or not.

Nothing here is HTML: the template marks the pieces and escapes every one of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from content.html import plain_text
from content.models import Revision
from content.search.asked import Term
from content.search.words import WORD, fold

MOST_HTML = 60_000
MOST_HITS = 200
BEFORE = 60
LENGTH = 220

Pieces = list[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the results."""

    revision: Revision
    title: Pieces
    passage: Pieces


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    term: int


def found(revision: Revision, terms: Sequence[Term]) -> Found:
    """Return a revision as the results show it."""
    return Found(revision, pieces(revision.title, terms), passage(revision, terms))


def pieces(text: str, terms: Sequence[Term]) -> Pieces:
    """Cut a text where words stand that were asked for: (piece, whether it is one)."""
    cut, last = [], 0
    for hit in _hits(text, terms):
        cut += [(text[last : hit.start], False), (text[hit.start : hit.end], True)]
        last = hit.end
    return [piece for piece in [*cut, (text[last:], False)] if piece[0]]


def passage(revision: Revision, terms: Sequence[Term]) -> Pieces:
    """Return the summary if it holds a word that was asked for, else the best place of the body."""
    if not _hits(revision.summary, terms) and terms:
        text = plain_text(revision.body[:MOST_HTML]).replace("\n", " ")
        if hits := _hits(text, terms):
            return pieces(_cut(text, hits), terms)
    return pieces(revision.summary, terms)


def _hits(text: str, terms: Sequence[Term]) -> list[_Hit]:
    """Find the words in a text that were asked for."""
    known: dict[str, int] = {}
    hits = []
    for match in WORD.finditer(text):
        word = match[0]
        if word not in known:
            folded = fold(word)
            known[word] = next((n for n, term in enumerate(terms) if term.fits(folded)), -1)
        if known[word] >= 0:
            hits.append(_Hit(match.start(), match.end(), known[word]))
            if len(hits) == MOST_HITS:
                break
    return hits


def _cut(text: str, hits: Sequence[_Hit]) -> str:
    """Return the part of a text where most of the terms stand together, cut between words."""

    def terms_from(first: _Hit) -> int:
        near = (
            hit.term for hit in hits if first.start <= hit.start < first.start + LENGTH - BEFORE
        )
        return len(set(near))

    best = max(hits, key=terms_from)  # the first of the best
    start = max(0, best.start - BEFORE)
    if start:
        start = text.find(" ", start, best.start) + 1 or best.start
    end = start + LENGTH
    if end < len(text):
        end = max(text.rfind(" ", best.end, end), best.end)
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"
