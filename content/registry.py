"""Daftar informasi publik: what the office makes known, by its class under UU 14/2008."""

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import QueryDict

from content.models import Revision

PER_PAGE = 50
CLASSES = [
    choice
    for choice in Revision.InformationClass
    if choice != Revision.InformationClass.EXCLUDED  # is never public
]


def information_list(query: QueryDict, now: datetime) -> dict[str, Any]:
    """Return the rows of one class, or of all, and how many each class has."""
    rows = Revision.objects.public(now)
    wanted = next((c for c in CLASSES if c.value == query.get("klasifikasi")), None)
    totals = dict(rows.order_by().values_list("information_class").annotate(total=Count("pk")))
    if wanted:
        rows = rows.filter(information_class=wanted)
    page = Paginator(rows.select_related("item").newest_first().defer("body"), PER_PAGE).get_page(
        query.get("halaman")
    )
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "classes": [(c.value, c.label, totals.get(c.value, 0)) for c in CLASSES],
        "total": sum(totals.values()),
        "wanted": wanted,
        "page": page,
        "numbers": list(numbers),
        "query": f"klasifikasi={wanted.value}&" if wanted else "",
    }
