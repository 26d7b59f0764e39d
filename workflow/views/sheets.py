"""The Lembar Persetujuan at the desk: found, looked at, printed, taken along as PDF/A."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from content.dates import month_year
from workflow import sheet_pdf
from workflow.access import DeskRequest, desk
from workflow.sheet_finding import begins, list_context, sheet_under, sheets_of_month


@require_safe
@desk("content.view_revision")
def sheets(request: DeskRequest) -> HttpResponse:
    """List all sheets, by month and by words."""
    return render(request, "workflow/sheets.html", list_context(request.GET))


@require_safe
@desk("content.view_revision")
def sheet(request: DeskRequest, number: str) -> HttpResponse:
    """Show one sheet; printed, it is one page."""
    found, approval = sheet_under(number)
    context = {"sheet": found, "revision": approval.revision}
    return render(request, "workflow/sheet.html", context)


@require_safe
@desk("content.view_revision")
def sheet_file(request: DeskRequest, number: str) -> HttpResponse:
    """Give one sheet as PDF/A."""
    found, _approval = sheet_under(number)
    return _pdf(sheet_pdf.one(found), f"lembar-persetujuan-{found.approval_number}")


@require_safe
@desk("content.view_revision")
def month_file(request: DeskRequest, month: str, part: int) -> HttpResponse:
    """Give a part of a month's sheets as one PDF/A."""
    first = begins(month)
    if first is None or not part or not (found := sheets_of_month(first, part)):
        raise Http404
    title = f"Lembar Persetujuan {month_year(first)}"
    return _pdf(sheet_pdf.many(title, found), f"lembar-persetujuan-{month}-{part}")


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
