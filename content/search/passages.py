"""Why a text was found: its title and a passage, cut into pieces that were asked for or not.

Nothing here is HTML: the template marks the pieces and escapes every one of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from content import facts
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
class Hit:
    """A place in a text that was asked for, and by which term."""

    start: int
    end: int
    term: int


class Finder:
    """Finds in texts what was asked for. What it learns of a word holds for the next text, too."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self.terms = terms
        self._term_of: dict[str, int] = {}
        self._short = {term.word: n for n, term in enumerate(terms) if term.word in ABBREVIATIONS}

    def found(
        self, revision: Revision, villages: Sequence[str] = (), *, captions: bool = False
    ) -> Found:
        """Return a revision as the results show it.

        ``captions``: what its files say may be the passage, too; their rows have been read already.
        """
        title = self.hits(revision.title)
        said = self._passage(revision, captions=captions, in_title=bool(title))
        return Found(revision, _pieces(revision.title, title), said, tuple(villages))

    def pieces(self, text: str) -> Pieces:
        """Cut a text where words stand that were asked for: (piece, whether it is one)."""
        return _pieces(text, self.hits(text))

    def hits(self, text: str) -> list[Hit]:
        """Find the words in a text that were asked for."""
        hits = list(islice(self._words(text), MOST_HITS))
        return self._with_written_out(text, hits) if self._short else hits

    def _passage(self, revision: Revision, *, captions: bool, in_title: bool) -> Pieces:
        """Return the summary, or the place that says more of what was asked for."""
        in_summary = self.hits(revision.summary)
        if _said(in_summary) < len(self.terms):
            text = facts.kept(("words", revision.pk), lambda: _text(revision))
            best = self._best(text)
            if _said(best) > _said(in_summary):
                return self.pieces(_cut(text, best[0]))
        if self.terms and not in_summary and not in_title:
            for text in _small_print(revision, captions=captions):
                if self.hits(text):
                    return self.pieces(text[:LENGTH])
        return _pieces(revision.summary, in_summary)

    def _best(self, text: str) -> list[Hit]:
        """Return the hits that stand together and are about most of the terms; the first of these."""
        near: list[Hit] = []
        best: list[Hit] = []
        # Words that are written out can be told from a whole text only.
        for hit in self.hits(text) if self._short else islice(self._words(text), MOST_HITS):
            near = [one for one in near if hit.start < one.start + LENGTH - BEFORE] + [hit]
            if _said(near) > _said(best):
                best = near
            if _said(best) == len(self.terms):
                break
        return best

    def _words(self, text: str) -> Iterator[Hit]:
        """Give the words that were asked for, one by one."""
        known = self._term_of
        for match in WORD.finditer(text):
            word = match[0]
            if word not in known:
                folded = fold(word)
                fitting = (n for n, term in enumerate(self.terms) if term.fits(folded))
                known[word] = next(fitting, -1)
            if known[word] >= 0:
                yield Hit(match.start(), match.end(), known[word])

    def _with_written_out(self, text: str, hits: list[Hit]) -> list[Hit]:
        """Add the places that write out an abbreviation that was asked for."""
        places = [place for place in WORD.finditer(text) if fold(place[0]) not in COMMON]
        longer = [
            Hit(places[first].start(), places[after - 1].end(), self._short[short])
            for first, after, short in written_out([fold(place[0]) for place in places])
            if short in self._short
        ]
        others = [hit for hit in hits if not any(_overlap(hit, long) for long in longer)]
        return sorted([*others, *longer], key=lambda hit: hit.start)


def _text(revision: Revision) -> str:
    return plain_text(revision.body[:MOST_HTML]).replace("\n", " ")


def _pieces(text: str, hits: Sequence[Hit]) -> Pieces:
    cut, last = [], 0
    for hit in hits:
        cut += [(text[last : hit.start], False), (text[hit.start : hit.end], True)]
        last = hit.end
    return [piece for piece in [*cut, (text[last:], False)] if piece[0]]


def _small_print(revision: Revision, *, captions: bool) -> Iterator[str]:
    """Give the words beside title, summary and body that an item is found by."""
    if revision.letter_number:
        yield f"Nomor surat {revision.letter_number}"
    if revision.data_source:
        yield f"Sumber data: {revision.data_source}"
    for file in revision.attachments.all() if captions else ():
        if file.role != Attachment.Role.BAHAN:
            yield from (said for said in (file.caption, file.title, file.alt) if said)


def _overlap(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end


def _said(hits: Sequence[Hit]) -> int:
    """Count the terms that the hits are about."""
    return len({hit.term for hit in hits})


def _cut(text: str, best: Hit) -> str:
    """Return the part of a text around its best place, cut between words."""
    start = max(0, best.start - BEFORE)
    if start:
        start = text.find(" ", start, best.start) + 1 or best.start
    end = start + LENGTH
    if end < len(text):
        end = max(text.rfind(" ", best.end, end), best.end)
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"
