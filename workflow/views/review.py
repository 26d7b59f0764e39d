"""The review page: what changed, how it will look, what to check, and the decision."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from content import facts
from content.models import Attachment, Revision, State
from workflow.access import desk, of_its_text
from workflow.bases import beside_their_bases, with_base
from workflow.changes import ROLES, changed_names, changes_within
from workflow.checklist import automatic, boxes_of
from workflow.clocks import events_of, this_round
from workflow.forms import form_for
from workflow.forms_approval import plan
from workflow.hints.looking import panel_of
from workflow.history import sentences
from workflow.item_page import is_public, public_context
from workflow.models import office_calendar
from workflow.personal_data import take_decisions
from workflow.personal_data_panel import personal_data_context
from workflow.remark_places import remarks_context
from workflow.remarks import asked_for, before
from workflow.rules import Action, available, refusal
from workflow.turns import exception_for, next_decision, thread
from workflow.undo import take_events
from workflow.undo_offers import offered
from workflow.waiting import DECISIONS, decision_clock, place_in_queue, successor

# Moving a draft through steps 1 to 3 belongs to the editor's page.
SHEETS = (
    *DECISIONS,
    Action.RECALL,
    Action.PLAN,
    Action.PUBLISH,
    Action.RESCHEDULE,
    Action.UNSCHEDULE,
    Action.CHANGE_END,
    Action.WITHDRAW,
)


def for_review(pk):
    """Fetch a revision with everything that rules and review read."""
    rows = Revision.objects.select_related("created_by").for_page().prefetch_related("writers")
    return get_object_or_404(rows.with_public_numbers(), pk=pk)


def beside_its_base(pk, now):
    """Fetch a revision and the one that it is compared with, if there is one, at once.

    What only a comparison reads comes along where there is one: villages, and copies of pictures
    where files changed.
    """
    wanted = with_base(Revision.objects.filter(pk=pk), now)
    files = Attachment.objects.select_related("asset__words")
    both = (
        beside_their_bases(wanted, now)
        .select_related("created_by", "item", "category")
        .prefetch_related("tags", "writers", Prefetch("attachments", files))
    )
    rows = {row.pk: row for row in both.with_public_numbers()}
    if pk not in rows:
        raise Http404
    revision, base = rows[pk], rows.get(rows[pk].base_id)
    if base:
        prefetch_related_objects([revision, base], "desa")
        if not {*changed_names(base, revision)}.isdisjoint(ROLES):
            prefetch_related_objects([revision, base], "attachments__asset__derivatives")
    return revision, base


@require_GET
@csp_replace({"frame-src": [SELF]})
@desk("content.view_revision", by_link=of_its_text)
def review(request, pk):
    """Show one revision to the desk; the controls only to whom the rules allow them."""
    with facts.opened():  # the office is asked for by the page's head and by who looks for numbers
        return _page(request, pk)


def _page(request, pk):
    now = timezone.now()
    revision, base = beside_its_base(pk, now)
    decision = next_decision(revision)
    events = events_of([revision.item_id])[revision.item_id]
    take_decisions(revision, events)
    take_events(revision, events)
    allowed = [action for action in available(revision, request.user, now) if action in SHEETS]
    panel = panel_of(revision)
    findings, boxes = automatic(revision, panel.warnings), boxes_of(revision)
    context = {
        "revision": revision,
        "base": base,
        "changes": changes_within(base, revision) if base else [],
        "is_update": revision.published_at is not None,
        "panel": panel,
        "findings": findings,
        "boxes": boxes,
        "passed": sum(finding.passed for finding in findings),
        "checks_total": len(findings) + len(boxes),
        "plan": plan(revision),
        "decision": decision.value if decision in allowed else "",
        "may_decide": decision in allowed,
        "turns": thread(revision, events),
        "forms": {
            action.value: form_for(action)(revision=revision, action=action) for action in allowed
        },
        "history": sentences([event for event in events if event.revision_id == pk])[::-1],
        # While it waits itself, nothing else of its item does.
        "successor": None if revision.state == State.SUBMITTED else successor(revision),
        "undo": offered(revision, request.user, now),
        "here": request.path,
    }
    earlier = before(this_round(events, revision.number), pk)
    context |= remarks_context(asked_for(earlier), revision)
    context |= personal_data_context(revision, request.user)
    public = base if base and is_public(base, now) else None
    context |= public_context(public, request.user, now)
    if revision.state == State.SUBMITTED:
        context["refusal"] = refusal(revision, decision, request.user, now)
        context["clock"] = decision_clock(revision, events, office_calendar(), now)
        context["exception"] = exception_for(revision, request.user, now)
        if decision in allowed:
            context["place"], context["waiting"] = place_in_queue(revision, request.user)
    return render(request, "workflow/review.html", context)
