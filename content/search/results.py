"""What the search page shows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Subquery
from django.http import QueryDict

from content import dates
from content.models import Category, Desa, Revision
from content.search import wishes as asking
from content.search.asked import Term
from content.search.finding import MOST, find
from content.search.passages import Found, found

PER_PAGE = 12


def search_context(query: QueryDict, now: datetime) -> dict[str, Any]:
    """Return the results page for a query string."""
    oldest = Revision.objects.public(now).order_by("published_at").values("published_at")[:1]
    # The oldest year is asked along with the villages: one question to the database less.
    desa = list(Desa.objects.annotate(oldest=Subquery(oldest)))
    topics = list(Category.objects.all())
    wishes = asking.read(query, desa, topics)
    terms = wishes.terms
    answer = find(terms, wishes.facets(desa, topics), now)
    page = _page(answer.ids, query)
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "wishes": wishes,
        "filters": wishes,
        "asked": bool(wishes.q or wishes.number),
        "chips": asking.chips(wishes, desa, topics),
        "years": _years(desa, now),
        "more": answer.more,
        "most": MOST,
        "page": page,
        "numbers": list(numbers),
        "results": _results(page, terms),
    } | asking.choices(wishes, desa, topics)


def _page(ids: Sequence[int], query: QueryDict) -> Page[int]:
    """Return the page that was asked for; a number that is none gives the nearest."""
    wanted = query.get("halaman", "1")
    number = wanted if wanted.isascii() and wanted.isdigit() and len(wanted) < 9 else "1"
    return Paginator(ids, PER_PAGE).get_page(number)


def _results(page: Page[int], terms: Sequence[Term]) -> list[Found]:
    rows = Revision.objects.for_list().in_bulk(list(page.object_list)) if page.object_list else {}
    return [found(rows[pk], terms) for pk in page.object_list if pk in rows]


def _years(desa: Sequence[Any], now: datetime) -> list[int]:
    """List the years from now back to the first publication."""
    oldest = next((place.oldest for place in desa), None)
    this_year = dates.local_day(now).year
    first = dates.local_day(oldest).year if oldest else this_year
    return list(range(this_year, first - 1, -1))
