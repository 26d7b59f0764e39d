"""The approver's queue, and the desk's front door."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from workflow.access import desk
from workflow.acting_words import acting_words
from workflow.people import APPROVERS, acting_as
from workflow.queue_groups import grouped
from workflow.sop import step
from workflow.undo_offers import of_event
from workflow.waiting import SHOWN, queue

DECIDED = {
    "endorse": ("Diparaf", "anggur", "check-lg"),
    "approve": ("Disetujui", "selesai", "check-lg"),
    "return": ("Dikembalikan", "anggur", "arrow-return-left"),
    "reject": ("Ditolak", "bahaya", "x-lg"),
}


@require_GET
@desk("content.view_revision")
def home(request):
    """Lead approvers to what waits for them, everybody else to the board."""
    return redirect("queue" if acting_as(request.user, APPROVERS) else "board")


@require_GET
@desk("workflow.view_queue")
def waiting(request):
    """Show what waits for this person, what waits for others, and today's decisions."""
    now = timezone.now()
    found = queue(request.user, now)
    context = {
        "is_approver": acting_as(request.user, APPROVERS) is not None,
        "acting": acting_words(request.user, now),
        "queue": found,
        "groups": grouped(found.mine),
        "shown": SHOWN,
        "standard": step(4).standard_minutes,
        "decisions": [
            (event, *DECIDED[event.action], of_event(event, now)) for event in found.decisions
        ],
    }
    return render(request, "workflow/queue.html", context)
