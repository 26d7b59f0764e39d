"""Writing: a new item, its editor, its next revision (SOP steps 1 to 3)."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from content.forms.titles import TitleForm
from content.kinds import KINDS
from content.models import Item, Revision
from workflow import item_page
from workflow.access import DeskRequest, desk, may
from workflow.opening import revise, start
from workflow.refused import Refused
from workflow.rules import Action
from workflow.views import editor

DECISIONS = (Action.APPROVE, Action.RETURN, Action.REJECT)


@require_GET
@desk("content.add_item")
def choose_kind(request: DeskRequest) -> HttpResponse:
    """Ask what is to be written."""
    return render(request, "workflow/item_new.html", {"kinds": KINDS.values()})


@require_http_methods(["GET", "HEAD", "POST"])
@desk("content.add_item")
def new_item(request: DeskRequest, kind: str) -> HttpResponse:
    """Ask for the title, then open the item at step 1."""
    if kind not in KINDS:
        raise Http404
    form = TitleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            revision = start(kind, form.cleaned_data["title"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("item-edit", revision.item_id)
    context = {"kinds": KINDS.values(), "spec": KINDS[kind], "form": form}
    return render(request, "workflow/item_new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk("content.view_revision")
def item(request: DeskRequest, pk: int) -> HttpResponse:
    """Show an item: as editor to operators while it is open, else as its state."""
    revision = item_page.newest_revision(pk)
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
        "here": reverse("item-edit", args=[revision.item_id]),
    }
    return render(request, "workflow/item_state.html", context)


@require_POST
@desk("content.add_item")
def revise_item(request: DeskRequest, pk: int) -> HttpResponse:
    """Open the next revision of an item that is (or was) on the site."""
    wanted = get_object_or_404(Item, pk=pk)
    try:
        revise(wanted, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("item-edit", wanted.pk)
