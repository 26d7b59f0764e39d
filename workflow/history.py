"""The register told in Indonesian: one line per event, for Riwayat and the review page.

Only what the rows themselves keep is read (and the revision's number), so a line says for ever
what it said on its day.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from content.dates import moment
from content.models import Revision
from workflow.checklist import ReturnTag
from workflow.models import Event
from workflow.people import SYSTEM, Role
from workflow.rules import Action


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened: when, the sentence, the words given with it, what the thread shows.

    ``knot`` is the class word of the thread: "jadi" (filled) for what people decided or the public
    noticed, "" (hollow) for what only moved on.
    """

    at: datetime
    words: str
    note: str
    tags: tuple[str, ...]
    knot: str


DECIDED = frozenset(
    {
        Action.APPROVE,
        Action.RETURN,
        Action.REJECT,
        Action.PUBLISH,
        Action.WITHDRAW,
        Action.REINSTATE,
    }
)


def sentences(events: Iterable[Event]) -> list[HistoryLine]:
    """Tell events in the order in which they come; ``revision`` should be selected with them."""
    return [
        HistoryLine(
            at=event.at,
            words=words(event),
            note=event.note,
            tags=tags(event),
            knot="jadi" if event.action in DECIDED else "",
        )
        for event in events
    ]


def words(event: Event) -> str:
    """Tell one event as a sentence without its full stop."""
    tell = TELLERS.get(event.action)
    return tell(event) if tell else event.action


def tags(event: Event) -> tuple[str, ...]:
    """Name what had to be put right, as the approver ticked it."""
    known = dict(ReturnTag.choices)
    return tuple(known.get(tag, tag) for tag in event.data.get("tags", ()))


def who(event: Event) -> str:
    """Name the actor as colleagues do: superiors by their office, operators by their name."""
    if event.by_title and event.by_title != Role.OPERATOR.label:
        return event.by_title
    return event.by_name or SYSTEM.name


def _by(sentence: str) -> Callable[[Event], str]:
    return lambda event: f"{sentence} oleh {who(event)}"


def _version(sentence: str) -> Callable[[Event], str]:
    return lambda event: sentence + (f" · versi {event.revision.number}" if event.revision else "")


def _revised(event: Event) -> str:
    # Without a person it followed from a return: the version in which the remarks are worked in.
    if event.by_id is None:
        return _version("Dibuka lagi untuk diperbaiki")(event)
    return _version(f"Pembaruan dibuka oleh {who(event)}")(event)


def _published(event: Event) -> str:
    planned = event.data.get("visible_from", "")
    at = datetime.fromisoformat(planned) if planned else event.at
    return f"Dijadwalkan tayang {moment(at)}" if at > event.at else "Tayang"


def _withdrawn(event: Event) -> str:
    reasons = dict(Revision.WithdrawalReason.choices)
    reason = reasons.get(event.data.get("reason", ""), "")
    return f"Diturunkan: {reason[0].lower()}{reason[1:]}" if reason else _by("Diturunkan")(event)


TELLERS: dict[str, Callable[[Event], str]] = {
    Action.START: _by("Dibuat"),
    Action.REVISE: _revised,
    Action.COMPOSE: lambda event: "Masuk langkah 2, Penyusunan",
    Action.EDIT: lambda event: "Masuk langkah 3, Editing",
    Action.BACK_TO_GATHERING: lambda event: "Kembali ke langkah 1, Pencarian bahan",
    Action.BACK_TO_COMPOSING: lambda event: "Kembali ke langkah 2, Penyusunan",
    Action.DISCARD: _by("Dibuang"),
    Action.SUBMIT: _version("Persetujuan diminta"),
    Action.RECALL: _by("Ditarik kembali"),
    Action.APPROVE: _by("Disetujui"),
    Action.RETURN: _by("Dikembalikan"),
    Action.REJECT: _by("Ditolak"),
    Action.PUBLISH: _published,
    Action.UNSCHEDULE: _by("Jadwal tayang dibatalkan"),
    Action.SUPERSEDE: _version("Digantikan versi yang lebih baru"),
    Action.REINSTATE: _version("Tayang lagi"),
    Action.WITHDRAW: _withdrawn,
    Action.ARCHIVE: lambda event: "Diarsipkan",
}
