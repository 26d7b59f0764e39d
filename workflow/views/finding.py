"""Cari butir: the list of all items of the desk."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from workflow.access import DeskRequest, desk
from workflow.finding import finding_context


@require_GET
@desk("content.view_revision")
def find_items(request: DeskRequest) -> HttpResponse:
    """Show the items that a plain address asks for."""
    context = finding_context(request.GET, timezone.now())
    return render(request, "workflow/item_find.html", context)
