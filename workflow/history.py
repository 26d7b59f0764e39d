"""The register told in Indonesian: one line per event, for Riwayat and the review page.

Only what the rows themselves keep is read (and the revision's number), so a line says for ever
what it said on its day.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from content.dates import moment
from content.models import Revision
from workflow import second_looks
from workflow.checklist import ReturnTag, ticked
from workflow.exceptions import KEY
from workflow.hints.sight import Sort
from workflow.models import Event, PersonalDataDecision, SecondLook
from workflow.people import SYSTEM, Role
from workflow.plan_words import ended, planned, rescheduled
from workflow.remark_lines import told
from workflow.rules import Action

Choice = PersonalDataDecision.Choice


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened: when, the sentence, the words given with it, what the thread shows.

    ``knot`` is the class word of the thread: "jadi" (filled) for what people decided or the public
    noticed, "" (hollow) for what only moved on. ``checks`` is what was ticked before a decision.
    """

    at: datetime
    words: str
    note: str
    tags: tuple[str, ...]
    knot: str
    checks: tuple[str, ...] = ()


DECIDED = frozenset(
    {
        Action.ENDORSE,
        Action.APPROVE,
        Action.RETURN,
        Action.REJECT,
        Action.REVOKE,
        Action.REOPEN,
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
            note="\n".join([*filter(None, [event.note, event.data.get(KEY)]), *told(event)]),
            tags=tags(event),
            knot="jadi" if event.action in DECIDED else "",
            checks=ticked(event),
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


def _decided(sentence: str) -> Callable[[Event], str]:
    """Tell a decision, and where somebody who wrote took it by exception, that too."""
    by = _by(sentence)
    mark = " dengan pengecualian empat mata"
    return lambda event: by(event) + (mark if KEY in event.data else "")


def _second_look(event: Event) -> str:
    found = dict(SecondLook.Outcome.choices).get(event.data.get("outcome", ""), "")
    return f"Tinjauan kedua oleh {who(event)}: {found[:1].lower()}{found[1:]}"


def _version(sentence: str) -> Callable[[Event], str]:
    return lambda event: sentence + (f" · versi {event.revision.number}" if event.revision else "")


def _started(event: Event) -> str:
    kept = event.data
    if "source_title" in kept:
        return (
            f"Disalin oleh {who(event)} dari “{kept['source_title']}” versi {kept['source_number']}"
        )
    if "beside_title" in kept:
        return f"Dibuat oleh {who(event)} dari bahan “{kept['beside_title']}”"
    pattern = f" dengan pola {kept['pattern']}" if "pattern" in kept else ""
    return f"Dibuat oleh {who(event)}{pattern}"


def _revised(event: Event) -> str:
    # Without a person it followed from a return: the version in which the remarks are worked in.
    if event.by_id is None:
        return _version("Dibuka lagi untuk diperbaiki")(event)
    if "restored_number" in event.data:
        old = event.data["restored_number"]
        return _version(f"Versi {old} dipulihkan sebagai naskah baru oleh {who(event)}")(event)
    return _version(f"Pembaruan dibuka oleh {who(event)}")(event)


def _taken_in(event: Event) -> str:
    return f"Versi {event.data.get('taken_in', '')} digabungkan ke naskah ini oleh {who(event)}"


def _unscheduled(event: Event) -> str:
    # Without a person it made way for a correction; the note says for which.
    return _by("Jadwal tayang dibatalkan")(event) if event.by_id else "Jadwal tayang dibatalkan"


def _published(event: Event) -> str:
    planned = event.data.get("visible_from", "")
    at = datetime.fromisoformat(planned) if planned else event.at
    words = f"Dijadwalkan tayang {moment(at)}" if at > event.at else "Tayang"
    until = event.data.get("visible_until", "")
    return f"{words}, sampai {moment(datetime.fromisoformat(until))}" if until else words


def _withdrawn(event: Event) -> str:
    reasons = dict(Revision.WithdrawalReason.choices)
    reason = reasons.get(event.data.get("reason", ""), "")
    return f"Diturunkan: {reason[0].lower()}{reason[1:]}" if reason else _by("Diturunkan")(event)


def _ticked(done: str) -> Callable[[Event], str]:
    def tell(event: Event) -> str:
        place = event.data.get("place", "")
        return f"Petunjuk{f' tentang {place}' if place else ''} {done} oleh {who(event)}"

    return tell


def _link(done: str) -> Callable[[Event], str]:
    def tell(event: Event) -> str:
        by = f" oleh {who(event)}" if event.by_id else ""
        return f"Tautan ke ponsel untuk {event.data.get('for', 'pejabat')} {done}{by}"

    return tell


def _link_made(event: Event) -> str:
    return _link("dibuat" if event.by_id else "dikirim sistem lewat surel")(event)


def _telling(sentence: Callable[[Mapping[str, Any]], str]) -> Callable[[Event], str]:
    return lambda event: f"{sentence(event.data)} oleh {who(event)}"


def _personal_data(done: str) -> Callable[[Event], str]:
    sorts = dict(Sort.choices)
    return lambda event: (
        f"{sorts.get(event.data.get('kind', ''), 'Data pribadi')} {done} oleh {who(event)}"
    )


TELLERS: dict[str, Callable[[Event], str]] = {
    Action.START: _started,
    Action.REVISE: _revised,
    Action.CORRECT: lambda event: _version(f"Ralat dibuka oleh {who(event)}")(event),
    Action.TAKE_IN: _taken_in,
    Action.COMPOSE: lambda event: "Masuk langkah 2, Penyusunan",
    Action.EDIT: lambda event: "Masuk langkah 3, Editing",
    Action.BACK_TO_GATHERING: lambda event: "Kembali ke langkah 1, Pencarian bahan",
    Action.BACK_TO_COMPOSING: lambda event: "Kembali ke langkah 2, Penyusunan",
    Action.DISCARD: _by("Dibuang"),
    Action.SUBMIT: _version("Persetujuan diminta"),
    Action.RECALL: _by("Ditarik kembali"),
    Action.ENDORSE: _decided("Diparaf"),
    Action.APPROVE: _decided("Disetujui"),
    second_looks.ACTION: _second_look,
    Action.RETURN: _by("Dikembalikan"),
    Action.REJECT: _by("Ditolak"),
    Action.PUBLISH: _published,
    Action.REVOKE: _by("Persetujuan dicabut"),
    Action.RESUBMIT: _version("Diajukan lagi setelah keliru dikembalikan"),
    Action.REOPEN: _by("Dibuka lagi setelah ditolak"),
    Action.PLAN: _telling(planned),
    Action.RESCHEDULE: _telling(rescheduled),
    Action.CHANGE_END: _telling(ended),
    Action.UNSCHEDULE: _unscheduled,
    Action.SUPERSEDE: _version("Digantikan versi yang lebih baru"),
    Action.REINSTATE: _version("Tayang lagi"),
    Action.WITHDRAW: _withdrawn,
    Action.ARCHIVE: lambda event: "Diarsipkan",
    "daftar-periksa": _by("Daftar periksa diubah"),
    "petunjuk-selesai": _ticked("ditandai selesai"),
    "petunjuk-dibuka": _ticked("dibuka lagi"),
    "tautan-dibuat": _link_made,
    "tautan-dipakai": _link("dibuka dengan PIN"),
    "tautan-dibatalkan": _link("dibatalkan"),
    "tautan-terkunci": _link("terkunci setelah lima PIN keliru"),
    f"data-pribadi-{Choice.HIDE}": _personal_data("ditutup"),
    f"data-pribadi-{Choice.ALLOW}": _personal_data("diizinkan tampil"),
    f"data-pribadi-{Choice.CHECKED}": _by("Berkas yang tidak terbaca mesin diperiksa"),
}
