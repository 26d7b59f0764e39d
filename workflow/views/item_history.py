"""What an item was: its whole history, any two versions side by side, an older one taken up."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from content.models import Revision
from workflow.access import DeskRequest, desk
from workflow.comparing import comparison
from workflow.item_history import history_context
from workflow.refused import Refused
from workflow.restoring import restore


@require_GET
@desk("content.view_revision")
def item_history(request: DeskRequest, pk: int) -> HttpResponse:
    """Show every version of an item as sentences."""
    context = history_context(pk, request.user, request.GET, timezone.now())
    return render(request, "workflow/item_history.html", context)


@require_GET
@desk("content.view_revision")
def item_compare(request: DeskRequest, pk: int) -> HttpResponse:
    """Show what differs between two versions of an item."""
    context = comparison(pk, request.GET, timezone.now())
    return render(request, "workflow/item_compare.html", context)


@require_POST
@desk("content.add_item")
def item_restore(request: DeskRequest, pk: int, number: int) -> HttpResponse:
    """Take an older version up again as the item's next draft."""
    source = get_object_or_404(Revision, item=pk, number=number)
    try:
        restore(source, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("item-history", pk)
    messages.success(request, f"Isi versi {number} menjadi naskah baru. Periksa, lalu ajukan.")
    return redirect("item-edit", pk)
