"""What is derived from public rows, kept in this process for one generation.

Counts, newest rows, the frame of every page: none of it changes while a generation lasts
(``content.generation``), so a public page need not ask for it again. It is kept only inside a
public page's view (``opened``); everywhere else, at the desk above all, ``kept`` simply makes it.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
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
K = TypeVar("K", bound=Hashable)

UNKNOWN = object()

# Kilobytes, about; each process keeps so much.
MOST = 6_000


class Facts:
    """What this process knows of one generation. Threads share it; the oldest entries go first.

    What is kept is read by many pages: nobody may change it.
    """

    def __init__(self, mark: str, since: datetime) -> None:
        self.mark = mark
        self.since = since
        self._known: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    @cached_property
    def until(self) -> datetime:
        """When the clock ends them; asked for only when they are used a second time."""
        return generation.next_boundary(self.since)

    def hold(self, mark: str, now: datetime) -> bool:
        """Whether they are still true."""
        return self.mark == mark and self.since <= now < self.until

    def find(self, name: Hashable) -> Any:
        """Return a fact that is known, else ``UNKNOWN``."""
        with self._lock:
            if name not in self._known:
                return UNKNOWN
            self._known.move_to_end(name)
            return self._known[name][0]

    def keep(self, name: Hashable, fact: Any, weight: int) -> None:
        """Remember a fact; what was not asked for in the longest time is forgotten."""
        with self._lock:
            self._weight += weight - self._known.pop(name, (None, 0))[1]
            self._known[name] = fact, weight
            while self._weight > MOST:
                self._weight -= self._known.popitem(last=False)[1][1]


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


def kept(name: Hashable, make: Callable[[], T], weight: int = 1) -> T:
    """Return a fact: as it is known, or made now. ``weight`` is about its kilobytes; texts say it themselves."""
    facts = _open.get()
    if facts is None:
        return make()
    fact: T = facts.find(name)
    if fact is UNKNOWN:
        fact = make()
        facts.keep(name, fact, len(fact) // 1024 + 1 if isinstance(fact, str) else weight)
    return fact


def kept_all(
    name: str,
    keys: Iterable[K],
    make: Callable[[list[K]], Mapping[K, T]],
    weight: Callable[[T], int],
) -> dict[K, T]:
    """Return the facts of several keys; those that are not known are made together, if they can be."""
    facts = _open.get()
    if facts is None:
        return dict(make(list(keys)))
    known: dict[K, T] = {key: facts.find((name, key)) for key in keys}
    missing = [key for key, fact in known.items() if fact is UNKNOWN]
    made = make(missing) if missing else {}
    for key, fact in made.items():
        facts.keep((name, key), fact, weight(fact))
    return {key: fact for key, fact in {**known, **made}.items() if fact is not UNKNOWN}


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
