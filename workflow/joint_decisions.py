"""Deciding about several texts in one pass: each by its own choice, digest and transaction.

What one of them meets (an open box, other words, somebody faster) is told of that one and does not
undo the others.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import DatabaseError
from django.http import QueryDict

from content import facts
from content.models import Revision
from workflow.action_form import ActionForm
from workflow.engine import move
from workflow.forms import form_for
from workflow.joint_review import MOST, Card, prefix_of
from workflow.refused import Refused
from workflow.rules import Action

log = logging.getLogger(__name__)
CHOICES = (Action.ENDORSE, Action.APPROVE, Action.RETURN)
DONE = {
    Action.ENDORSE: "diparaf",
    Action.APPROVE: "disetujui",
    Action.RETURN: "dikembalikan",
}
NOT_NOW = "Putusan ini tidak dapat disimpan sekarang. Coba lagi sebentar lagi."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one choice: done, or the sentences why not."""

    revision: Revision
    action: Action
    problems: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What was done."""
        return DONE[self.action].capitalize()


def decide_each(sent: QueryDict, activity_id: int, *, by: User) -> list[Outcome]:
    """Do what was chosen, text by text; what was left for later is not among the outcomes."""
    with facts.opened():  # the checklist is read once for all forms
        chosen = [(form, form.is_valid()) for form in _forms(sent, activity_id)]
    return [_decide(form, by) if valid else _faulty(form) for form, valid in chosen]


def _forms(sent: QueryDict, activity_id: int) -> Iterator[ActionForm]:
    numbers = [value for value in sent.getlist("naskah") if value.isdecimal()][:MOST]
    rows = Revision.objects.of_activity(activity_id).select_related("item", "category")
    found = rows.prefetch_related("attachments__asset").in_bulk([int(one) for one in numbers])
    for revision in found.values():
        choice = sent.get(f"{prefix_of(revision)}-choice", "")
        if choice in CHOICES:
            action = Action(choice)
            yield form_for(action)(
                sent, revision=revision, action=action, prefix=prefix_of(revision)
            )


def _decide(form: ActionForm, by: User) -> Outcome:
    revision, action = form.revision, form.action
    try:
        moved = move(revision, action, by=by, **form.arguments())
    except Refused as refused:
        return Outcome(revision, action, (str(refused),))
    except DatabaseError:
        log.exception("decision about revision %s among several", revision.pk)
        return Outcome(revision, action, (NOT_NOW,))
    return Outcome(moved, action)


def _faulty(form: ActionForm) -> Outcome:
    sentences = (str(sentence) for errors in form.errors.values() for sentence in errors)
    return Outcome(form.revision, form.action, tuple(sentences))


def summed_up(outcomes: Iterable[Outcome]) -> str:
    """Say what was done: "12 disetujui, 3 dikembalikan"."""
    done = [outcome.action for outcome in outcomes if not outcome.problems]
    return ", ".join(f"{done.count(act)} {words}" for act, words in DONE.items() if act in done)


def keep_what_was_typed(
    cards: Iterable[Card], sent: QueryDict, outcomes: Iterable[Outcome]
) -> list[Outcome]:
    """Put choices, ticks and notes back on the cards; return the outcomes that have no card."""
    failed = {one.revision.pk: one for one in outcomes if one.problems}
    for card in cards:
        card.choice = sent.get(f"{card.prefix}-choice", "")
        card.ticked = frozenset(sent.getlist(f"{card.prefix}-checks"))
        card.note = sent.get(f"{card.prefix}-note", "")
        if outcome := failed.pop(card.revision.pk, None):
            card.problems = outcome.problems
    return list(failed.values())
