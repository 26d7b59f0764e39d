"""What the search page shows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from content.models import Revision
from content.search import choices, spelling
from content.search import wishes as asking
from content.search.asked import Facets, Term
from content.search.finding import MOST, find_some
from content.search.narrowing import Narrowed, narrow
from content.search.passages import found

PER_PAGE = 12
# Where fewer than FEW hold all words, up to SOME that hold part of them are shown as well.
FEW = 4
SOME = 8


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
    rows = _rows(list(page.object_list), some)
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    meant = spelling.suggestion(wishes.q, facets, now) if nothing else ""
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
        "page": page,
        "numbers": list(numbers),
        "results": [found(rows[pk], terms) for pk in page.object_list if pk in rows],
        "partly": [found(rows[pk], terms) for pk in some if pk in rows],
    } | choices.panel(wishes, there, seen.tallies)


def _page(ids: Sequence[int], query: QueryDict) -> Page[int]:
    """Return the page that was asked for; a number that is none gives the nearest."""
    wanted = query.get("halaman", "1")
    number = wanted if wanted.isascii() and wanted.isdigit() and len(wanted) < 9 else "1"
    return Paginator(ids, PER_PAGE).get_page(number)


def _rows(complete: Sequence[int], partly: Sequence[int]) -> dict[int, Revision]:
    """Read the rows of the page. Those that answer in part alone are shown without pictures."""
    chosen = [*complete, *partly]
    if not chosen:
        return {}
    rows = Revision.objects.for_list() if complete else Revision.objects.select_related("item")
    return rows.in_bulk(chosen)


def _some(terms: Sequence[Term], facets: Facets, seen: Narrowed, now: datetime) -> list[int]:
    """Find what holds part of the words, where hardly anything holds all of them."""
    filters_hide = len(seen.whole.ids) > len(seen.answer.ids)
    if filters_hide or len(seen.answer.ids) >= FEW:
        return []
    return find_some(terms, facets, now, SOME, seen.answer.ids)
