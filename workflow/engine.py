"""The engine: the only writer of a revision's state, digest, approval and visibility.

Every act is one transaction: lock the item, read again, check the digest that the actor saw, ask
the rules, write, append to the register. Nothing is sent or computed for others inside it.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from content.digest import compute
from content.models import Item, Office, Revision, State
from content.slugs import free_slug
from workflow import register, second_looks, visibility
from workflow.approval_rules import rule_of, terms_of
from workflow.exceptions import KEY, TOO_SHORT, is_too_short, reason_of, wrote
from workflow.models import Appointment, Event
from workflow.opening import reopen
from workflow.people import signature
from workflow.refused import Decided, Refused, Stale
from workflow.remarks import checked
from workflow.rules import BY_EXCEPTION, RULES, Action, Rule, acting_in, refusal
from workflow.sheet_facts import facts_of

NO_DATA: Mapping[str, Any] = {}
KEPT_IN_REGISTER = ("tags", "checks")
WRITTEN = (
    "state",
    "state_since",
    "digest",
    "frozen_at",
    "approved_at",
    "approved_as",
    "approval_number",
    "publication",
    "wanted_from",
    "wanted_until",
    "published_at",
    "visible_from",
    "visible_until",
    "withdrawal_reason",
    "withdrawal_note",
    "redirect_to",
    "approval_mode",
    "approval_terms",
    "endorsed",
    "by_exception",
)


@transaction.atomic
def move(
    revision: Revision,
    action: str,
    *,
    by: User | None,
    note: str = "",
    seen: str = "",
    data: Mapping[str, Any] = NO_DATA,
    now: datetime | None = None,
) -> Revision:
    """Do one action and return the revision as it is now.

    ``seen`` is the digest that the actor had on the screen; decisions need it. ``data`` holds what
    the action asks for: ``visible_from`` (publish, reschedule), ``reason``, ``public_note`` and ``redirect_to``
    (withdraw), ``visible_until`` (change-end), ``publication``, ``wanted_from`` and
    ``wanted_until`` (plan), ``tags`` and ``checks`` (decisions; kept in the register), ``turn`` (the paraf that
    were there on the screen, as ``endorsed`` says them), ``exception`` (why a writer decides, where
    the rules allow that). ``by`` None is the
    system. ``now`` is the moment of the act, given by histories that are told later.

    Raises Refused with the sentence for the person: Stale when the words are not those that were
    seen, Decided when somebody was faster.
    """
    Item.objects.select_for_update().get(pk=revision.item_id)
    now = register.moment(now)
    current = Revision.objects.select_related("item", "category").get(pk=revision.pk)
    actor = None if by is None else User.objects.get(pk=by.pk)
    rule = RULES.get(Action(action)) if action in Action.values else None
    if rule is not None and rule.needs_seen:
        _check_decidable(current, rule, seen, actor)
    exception = _exception(current, action, data, actor)
    if reason := refusal(current, action, actor, now, by_exception=bool(exception)):
        raise Refused(reason)
    assert rule is not None  # noqa: S101 - refusal() has a sentence for unknown actions
    if rule.needs_note and not note.strip() and not _has_remarks(rule, data):
        raise Refused("Tulis petunjuk atau alasannya.")
    appointment = acting_in(current, rule.action, actor, now) if actor else None
    source = current.state
    if rule.target is not None:
        current.state, current.state_since = rule.target, now
    extra = EFFECTS.get(rule.action, _nothing_else)(current, data, now, appointment)
    written = {key: data[key] for key in KEPT_IN_REGISTER if key in data} | extra | exception
    current.save(update_fields=WRITTEN)
    event = register.append(
        rule.action,
        at=now,
        by=actor,
        signature=signature(actor, appointment),
        revision=current,
        source=source,
        target=current.state,
        digest=current.digest,
        note=note.strip(),
        data=written,
    )
    if exception:
        second_looks.owe(event)
    return _follow(current, rule.action, actor, now)


def _exception(
    current: Revision, action: str, data: Mapping[str, Any], actor: User | None
) -> dict[str, str]:
    """Return what the register keeps of a decision by somebody who wrote; mark the text with it."""
    if action not in BY_EXCEPTION or KEY not in data or not wrote(current, actor):
        return {}
    reason = reason_of(data)
    if is_too_short(reason):
        raise Refused(TOO_SHORT)
    current.by_exception = True
    return {KEY: reason}


def _check_decidable(current: Revision, rule: Rule, seen: str, actor: User | None) -> None:
    """Tell the person who was faster, or that the words are not those on the screen."""
    if current.state not in rule.source and actor is not None:
        moves = Event.objects.filter(revision=current).exclude(by=None).exclude(source=F("target"))
        last = moves.order_by("-sequence").first()
        if last is not None and current.frozen_at is not None:
            who = "Anda" if last.by_id == actor.pk else f"{last.by_name} ({last.by_title})"
            at = timezone.localtime(last.at)
            raise Decided(
                f"{who} sudah memutuskan naskah ini pukul {at:%H.%M}. "
                f"Sekarang: {current.get_state_display()}."
            )
    if current.frozen_at is not None and seen != current.digest:
        raise Stale("Naskah berubah sejak Anda membukanya. Buka lagi dan baca yang terbaru.")


# --- effects: what else an action writes on the row; each returns what the register keeps of it ---
Effect = Callable[[Revision, Mapping[str, Any], datetime, Appointment | None], dict[str, Any]]


def _nothing_else(
    revision: Revision, data: Mapping[str, Any], now: datetime, who: Appointment | None
) -> dict[str, Any]:
    return {}


def _freeze(
    revision: Revision, data: Mapping[str, Any], now: datetime, who: Appointment | None
) -> dict[str, Any]:
    if not revision.item.revisions.filter(frozen_at__isnull=False).exists():
        revision.item.slug = free_slug(revision.kind, revision.title, but=revision.item)
        revision.item.save(update_fields=["slug"])
    revision.digest = compute(revision)
    revision.frozen_at = now
    terms = rule_of(revision.kind)
    revision.approval_mode, revision.approval_terms = terms.mode, terms.words
    return {}


def _endorse(
    revision: Revision, data: Mapping[str, Any], now: datetime, who: Appointment | None
) -> dict[str, Any]:
    assert who is not None  # noqa: S101 - the rules let only appointed people give a paraf
    _check_turn(revision, data)
    revision.endorsed = f"{revision.endorsed or ''} {who.role}".strip()
    return {"office": who.role}


def _check_turn(revision: Revision, data: Mapping[str, Any]) -> None:
    """Refuse what was pressed before another paraf came, the same button pressed twice included."""
    if data.get("turn", revision.endorsed or "") != (revision.endorsed or ""):
        raise Stale("Sudah ada paraf baru sejak halaman ini dibuka. Buka lagi, lalu putuskan.")


def _approve(
    revision: Revision, data: Mapping[str, Any], now: datetime, who: Appointment | None
) -> dict[str, Any]:
    assert who is not None  # noqa: S101 - the rules let only appointed people approve
    _check_turn(revision, data)
    sequence = register.head()[0] + 1
    office = Office.load()
    prefix = office.code_prefix.upper()
    revision.approved_at = now
    revision.approved_as = who.title
    revision.approval_number = f"{prefix}-{timezone.localtime(now).year}-{sequence:06d}"
    told = {"approval_number": revision.approval_number, "office": who.role}
    return told | facts_of(revision, office, now)


def _has_remarks(rule: Rule, data: Mapping[str, Any]) -> bool:
    """A return may say all it has to say at its places."""
    return rule.action is Action.RETURN and bool(data.get("remarks"))


def _return(
    revision: Revision, data: Mapping[str, Any], now: datetime, who: Appointment | None
) -> dict[str, Any]:
    remarks = checked(data.get("remarks", ()))
    return {"remarks": remarks} if remarks else {}


EFFECTS: dict[Action, Effect] = {
    Action.RETURN: _return,
    Action.SUBMIT: _freeze,
    Action.ENDORSE: _endorse,
    Action.APPROVE: _approve,
    Action.RESUBMIT: _freeze,
    Action.REVOKE: visibility.revoke,
    Action.PLAN: visibility.plan,
    Action.PUBLISH: visibility.publish,
    Action.RESCHEDULE: visibility.reschedule,
    Action.UNSCHEDULE: visibility.unschedule,
    Action.CHANGE_END: visibility.change_end,
    Action.WITHDRAW: visibility.withdraw,
}


# What ends here goes on as the next version, open at step 3, in the same round of work.
OPENS_THE_NEXT = (Action.RETURN, Action.RECALL, Action.REVOKE, Action.REOPEN)


def _follow(revision: Revision, action: Action, by: User | None, now: datetime) -> Revision:
    """What the SOP makes follow by itself, in the same transaction."""
    if action in OPENS_THE_NEXT:
        opener = by if action is Action.RECALL and by else revision.created_by
        following = reopen(revision, by=opener, now=now)
        register.append(Action.REVISE, at=now, revision=following, target=following.state)
    if _goes_out(revision, action):
        scheduled = revision.publication == Revision.Publication.SCHEDULED
        wanted = revision.wanted_from if scheduled else None
        return move(revision, Action.PUBLISH, by=None, data={"visible_from": wanted}, now=now)
    return revision


def _goes_out(revision: Revision, action: Action) -> bool:
    """Whether the act makes the revision public by itself, now or at the time that was wished."""
    if revision.state != State.APPROVED or revision.publication == Revision.Publication.BY_HAND:
        return False
    # What everybody must know at once waits for nobody, whatever the rule of its kind.
    at_once = revision.is_urgent or terms_of(revision).publishes_at_once
    return action is Action.PLAN or (action is Action.APPROVE and at_once)
