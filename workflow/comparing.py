"""Any two versions of an item side by side: which two are meant, and what differs."""

from datetime import datetime
from typing import Any

from django.http import Http404, QueryDict

from content.models import Revision
from workflow.bases import with_base
from workflow.changes import changes_within


def comparison(item_id: int, query: QueryDict, now: datetime) -> dict[str, Any]:
    """Return what the page shows: ``?dari=`` and ``?ke=`` are the numbers of the versions.

    Without them it is the text that stands for the item, beside the version it is told against.
    Raises Http404 for an unknown item or version.
    """
    versions = list(
        Revision.objects.filter(item=item_id)
        .defer("body", "summary")
        .select_related("item")
        .order_by("-number")
    )
    if not versions:
        raise Http404
    numbers = {version.number: version.pk for version in versions}
    new = _asked(query, "ke", numbers) or _standing(item_id)
    old = _asked(query, "dari", numbers) or _before(new, numbers, now)
    rows = {
        row.number: row
        for row in Revision.objects.filter(item=item_id, number__in=(old, new)).for_page()
    }
    return {
        "item": versions[0].item,
        "versions": versions,
        "old": rows[old],
        "new": rows[new],
        "is_same": old == new,
        "changes": changes_within(rows[old], rows[new]) if old != new else [],
    }


def _asked(query: QueryDict, name: str, numbers: dict[int, int]) -> int:
    wanted = query.get(name, "")
    if not wanted:
        return 0
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 10 else 0
    if number not in numbers:
        raise Http404("Versi ini tidak ditemukan.")
    return number


def _standing(item_id: int) -> int:
    rows = Revision.objects.filter(item=item_id).in_desk_order()
    number: int = rows.values_list("number", flat=True)[0]
    return number


def _before(new: int, numbers: dict[int, int], now: datetime) -> int:
    base = with_base(Revision.objects.filter(pk=numbers[new]), now)
    at = base.values_list("base_id", flat=True)[0]
    known = next((number for number, pk in numbers.items() if pk == at), 0)
    return known or max((number for number in numbers if number < new), default=new)
