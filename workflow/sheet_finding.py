"""Finding sheets: all of them by month, one by its number or its title, and a month's for printing."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.db.models.functions import TruncMonth
from django.http import Http404, QueryDict

from content.dates import midnight, month_year
from workflow.approval_numbers import normalise
from workflow.approval_sheet import Sheet, approvals, history_of, sheet_of
from workflow.models import Event

PER_PAGE = 25
# A page takes about 30 ms: so many are printed well before anybody gives up waiting.
PER_PRINT = 100
MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Month:
    """A month with sheets: its word in addresses, its name, and whether it is the one shown."""

    word: str
    name: str
    is_shown: bool


def sheet_under(number: str) -> tuple[Sheet, Event]:
    """Return the sheet of an approval number, and its row. Raises Http404 for an unknown one."""
    number = normalise(number)
    approval = approvals().filter(revision__approval_number=number).first() if number else None
    if approval is None:
        raise Http404
    return sheet_of(approval, history_of([approval.item_id])[approval.item_id]), approval


def begins(word: str) -> date | None:
    """Return the first day of a month as addresses write it ("2026-11"); None for anything else."""
    found = MONTH.fullmatch(word)
    return date(int(found[1]), int(found[2]), 1) if found else None


def within(first: date) -> Q:
    """Rows of the month that begins on a day, on the office's clock."""
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return Q(at__gte=midnight(first), at__lt=midnight(following))


def list_context(query: QueryDict) -> dict[str, Any]:
    """Return what the list of sheets shows."""
    wanted, words = begins(query.get("bulan", "")), query.get("cari", "").strip()[:LONGEST]
    rows = approvals().order_by("-sequence").defer("revision__body")
    if wanted:
        rows = rows.filter(within(wanted))
    if words:
        rows = rows.filter(_says(words))
    page = Paginator(rows, PER_PAGE).get_page(query.get("halaman"))
    kept = query.copy()
    kept.pop("halaman", None)
    count = page.paginator.count
    return {
        "page": page,
        "numbers": list(page.paginator.get_elided_page_range(page.number, on_each_side=1)),
        "query": f"{kept.urlencode()}&" if kept else "",
        "months": _months(wanted),
        "month": Month(f"{wanted:%Y-%m}", month_year(wanted), True) if wanted else None,
        "words": words,
        "prints": range(1, -(-count // PER_PRINT) + 1) if wanted and not words else (),
    }


def sheets_of_month(first: date, part: int) -> list[Sheet]:
    """Return a part of a month's sheets, in the order of their numbers; none beyond the last."""
    rows = approvals().filter(within(first)).order_by("sequence").defer("revision__body")
    found: list[Event] = list(rows[(part - 1) * PER_PRINT : part * PER_PRINT])
    return sheets_of(found)


def sheets_of(rows: list[Event]) -> list[Sheet]:
    """Return the sheets of approvals, in their order (one query more, whatever their number)."""
    histories = history_of({row.item_id for row in rows if row.item_id})
    return [sheet_of(row, histories[row.item_id or 0]) for row in rows]


def _says(words: str) -> Q:
    number = normalise(words)
    said = Q(revision__title__icontains=words) | Q(data__sheet_number__icontains=words)
    return said | Q(revision__approval_number=number) if number else said


def _months(shown: date | None) -> list[Month]:
    """Return the months that have sheets, the latest first."""
    found = approvals().order_by().values_list(TruncMonth("at"), flat=True).distinct()
    months: list[datetime] = sorted(set(found), reverse=True)
    return [
        Month(f"{at:%Y-%m}", month_year(at), shown == date(at.year, at.month, 1)) for at in months
    ]
