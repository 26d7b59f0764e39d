"""Petunjuk: what an approver asked for when a text came back, and what of it was ticked off.

Read from the register's rows alone: the row of a return keeps the remarks, a row of its own says
that one was ticked or opened again. Every line of the general note is a remark without a place.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workflow.hints.personal_data import without_values
from workflow.history import tags, who
from workflow.models import Event
from workflow.refused import Refused
from workflow.rules import Action

TICKED, REOPENED = "petunjuk-selesai", "petunjuk-dibuka"
TICKS = (TICKED, REOPENED)
# An approval that is taken back says what to put right, like a return.
BACK = (Action.RETURN, Action.REVOKE)
GENERAL = "umum"
MOST, LONGEST_TEXT, LONGEST_QUOTE = 20, 1000, 200
SHAPE = {"field": 60, "place": 200, "quote": LONGEST_QUOTE, "text": LONGEST_TEXT}


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to put right: where, the passage as it stood, what to do, and whether it was done.

    ``sequence`` is the number of the return's row, ``index`` the place in it: together its name.
    ``field`` is the form's name of the place (``workflow.remark_places``), ``place`` its words.
    """

    sequence: int
    index: int
    field: str
    place: str
    quote: str
    text: str
    by: str
    at: datetime
    done: bool = False
    done_by: str = ""
    done_at: datetime | None = None

    @property
    def key(self) -> str:
        """Its name on a page."""
        return f"{self.sequence}-{self.index}"


@dataclass(frozen=True, slots=True)
class Returned:
    """One return with its remarks: the general ones first, then those with a place.

    ``older`` are remarks of the returns before in the same round that nobody ticked.
    """

    by: str
    at: datetime
    tags: tuple[str, ...]
    remarks: tuple[Remark, ...]
    older: tuple[Remark, ...] = ()

    @property
    def waiting(self) -> int:
        """How many of its remarks nobody has ticked."""
        return sum(not remark.done for remark in self.remarks)

    @property
    def finished(self) -> int:
        """How many of its remarks were ticked."""
        return len(self.remarks) - self.waiting

    @property
    def progress(self) -> str:
        """How far the work on it is, in words."""
        return f"{self.finished} dari {len(self.remarks)} petunjuk selesai"


def asked_for(events: Sequence[Event]) -> Returned | None:
    """Return what the last return among the events asked for; None where nothing came back.

    ``events`` are those of one round (``clocks.this_round``), oldest first.
    """
    returns = _returns(events)
    if not returns:
        return None
    ticks = _ticks(events)
    last = returns[-1]
    older = tuple(
        remark for event in returns[:-1] for remark in _remarks(event, ticks) if not remark.done
    )
    return Returned(who(last), last.at, tags(last), _remarks(last, ticks), older)


def _returns(events: Iterable[Event]) -> list[Event]:
    """Return what came back and stayed back: a return that was taken back asks for nothing."""
    found: list[Event] = []
    for event in events:
        if event.action in BACK:
            found.append(event)
        elif event.action == Action.RESUBMIT and found:
            found.pop()
    return found


def remarks_of(events: Sequence[Event]) -> list[Remark]:
    """Return every remark of every return among the events."""
    ticks = _ticks(events)
    return [remark for event in _returns(events) for remark in _remarks(event, ticks)]


def open_remarks(events: Sequence[Event]) -> list[Remark]:
    """Return the remarks of the last return that nobody has ticked."""
    last = asked_for(events)
    return [remark for remark in last.remarks if not remark.done] if last else []


def before(events: Iterable[Event], revision_id: int) -> list[Event]:
    """Return the events without a return of this very revision: what its writers had to work on."""
    return [
        event for event in events if not (event.action in BACK and event.revision_id == revision_id)
    ]


def checked(given: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return remarks in the shape that the register keeps, personal data in quotes masked.

    Raises Refused when there are too many, or one is empty or too long.
    """
    kept = [{name: str(remark.get(name, "")).strip() for name in SHAPE} for remark in given]
    if len(kept) > MOST:
        raise Refused(f"Paling banyak {MOST} petunjuk dalam satu pengembalian.")
    for remark in kept:
        if not remark["text"]:
            raise Refused("Tulis petunjuknya: apa yang diperbaiki, dan bagaimana.")
        if any(len(remark[name]) > longest for name, longest in SHAPE.items()):
            raise Refused(
                f"Petunjuk terlalu panjang. Paling banyak {LONGEST_TEXT} huruf, "
                f"kutipannya {LONGEST_QUOTE}."
            )
        # The register is for ever: what is quoted to be taken out must not stay in it.
        remark["quote"] = without_values(remark["quote"])[:LONGEST_QUOTE]
    return kept


def _remarks(event: Event, ticks: Mapping[tuple[int, int], Event]) -> tuple[Remark, ...]:
    placed: list[Mapping[str, str]] = event.data.get("remarks", [])
    lines = [line.strip() for line in event.note.splitlines() if line.strip()]
    numbered = [
        *enumerate(({"field": GENERAL, "text": line} for line in lines), start=len(placed)),
        *enumerate(placed),
    ]
    return tuple(_remark(event, index, kept, ticks) for index, kept in numbered)


def _remark(
    event: Event, index: int, kept: Mapping[str, str], ticks: Mapping[tuple[int, int], Event]
) -> Remark:
    tick = ticks.get((event.sequence, index))
    return Remark(
        sequence=event.sequence,
        index=index,
        field=kept.get("field", GENERAL),
        place=kept.get("place", ""),
        quote=kept.get("quote", ""),
        text=kept.get("text", ""),
        by=who(event),
        at=event.at,
        done=tick is not None,
        done_by=who(tick) if tick else "",
        done_at=tick.at if tick else None,
    )


def _ticks(events: Iterable[Event]) -> dict[tuple[int, int], Event]:
    """Return which remarks are ticked now, each with the row that says so."""
    found: dict[tuple[int, int], Event] = {}
    for event in events:
        if event.action in TICKS:
            name = (event.data["of"], event.data["index"])
            found.pop(name, None)
            if event.action == TICKED:
                found[name] = event
    return found
