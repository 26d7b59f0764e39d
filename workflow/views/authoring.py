"""Writing: an item's editor or state, and its next revision (SOP steps 1 to 3)."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from content.models import Item, Revision
from workflow import item_page
from workflow.access import DeskRequest, desk, may
from workflow.lanes import desk_address
from workflow.opening import revise
from workflow.refused import Refused
from workflow.views import editor
from workflow.waiting import DECISIONS


@require_http_methods(["GET", "HEAD", "POST"])
@desk("content.view_revision")
def item(request: DeskRequest, pk: int) -> HttpResponse:
    """Show an item: as editor to operators while it is open, else as its state."""
    return _item(request, item_page.newest_revision(pk))


@require_http_methods(["GET", "HEAD", "POST"])
@desk("content.view_revision")
def correction(request: DeskRequest, pk: int) -> HttpResponse:
    """Show the correction (ralat) that is under way; without one, the item itself."""
    revision = item_page.correction_under_way(pk)
    if revision is None and request.method != "POST":
        return redirect("item-edit", pk)
    # What somebody typed into a correction that has ended meanwhile is not thrown away.
    return _item(request, revision or item_page.newest_revision(pk))


def _item(request: DeskRequest, revision: Revision) -> HttpResponse:
    writes = may(request.user, "content.add_item")
    if request.method == "POST":
        if not writes:
            raise PermissionDenied
        return editor.save(request, revision)
    if revision.is_open and writes:
        return editor.show(request, revision)
    return show_state(request, revision)


def show_state(request: DeskRequest, revision: Revision) -> HttpResponse:
    """Show frozen words with what may be done to them."""
    now = timezone.now()
    context: dict[str, Any] = item_page.frame(revision, request.user, now) | {
        "outcome": item_page.outcome(revision, now),
        "decisions": DECISIONS,
        "here": desk_address(revision),
    }
    return render(request, "workflow/item_state.html", context)


@require_POST
@desk("content.add_item")
def revise_item(request: DeskRequest, pk: int) -> HttpResponse:
    """Open the next revision of an item that is (or was) on the site."""
    return _open(request, pk, correction=False)


@require_POST
@desk("content.add_item")
def correct_item(request: DeskRequest, pk: int) -> HttpResponse:
    """Open a correction (ralat) of what the public reads now."""
    return _open(request, pk, correction=True)


def _open(request: DeskRequest, pk: int, *, correction: bool) -> HttpResponse:
    wanted = get_object_or_404(Item, pk=pk)
    try:
        opened = revise(wanted, by=request.user, correction=correction)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("item-edit", wanted.pk)
    return redirect(desk_address(opened))
