"""Daftar informasi publik: what the office makes known, by its class under UU 14/2008."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import QueryDict
from django.urls import reverse

from content import dates, facts, registry_wishes
from content.kinds import KINDS
from content.models import Attachment, Desa, Revision
from content.queries import RevisionQuerySet
from content.registry_rules import CLASSES, RETENTION, RETENTION_SOURCE, form
from content.registry_wishes import Wishes

PER_PAGE = 50
# Kilobytes that the order of 20,000 rows weighs (content.facts).
ORDER_WEIGHT = 320
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
    everything = _order(Wishes(), now)
    narrowed = _order(wishes, now) if wishes.narrows else everything
    page = Paginator(narrowed.of(wishes.klasifikasi), PER_PAGE).get_page(_number(query))
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "now": now,
        "wishes": wishes,
        "classes": [(spec, len(narrowed.of(spec.value))) for spec in CLASSES.values()],
        "address": (
            reverse("public-information-class", args=[wishes.klasifikasi])
            if wishes.klasifikasi
            else reverse("public-information")
        ),
        "total": len(narrowed.all),
        "wanted": CLASSES.get(wishes.klasifikasi),
        "kinds": list(KINDS.values()),
        "villages": villages,
        "years": _years(everything, now),
        "chips": wishes.words(villages),
        "retention_source": RETENTION_SOURCE,
        "page": page,
        "entries": list(_entries(list(page.object_list), page.start_index(), now)),
        "numbers": list(numbers),
    }


def _number(query: QueryDict) -> str:
    """Read the number of the page; what is none gives the first."""
    wanted = query.get("halaman", "1")
    return wanted if wanted.isascii() and wanted.isdigit() and len(wanted) < 9 else "1"


@dataclass(frozen=True, slots=True)
class Order:
    """The numbers of all rows, newest first: together and by class, so that every page is near."""

    all: Sequence[int]
    classes: dict[str, Sequence[int]]
    first: datetime | None

    def of(self, klasifikasi: str) -> Sequence[int]:
        """Return the rows of a class; of all for no class."""
        return self.classes.get(klasifikasi, ()) if klasifikasi else self.all


def _order(wishes: Wishes, now: datetime) -> Order:
    """Read the order (one query, once per generation)."""

    def read() -> Order:
        rows = wishes.apply(public_information(now)).newest_first()
        everything, first = array("q"), None
        classes = {klasifikasi: array("q") for klasifikasi in CLASSES}
        for row in rows.values_list("pk", "information_class", "published_at", named=True):
            everything.append(row.pk)
            classes[row.information_class].append(row.pk)
            first = row.published_at
        return Order(everything, dict(classes), first)

    return facts.kept(("information", wishes.query()), read, weight=ORDER_WEIGHT)


def _entries(numbers: list[int], first: int, now: datetime) -> Iterator[Entry]:
    files = Attachment.objects.filter(role__in=TAKEN_AWAY).select_related("asset")
    rows = (
        public_information(now)
        .filter(pk__in=numbers)
        .select_related("item")
        .defer("body")
        .newest_first()
        .prefetch_related("desa", Prefetch("attachments", queryset=files))
    )
    for number, revision in enumerate(rows, start=first):
        formats = [attachment.asset.extension for attachment in revision.attachments.all()]
        yield Entry(number, revision, form(revision.kind, formats), RETENTION[revision.kind])


def _years(order: Order, now: datetime) -> list[int]:
    """Return the years from the first publication on, newest first."""
    if order.first is None:
        return []
    return list(range(dates.local_day(now).year, dates.local_day(order.first).year - 1, -1))
