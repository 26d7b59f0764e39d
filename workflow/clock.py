"""How long each SOP step took, counted in the minutes in which the office was open.

Pure functions over the moves of a text and the office calendar: no database, no settings, and "now"
is always given. Step 6 is the exception to "time in the state": its hour runs from a citizen's
message to the first official answer, so whoever asks for its clock passes the messages' spans.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from statistics import median

from workflow.office_hours import (
    MINUTE,
    NOTHING,
    OfficeCalendar,
    add_working_days,
    deadline,
    is_open,
    office_minutes,
    office_time,
)
from workflow.sop import STEPS

# The clock is the one door: who reads clocks need not know where the hours are counted.
__all__ = [
    "Condition",
    "OfficeCalendar",
    "Span",
    "StepClock",
    "add_working_days",
    "deadline",
    "is_open",
    "median_minutes",
    "office_minutes",
    "percentile_minutes",
    "share_within",
    "spans",
    "step_clocks",
]

NEARLY_FROM = 0.8
DECISION_STEP = 4


@dataclass(frozen=True)
class Span:
    """One uninterrupted stay in a step; `left` is None while it lasts."""

    step: int
    entered: datetime
    left: datetime | None


def spans(moves: Iterable[tuple[str, datetime]], step_of: Mapping[str, int]) -> list[Span]:
    """Stays in steps, from the states entered and when, oldest first.

    Neighbouring states of one step are one stay. A state that belongs to no step (returned,
    withdrawn …) ends the stay and begins none. Coming back to a step begins a further stay.
    """
    stays: list[Span] = []
    for state, at in moves:
        if at.utcoffset() is None:
            raise ValueError("a move needs a moment with a time zone")
        number = step_of.get(state)
        if stays and stays[-1].left is None:
            if stays[-1].step == number:
                continue
            stays[-1] = Span(stays[-1].step, stays[-1].entered, at)
        if number is not None:
            stays.append(Span(number, at, None))
    return stays


class Condition(StrEnum):
    """How a step stands against its standard time; the value is the word for it."""

    WAITING = "belum"
    RUNNING = "berjalan"
    NEARLY = "hampir"
    LATE = "lewat"
    PAUSED = "dijeda"
    DONE = "selesai"
    DONE_LATE = "selesai, lewat"


# Condition → icon of the sprite, word of the style sheet's classes (bar-hampir, simpul-lewat …).
LOOKS: Mapping[Condition, tuple[str, str]] = {
    Condition.WAITING: ("", "belum"),
    Condition.RUNNING: ("clock", "berjalan"),
    Condition.NEARLY: ("hourglass-split", "hampir"),
    Condition.LATE: ("exclamation-circle", "lewat"),
    Condition.PAUSED: ("pause-circle", "dijeda"),
    Condition.DONE: ("check", "selesai"),
    Condition.DONE_LATE: ("exclamation-circle", "selesai-lewat"),
}


@dataclass(frozen=True)
class StepClock:
    """One step of one text against its standard, in words, numbers and looks."""

    number: int
    name: str
    standard: int
    spent: float
    condition: Condition
    working_day: float = 0.0

    @property
    def minutes(self) -> int:
        """Whole minutes spent, down within the standard and up beyond it: late is never "0 mnt"."""
        return math.ceil(self.spent) if self.spent > self.standard else math.floor(self.spent)

    @property
    def words(self) -> str:
        """What the clock says: "Target 10 mnt", "Sisa 2 mnt", "Lewat 11 mnt", "14 dari 15 mnt"."""
        match self.condition:
            case Condition.WAITING:
                return f"Target {self.standard} mnt"
            case Condition.PAUSED:
                return "Dijeda"
            case Condition.LATE:
                return f"Lewat {_duration(self.minutes - self.standard, self.working_day)}"
            case Condition.RUNNING | Condition.NEARLY:
                return f"Sisa {self.standard - self.minutes} mnt"
            case Condition.DONE | Condition.DONE_LATE:
                if self.minutes < 120:
                    return f"{self.minutes} dari {self.standard} mnt"
                return f"{_duration(self.minutes, self.working_day)} dari {self.standard} mnt"

    @property
    def percent(self) -> int:
        """How full the bar is, 0 to 100."""
        return min(100, int(100 * self.spent / self.standard))

    @property
    def icon(self) -> str:
        """Name of the icon beside the words; empty where the words stand alone."""
        return LOOKS[self.condition][0]

    @property
    def tone(self) -> str:
        """The word by which the style sheet colours words and bar."""
        return LOOKS[self.condition][1]

    @property
    def knot(self) -> str:
        """The word by which it draws the knot: a decision awaited is grape, done late is done."""
        if self.condition is Condition.RUNNING and self.number == DECISION_STEP:
            return "putusan"
        return "selesai" if self.condition is Condition.DONE_LATE else self.tone


def _duration(minutes: int, working_day: float) -> str:
    """Minutes as people say them; from one working day on in whole days, as one says an age."""
    if working_day and minutes >= working_day:
        return f"{int(minutes // working_day)} hari kerja"
    hours, rest = divmod(minutes, 60)
    return " ".join(f"{n} {unit}" for n, unit in ((hours, "jam"), (rest, "mnt")) if n) or "0 mnt"


def step_clocks(
    spans: Sequence[Span], now: datetime, calendar: OfficeCalendar, open_step: int | None
) -> list[StepClock]:
    """The clocks of all seven steps; `open_step` is the one running, None where none is."""
    paused = not is_open(calendar, now)
    clocks = []
    for step in STEPS:
        stays = [span for span in spans if span.step == step.number]
        times = (office_time(calendar, span.entered, span.left or now) for span in stays)
        spent = sum(times, NOTHING) / MINUTE
        condition = _condition(
            step.number, step.standard_minutes, bool(stays), spent, open_step, paused
        )
        clocks.append(
            StepClock(
                step.number,
                step.name,
                step.standard_minutes,
                spent,
                condition,
                calendar.average_day,
            )
        )
    return clocks


def _condition(
    number: int, standard: int, entered: bool, spent: float, open_step: int | None, paused: bool
) -> Condition:
    if number == open_step:
        # Late wins over paused: a board read in the evening must not hide what is overdue.
        if spent > standard:
            return Condition.LATE
        if paused:
            return Condition.PAUSED
        return Condition.NEARLY if spent >= NEARLY_FROM * standard else Condition.RUNNING
    # A text sent back has to pass the later steps again, whatever time it already spent there.
    if not entered or (open_step is not None and number > open_step):
        return Condition.WAITING
    return Condition.DONE_LATE if spent > standard else Condition.DONE


def median_minutes(minutes: Iterable[float]) -> float | None:
    """The middle one, which one forgotten draft cannot pull away; None of none."""
    values = list(minutes)
    return median(values) if values else None


def percentile_minutes(minutes: Iterable[float], percent: float) -> float | None:
    """The time within which that share of cases was done (nearest rank: it really occurred)."""
    if not 0 < percent <= 100:
        raise ValueError("a percentile lies above 0 and up to 100")
    values = sorted(minutes)
    return values[math.ceil(percent * len(values) / 100) - 1] if values else None


def share_within(minutes: Iterable[float], standard: float) -> float | None:
    """Which share, 0 to 1, kept the standard; None of none."""
    values = list(minutes)
    return sum(value <= standard for value in values) / len(values) if values else None
