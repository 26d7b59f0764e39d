"""Ticking remarks off from the editor: with its form, or one by one beside it."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from content.models import Revision
from workflow.access import JSON, DeskRequest, desk
from workflow.clocks import events_of, this_round
from workflow.lanes import desk_address
from workflow.refused import Refused
from workflow.remark_ticks import tick
from workflow.remarks import REOPENED, TICKED, TICKS, Returned, open_remarks

DONE = {
    TICKED: "Petunjuk ditandai selesai. {}.",
    REOPENED: "Petunjuk dibuka lagi. {}.",
}
HERE = "#petunjuk"


def follow(request: DeskRequest, saved: Revision, wanted: str) -> HttpResponse | None:
    """Tick as the pressed button says, after its form was saved; None for other buttons."""
    act, _, name = wanted.partition(":")
    sequence, _, index = name.partition(":")
    if act not in TICKS or not (_is_number(sequence) and _is_number(index)):
        return None
    try:
        now = tick(saved.pk, int(sequence), int(index), done=act == TICKED, by=request.user)
        messages.success(request, f"Tersimpan. {DONE[act].format(now.progress)}")
    except Refused as refusal:
        messages.error(request, f"Tulisan tersimpan. {refusal}")
    return redirect(f"{desk_address(saved)}{HERE}")


def question(saved: Revision, wanted: str) -> HttpResponse | None:
    """Ask once before a text goes up with remarks that nobody ticked; None where none is open."""
    if wanted != "submit":
        return None
    past = this_round(events_of([saved.item_id])[saved.item_id], saved.number)
    return (
        redirect(f"{desk_address(saved)}?tanya=petunjuk{HERE}-tanya")
        if open_remarks(past)
        else None
    )


@require_POST
@desk("content.add_item")
def remark_tick(request: DeskRequest, pk: int, sequence: int, index: int) -> HttpResponse:
    """Tick one remark off (``done`` 1) or open it again; to a script the answer is JSON."""
    revision = get_object_or_404(Revision.objects.select_related("item"), pk=pk)
    act = TICKED if request.POST.get("done", "1") == "1" else REOPENED
    by_script = request.headers.get("Accept") == JSON
    try:
        now = tick(pk, sequence, index, done=act == TICKED, by=request.user)
    except Refused as refusal:
        if by_script:
            return JsonResponse({"words": str(refusal)}, status=409)
        messages.error(request, str(refusal))
        return redirect(desk_address(revision))
    words = DONE[act].format(now.progress)
    if by_script:
        return JsonResponse(answer(now, sequence, index) | {"words": words})
    messages.success(request, words)
    return redirect(f"{desk_address(revision)}{HERE}")


def answer(now: Returned, sequence: int, index: int) -> dict[str, str | int | bool]:
    """Return what the page shows of a tick."""
    both = (*now.remarks, *now.older)
    remark = next((one for one in both if (one.sequence, one.index) == (sequence, index)), None)
    done = remark is None or remark.done  # older ones that are done are no longer listed
    return {
        "done": done,
        "by": remark.done_by if remark else "",
        "progress": now.progress,
        "finished": now.finished,
    }


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10
