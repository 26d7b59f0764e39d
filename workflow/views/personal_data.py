"""Deciding about personal data from the editor: with its form, or act by act beside it."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from content.models import Revision
from workflow.access import DeskRequest, desk
from workflow.hints.sight import Sort
from workflow.lanes import desk_address
from workflow.models import PersonalDataDecision
from workflow.personal_data import UNREADABLE
from workflow.personal_data_decisions import decide
from workflow.personal_data_panel import personal_data_context
from workflow.refused import Refused

Choice = PersonalDataDecision.Choice
# What a button of the panel sends: this word, the decision, the key of the finding.
WORD = "putusan"
DONE = {
    Choice.HIDE: "{} ditutup di dalam tulisan.",
    Choice.ALLOW: "{} diizinkan tampil; alasannya tercatat.",
    Choice.CHECKED: "{} dicatat sudah Anda periksa.",
}


def follow(request: DeskRequest, saved: Revision, wanted: str) -> HttpResponse | None:
    """Decide as the pressed button says, after its form was saved; None for other buttons."""
    if not wanted.startswith(f"{WORD}:"):
        return None
    try:
        messages.success(request, _decide(request, saved.pk, wanted))
    except Refused as refusal:
        messages.error(request, f"Tulisan tersimpan. {refusal}")
    return redirect(f"{desk_address(saved)}#data-pribadi")


@require_http_methods(["GET", "HEAD", "POST"])
@desk("content.add_item")
def personal_data(request: DeskRequest, pk: int) -> HttpResponse:
    """Answer with the panel as it is now; a POST decides first, about words that are saved."""
    revision = get_object_or_404(Revision.objects.select_related("item"), pk=pk)
    said, status = "", HTTPStatus.OK
    if request.method == "POST":
        try:
            said = _decide(request, pk, request.POST.get("then", ""))
        except Refused as refusal:
            said, status = str(refusal), HTTPStatus.UNPROCESSABLE_ENTITY
    context = personal_data_context(revision, request.user) | {"said": said}
    return render(request, "workflow/_personal_data.html", context, status=status)


def _decide(request: DeskRequest, revision_id: int, wanted: str) -> str:
    """Decide, and return the sentence that says so."""
    _word, _, rest = wanted.partition(":")
    choice, _, key = rest.partition(":")
    reason = request.POST.get(f"alasan-lain-{key}", "") or request.POST.get(f"alasan-{key}", "")
    row = decide(revision_id, key, choice, by=request.user, reason=reason)
    subject = "Berkas" if row.kind == UNREADABLE else str(Sort(row.kind).label)
    return DONE[Choice(row.choice)].format(subject)
