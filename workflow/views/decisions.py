"""Acts on a revision: GET asks, POST acts. One view for all; the engine decides what is allowed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from content.models import State
from workflow.access import desk, of_its_decision
from workflow.approval_rules import turn_of
from workflow.engine import move
from workflow.forms import form_for
from workflow.lanes import desk_address
from workflow.plan_words import done
from workflow.refused import Decided, Refused, Stale
from workflow.rules import RULES, Action, refusal
from workflow.undo_offers import offered
from workflow.views.review import for_review
from workflow.waiting import DECISIONS, next_for, successor


@require_http_methods(["GET", "POST"])
@desk("content.view_revision", by_link=of_its_decision)
def act(request, pk, action):
    """Ask for what the act needs, then do it; every answer is a sentence."""
    if action not in RULES or not RULES[Action(action)].roles:
        raise Http404
    revision, action = for_review(pk), Action(action)
    if request.method == "GET":
        return ask(request, revision, action, form_for(action)(**asked(request, revision, action)))
    form = form_for(action)(request.POST, revision=revision, action=action)
    if not form.is_valid():
        return ask(request, revision, action, form)
    try:
        moved = move(revision, action, by=request.user, **form.arguments())
    except (Decided, Stale) as refused:
        messages.warning(request, str(refused))
        return redirect(instead(revision, request.user))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("review", revision.pk)
    messages.success(request, told(request.user, moved, action))
    return redirect(onward(request, form, moved, action))


def asked(request, revision, action):
    """Take over what the review page already holds: ticked boxes, the digest, the way back."""
    initial = {
        name: request.GET[name] for name in ("seen", "next", "reason") if name in request.GET
    }
    initial |= {
        name: request.GET.getlist(name) for name in ("checks", "tags") if name in request.GET
    }
    return {"revision": revision, "action": action, "initial": initial}


def ask(request, revision, action, form):
    """Show the act's own page: its form, or the sentence why it is not possible."""
    context = {
        "revision": revision,
        "action": action,
        "form": form,
        "refusal": refusal(revision, action, request.user),
    }
    return render(request, "workflow/decide.html", context)


def instead(revision, user):
    """Lead to what waits now in the place of a revision that was decided or replaced."""
    newer = successor(revision)
    if newer is not None:
        return reverse("review", args=[newer.pk])
    return reverse("queue" if user.has_perm("workflow.view_queue") else "board")


def told(user, revision, action):
    """Say what was done and what follows, with the way to the next one for approvers."""
    context = {"action": action.value, "revision": revision, "now": timezone.now()}
    if action == Action.ENDORSE:
        context["awaited"] = turn_of(revision).awaited
    context["first"], context["rest"] = done(action, revision, context["now"])
    if action in DECISIONS:
        context["undo"] = offered(revision, user, context["now"])
        context["next"], context["waiting"] = next_for(user)
    context["is_scheduled"] = (
        revision.state == State.PUBLISHED and revision.visible_from > context["now"]
    )
    return render_to_string("workflow/_done.html", context)


def onward(request, form, revision, action):
    """Choose where to go: where the form came from (on this site only), else where work goes on."""
    wanted = form.cleaned_data["next"]
    if wanted and url_has_allowed_host_and_scheme(wanted, {request.get_host()}):
        return wanted
    if action == Action.RESUBMIT:
        return reverse("review", args=[revision.pk])
    if action in (*DECISIONS, Action.REVOKE, Action.REOPEN):
        return reverse("queue")
    if action == Action.DISCARD:
        return reverse("board")
    return desk_address(revision)
