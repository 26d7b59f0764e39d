"""What a reader of the search page asked for, read from the address. Nonsense is left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from content import filters
from content.filters import Chip, Filters
from content.kinds import KINDS
from content.models import Category, Desa
from content.search.asked import Facets, Term, shown, terms_of
from content.search.words import facet


@dataclass(frozen=True, slots=True)
class Wishes:
    """Words and filters. ``others`` are the filters that the lists have too."""

    q: str
    jenis: tuple[str, ...]
    others: Filters

    @property
    def terms(self) -> tuple[Term, ...]:
        """The words to look for."""
        return terms_of(self.q)

    @property
    def number(self) -> int:
        """How many filters are set, as the phone's button shows."""
        return len(self.jenis) + self.others.number

    def query(self, **changes: object) -> str:
        """Return them as a query string (without the page), with some of them changed."""
        mine = {name: changes.pop(name) for name in ("q", "jenis") if name in changes}
        wanted: Wishes = replace(self, **mine)  # type: ignore[arg-type]
        pairs = [("q", wanted.q)] if wanted.q else []
        pairs += [("jenis", kind) for kind in wanted.jenis]
        own = urlencode(pairs)
        return "&".join(part for part in (own, wanted.others.query(**changes)) if part)

    @property
    def query_for_pages(self) -> str:
        """The query string that page links continue: ends with & or is empty."""
        query = self.query()
        return f"{query}&" if query else ""

    @property
    def without_all(self) -> str:
        """The query string that keeps the words alone."""
        return self.query(jenis=(), desa=(), topik=(), tahun=None)

    def groups(
        self, desa: Iterable[Desa], topics: Iterable[Category]
    ) -> dict[str, tuple[str, ...]]:
        """Return what the index is asked for, by filter that is set."""
        groups = {
            "jenis": tuple(facet("jenis", kind) for kind in self.jenis),
            "desa": tuple(facet("desa", p.pk) for p in desa if p.slug in self.others.desa),
            "topik": tuple(facet("topik", t.pk) for t in topics if t.slug in self.others.topik),
            "tahun": (facet("tahun", self.others.tahun),) if self.others.tahun else (),
        }
        return {name: group for name, group in groups.items() if group}

    def facets(self, desa: Iterable[Desa], topics: Iterable[Category]) -> Facets:
        """Return what the index is asked for, a group for each filter that is set."""
        return tuple(self.groups(desa, topics).values())


def read(query: QueryDict, desa: Sequence[Desa], topics: Sequence[Category]) -> Wishes:
    """Read the wishes; kinds, villages and topics that do not exist are none."""
    asked = filters.parse(query)
    others = Filters(
        desa=_known(asked.desa, (place.slug for place in desa)),
        topik=_known(asked.topik, (topic.slug for topic in topics)),
        tahun=asked.tahun,
    )
    return Wishes(shown(query.get("q", "")), _known(query.getlist("jenis"), KINDS), others)


def _known(asked: Iterable[str], there: Iterable[str]) -> tuple[str, ...]:
    wanted = set(asked)
    return tuple(slug for slug in there if slug in wanted)


def chips(wishes: Wishes, desa: Iterable[Desa], topics: Iterable[Category]) -> list[Chip]:
    """List what the panel applied, each with the address that takes it away."""

    def without(group: tuple[str, ...], slug: str) -> tuple[str, ...]:
        return tuple(other for other in group if other != slug)

    applied = [
        Chip(place.name, wishes.query(desa=without(wishes.others.desa, place.slug)))
        for place in desa
        if place.slug in wishes.others.desa
    ]
    applied += [
        Chip(topic.name, wishes.query(topik=without(wishes.others.topik, topic.slug)))
        for topic in topics
        if topic.slug in wishes.others.topik
    ]
    if wishes.others.tahun:
        applied.append(Chip(str(wishes.others.tahun), wishes.query(tahun=None)))
    return applied
