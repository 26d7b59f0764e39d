"""Finding personal data (UU 27/2022) in a text: which kind, which value, from where to where.

Pure: a text comes in, sights go out. What was decided about them is none of its business.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from workflow.hints import personal_numbers, personal_tables, personal_words
from workflow.hints.folding import fold
from workflow.hints.sight import Sight, Sort, masked

FINDERS: tuple[Callable[[str], Iterable[Sight]], ...] = (
    personal_numbers.find,
    personal_words.find,
    personal_tables.find,
)


@dataclass(frozen=True, slots=True)
class Own:
    """What the office itself shows to everybody: its telephone, its mail, its address."""

    phone: str = ""
    email: str = ""
    address: str = ""

    def holds(self, sight: Sight) -> bool:
        """Whether a sight is the office's own."""
        if sight.sort == Sort.PHONE:
            return sight.value in personal_numbers.phones(self.phone)
        if sight.sort == Sort.EMAIL:
            mine = self.email.casefold()
            domain = mine.partition("@")[2]
            theirs = sight.value.partition("@")[2]
            is_public = domain in personal_words.PUBLIC_MAIL
            return bool(domain) and (sight.value == mine or (theirs == domain and not is_public))
        if sight.sort == Sort.ADDRESS:
            mine = personal_words.plain(self.address)
            return bool(mine) and (sight.value in mine or mine in sight.value)
        return False


# The contents of a workbook take a while, and every page about it asks again.
LONG = 20_000
KEPT = 8


def find(text: str) -> tuple[Sight, ...]:
    """Return what looks like personal data, in the order of the text, never two at one spot."""
    return _kept(text) if len(text) > LONG else _look(text)


@lru_cache(maxsize=KEPT)
def _kept(text: str) -> tuple[Sight, ...]:
    return _look(text)


def _look(text: str) -> tuple[Sight, ...]:
    folded = fold(text)
    return tuple(
        Sight(sight.sort, sight.value, *folded.origin(sight.start, sight.end))
        for sight in _apart(folded.text)
    )


def without_values(text: str, begin: int = 0, stop: int | None = None) -> str:
    """Return a piece of a text in which every value, also one at its edge, is masked."""
    stop = len(text) if stop is None else stop
    pieces, at = [], begin
    for sight in find(text):
        if sight.end > begin and sight.start < stop:
            pieces += [text[at : sight.start], masked(sight.sort, sight.value)]
            at = sight.end
    return "".join([*pieces, text[at:stop]])


def _apart(text: str) -> Iterator[Sight]:
    """Let the first finder have its stretch; what overlaps it is the same digits read twice."""
    taken: list[Sight] = []
    last = 0
    ranked = [
        (sight.start, rank, sight) for rank, finder in enumerate(FINDERS) for sight in finder(text)
    ]
    for _start, _rank, sight in sorted(ranked, key=lambda entry: entry[:2]):
        if sight.start >= last:
            taken.append(sight)
            last = sight.end
    yield from taken
