"""The filters of the search page: what can be chosen, and how much each choice would leave."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import Subquery, Value

from content import dates, facts
from content.kinds import KINDS
from content.models import Category, Desa, SearchEntry
from content.search.narrowing import Tally
from content.search.numbering import day_of
from content.search.wishes import Wishes
from content.search.words import facet

# So many villages stand open (_choice_set.html); the rest folds.
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter. ``total`` is None where it was not counted."""

    slug: str
    name: str
    facet: str
    chosen: bool
    total: int | None = None
    more: bool = False
    query: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What there is to choose from."""

    desa: list[Desa] = field(default_factory=list)
    topics: list[Category] = field(default_factory=list)
    years: list[int] = field(default_factory=list)


def shelf(now: datetime) -> Shelf:
    """Return villages, topics and the years from now back to the first publication."""
    return facts.kept("search shelf", lambda: _shelf(now))


def _shelf(now: datetime) -> Shelf:
    """Read all of it in one query."""
    first = SearchEntry.objects.order_by("id").values("id")[:1]
    columns = ("pk", "slug", "name", "oldest")
    places = Desa.objects.order_by().annotate(oldest=Subquery(first))
    topics = Category.objects.order_by().annotate(oldest=Subquery(first))
    lines = (
        places.values_list(Value("desa"), "position", *columns)
        .union(topics.values_list(Value("topik"), Value(0), *columns), all=True)
        .order_by("position", "name")
    )
    found, oldest = Shelf(), None
    for what, _, pk, slug, name, oldest in lines:  # noqa: B007 - the same in every line
        if what == "desa":
            found.desa.append(Desa(pk=pk, slug=slug, name=name))
        else:
            found.topics.append(Category(pk=pk, slug=slug, name=name))
    this_year = dates.local_day(now).year
    first_year = day_of(oldest).year if oldest else this_year
    found.years.extend(range(this_year, min(first_year, this_year) - 1, -1))
    return found


def panel(wishes: Wishes, there: Shelf, tallies: Mapping[str, Tally]) -> dict[str, object]:
    """Return the lines of the filter panel: what leaves most first; what leaves nothing not at all.

    ``all_kinds`` is the choice of no kind.
    """
    others = wishes.others
    kinds = [
        Option(kind.slug, kind.label, facet("jenis", kind.slug), kind.slug in wishes.jenis)
        for kind in KINDS.values()
    ]
    desa = [
        Option(place.slug, place.name, facet("desa", place.pk), place.slug in others.desa)
        for place in there.desa
    ]
    topics = [
        Option(topic.slug, topic.name, facet("topik", topic.pk), topic.slug in others.topik)
        for topic in there.topics
    ]
    years = [
        Option(str(year), str(year), facet("tahun", year), year == others.tahun)
        for year in sorted({*there.years, others.tahun or there.years[0]}, reverse=True)
    ]
    kinds = [
        replace(kind, query=wishes.query(jenis=(kind.slug,)))
        for kind in _counted(kinds, tallies.get("jenis"))
    ]
    desa = _most_first(_counted(desa, tallies.get("desa")))
    return {
        "all_kinds": _all(kinds, wishes),
        "kind_choices": kinds,
        "desa_choices": desa,
        "more_desa_chosen": any(place.chosen for place in desa[SHOWN:]),
        "topic_choices": _most_first(_counted(topics, tallies.get("topik"))),
        "years": _counted(years, tallies.get("tahun")),
    }


def _counted(options: Iterable[Option], tally: Tally | None) -> list[Option]:
    if tally is None:
        return list(options)
    # Where only the first were counted, a choice that was not among them may still leave some.
    counted = [
        replace(one, total=tally.totals[one.facet] or (None if tally.more else 0), more=tally.more)
        for one in options
    ]
    return [one for one in counted if one.total != 0 or one.chosen]


def _most_first(options: Iterable[Option]) -> list[Option]:
    return sorted(options, key=lambda one: -(one.total or 0))


def _all(kinds: Iterable[Option], wishes: Wishes) -> Option:
    totals = [kind.total for kind in kinds]
    known = sum(total or 0 for total in totals) if any(t is not None for t in totals) else None
    more = any(kind.more for kind in kinds)
    return Option("", "Semua", "", not wishes.jenis, known, more, wishes.query(jenis=()))
