"""Taking a decision back, for a short time and only by moving forward: the guards of it.

Nothing of the past is edited: an approval that is taken back stays in the register, and what goes on
is the next version. What was decided is read from the register; pages that have its rows at hand
say so (``take_events``), so that they ask for nothing twice. See docs/adr/0024.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User

from content.dates import moment
from content.digest import compute
from content.models import Revision
from content.models.state import OPEN, PENDING
from workflow.models import Event

UNDO_WITHIN = timedelta(minutes=settings.UNDO_MINUTES)
# As the register names them (workflow.rules.Action, which asks these guards).
APPROVE, RETURN, REJECT = "approve", "return", "reject"
KNOWN = "_decisions_known"


def take_events(revision: Revision, events: Iterable[Event]) -> None:
    """Let the guards know the register's rows about an item, as a page has read them already."""
    setattr(
        revision, KNOWN, [event for event in events if event.action in (APPROVE, RETURN, REJECT)]
    )


def decided_just_now(
    revision: Revision, decided_id: int, action: str, user: User | None, at: datetime, now: datetime
) -> str:
    """Say why ``user`` may not take back what was decided at ``at`` about a revision; "" if so."""
    late = f"Putusan hanya dapat diurungkan dalam {settings.UNDO_MINUTES} menit."
    if now - at > UNDO_WITHIN:
        return f"{late} Putusan ini diambil {moment(at)}."
    known: list[Event] | None = getattr(revision, KNOWN, None)
    if known is None:
        rows = Event.objects.filter(revision=decided_id, action=action)
        known = list(rows.order_by("sequence"))
    last = [e for e in known if e.revision_id == decided_id and e.action == action][-1:]
    if not last or user is None or last[0].by_id != user.pk:
        return "Hanya yang memutuskan yang dapat mengurungkannya."
    return ""


# --- guards of the rules ------------------------------------------------------------------------
def approved_it_just_now(revision: Revision, user: User | None, now: datetime) -> str:
    """Only the one whose approval it was takes it back, and not after it was relied on."""
    if revision.approved_at is None:
        return "Naskah ini belum disetujui."
    return decided_just_now(revision, revision.pk, APPROVE, user, revision.approved_at, now)


def returned_it_just_now(revision: Revision, user: User | None, now: datetime) -> str:
    """The version before was returned by this person, and this one followed from it."""
    before = revision.based_on_id
    if before is None or revision.number == 1:
        return "Naskah ini tidak berasal dari pengembalian."
    return decided_just_now(revision, before, RETURN, user, revision.created_at, now)


def rejected_it_just_now(revision: Revision, user: User | None, now: datetime) -> str:
    """Only the one who rejected opens it again."""
    return decided_just_now(revision, revision.pk, REJECT, user, revision.state_since, now)


def is_untouched(revision: Revision, user: User | None, now: datetime) -> str:
    """What somebody began to mend is theirs; it comes back to the queue when they ask for it."""
    before = revision.based_on
    if (
        revision.version != 1
        or before is None
        or (revision.held_by_id is not None)
        or compute(revision) != before.digest
    ):
        return "Operator sudah mulai memperbaikinya. Tunggu sampai diajukan lagi."
    return ""


def has_no_follower(revision: Revision, user: User | None, now: datetime) -> str:
    """One text of a lane is under way at a time, and a text is opened again once."""
    rows = revision.item.revisions.filter(state__in=(*OPEN, *PENDING))
    if rows.filter(corrects__isnull=revision.corrects is None).exists():
        return "Naskah ini sudah dilanjutkan."
    return ""
