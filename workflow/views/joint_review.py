"""The items of one activity on one screen: each with its own decision, all sent in one pass."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from content import facts
from content.models import Activity
from workflow.access import desk
from workflow.joint_decisions import decide_each, keep_what_was_typed, summed_up
from workflow.joint_review import waiting_together

NOTHING_CHOSEN = "Pilih putusan untuk paling sedikit satu butir."


@require_http_methods(["GET", "POST"])
@csp_replace({"frame-src": [SELF]})
@desk("workflow.view_queue")
def review_activity(request, pk):
    """Show what waits for this person; decide each text on its own, and tell what became of it."""
    activity = get_object_or_404(Activity, pk=pk)
    if request.method == "GET":
        return _page(request, activity)
    outcomes = decide_each(request.POST, activity.pk, by=request.user)
    if not outcomes or any(outcome.problems for outcome in outcomes):
        return _page(request, activity, outcomes)
    messages.success(request, f"Putusan tersimpan: {summed_up(outcomes)}.")
    return redirect("queue")


def _page(request, activity, outcomes=None):
    now = timezone.now()
    with facts.opened():
        cards, total = waiting_together(activity.pk, request.user, now)
        context = {
            "activity": activity,
            "cards": cards,
            "hidden": total - len(cards),
        }
        if outcomes is not None:
            context["without_card"] = keep_what_was_typed(cards, request.POST, outcomes)
            context["done"] = [outcome for outcome in outcomes if not outcome.problems]
            context["summary"] = summed_up(outcomes)
            context["failed"] = [card for card in cards if card.problems]
            context["nothing_chosen"] = "" if outcomes else NOTHING_CHOSEN
        return render(request, "workflow/joint_review.html", context)
