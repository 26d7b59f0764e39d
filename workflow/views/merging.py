"""Taking in what became public meanwhile: the page that shows it, and the act."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from content.models import Revision
from workflow.access import DeskRequest, desk
from workflow.lanes import desk_address
from workflow.merging import Meeting, meeting_of, take_in
from workflow.refused import Refused, Stale


@require_http_methods(["GET", "HEAD", "POST"])
@desk("content.add_item")
def merge(request: DeskRequest, pk: int) -> HttpResponse:
    """Show what comes in and what has to be chosen; POST merges."""
    rows = Revision.objects.select_related("item", "category").with_public_numbers()
    draft = get_object_or_404(rows, pk=pk)
    here = desk_address(draft)
    meeting = meeting_of(draft, timezone.now()) if draft.is_open else None
    if meeting is None:
        messages.info(request, "Tidak ada versi tayang yang perlu digabungkan ke naskah ini.")
        return redirect(here)
    if request.method != "POST":
        return _page(request, meeting)
    sent = request.POST
    try:
        merged = take_in(
            draft.pk,
            by=request.user,
            version=_number(sent.get("version", "")),
            number=_number(sent.get("number", "")),
            chosen={row.key: sent.get(f"pilih-{row.key}", "") for row in meeting.questions},
        )
    except Stale as stale:
        messages.warning(request, str(stale))
        return redirect("revision-merge", draft.pk)
    except Refused as refusal:
        return _page(request, meeting, str(refusal), status=409)
    messages.success(
        request,
        f"Versi {meeting.theirs.number} digabungkan. Naskah ini sekarang versi {merged.number}.",
    )
    return redirect(here)


def _page(
    request: DeskRequest, meeting: Meeting, refusal: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "revision": meeting.mine,
        "theirs": meeting.theirs,
        "incoming": meeting.incoming,
        "questions": [(row, request.POST.get(f"pilih-{row.key}", "")) for row in meeting.questions],
        "refusal": refusal,
        "here": desk_address(meeting.mine),
    }
    return render(request, "workflow/merge.html", context, status=status)


def _number(sent: str) -> int:
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 10 else 0
