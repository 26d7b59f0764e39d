"""Spelling help: what a reader may have meant whose words find nothing.

The words come from titles, summaries and names (``SearchWord``). Some of these may not be public:
a suggestion is made only where public texts answer it, with the very word that it puts in.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product

from django.db.models import Q
from django.db.models.functions import Length

from content.models import SearchWord
from content.search.asked import Facets, Term, shown, terms_of
from content.search.finding import answering
from content.search.words import COMMON, WORD, fold, forms, words_of

SHORTEST = 3
LONG = 8
MOST_UNKNOWN = 3
MOST_CHOICES = 3
MOST_TRIED = 4
# Taking one word and leaving the others out is the last thing to suggest.
ALONE = 4


@dataclass(frozen=True, slots=True)
class Attempt:
    """Words to put in for others, how many slips that supposes, whether they stand by themselves."""

    cost: int
    swaps: Mapping[str, str]
    by_itself: bool = False


def keep(texts: Iterable[str]) -> None:
    """Remember the words of these texts for later suggestions."""
    words = {word for text in texts for word in words_of(text) if _counts(word)}
    # In order, so that two who publish at once never wait for each other crosswise.
    rows = [SearchWord(word=word) for word in sorted(words)]
    SearchWord.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def suggestion(typed: str, facets: Facets, now: datetime, *, alone: bool = True) -> str:
    """Return other words that public texts answer, or "" where none are near.

    ``alone`` allows to leave the other words out, where not one of them was found either.
    """
    words = list(dict.fromkeys(word for word in words_of(shown(typed)) if _counts(word)))
    known = set(_known(words)) if words else set()
    unknown = [word for word in words if word not in known][:MOST_UNKNOWN]
    near = {word: others for word in unknown if (others := nearest(word, known))}
    tried = _attempts(near, alone=alone and len(words) > 1)
    if not tried:
        return ""
    totals = answering([_question(typed, attempt) for attempt in tried], facets, now)
    best, total = min(
        zip(tried, totals, strict=True), key=lambda pair: (not pair[1], pair[0].cost, -pair[1])
    )
    if not total:
        return ""
    return next(iter(best.swaps.values())) if best.by_itself else _swapped(typed, best.swaps)


def nearest(word: str, known: set[str]) -> list[tuple[int, str]]:
    """Return the known words that are a slip or two away, each with its distance, nearest first."""
    most = slips(word)
    letters, own = set(word), forms(word)
    found = [
        (away, other[0] != word[0], other)
        for other in known
        # Each slip changes two letters at most: a quick look spares the slow comparison.
        if abs(len(other) - len(word)) <= most
        and len(letters.symmetric_difference(other)) <= 2 * most
        and (away := distance(word, other, most)) <= most
        and own.isdisjoint(forms(other))
    ]
    halves = ((word[:cut], word[cut:]) for cut in range(SHORTEST, len(word) - SHORTEST + 1))
    found += [(1, False, " ".join(pair)) for pair in halves if known.issuperset(pair)]
    return [(away, other) for away, _, other in sorted(found)[:MOST_CHOICES]]


def slips(word: str) -> int:
    """How many slips are forgiven in a word."""
    return 2 if len(word) >= LONG else 1


def distance(one: str, other: str, most: int) -> int:
    """Count the letters to add, leave out, change or swap with the next; stops after ``most``."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        last, row = row, [i]
        for j, b in enumerate(other, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before = last
    return row[-1]


def _counts(word: str) -> bool:
    return word.isalpha() and len(word) >= SHORTEST and word not in COMMON


def _known(words: Sequence[str]) -> list[str]:
    """Read the words that could stand for one of these: as long, or a part of it."""
    wanted = Q(word__in=sorted({part for word in words for part in _parts(word)}))
    for word in words:
        reach = (len(word) - slips(word), len(word) + slips(word))
        # Hardly anyone misses the first letter and the last of one word.
        ends = Q(word__startswith=word[0]) | Q(word__endswith=word[-1])
        wanted |= Q(letters__range=reach) & ends
    rows = SearchWord.objects.annotate(letters=Length("word")).filter(wanted)
    return list(rows.values_list("word", flat=True))


def _parts(word: str) -> Iterator[str]:
    for cut in range(SHORTEST, len(word) - SHORTEST + 1):
        yield word[:cut]
        yield word[cut:]


def _attempts(near: Mapping[str, list[tuple[int, str]]], *, alone: bool) -> list[Attempt]:
    """List what to try: of as many words left as they are, the nearest few."""
    choices = [[(0, word), *found] for word, found in near.items()]
    by_changes: dict[int, list[Attempt]] = {}
    for chosen in product(*choices):
        swaps = {old: new for old, (_, new) in zip(near, chosen, strict=True) if new != old}
        away = sum(away for away, _ in chosen)
        by_changes.setdefault(len(swaps), []).append(Attempt(away, swaps))
    by_changes.pop(0, None)
    if alone:
        by_changes[0] = [
            Attempt(away + ALONE, {word: other}, by_itself=True)
            for word, found in near.items()
            for away, other in found
        ]
    return [
        attempt
        for same in by_changes.values()
        for attempt in sorted(same, key=lambda attempt: attempt.cost)[:MOST_TRIED]
    ]


def _question(typed: str, attempt: Attempt) -> tuple[Term, ...]:
    """Return the terms of an attempt. A word that is put in must stand in the text as it is."""
    put_in = [word for swap in attempt.swaps.values() for word in swap.split()]
    exact = tuple(Term(word, (word,)) for word in put_in)
    if attempt.by_itself:
        return exact
    return (*exact, *(term for term in terms_of(typed) if term.word not in attempt.swaps))


def _swapped(typed: str, swaps: Mapping[str, str]) -> str:
    """Return what was typed with some of its words put right."""
    return WORD.sub(lambda match: swaps.get(fold(match[0]), match[0]), shown(typed))
