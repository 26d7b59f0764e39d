"""Checklists: everybody at the desk reads them, administrators write them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from content.kinds import KINDS
from workflow.access import DeskRequest, desk, may
from workflow.checklist import MOST_BOXES, words_for
from workflow.checklist_setting import kind_lists, mark_of, set_list
from workflow.forms_checklist import ChecklistForm
from workflow.refused import Refused, Stale

CHANGE = "workflow.change_checklistbox"


@require_GET
@desk("workflow.view_checklistbox")
def checklists(request: DeskRequest) -> HttpResponse:
    """Show what is looked at before each kind is approved."""
    context = {
        "lists": kind_lists(),
        "most": MOST_BOXES,
        "may_change": may(request.user, CHANGE),
    }
    return render(request, "workflow/checklists.html", context)


@require_http_methods(["GET", "POST"])
@desk(CHANGE)
def checklist(request: DeskRequest, kind: str) -> HttpResponse:
    """Ask for the list of a kind, then set it."""
    now = words_for(kind)
    if request.method == "GET":
        return _ask(request, kind, ChecklistForm(words=now, initial={"seen": mark_of(now)}))
    form = ChecklistForm(request.POST, words=now)
    if not form.is_valid():
        return _ask(request, kind, form)
    try:
        set_list(kind, form.words(), by=request.user, seen=form.cleaned_data["seen"])
    except Stale as refused:
        messages.warning(request, str(refused))
        return redirect("checklist", kind)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _ask(request, kind, form)
    messages.success(request, f"Daftar periksa {KINDS[kind].label} tersimpan dan berlaku sekarang.")
    return redirect("checklists")


def _ask(request: DeskRequest, kind: str, form: ChecklistForm) -> HttpResponse:
    context = {"spec": KINDS[kind], "form": form, "most": MOST_BOXES}
    return render(request, "workflow/checklist.html", context)
