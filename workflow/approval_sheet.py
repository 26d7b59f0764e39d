"""The Lembar Persetujuan: what one approval looks like on one page of paper.

Built from the rows of the register up to the approval and from frozen words alone, and said in
words, so that screen, paper and archive read the same and the same input gives the same sheet.
Approvals from before the sheets lack some values: those are computed, and the sheet says so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse

from content.dates import clock_time, day_date, local_day, moment, month_short
from content.models import Office, Revision
from content.numbers import thousands
from workflow import sheet_facts
from workflow.clock import Span, spans
from workflow.clocks import NO_FEEDBACK, clocks_of, this_round
from workflow.history import tags, who
from workflow.models import Event, office_calendar
from workflow.remarks import remarks_of
from workflow.rules import STEP_OF, Action
from workflow.sop import STEPS

BASIS = "SOP 050/146/II/2021, langkah 4"
WRITERS_SHOWN = 3
# Lines of about this many letters; what does not fit stays in the register, and the sheet says so.
LETTERS, LINES = 88, 11
TEXT_SHOWN = 2 * LETTERS
NOTE_SHOWN = 3 * LETTERS


@dataclass(frozen=True, slots=True)
class Signed:
    """Somebody's act as the register has it: who, in which office, by what authority, when."""

    name: str
    title: str
    nip: str
    authority: str
    at: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the SOP up to the approval: when, how many minutes, and the standard."""

    number: int
    name: str
    time: str
    minutes: int
    standard: int

    @property
    def is_late(self) -> bool:
        """Whether it took longer than the standard."""
        return self.minutes > self.standard

    @property
    def used(self) -> str:
        """How long it took, in words."""
        return f"{thousands(self.minutes)} menit" + (" (lewat)" if self.is_late else "")


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One thing that an approver asked for before: when, who, and in what words."""

    head: str
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page. ``computed`` is true where the register did not keep the values of the day."""

    number: str
    approval_number: str
    office: str
    regency: str
    title: str
    kind: str
    text: str
    information_class: str
    reason: str
    steps: tuple[StepLine, ...]
    writers: tuple[str, ...]
    more_writers: int
    approver: Signed
    parafs: tuple[Signed, ...]
    exception: str
    note: str
    remarks: tuple[ReturnLine, ...]
    more_remarks: int
    digest: str
    sequence: int
    row_hash: str
    previous_hash: str
    address: str
    at: datetime
    computed: bool

    @property
    def basis(self) -> str:
        """By which rule approvals are given."""
        return BASIS

    @property
    def digest_groups(self) -> list[str]:
        """The digest of the words in groups of eight, to compare by eye."""
        return groups(self.digest)

    @property
    def row_groups(self) -> list[str]:
        """The hash of the register's row, likewise."""
        return groups(self.row_hash)

    @property
    def previous_groups(self) -> list[str]:
        """The register's head before the approval, likewise."""
        return groups(self.previous_hash)


def groups(hexadecimal: str) -> list[str]:
    """Cut a hash into groups of eight characters."""
    return [hexadecimal[at : at + 8] for at in range(0, len(hexadecimal), 8)]


def approvals() -> Any:
    """Return the rows of the register that have a sheet, with what a sheet says of their texts."""
    return Event.objects.filter(action=Action.APPROVE).select_related("revision__item")


def history_of(items: Iterable[int]) -> dict[int, list[Event]]:
    """Return all rows of items, oldest first (one query)."""
    found: dict[int, list[Event]] = {}
    rows = Event.objects.filter(Q(item__in=list(items))).select_related("revision")
    for event in rows.defer("revision__body").order_by("sequence"):
        found.setdefault(event.item_id or 0, []).append(event)
    return found


def sheet_of(approval: Event, history: Iterable[Event]) -> Sheet:
    """Return the sheet of an approval; ``history`` are the rows of its item, oldest first."""
    revision = approval.revision
    if revision is None or approval.action != Action.APPROVE:
        raise ValueError("only the approval of a text has a sheet")
    past = [event for event in history if event.sequence <= approval.sequence]
    told = this_round(past, revision.number)
    kept = _kept(approval, revision, told)
    writers, remarks = kept["writers"], _return_lines(told)
    shown = _fitting(remarks)
    parafs = (e for e in told if e.action == Action.ENDORSE and e.revision_id == revision.pk)
    number, letterhead = approval.data["approval_number"], kept["letterhead"]
    return Sheet(
        number=kept["sheet_number"],
        approval_number=number,
        office=letterhead["name"],
        regency=letterhead["regency"],
        title=revision.title,
        kind=revision.spec.label,
        text=f"{letterhead['code']}-{revision.item_id:04d}, versi {revision.number}"
        f" ({_lane(revision, past)})",
        information_class=revision.get_information_class_display(),
        reason=_short(revision.change_note, NOTE_SHOWN),
        steps=_steps(kept["minutes"], told, approval.at),
        writers=tuple(_named(writer) for writer in writers[:WRITERS_SHOWN]),
        more_writers=max(0, len(writers) - WRITERS_SHOWN),
        approver=_signed(approval),
        parafs=tuple(_signed(event) for event in parafs),
        exception=_short(approval.data.get("exception", ""), NOTE_SHOWN),
        note=_short(approval.note, NOTE_SHOWN),
        remarks=tuple(shown),
        more_remarks=len(remarks) - len(shown),
        digest=approval.digest,
        sequence=approval.sequence,
        row_hash=approval.hash,
        previous_hash=approval.previous_hash,
        address=letterhead["site"] + reverse("verification", args=[number]),
        at=approval.at,
        computed="sheet_number" not in approval.data,
    )


def _kept(approval: Event, revision: Revision, told: Sequence[Event]) -> Mapping[str, Any]:
    """Return the values of the day; for a row from before the sheets, what can be said now."""
    if "sheet_number" in approval.data:
        kept: Mapping[str, Any] = approval.data
        return kept
    office, before = Office.load(), [e for e in told if e.sequence < approval.sequence]
    clocks = clocks_of(revision, before, NO_FEEDBACK, office_calendar(), approval.at)
    running = sheet_facts.approvals_until(approval.at, approval.sequence)
    return {
        "sheet_number": sheet_facts.number_of(office, revision.kind, running, approval.at),
        "minutes": sheet_facts.minutes(clocks),
        "writers": sheet_facts.writers(revision, approval.at),
        "letterhead": sheet_facts.letterhead(office),
    }


def _lane(revision: Revision, past: Iterable[Event]) -> str:
    if revision.is_correction:
        return f"ralat atas versi {revision.corrects}"
    earlier = (e for e in past if e.action == Action.APPROVE and e.revision_id != revision.pk)
    return "pembaruan" if any(earlier) else "naskah baru"


def _signed(event: Event) -> Signed:
    return Signed(event.by_name, event.by_title, event.by_nip, event.by_authority, moment(event.at))


def _named(writer: Mapping[str, str]) -> str:
    return f"{writer['name']}, NIP {writer['nip']}" if writer["nip"] else writer["name"]


def _steps(
    minutes: Mapping[str, Sequence[int]], told: Iterable[Event], until: datetime
) -> tuple[StepLine, ...]:
    stays = spans(((e.target, e.at) for e in told if e.target and e.at <= until), STEP_OF)
    return tuple(
        StepLine(
            step.number,
            step.name,
            _time([stay for stay in stays if stay.step == step.number], until),
            *minutes[str(step.number)],
        )
        for step in STEPS
        if str(step.number) in minutes
    )


def _time(stays: Sequence[Span], until: datetime) -> str:
    """Say from when to when: "20 November 2026, 09.02–09.17"; two days are said shortly."""
    if not stays:
        return ""
    begins, ends = stays[0].entered, stays[-1].left or until
    if day_date(begins) == day_date(ends):
        return f"{day_date(begins)}, {clock_time(begins)}–{clock_time(ends)}"
    return f"{_short_day(begins)}, {clock_time(begins)} – {_short_day(ends)}, {clock_time(ends)}"


def _short_day(at: datetime) -> str:
    day = local_day(at)
    return f"{day.day} {month_short(day)} {day.year}"


def _return_lines(told: Sequence[Event]) -> list[ReturnLine]:
    """Say every remark of every return of the round; tags stand with the first of each."""
    lines = []
    for event in told:
        if event.action != Action.RETURN:
            continue
        version = f", versi {event.revision.number}" if event.revision else ""
        head = f"{moment(event.at)} · {who(event)}{version}"
        asked = [_said(remark.place, remark.quote, remark.text) for remark in remarks_of([event])]
        named = ", ".join(tags(event))
        first, *others = asked or [""]
        lines.append(ReturnLine(head, _short(": ".join(filter(None, (named, first))), TEXT_SHOWN)))
        lines += [ReturnLine("", _short(text, TEXT_SHOWN)) for text in others]
    return lines


def _said(place: str, quote: str, text: str) -> str:
    quoted = f"“{_short(quote, LETTERS // 2)}”" if quote else ""
    return ": ".join(filter(None, (" ".join(filter(None, (place, quoted))), text)))


def _fitting(lines: Sequence[ReturnLine]) -> list[ReturnLine]:
    """Return as many as one page has room for beside everything else."""
    shown, room = [], LINES
    for line in lines:
        room -= bool(line.head) + max(1, -(-len(line.text) // LETTERS))
        if room < 0:
            break
        shown.append(line)
    return shown


def _short(text: str, longest: int) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= longest else f"{plain[: longest - 1].rstrip()}…"
