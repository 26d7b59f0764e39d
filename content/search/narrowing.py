"""What the filters leave of what was found, and how much each of their choices would leave."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from content.search.asked import Term
from content.search.finding import Answer, find

FILTERS = ("jenis", "desa", "topik", "tahun")
# The facets that are asked for, by filter; a text must have one of each filter's.
Groups = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many texts each choice of one filter would leave, the other filters staying as they are.

    ``more`` is set where only the first were counted: there are at least so many.
    """

    totals: Counter[str] = field(default_factory=Counter)
    more: bool = False


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The answer within the filters, the tally of each filter, and the answer without filters.

    Without words there is nothing to count: no tallies, and no answer without filters.
    """

    answer: Answer
    tallies: dict[str, Tally]
    whole: Answer


def narrow(terms: Sequence[Term], groups: Groups, now: datetime) -> Narrowed:
    """Find what holds every term within the filters, and count the choices of each filter."""
    whole = find(terms, (), now)
    facets = tuple(groups.values())
    if facets and (whole.more or not terms):
        # Not all that answers the words is at hand: the index looks for what the filters leave.
        answer = find(terms, facets, now)
    else:
        answer = _within(whole, groups)
    return Narrowed(answer, _tallies(answer, whole, groups) if terms else {}, whole)


def _tallies(answer: Answer, whole: Answer, groups: Groups) -> dict[str, Tally]:
    # Where nothing is chosen, every filter counts the same texts.
    tallies = dict.fromkeys(FILTERS, _tally(answer))
    for name in groups:
        # Beside a choice that was taken, those that were not count as well.
        others = {other: group for other, group in groups.items() if other != name}
        tallies[name] = _tally(_within(whole, others))
    return tallies


def _tally(answer: Answer) -> Tally:
    return Tally(Counter(chain.from_iterable(answer.facets)), answer.more)


def _within(answer: Answer, groups: Groups) -> Answer:
    """Return the part of an answer that has one facet of each group."""
    if not groups:
        return answer
    left = [
        (pk, kept)
        for pk, kept in zip(answer.ids, answer.facets, strict=True)
        if all(not kept.isdisjoint(group) for group in groups.values())
    ]
    return Answer([pk for pk, _ in left], answer.more, [kept for _, kept in left])
