"""Pages that stay where they are: each begins after a row and not after a number of rows."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from django.db.models import Q
from django.http import QueryDict

from content.api import asked
from content.api.problems import BadParameter
from content.models import Revision
from content.queries import RevisionQuerySet, cards

MOST, USUAL = 100, 25
# What items.summary says beside what the cards of the site say.
MORE_COLUMNS = ("number", "data_licence")
MARK = re.compile(r"(-?[0-9]{1,17})-([0-9]{1,18})")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Mark:
    """A place in an order: the moment of a row, and its item, which stays the same in updates."""

    moment: datetime
    item: int

    def __str__(self) -> str:
        return f"{(self.moment - EPOCH) // timedelta(microseconds=1)}-{self.item}"

    @classmethod
    def parse(cls, query: QueryDict, name: str) -> Self | None:
        """Read a mark that one of our links carries."""
        text = query.get(name, "")
        found = MARK.fullmatch(text)
        try:
            if found:
                return cls(EPOCH + timedelta(microseconds=int(found[1])), int(found[2]))
        except OverflowError:
            pass
        if text:
            raise BadParameter(name, "pakai alamat dari links.next atau links.prev apa adanya.")
        return None


@dataclass(frozen=True)
class Part:
    """Some rows of a list, how many the whole list has, and the query strings around them."""

    rows: list[Revision]
    total: int
    next: str
    previous: str


def part_of(
    rows: RevisionQuerySet, query: QueryDict, field: str, *, newest_first: bool = True
) -> Part:
    """Cut the rows that were asked for out of an ordered list (two questions to the database)."""
    limit = asked.number(query, "limit", least=1, most=MOST, default=USUAL)
    after, before = Mark.parse(query, "after"), Mark.parse(query, "before")
    if after and before:
        raise BadParameter("before", "tidak dapat dipakai bersama after.")
    total = rows.count()
    # Backwards: read the rows nearest to the mark in the other direction, then turn them round.
    falling = newest_first != bool(before)
    mark = before or after
    if mark:
        rows = rows.filter(_beyond(mark, field, falling=falling))
    sign = "-" if falling else ""
    found = cards(rows.order_by(f"{sign}{field}", f"{sign}item_id")[: limit + 1], *MORE_COLUMNS)
    more, found = len(found) > limit, found[:limit]
    if before:
        found.reverse()
    ahead, behind = (bool(before), more) if before else (more, bool(after))
    return Part(
        found,
        total,
        _turned(query, after=_mark(found[-1], field)) if found and ahead else "",
        _turned(query, before=_mark(found[0], field)) if found and behind else "",
    )


def _beyond(mark: Mark, field: str, *, falling: bool) -> Q:
    word = "lt" if falling else "gt"
    # The first condition says nothing new; with it alone the database can begin in the index.
    return Q(**{f"{field}__{word}e": mark.moment}) & (
        Q(**{f"{field}__{word}": mark.moment})
        | Q(**{field: mark.moment, f"item_id__{word}": mark.item})
    )


def _mark(revision: Revision, field: str) -> str:
    return str(Mark(getattr(revision, field), revision.item_id))


def _turned(query: QueryDict, **changes: object) -> str:
    """Return a query string with its place in the list changed."""
    turned = query.copy()
    for name in ("after", "before", "offset", "page"):
        turned.pop(name, None)
    for name, value in changes.items():
        turned[name] = str(value)
    return turned.urlencode()


@dataclass(frozen=True)
class Numbered:
    """Query strings around a part of a list whose rows never move (a file, a ranking)."""

    next: str
    previous: str


def numbered(query: QueryDict, name: str, *, next: int | None, previous: int | None) -> Numbered:
    """Return the query strings that lead on and back, by number."""
    return Numbered(
        "" if next is None else _turned(query, **{name: next}),
        "" if previous is None else _turned(query, **{name: previous}),
    )


def envelope(
    part: Part | Numbered,
    total: int,
    results: Iterable[Any],
    address: Callable[[str], str],
    query: QueryDict,
) -> dict[str, Any]:
    """Put results into the form that every list of ours has."""
    return {
        "total": total,
        "results": list(results),
        "links": {
            "self": address(query.urlencode()),
            "next": address(part.next) if part.next else None,
            "prev": address(part.previous) if part.previous else None,
        },
    }
