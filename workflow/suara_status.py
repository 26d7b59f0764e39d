"""What a ticket says to the citizen: its state in words, the promise, the bar of four stages. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from content.dates import clock_time, day_date, local_day, long_date, zone
from workflow.clock import OfficeCalendar, StepClock
from workflow.models import KritikSaran
from workflow.suara_clock import clock_of, promised_by

Stage = KritikSaran.Stage

HEADINGS: dict[str, str] = {
    Stage.RECEIVED: "Sudah diterima",
    Stage.READ: "Sudah dibaca petugas",
    Stage.IN_PROGRESS: "Sedang ditindaklanjuti",
    Stage.ANSWERED: "Sudah dijawab",
    Stage.SPAM: "Tidak diproses",
}


@dataclass(frozen=True, slots=True)
class StageMark:
    """One knot of the stage bar: ``look`` is "jadi" (behind us), "kini" (here) or "" (ahead)."""

    label: str
    when: str
    look: str

    @property
    def is_here(self) -> bool:
        """Whether the ticket stands at this stage."""
        return self.look == "kini"


@dataclass(frozen=True, slots=True)
class Status:
    """A ticket's state as the citizen reads it."""

    heading: str
    promise: str
    stages: tuple[StageMark, ...]
    clock: StepClock | None
    is_closed: bool


def status_of(ticket: KritikSaran, now: datetime, calendar: OfficeCalendar) -> Status:
    """Say how a ticket stands."""
    closed = ticket.stage == Stage.SPAM
    return Status(
        heading=HEADINGS[ticket.stage],
        promise=promise(ticket, now, calendar),
        stages=() if closed else stage_bar(ticket, now),
        clock=None if closed else clock_of(ticket, now, calendar),
        is_closed=closed,
    )


def promise(ticket: KritikSaran, now: datetime, calendar: OfficeCalendar) -> str:
    """Say what comes next and until when."""
    if ticket.stage == Stage.SPAM:
        reason = ticket.get_spam_reason_display()
        return f"Petugas menilai tiket ini bukan masukan: {reason[:1].lower()}{reason[1:]}."
    if ticket.waiting_since is None:
        if ticket.stage == Stage.ANSWERED:
            return "Belum jelas? Balas di bawah, di tiket yang sama."
        return "Petugas sudah menanggapi dan masih mengerjakannya. Jawabannya ditulis di sini."
    until = promised_by(ticket, calendar)
    if until is None:
        return "Kami menjawab pada jam kerja."
    if until <= now:
        return (
            f"Kami terlambat: jawaban kami janjikan {_before(until, now)}. "
            "Masukan Anda tetap kami jawab."
        )
    return f"Perkiraan jawaban {_before(until, now)}."


def _before(until: datetime, now: datetime) -> str:
    at = f"sebelum pukul {clock_time(until)} {zone(until)}"
    days = (local_day(until) - local_day(now)).days
    names = {-1: "kemarin", 0: "hari ini", 1: "besok"}
    return f"{names.get(days) or 'hari ' + long_date(until)} {at}"


def stage_bar(ticket: KritikSaran, now: datetime) -> tuple[StageMark, ...]:
    """The four stages that the citizen follows; a stage may be passed without a moment of its own."""
    moments = {
        Stage.RECEIVED: ticket.received_at,
        Stage.READ: ticket.read_at,
        Stage.IN_PROGRESS: ticket.started_at,
        Stage.ANSWERED: ticket.answered_at if ticket.stage == Stage.ANSWERED else None,
    }
    here = list(moments).index(Stage(ticket.stage))
    marks = []
    for number, (stage, at) in enumerate(moments.items()):
        look = "kini" if number == here else "jadi" if number < here else ""
        marks.append(StageMark(str(stage.label), _when(at, now) if look else "menunggu", look))
    return tuple(marks)


def _when(at: datetime | None, now: datetime) -> str:
    if at is None:
        return ""
    if now - at < timedelta(days=1) and local_day(at) == local_day(now):
        return clock_time(at)
    return f"{day_date(at)}, {clock_time(at)}"
