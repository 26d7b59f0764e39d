"""Why a text was found: its title and a passage, cut into pieces that were asked for or not.

Nothing here is HTML: the template marks the pieces and escapes every one of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content.html import plain_text
from content.models import Attachment, Revision
from content.search.abbreviations import ABBREVIATIONS, written_out
from content.search.asked import Term
from content.search.words import COMMON, WORD, fold

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
    villages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    term: int


def found(
    revision: Revision,
    terms: Sequence[Term],
    villages: Sequence[str] = (),
    *,
    captions: bool = False,
) -> Found:
    """Return a revision as the results show it.

    ``captions``: what its files say may be the passage, too; their rows have been read already.
    """
    said = passage(revision, terms, captions=captions)
    return Found(revision, pieces(revision.title, terms), said, tuple(villages))


def pieces(text: str, terms: Sequence[Term]) -> Pieces:
    """Cut a text where words stand that were asked for: (piece, whether it is one)."""
    cut, last = [], 0
    for hit in _hits(text, terms):
        cut += [(text[last : hit.start], False), (text[hit.start : hit.end], True)]
        last = hit.end
    return [piece for piece in [*cut, (text[last:], False)] if piece[0]]


def passage(revision: Revision, terms: Sequence[Term], *, captions: bool = False) -> Pieces:
    """Return the summary, or the place that says more of what was asked for."""
    in_summary = _said(_hits(revision.summary, terms))
    if in_summary < len(terms):
        text = plain_text(revision.body[:MOST_HTML]).replace("\n", " ")
        hits = _hits(text, terms)
        if hits and _said(_near(hits, best := _best(hits))) > in_summary:
            return pieces(_cut(text, best), terms)
    if terms and not in_summary and not _hits(revision.title, terms):
        for text in _small_print(revision, captions=captions):
            if _hits(text, terms):
                return pieces(text[:LENGTH], terms)
    return pieces(revision.summary, terms)


def _small_print(revision: Revision, *, captions: bool) -> Iterator[str]:
    """Give the words beside title, summary and body that an item is found by."""
    if revision.letter_number:
        yield f"Nomor surat {revision.letter_number}"
    if revision.data_source:
        yield f"Sumber data: {revision.data_source}"
    for file in revision.attachments.all() if captions else ():
        if file.role != Attachment.Role.BAHAN:
            yield from (said for said in (file.caption, file.title, file.alt) if said)


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
    if any(term.word in ABBREVIATIONS for term in terms):
        hits = _with_written_out(text, terms, hits)
    return hits


def _with_written_out(text: str, terms: Sequence[Term], hits: list[_Hit]) -> list[_Hit]:
    """Add the places that write out an abbreviation that was asked for."""
    asked = {term.word: n for n, term in enumerate(terms)}
    places = [place for place in WORD.finditer(text) if fold(place[0]) not in COMMON]
    longer = [
        _Hit(places[first].start(), places[after - 1].end(), asked[short])
        for first, after, short in written_out([fold(place[0]) for place in places])
        if short in asked
    ]
    others = [hit for hit in hits if not any(_overlap(hit, long) for long in longer)]
    return sorted([*others, *longer], key=lambda hit: hit.start)


def _overlap(one: _Hit, other: _Hit) -> bool:
    return one.start < other.end and other.start < one.end


def _said(hits: Sequence[_Hit]) -> int:
    """Count the terms that the hits are about."""
    return len({hit.term for hit in hits})


def _near(hits: Sequence[_Hit], first: _Hit) -> list[_Hit]:
    """Return the hits that one passage shows together with its first."""
    return [hit for hit in hits if first.start <= hit.start < first.start + LENGTH - BEFORE]


def _best(hits: Sequence[_Hit]) -> _Hit:
    """Return the hit from where on most of the terms stand together; the first of these."""
    return max(hits, key=lambda hit: _said(_near(hits, hit)))


def _cut(text: str, best: _Hit) -> str:
    """Return the part of a text around its best place, cut between words."""
    start = max(0, best.start - BEFORE)
    if start:
        start = text.find(" ", start, best.start) + 1 or best.start
    end = start + LENGTH
    if end < len(text):
        end = max(text.rfind(" ", best.end, end), best.end)
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"
