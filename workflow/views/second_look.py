"""Deciding by exception from four eyes, and the list of what another superior has to see again."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from workflow import second_looks
from workflow.access import desk
from workflow.engine import move
from workflow.exceptions import wrote
from workflow.forms_exception import EXCEPTION_FORMS, SecondLookForm
from workflow.models import SecondLook
from workflow.people import today
from workflow.refused import Decided, Refused, Stale
from workflow.rules import Action, refusal
from workflow.turns import next_decision
from workflow.views.decisions import instead, told
from workflow.views.review import for_review

SHOWN = 50


@require_http_methods(["GET", "POST"])
@desk("content.view_revision")
def by_exception(request, pk):
    """Ask for the reason, then let somebody who wrote decide; every answer is a sentence."""
    revision = for_review(pk)
    action = next_decision(revision)
    reason = _why_not(revision, action, request.user)
    form = EXCEPTION_FORMS[action](request.POST or None, revision=revision, action=action)
    if request.method == "GET" or not form.is_valid():
        context = {"revision": revision, "form": form, "refusal": reason}
        return render(request, "workflow/exception.html", context)
    try:
        moved = move(revision, action, by=request.user, **form.arguments())
    except (Decided, Stale) as refused:
        messages.warning(request, str(refused))
        return redirect(instead(revision, request.user))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("review", revision.pk)
    messages.success(request, told(request.user, moved, action))
    return redirect("queue")


def _why_not(revision, action, user):
    now = timezone.now()
    if reason := refusal(revision, action, user, now, by_exception=True):
        return reason
    if not wrote(revision, user):
        return "Anda tidak ikut menulis naskah ini, jadi tidak perlu pengecualian."
    return ""


@require_GET
@desk("workflow.view_queue")
def second_look_list(request):
    """Show what is still to be seen again, late ones first, then what was."""
    rows = list(second_looks.second_looks()[:SHOWN])
    day = today()
    context = {
        "owed": [(one, one.is_late(day)) for one in rows if one.looked is None],
        "done": [one for one in rows if one.looked is not None],
    }
    return render(request, "workflow/second_looks.html", context)


@require_GET
@desk("workflow.view_queue")
def second_look(request, pk):
    """Show one decision by exception, and what was found or is still owed."""
    one = get_object_or_404(second_looks.second_looks(), pk=pk)
    return render(request, "workflow/second_look.html", _context(request, one, SecondLookForm()))


@require_POST
@desk("workflow.look_again")
def save_second_look(request, pk):
    """Take down what another superior found."""
    one = get_object_or_404(second_looks.second_looks(), pk=pk)
    form = SecondLookForm(request.POST)
    if not form.is_valid():
        return render(request, "workflow/second_look.html", _context(request, one, form))
    try:
        looked = second_looks.look(pk, by=request.user, **form.cleaned_data)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("second-look", pk)
    messages.success(request, _told(looked))
    return redirect("second-looks")


def _context(request, one, form):
    now = timezone.now()
    revision = one.decision.revision
    return {
        "one": one,
        "form": form,
        "revision": revision,
        "is_late": one.is_late(today(now)),
        "refusal": second_looks.refusal(one, request.user, now),
        "may_withdraw": not refusal(revision, Action.WITHDRAW, request.user, now),
    }


def _told(one):
    if one.outcome == SecondLook.Outcome.FINE:
        return "Tinjauan kedua tersimpan."
    return "Tinjauan kedua tersimpan. Turunkan butir ini, atau minta operator membuka ralat."
