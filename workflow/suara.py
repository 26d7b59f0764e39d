"""Kritik & saran, the verbs: what a citizen and the office do to a ticket (SOP step 6).

Each verb is one transaction that writes the rows and one line of the register. This module is the
one door: taking in and forgetting stand next door and are named here too.
"""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from content.dates import clock_time
from workflow import register
from workflow.models import KritikSaran, KritikSaranMessage, office_calendar
from workflow.people import EVERYONE, Signature, acting_as, signature
from workflow.refused import Refused, Stale
from workflow.suara_clock import first_response_minutes, whole_minutes
from workflow.suara_intake import (
    FEEDBACK_KEEP_DAYS,
    Submission,
    already_received,
    forget_expired,
    public_revision,
    receive,
    write_down,
)

__all__ = [
    "FEEDBACK_KEEP_DAYS",
    "Submission",
    "add_note",
    "already_received",
    "answer",
    "forget_expired",
    "mark_spam",
    "public_revision",
    "read",
    "receive",
    "restore",
    "start_work",
]

Stage = KritikSaran.Stage
MOST_NOTES_IN_A_ROW = 10

NOT_APPOINTED = "Masukan warga ditangani petugas dengan penugasan yang masih berlaku."
CLOSED = "Tiket ini sudah ditutup sebagai bukan masukan. Pulihkan dahulu untuk menanganinya."


@transaction.atomic
def add_note(ticket: KritikSaran, text: str, *, now: datetime | None = None) -> KritikSaran:
    """Add the citizen's own words to their ticket; an answered one is open again."""
    current, at = _locked(ticket, now)
    if current.stage == Stage.SPAM:
        raise Refused("Tiket ini sudah ditutup. Keterangan tidak dapat ditambahkan lagi.")
    latest = list(current.messages.order_by("-at", "-id")[:MOST_NOTES_IN_A_ROW])
    if latest and latest[0].by_id is None and latest[0].text == text:
        return current
    if len(latest) == MOST_NOTES_IN_A_ROW and all(note.by_id is None for note in latest):
        raise Refused("Keterangan Anda sudah banyak. Tunggu jawaban petugas, lalu tambahkan lagi.")
    KritikSaranMessage.objects.create(kritik_saran=current, text=text, at=at)
    source = current.stage
    current.waiting_since = current.waiting_since or at
    if current.stage == Stage.ANSWERED:
        current.stage = Stage.IN_PROGRESS
        current.started_at = current.started_at or at
    current.save(update_fields=["stage", "started_at", "waiting_since"])
    write_down("feedback-note", current, at, source=source, target=current.stage)
    return current


@transaction.atomic
def read(ticket: KritikSaran, *, by: User, now: datetime | None = None) -> KritikSaran:
    """Tell the citizen that somebody has read it; once is enough."""
    current, at, who = _taken_up(ticket, by, now)
    if current.stage != Stage.RECEIVED:
        return current
    current.stage, current.read_at = Stage.READ, at
    current.save(update_fields=["stage", "read_at"])
    write_down(
        "feedback-read", current, at, by=by, who=who, source=Stage.RECEIVED, target=Stage.READ
    )
    return current


@transaction.atomic
def start_work(
    ticket: KritikSaran,
    *,
    by: User,
    text: str = "",
    seen: int | None = None,
    now: datetime | None = None,
) -> KritikSaran:
    """Say that the office is at it; with words, those are the first official word."""
    current, at, who = _taken_up(ticket, by, now)
    if _said_already(current, by, text):
        return current
    _check_seen(current, seen)
    if current.stage == Stage.ANSWERED:
        raise Refused("Tiket ini sudah dijawab. Jawab lagi bila ada yang perlu ditambahkan.")
    if current.stage == Stage.IN_PROGRESS and not text:
        return current
    source = current.stage
    current.stage = Stage.IN_PROGRESS
    current.read_at = current.read_at or at
    current.started_at = current.started_at or at
    if text:
        _say(current, by, who, text, at)
    current.save()
    write_down("feedback-started", current, at, by=by, who=who, source=source, target=current.stage)
    return current


@transaction.atomic
def answer(
    ticket: KritikSaran,
    *,
    by: User,
    text: str,
    seen: int | None = None,
    now: datetime | None = None,
) -> KritikSaran:
    """Answer the citizen, signed with the person's office.

    ``seen`` is the number of the last message on the person's screen (0: none); when the
    conversation went on since, Stale tells them so instead of sending a second answer.
    """
    current, at, who = _taken_up(ticket, by, now)
    if _said_already(current, by, text):
        return current
    _check_seen(current, seen)
    source = current.stage
    current.stage = Stage.ANSWERED
    current.read_at = current.read_at or at
    current.answered_at = current.answered_at or at
    _say(current, by, who, text, at)
    current.save()
    write_down(
        "feedback-answered", current, at, by=by, who=who, source=source, target=current.stage
    )
    return current


@transaction.atomic
def mark_spam(
    ticket: KritikSaran, *, by: User, reason: str, now: datetime | None = None
) -> KritikSaran:
    """Fold away what is no kritik or saran, with a reason; it can be restored."""
    current, at, who = _taken_up(ticket, by, now, closed_too=True)
    if reason not in KritikSaran.SpamReason.values:
        raise Refused("Pilih alasannya.")
    if current.stage == Stage.SPAM:
        return current
    source = current.stage
    current.stage, current.spam_reason = Stage.SPAM, reason
    current.read_at = current.read_at or at
    current.waiting_since = None
    current.save(update_fields=["stage", "spam_reason", "read_at", "waiting_since"])
    write_down(
        "feedback-hidden",
        current,
        at,
        by=by,
        who=who,
        source=source,
        target=Stage.SPAM,
        data={"reason": reason},
    )
    return current


@transaction.atomic
def restore(ticket: KritikSaran, *, by: User, now: datetime | None = None) -> KritikSaran:
    """Take a folded ticket back to where it stood; the citizen waits since then, not since now."""
    current, at, who = _taken_up(ticket, by, now, closed_too=True)
    if current.stage != Stage.SPAM:
        return current
    current.spam_reason = ""
    last = current.messages.order_by("-at", "-id").first()
    unanswered = current.messages.filter(by__isnull=True)
    if said := current.messages.filter(by__isnull=False).order_by("-at", "-id").first():
        unanswered = unanswered.filter(at__gt=said.at)
    first = unanswered.order_by("at", "id").first()
    current.waiting_since = first.at if said and first else (None if said else current.received_at)
    if last and last.by_id and current.answered_at:
        current.stage = Stage.ANSWERED
    elif current.started_at or current.answered_at:
        current.stage = Stage.IN_PROGRESS
    else:
        current.stage = Stage.READ
    current.save(update_fields=["stage", "spam_reason", "waiting_since"])
    write_down(
        "feedback-restored", current, at, by=by, who=who, source=Stage.SPAM, target=current.stage
    )
    return current


# --- what the verbs share -------------------------------------------------------------------------
def _locked(ticket: KritikSaran, now: datetime | None) -> tuple[KritikSaran, datetime]:
    at = register.moment(now)
    return KritikSaran.objects.select_for_update().get(pk=ticket.pk), at


def _taken_up(
    ticket: KritikSaran, by: User, now: datetime | None, *, closed_too: bool = False
) -> tuple[KritikSaran, datetime, Signature]:
    """Lock the ticket for a person of the office, or refuse who holds no office now."""
    current, at = _locked(ticket, now)
    appointment = acting_as(by, EVERYONE, at)
    if appointment is None:
        raise Refused(NOT_APPOINTED)
    if current.stage == Stage.SPAM and not closed_too:
        raise Refused(CLOSED)
    return current, at, signature(by, appointment)


def _last(ticket: KritikSaran) -> KritikSaranMessage | None:
    return ticket.messages.order_by("-at", "-id").first()


def _said_already(ticket: KritikSaran, by: User, text: str) -> bool:
    """Whether these words are the person's own last ones: the button was pressed twice."""
    last = _last(ticket)
    return bool(text) and last is not None and last.by_id == by.pk and last.text == text


def _check_seen(ticket: KritikSaran, seen: int | None) -> None:
    last = _last(ticket)
    if seen is None or last is None or last.pk == seen:
        return
    who = last.by_title if last.by_id else "Warga"
    raise Stale(
        f"{who} menulis pukul {clock_time(last.at)}, sejak Anda membuka halaman ini. "
        "Baca dahulu, lalu kirim lagi; tulisan Anda masih ada."
    )


def _say(ticket: KritikSaran, by: User, who: Signature, text: str, at: datetime) -> None:
    KritikSaranMessage.objects.create(
        kritik_saran=ticket, by=by, by_title=who.title, text=text, at=at
    )
    ticket.waiting_since = None
    if ticket.responded_at is None:
        ticket.responded_at = at
        minutes = first_response_minutes(ticket, office_calendar())
        ticket.response_minutes = whole_minutes(minutes or 0)
