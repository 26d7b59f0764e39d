"""Tables from the bank data for a text: which data sets there are, and one as it would be put in."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET

from content import still_table
from content.datatable import SHOWN_ROWS, preview
from content.html import clean
from content.kinds import Kind
from content.models import Attachment, Revision
from workflow.access import DeskRequest, desk

MOST_CHOICES = 12
LONGEST_QUESTION = 100
ROWS = (5, 10, 20, SHOWN_ROWS)
COLUMNS = {str(n): n for n in range(100)}


@require_GET
@desk("content.add_item")
def data_choices(request: DeskRequest) -> HttpResponse:
    """List public data sets whose title or summary has the words."""
    found = Revision.objects.public().of(Kind.BANK_DATA).select_related("item").defer("body")
    for word in request.GET.get("q", "")[:LONGEST_QUESTION].replace("\x00", "").split():
        found = found.filter(Q(title__icontains=word) | Q(summary__icontains=word))
    holding = Attachment.objects.filter(role=Attachment.Role.DATA).values("revision")
    choices = found.filter(pk__in=holding).order_by("-published_at", "-pk")[:MOST_CHOICES]
    return render(request, "workflow/_data_choices.html", {"choices": choices})


@require_GET
@desk("content.add_item")
def data_table(request: DeskRequest, pk: int) -> HttpResponse:
    """Show columns and rows to choose, and the table that would be put into the text."""
    found = Revision.objects.public().of(Kind.BANK_DATA).select_related("item").filter(pk=pk)
    dataset = found.prefetch_related("attachments__asset").first()
    if dataset is None:
        raise Http404("Data ini tidak sedang tayang.")
    tables = (preview(place.asset) for place in dataset.placed(Attachment.Role.DATA))
    table = next((table for table in tables if table), None)
    context: dict[str, Any] = {"dataset": dataset, "table": table}
    if table:
        wanted = {COLUMNS[n] for n in request.GET.getlist("kolom") if n in COLUMNS}
        asked = request.GET.get("baris", "")
        rows = int(asked) if asked in {str(n) for n in ROWS} else still_table.FIRST_ROWS
        chosen = still_table.chosen_columns(table, wanted)
        html = clean(still_table.write(dataset, table, wanted, rows))
        context |= {
            "columns": [(n, c.heading, n in chosen) for n, c in enumerate(table.columns)],
            "rows": rows,
            "row_choices": ROWS,
            "html": mark_safe(html),  # noqa: S308 - cleaned in the line above
        }
    return render(request, "workflow/_data_table.html", context)
