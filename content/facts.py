"""What is derived from public rows, kept in this process for one generation.

Counts, newest rows, the frame of every page: none of it changes while a generation lasts
(``content.generation``), so a public page need not ask for it again. It is kept only inside a
public page's view (``opened``); everywhere else, at the desk above all, ``kept`` simply makes it.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from threading import Lock
from typing import Any, TypeVar

from django.db import DatabaseError
from django.utils import timezone
from django.utils.functional import cached_property

from content import generation

T = TypeVar("T")

# Rows with their pictures weigh about ten kilobytes, everything else less.
MOST = 1500


class Facts:
    """What this process knows of one generation. Threads share it; the oldest entries go first.

    What is kept is read by many pages: nobody may change it.
    """

    def __init__(self, mark: str, since: datetime) -> None:
        self.mark = mark
        self.since = since
        self._known: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    @cached_property
    def until(self) -> datetime:
        """When the clock ends them; asked for only when they are used a second time."""
        return generation.next_boundary(self.since)

    def hold(self, mark: str, now: datetime) -> bool:
        """Whether they are still true."""
        return self.mark == mark and self.since <= now < self.until

    def find(self, names: Sequence[Hashable]) -> dict[Hashable, Any]:
        """Return those of the named facts that are known."""
        with self._lock:
            found = {name: self._known[name] for name in names if name in self._known}
            for name in found:
                self._known.move_to_end(name)
        return found

    def keep(self, facts: dict[Hashable, Any]) -> None:
        """Remember facts; what was not asked for in the longest time is forgotten."""
        with self._lock:
            self._known.update(facts)
            while len(self._known) > MOST:
                self._known.popitem(last=False)


_open: ContextVar[Facts | None] = ContextVar("facts", default=None)
_last: Facts | None = None


@contextmanager
def opened() -> Iterator[None]:
    """Open the facts of the generation that is current now, for one public page."""
    token = _open.set(_current())
    try:
        yield
    finally:
        _open.reset(token)


def kept(name: Hashable, make: Callable[[], T]) -> T:
    """Return a fact: as it is known, or made now."""
    return kept_each([name], lambda _: {name: make()})[name]  # type: ignore[no-any-return]


def kept_each(
    names: Sequence[Hashable], make: Callable[[list[Any]], dict[Any, Any]]
) -> dict[Hashable, Any]:
    """Return several facts of one sort; ``make`` is asked once for all that are not known."""
    facts = _open.get()
    found = facts.find(names) if facts else {}
    if missing := [name for name in names if name not in found]:
        made = make(missing)
        found |= made
        if facts:
            facts.keep(made)
    return found


def _current() -> Facts | None:
    global _last  # noqa: PLW0603 - what this process knows; replaced as a whole, so threads agree
    try:
        mark = generation.token()
        if not mark:
            return None
        now = timezone.now()
        known = _last
        if known is None or not known.hold(mark, now):
            known = _last = Facts(mark, now)
    except DatabaseError:
        return None  # the page itself will say so
    return known
