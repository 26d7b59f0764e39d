"""The board."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from content.kinds import KINDS
from content.models import Revision
from content.queries import RevisionQuerySet
from workflow.access import DeskRequest, desk
from workflow.board import board_of, cards_of, in_flight, people
from workflow.clocks import events_of, feedback_of
from workflow.models import office_calendar

STEPS = tuple("1234567")


@require_GET
@desk("content.view_revision")
def board(request: DeskRequest) -> HttpResponse:
    """Show every item in flight by SOP step; filters are plain addresses."""
    now = timezone.now()
    kind = request.GET.get("jenis", "")
    person = request.GET.get("petugas", "")
    step = request.GET.get("langkah", "")
    among: RevisionQuerySet = Revision.objects.all()
    if kind in KINDS:
        among = among.of(kind)
    if person.isdecimal() and len(person) < 10:
        among = among.filter(item__created_by=int(person))
    chosen = int(step) if step in STEPS else None
    shown = list(cards_of(in_flight(now, among), step=chosen))
    ids = {row.item_id for row in shown}
    context = {
        "board": board_of(shown, events_of(ids), feedback_of(ids), office_calendar(), now),
        "kinds": KINDS.values(),
        "people": people(),
        "kind": kind,
        "person": person,
        "step": chosen,
        "mine": str(request.user.pk),
    }
    return render(request, "workflow/board.html", context)
