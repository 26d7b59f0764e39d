"""The engine: the only writer of a revision's state, digest, approval and visibility.

Every act is one transaction: lock the item, read again, check the digest that the actor saw, ask
the rules, write, append to the register. Nothing is sent or computed for others inside it.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from content.digest import compute
from content.models import Item, Office, Revision, State
from content.search import index
from content.slugs import free_slug
from workflow import register
from workflow.lanes import scheduled
from workflow.models import Appointment, Event
from workflow.opening import reopen
from workflow.people import acting_as, signature
from workflow.refused import Decided, Refused, Stale
from workflow.rules import RULES, Action, Rule, refusal

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
    "published_at",
    "visible_from",
    "visible_until",
    "withdrawal_reason",
    "withdrawal_note",
    "redirect_to",
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
    the action asks for: ``visible_from`` (publish), ``reason``, ``public_note`` and ``redirect_to``
    (withdraw), ``tags`` and ``checks`` (decisions; kept in the register). ``by`` None is the
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
    if reason := refusal(current, action, actor, now):
        raise Refused(reason)
    assert rule is not None  # noqa: S101 - refusal() has a sentence for unknown actions
    if rule.needs_note and not note.strip():
        raise Refused("Tulis petunjuk atau alasannya.")
    appointment = acting_as(actor, rule.roles, now) if actor else None
    source = current.state
    current.state, current.state_since = rule.target, now
    extra = EFFECTS.get(rule.action, _nothing_else)(current, data, now, appointment)
    written = {key: data[key] for key in KEPT_IN_REGISTER if key in data} | extra
    current.save(update_fields=WRITTEN)
    register.append(
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
    return _follow(current, rule.action, actor, now)


def _check_decidable(current: Revision, rule: Rule, seen: str, actor: User | None) -> None:
    """Tell the person who was faster, or that the words are not those on the screen."""
    if current.state not in rule.source and actor is not None:
        last = Event.objects.filter(revision=current).exclude(by=None).order_by("-sequence").first()
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
    return {}


def _approve(
    revision: Revision, data: Mapping[str, Any], now: datetime, who: Appointment | None
) -> dict[str, Any]:
    assert who is not None  # noqa: S101 - the rules let only appointed people approve
    sequence = register.head()[0] + 1
    prefix = Office.load().code_prefix.upper()
    revision.approved_at = now
    revision.approved_as = who.title
    revision.approval_number = f"{prefix}-{timezone.localtime(now).year}-{sequence:06d}"
    return {"approval_number": revision.approval_number}


def _publish(
    revision: Revision, data: Mapping[str, Any], now: datetime, who: Appointment | None
) -> dict[str, Any]:
    begins = max(data.get("visible_from") or now, now)
    ends = revision.wanted_until
    if revision.is_correction and begins > now:
        raise Refused("Ralat tayang segera setelah disetujui dan tidak dapat dijadwalkan.")
    if ends is not None and ends <= begins:
        raise Refused("“Tayang sampai” mendahului waktu tayang. Pilih waktu yang lebih awal.")
    if (waits := scheduled(revision.item, begins)) is not None:
        if not revision.is_correction:
            raise Refused(f"Versi {waits.number} masih dijadwalkan. Batalkan jadwalnya lebih dulu.")
        _take_back(waits, revision, now)
    revision.visible_from, revision.visible_until = begins, ends
    revision.published_at = revision.published_at or begins
    for older in revision.item.revisions.live():
        _change_visibility(older, Action.SUPERSEDE, _earlier(older.visible_until, begins), now)
    index(revision)
    told = {"visible_from": begins.isoformat()}
    return told | ({"visible_until": ends.isoformat()} if ends else {})


def _earlier(ends: datetime | None, begins: datetime) -> datetime:
    # What had ended before it was followed does not come back for the time between.
    return min(ends, begins) if ends else begins


def _take_back(planned: Revision, correction: Revision, now: datetime) -> None:
    """Cancel a schedule: what waits there has not taken in the correction that goes out now."""
    source = planned.state
    _unschedule(planned, NO_DATA, now, None)
    planned.state, planned.state_since = RULES[Action.UNSCHEDULE].target, now
    planned.save(update_fields=WRITTEN)
    register.append(
        Action.UNSCHEDULE,
        at=now,
        revision=planned,
        source=source,
        target=planned.state,
        digest=planned.digest,
        note=f"Ralat (versi {correction.number}) terbit lebih dulu.",
    )


def _unschedule(
    revision: Revision, data: Mapping[str, Any], now: datetime, who: Appointment | None
) -> dict[str, Any]:
    planned, revision.visible_from, revision.visible_until = revision.visible_from, None, None
    if revision.published_at == planned:
        revision.published_at = None
    # Frees the time before the older revision takes it again; waiting, it is approved.
    revision.state = RULES[Action.UNSCHEDULE].target
    revision.save(update_fields=WRITTEN)
    older = revision.item.revisions.filter(
        state=State.SUPERSEDED, number=revision.stands_on or 0
    ).first()
    if older is not None:
        _change_visibility(older, Action.REINSTATE, older.wanted_until, now)
    return {}


def _withdraw(
    revision: Revision, data: Mapping[str, Any], now: datetime, who: Appointment | None
) -> dict[str, Any]:
    reason = data.get("reason", "")
    target: Item | None = data.get("redirect_to")
    if reason not in Revision.WithdrawalReason.values:
        raise Refused("Pilih alasan penurunan.")
    if (reason == Revision.WithdrawalReason.MERGED) != (target is not None):
        raise Refused("Pilih butir tujuan bila butir ini digabung, dan hanya bila digabung.")
    if target is not None and target.pk == revision.item_id:
        raise Refused("Butir tidak dapat dialihkan ke dirinya sendiri.")
    revision.visible_until = now
    revision.withdrawal_reason = reason
    revision.withdrawal_note = data.get("public_note", "")
    revision.redirect_to = target
    return {"reason": reason, "redirect_to": target.pk if target else None}


EFFECTS: dict[Action, Effect] = {
    Action.SUBMIT: _freeze,
    Action.APPROVE: _approve,
    Action.PUBLISH: _publish,
    Action.UNSCHEDULE: _unschedule,
    Action.WITHDRAW: _withdraw,
}


def _change_visibility(
    older: Revision, action: Action, until: datetime | None, now: datetime
) -> None:
    """Close (or open again) the time of the revision before: by the system, written down."""
    source = older.state
    older.state, older.state_since, older.visible_until = RULES[action].target, now, until
    older.save(update_fields=["state", "state_since", "visible_until"])
    register.append(
        action, at=now, revision=older, source=source, target=older.state, digest=older.digest
    )


def _follow(revision: Revision, action: Action, by: User | None, now: datetime) -> Revision:
    """What the SOP makes follow by itself, in the same transaction."""
    if action in (Action.RETURN, Action.RECALL):
        opener = by if action is Action.RECALL and by else revision.created_by
        following = reopen(revision, by=opener, now=now)
        register.append(Action.REVISE, at=now, revision=following, target=following.state)
    if action is Action.APPROVE and revision.publication != Revision.Publication.BY_HAND:
        scheduled = revision.publication == Revision.Publication.SCHEDULED
        wanted = revision.wanted_from if scheduled else None
        return move(revision, Action.PUBLISH, by=None, data={"visible_from": wanted}, now=now)
    return revision
