"""What the search page shows."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, prefetch_related_objects
from django.http import QueryDict

from content import facts
from content.models import Attachment, Desa, Revision
from content.queries import RevisionQuerySet
from content.search import choices, contact, spelling
from content.search import wishes as asking
from content.search.asked import Facets, Term
from content.search.finding import MOST, Answer, find_some
from content.search.narrowing import Narrowed, narrow
from content.search.passages import Finder, Found
from content.search.words import facet

PER_PAGE = 12
# Where fewer than FEW hold all words, up to SOME that hold part of them are shown as well.
FEW = 4
SOME = 8
# What a line of the results says.
COLUMNS = (
    *("kind", "title", "summary", "body", "place", "starts_at", "letter_number", "data_source"),
    *("published_at", "item__kind", "item__slug"),
)
# Kilobytes, about (content.facts): a row with the copies of its picture, each of its files.
ROW_WEIGHT = 6
FILE_WEIGHT = 2


def search_context(query: QueryDict, now: datetime) -> dict[str, Any]:
    """Return the results page for a query string."""
    there = choices.shelf(now)
    wishes = asking.read(query, there.desa, there.topics)
    terms = wishes.terms
    facets = wishes.facets(there.desa, there.topics)
    seen = narrow(terms, wishes.groups(there.desa, there.topics), now)
    page = _page(seen.answer.ids, query)
    nothing = bool(terms) and not seen.whole.ids
    some = _some(terms, facets, seen, now)
    shown = _rows(list(page.object_list), some)
    finder = Finder(terms)
    # Of an item's villages those that were asked for come first.
    places = sorted(there.desa, key=lambda place: place.slug not in wishes.others.desa)
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    meant = spelling.suggestion(wishes.q, facets, now, alone=not some.ids) if nothing else ""
    return {
        "wishes": wishes,
        "filters": wishes,
        "asked": bool(wishes.q or wishes.number),
        "chips": asking.chips(wishes, there.desa, there.topics),
        "more": seen.answer.more,
        "most": MOST,
        "meant": meant,
        "meant_query": wishes.query(q=meant),
        "unfiltered": len(seen.whole.ids),
        "unfiltered_more": seen.whole.more,
        "narrowable": bool(seen.whole.ids or wishes.number or not terms),
        "contact": contact.asked_for(terms) and page.number == 1,
        "page": page,
        "numbers": list(numbers),
        "results": _lines(seen.answer, shown, finder, places, captions=True),
        "partly": _lines(some, shown, finder, places),
    } | choices.panel(wishes, there, seen.tallies)


def _page(ids: Sequence[int], query: QueryDict) -> Page[int]:
    """Return the page that was asked for; a number that is none gives the nearest."""
    wanted = query.get("halaman", "1")
    number = wanted if wanted.isascii() and wanted.isdigit() and len(wanted) < 9 else "1"
    return Paginator(ids, PER_PAGE).get_page(number)


def _some(terms: Sequence[Term], facets: Facets, seen: Narrowed, now: datetime) -> Answer:
    """Find what holds part of the words, where hardly anything holds all of them."""
    filters_hide = len(seen.whole.ids) > len(seen.answer.ids)
    if filters_hide or len(seen.answer.ids) >= FEW:
        return Answer([], more=False)
    return find_some(terms, facets, now, SOME, seen.answer.ids)


def _rows(complete: Sequence[int], some: Answer) -> dict[int, Revision]:
    """Return the rows of the page, with their files where something holds all words.

    Their villages are known from the index.
    """
    chosen = [*complete, *some.ids]
    if not complete:
        return _bare().in_bulk(chosen) if chosen else {}
    return facts.kept_all("found", chosen, _with_files, _weight)


def _bare() -> RevisionQuerySet:
    return Revision.objects.select_related("item").only(*COLUMNS)


def _with_files(numbers: list[int]) -> dict[int, Revision]:
    files = Prefetch("attachments", queryset=Attachment.objects.select_related("asset"))
    rows = _bare().prefetch_related(files).in_bulk(numbers)
    covers = [row.cover.asset for row in rows.values() if row.cover]
    prefetch_related_objects(covers, "derivatives")
    return rows


def _weight(row: Revision) -> int:
    return ROW_WEIGHT + len(row.body) // 1024 + len(row.attachments.all()) * FILE_WEIGHT


def _lines(
    answer: Answer,
    rows: Mapping[int, Revision],
    finder: Finder,
    places: Sequence[Desa],
    **how: bool,
) -> list[Found]:
    """Return the lines of the results that are on this page."""
    names = {facet("desa", place.pk): place.name for place in places}
    return [
        finder.found(rows[pk], [names[f] for f in names if f in kept], **how)
        for pk, kept in zip(answer.ids, answer.facets, strict=True)
        if pk in rows
    ]
