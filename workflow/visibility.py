"""When the public sees a revision: publishing, changing its time, taking it off the site.

Effects of the engine (workflow.engine), which calls them with the item locked and the rules asked;
each returns what the register keeps of it. Beside ``engine`` and ``opening`` the only writer of the
visible range.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from content.models import Item, Revision, State
from content.models.state import OPEN, PENDING
from content.search import index
from workflow import register
from workflow.lanes import ends_after_it_begins, scheduled
from workflow.models import Appointment
from workflow.refused import Refused
from workflow.rules import RULES, Action

RANGE = ("published_at", "visible_from", "visible_until")
AT_ONCE = Revision.Publication.IMMEDIATELY
AT_A_TIME = Revision.Publication.SCHEDULED


def publish(
    revision: Revision, data: Mapping[str, Any], now: datetime, who: Appointment | None
) -> dict[str, Any]:
    """Show a revision from now or from ``visible_from`` on, and end the one before it there."""
    begins = max(data.get("visible_from") or now, now)
    ends = revision.wanted_until
    if revision.is_correction and begins > now:
        raise Refused("Ralat tayang segera setelah disetujui dan tidak dapat dijadwalkan.")
    _ends_later(ends, begins)
    if (waits := scheduled(revision.item, begins)) is not None:
        if not revision.is_correction:
            raise Refused(f"Versi {waits.number} masih dijadwalkan. Batalkan jadwalnya lebih dulu.")
        _take_back(waits, f"Ralat (versi {revision.number}) terbit lebih dulu.", now)
        _give_back(waits, now)
    revision.visible_from, revision.visible_until = begins, ends
    revision.published_at = revision.published_at or begins
    for older in revision.item.revisions.live():
        _change(older, Action.SUPERSEDE, _earlier(older.visible_until, begins), now)
    index(revision)
    told = {"visible_from": begins.isoformat()}
    return told | ({"visible_until": ends.isoformat()} if ends else {})


def _ends_later(ends: datetime | None, begins: datetime) -> None:
    if ends is not None and ends <= begins:
        raise Refused("“Tayang sampai” mendahului waktu tayang. Pilih waktu yang lebih awal.")


def _earlier(ends: datetime | None, begins: datetime) -> datetime:
    # What had ended before it was followed does not come back for the time between.
    return min(ends, begins) if ends else begins


def unschedule(
    revision: Revision, data: Mapping[str, Any], now: datetime, who: Appointment | None
) -> dict[str, Any]:
    """Take a revision back before its time; the one before it goes on."""
    _leave_the_site(revision)
    _give_back(revision, now)
    return {}


def revoke(
    revision: Revision, data: Mapping[str, Any], now: datetime, who: Appointment | None
) -> dict[str, Any]:
    """Take an approval back; what waited for its time on the site leaves it."""
    if revision.visible_from is not None:
        unschedule(revision, data, now, who)
    return {}


def _leave_the_site(planned: Revision) -> None:
    """Give the time up that has not come. Saved at once: another revision takes it in the same act."""
    if planned.published_at == planned.visible_from:
        planned.published_at = None
    planned.visible_from = planned.visible_until = None
    planned.save(update_fields=("state", "state_since", *RANGE))


def _before(planned: Revision) -> Revision | None:
    """Return the version whose place a scheduled one takes."""
    return planned.item.revisions.filter(
        state=State.SUPERSEDED, number=planned.stands_on or 0
    ).first()


def _give_back(planned: Revision, now: datetime) -> None:
    older = _before(planned)
    if older is not None:
        _change(older, Action.REINSTATE, older.wanted_until, now)


def _take_back(planned: Revision, why: str, now: datetime) -> None:
    """Cancel a schedule by the system, told in the register with the reason."""
    source = planned.state
    planned.state, planned.state_since = State.APPROVED, now
    _leave_the_site(planned)
    register.append(
        Action.UNSCHEDULE,
        at=now,
        revision=planned,
        source=source,
        target=planned.state,
        digest=planned.digest,
        note=why,
    )


def _change(older: Revision, action: Action, until: datetime | None, now: datetime) -> None:
    """Close (or open again) the time of the revision before: by the system, written down."""
    source = older.state
    target = RULES[action].target
    assert target is not None  # noqa: S101 - both actions lead somewhere
    older.state, older.state_since, older.visible_until = target, now, until
    older.save(update_fields=["state", "state_since", "visible_until"])
    register.append(
        action, at=now, revision=older, source=source, target=older.state, digest=older.digest
    )


def reschedule(
    revision: Revision, data: Mapping[str, Any], now: datetime, who: Appointment | None
) -> dict[str, Any]:
    """Give a scheduled revision another time; the end of the version before it moves along."""
    planned, ends = revision.visible_from, revision.visible_until
    assert planned is not None  # noqa: S101 - the rules let only what has a time be moved
    begins = max(data.get("visible_from") or now, now)
    _ends_later(ends, begins)
    if begins == planned:
        raise Refused("Jadwalnya sudah pada waktu itu. Pilih waktu lain.")
    revision.visible_from = revision.wanted_from = begins
    revision.publication = AT_A_TIME
    if revision.published_at == planned:
        revision.published_at = begins
    older = _before(revision)
    if older is not None:
        older.visible_until = _earlier(older.wanted_until, begins)
    # The two are never public together, not even between two statements: who shrinks goes first.
    for row in (revision, older) if begins > planned else (older, revision):
        if row is not None:
            row.save(update_fields=RANGE)
    index(revision)
    return {"visible_from": begins.isoformat(), "was": planned.isoformat()}


def change_end(
    revision: Revision, data: Mapping[str, Any], now: datetime, who: Appointment | None
) -> dict[str, Any]:
    """Let a revision end at another moment, or never (``visible_until`` None)."""
    old, ends = revision.visible_until, data.get("visible_until")
    begins = max(revision.visible_from or now, now)
    if ends is not None and ends <= begins:
        raise Refused("Akhir tayang harus sesudah sekarang. Untuk mengakhirinya kini, Turunkan.")
    if ends == old:
        raise Refused("Akhir tayangnya sudah begitu. Pilih waktu lain.")
    revision.visible_until = revision.wanted_until = ends
    # A text on its way that carried the old end along would bring it back.
    following = revision.item.revisions.filter(stands_on=revision.number, wanted_until=old)
    following.filter(state__in=(*OPEN, *PENDING)).update(wanted_until=ends)
    return {
        "visible_until": ends.isoformat() if ends else "",
        "was": old.isoformat() if old else "",
    }


def plan(
    revision: Revision, data: Mapping[str, Any], now: datetime, who: Appointment | None
) -> dict[str, Any]:
    """Change what the operator wishes to happen after approval."""
    wish = data.get("publication") or AT_ONCE
    begins = data.get("wanted_from") if wish == AT_A_TIME else None
    if wish not in Revision.Publication.values:
        raise Refused("Pilih cara penerbitannya.")
    if revision.is_correction and wish != AT_ONCE:
        raise Refused("Ralat tayang segera setelah disetujui dan tidak dapat dijadwalkan.")
    if wish == AT_A_TIME and (begins is None or begins <= now):
        raise Refused("Pilih waktu tayang yang akan datang.")
    revision.publication, revision.wanted_from = wish, begins
    revision.wanted_until = data.get("wanted_until")
    if reason := ends_after_it_begins(revision, None, now):
        raise Refused(reason)
    told = {"publication": wish}
    if begins:
        told["wanted_from"] = begins.isoformat()
    if revision.wanted_until:
        told["wanted_until"] = revision.wanted_until.isoformat()
    return told


def withdraw(
    revision: Revision, data: Mapping[str, Any], now: datetime, who: Appointment | None
) -> dict[str, Any]:
    """Take a revision off the site, with everything that would take its place by the clock."""
    reason = data.get("reason", "")
    target: Item | None = data.get("redirect_to")
    if reason not in Revision.WithdrawalReason.values:
        raise Refused("Pilih alasan penurunan.")
    if (reason == Revision.WithdrawalReason.MERGED) != (target is not None):
        raise Refused("Pilih butir tujuan bila butir ini digabung, dan hanya bila digabung.")
    if target is not None and target.pk == revision.item_id:
        raise Refused("Butir tidak dapat dialihkan ke dirinya sendiri.")
    waits = scheduled(revision.item, now)
    if waits is not None:
        _take_back(waits, f"Versi {revision.number} diturunkan dari situs.", now)
    revision.visible_until = now
    revision.withdrawal_reason = reason
    revision.withdrawal_note = data.get("public_note", "")
    revision.redirect_to = target
    return {"reason": reason, "redirect_to": target.pk if target else None}
