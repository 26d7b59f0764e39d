"""What the search finds, as plain data: the same rows in the same order as the search page."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import QueryDict

from content.api import asked, items
from content.api.paging import Numbered, numbered
from content.api.problems import BadParameter
from content.kinds import KINDS
from content.models import Revision
from content.search.results import search_context

MOST_PAGES = 1000


def found(query: QueryDict, now: datetime, origin: str) -> tuple[dict[str, Any], Numbered]:
    """Return a page of results, and the ways on."""
    number = asked.number(query, "page", least=1, most=MOST_PAGES, default=1)
    context = search_context(_as_on_the_page(query, number), now)
    page = context["page"]
    if page.number != number:
        raise BadParameter("page", f"halaman terakhir ialah {page.paginator.num_pages}.")
    way = numbered(
        query,
        "page",
        next=number + 1 if page.has_next() else None,
        previous=number - 1 if page.has_previous() else None,
    )
    # The page's own rows carry only what it shows; their files are the same.
    rows = Revision.objects.select_related("item", "category").prefetch_related("desa")
    whole = rows.defer("body").in_bulk([line.revision.pk for line in context["results"]])
    results = [
        items.summary(whole[line.revision.pk], origin, shown=line.revision)
        | {"passage": _plain(line.passage) or None}
        for line in context["results"]
    ]
    return {
        "total": page.paginator.count,
        "is_cut": context["more"],
        "results": results,
    }, way


def _as_on_the_page(query: QueryDict, page: int) -> QueryDict:
    """Say in the words of /cari/ what was asked."""
    wishes = QueryDict(mutable=True)
    year = asked.year(query)
    for name, values in {
        "q": [asked.text(query, "q")],
        "jenis": asked.choices(query, "kind", KINDS),
        "desa": asked.slugs(query, "desa"),
        "topik": asked.slugs(query, "topic"),
        "tahun": [str(year)] if year else [],
        "halaman": [str(page)],
    }.items():
        wishes.setlist(name, values)
    return wishes


def _plain(pieces: Iterable[tuple[str, bool]]) -> str:
    return "".join(piece for piece, _ in pieces)
