"""Kritik & saran, taking in and forgetting: what happens without anybody of the office.

The register says that something was received, read or answered, by whom of the office, and never
who the citizen is or what they wrote: it is kept for ever, they are not.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from content import uploads
from content.models import Asset, Office, Revision
from content.storage import sha256_of
from workflow import register, ticket_codes
from workflow.models import KritikSaran, KritikSaranSender
from workflow.people import SYSTEM, Signature

FEEDBACK_KEEP_DAYS = 180
CITIZEN = Signature(name="Warga", title="", nip="", authority="")


@dataclass(frozen=True)
class Submission:
    """What a citizen sends; ``number`` is that of the opened form."""

    number: str
    kind: str
    text: str
    item_id: int | None = None
    name: str = ""
    whatsapp: str = ""
    photo: File | None = field(default=None, compare=False)

    def code(self) -> str:
        """The ticket's code: of this form and these words there is only ever one.

        So a form sent twice finds its first ticket. The words are part of it because a page that
        was kept in a cache gives the same form to several people. The secret key keeps codes
        unguessable even for who knows all of that.
        """
        photo = sha256_of(self.photo) if self.photo else ""
        parts = (self.number, self.kind, self.text, self.item_id, self.name, self.whatsapp, photo)
        digest = salted_hmac("kecamatan.kode-tiket", repr(parts), algorithm="sha256").digest()
        return ticket_codes.from_digest(Office.load().code_prefix, digest)


def already_received(submission: Submission) -> KritikSaran | None:
    """The ticket that this very form has already become, if it has."""
    return KritikSaran.objects.filter(code=submission.code()).first()


def receive(submission: Submission, *, now: datetime | None = None) -> KritikSaran:
    """Take a citizen's message in and return its ticket; the same form twice gives the same one.

    Raises FileRefused for a photo that cannot be taken; then nothing was written.
    """
    if known := already_received(submission):
        return known
    code = submission.code()
    photo = uploads.receive(submission.photo, by=None) if submission.photo else None
    return _take_in(submission, code, photo, now)


@transaction.atomic
def _take_in(
    submission: Submission, code: str, photo: Asset | None, now: datetime | None
) -> KritikSaran:
    at = register.moment(now)
    # Asked again under the register's lock: two presses may have come at the same moment.
    if known := KritikSaran.objects.filter(code=code).first():
        return known
    revision = public_revision(submission.item_id, at)
    ticket = KritikSaran.objects.create(
        code=code,
        kind=submission.kind,
        text=submission.text,
        item_id=revision.item_id if revision else None,
        revision=revision,
        photo=photo,
        received_at=at,
        waiting_since=at,
    )
    if submission.name or submission.whatsapp:
        KritikSaranSender.objects.create(
            kritik_saran=ticket,
            name=submission.name,
            whatsapp=submission.whatsapp,
            expires_on=timezone.localtime(at).date() + timedelta(days=FEEDBACK_KEEP_DAYS),
        )
    write_down("feedback-received", ticket, at, target=ticket.stage)
    return ticket


def public_revision(item_id: int | None, now: datetime | None = None) -> Revision | None:
    """What the public reads of an item now; None for what is not public or does not exist."""
    if item_id is None:
        return None
    return Revision.objects.public(now).filter(item_id=item_id).select_related("item").first()


@transaction.atomic
def forget_expired(now: datetime | None = None) -> int:
    """Delete the senders whose day has come and return how many; called by the daily command."""
    due = KritikSaranSender.objects.filter(
        expires_on__lte=timezone.localtime(now or timezone.now()).date()
    )
    if not due.exists():
        return 0
    at = register.moment(now)
    number, _ = due.delete()
    register.append("feedback-forgotten", at=at, signature=SYSTEM, data={"senders": number})
    return number


def write_down(
    action: str,
    ticket: KritikSaran,
    at: datetime,
    *,
    by: User | None = None,
    who: Signature = CITIZEN,
    source: str = "",
    target: str = "",
    data: dict[str, Any] | None = None,
) -> None:
    """Append one act on a ticket to the register."""
    facts = {"ticket": ticket.pk, "item": ticket.item_id} | (data or {})
    register.append(action, at=at, by=by, signature=who, source=source, target=target, data=facts)
