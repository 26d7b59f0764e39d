"""Daftar informasi publik: what the office makes known, by its class under UU 14/2008."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Min, Prefetch, Q
from django.http import QueryDict
from django.urls import reverse

from content import dates, facts, registry_wishes
from content.kinds import KINDS
from content.models import Attachment, Desa, Revision
from content.queries import RevisionQuerySet
from content.registry_rules import CLASSES, RETENTION, RETENTION_SOURCE, form
from content.registry_wishes import Wishes

PER_PAGE = 50
# Files that a reader takes away; pictures and videos are named by the kind already.
TAKEN_AWAY = (Attachment.Role.DOCUMENT, Attachment.Role.DATA)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list."""

    number: int
    revision: Revision
    form: str
    retention: str


def public_information(now: datetime) -> RevisionQuerySet:
    """Return every public row of a class that is for the public.

    *Dikecualikan* cannot be among them anyway: the database refuses to make it visible (constraint
    ``excluded_information_is_never_visible``).
    """
    return Revision.objects.public(now).filter(information_class__in=CLASSES)


def registry_context(query: QueryDict, now: datetime, klasifikasi: str = "") -> dict[str, Any]:
    """Return what the list shows, of one class or of all."""
    villages = facts.kept("villages", lambda: list(Desa.objects.all()))
    wishes = registry_wishes.parse(query, villages, klasifikasi)
    everything = public_information(now)
    rows = wishes.apply(everything)
    totals, first = _totals(everything, rows if wishes.narrows else None)
    total = totals.get(wishes.klasifikasi, 0) if wishes.klasifikasi else sum(totals.values())
    page = _page(rows, wishes, total, query.get("halaman", "1"))
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "now": now,
        "wishes": wishes,
        "classes": [(spec, totals.get(spec.value, 0)) for spec in CLASSES.values()],
        "address": (
            reverse("public-information-class", args=[wishes.klasifikasi])
            if wishes.klasifikasi
            else reverse("public-information")
        ),
        "total": sum(totals.values()),
        "wanted": CLASSES.get(wishes.klasifikasi),
        "kinds": list(KINDS.values()),
        "villages": villages,
        "years": _years(first, now),
        "chips": wishes.words(villages),
        "retention_source": RETENTION_SOURCE,
        "page": page,
        "entries": list(_entries(page.object_list, page.start_index())),
        "numbers": list(numbers),
    }


def _page(rows: RevisionQuerySet, wishes: Wishes, total: int, wanted: str) -> Any:
    if wishes.klasifikasi:
        rows = rows.filter(information_class=wishes.klasifikasi)
    files = Attachment.objects.filter(role__in=TAKEN_AWAY).select_related("asset")
    rows = rows.select_related("item").defer("body").newest_first()
    paginator = Paginator(
        rows.prefetch_related("desa", Prefetch("attachments", queryset=files)), PER_PAGE
    )
    # Known from the numbers of the classes already.
    paginator.count = total
    number = wanted if wanted.isascii() and wanted.isdigit() and len(wanted) < 9 else "1"
    return paginator.get_page(number)


def _entries(rows: Iterable[Revision], first: int) -> Iterable[Entry]:
    for number, revision in enumerate(rows, start=first):
        formats = [attachment.asset.extension for attachment in revision.attachments.all()]
        yield Entry(number, revision, form(revision.kind, formats), RETENTION[revision.kind])


def _totals(
    everything: RevisionQuerySet, narrowed: RevisionQuerySet | None
) -> tuple[dict[str, int], datetime | None]:
    """Count the narrowed rows of each class; and when anything was published first (one query)."""
    counted = Q() if narrowed is None else Q(pk__in=narrowed.order_by().values("pk"))
    lines = (
        everything.order_by()
        .values("information_class")
        .annotate(total=Count("pk", filter=counted), first=Min("published_at"))
    )
    found = list(lines)
    return (
        {line["information_class"]: line["total"] for line in found},
        min((line["first"] for line in found), default=None),
    )


def _years(first: datetime | None, now: datetime) -> list[int]:
    """Return the years from the first publication on, newest first."""
    if first is None:
        return []
    return list(range(dates.local_day(now).year, dates.local_day(first).year - 1, -1))
