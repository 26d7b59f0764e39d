"""Approval rules: everybody at the desk reads them, administrators set them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from content.kinds import KINDS
from workflow.access import DeskRequest, desk, may
from workflow.approval_rules import rule_of
from workflow.forms_rules import RuleForm
from workflow.refused import Refused, Stale
from workflow.rule_setting import cards, in_words, set_rule

CHANGE = "workflow.change_approvalrule"


@require_GET
@desk("workflow.view_approvalrule")
def approval_rules(request: DeskRequest) -> HttpResponse:
    """Show the rule of every kind in plain words, with its versions."""
    context = {"cards": cards(timezone.now()), "may_change": may(request.user, CHANGE)}
    return render(request, "workflow/approval_rules.html", context)


@require_http_methods(["GET", "POST"])
@desk(CHANGE)
def approval_rule(request: DeskRequest, kind: str) -> HttpResponse:
    """Ask for the new rule of a kind and why, then set it."""
    current = rule_of(kind)
    if request.method == "GET":
        return _ask(request, kind, RuleForm(initial=RuleForm.starting_with(current)))
    form = RuleForm(request.POST)
    if not form.is_valid():
        return _ask(request, kind, form)
    values = form.cleaned_data
    try:
        set_rule(kind, form.terms(), by=request.user, reason=values["reason"], seen=values["seen"])
    except Stale as refused:
        messages.warning(request, str(refused))
        return redirect("approval-rule", kind)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _ask(request, kind, form)
    messages.success(request, f"Aturan {KINDS[kind].label} tersimpan dan berlaku mulai sekarang.")
    return redirect("approval-rules")


def _ask(request: DeskRequest, kind: str, form: RuleForm) -> HttpResponse:
    context = {"spec": KINDS[kind], "form": form, "words": in_words(rule_of(kind))}
    return render(request, "workflow/approval_rule.html", context)
