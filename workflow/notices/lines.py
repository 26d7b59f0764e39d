"""Notices in words: one line per row of the register, for the list in the desk and for letters.

A line says kind, title, who and when. It never says words of the text, nor those of a remark: mail
leaves the office.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from workflow.history import who, words
from workflow.lanes import desk_address
from workflow.models import Event
from workflow.notices.relevance import MAIL, Sort
from workflow.rules import Action

# Action → tone and icon of the tag; the tone is a class word of the style sheet.
LOOKS: dict[str, tuple[str, str]] = {
    Action.SUBMIT: ("anggur", "hourglass-split"),
    Action.RESUBMIT: ("anggur", "hourglass-split"),
    Action.ENDORSE: ("anggur", "hourglass-split"),
    Action.APPROVE: ("selesai", "check-lg"),
    Action.PUBLISH: ("selesai", "broadcast"),
    Action.RETURN: ("anggur", "arrow-return-left"),
    Action.REVOKE: ("anggur", "arrow-return-left"),
    Action.REOPEN: ("anggur", "arrow-return-left"),
    Action.REJECT: ("bahaya", "x-lg"),
    Action.WITHDRAW: ("bahaya", "x-lg"),
}
PLAIN = ("waktu", "exclamation-circle")
# Beyond every number of the register: nothing is marked as new.
NEVER = 2**63 - 1


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One notice: what happened, to which text (its key), by whom, when, and where it leads."""

    sequence: int
    sort: str
    text: int | None
    words: str
    title: str
    kind: str
    version: int | None
    by: str
    at: datetime
    path: str
    tone: str
    icon: str
    is_urgent: bool
    is_new: bool = False

    @property
    def who(self) -> str:
        """Who did it, where the words do not say so already."""
        return "" if self.by in self.words else self.by

    @property
    def about(self) -> str:
        """The text as a letter names it: 'Berita “Bersih pantai”'; "" where there is none."""
        return f"{self.kind} “{self.title}”" if self.title else ""


def lines(rows: QuerySet[Event], sorts: Mapping[int, str], seen: int = NEVER) -> list[NoticeLine]:
    """Tell rows, newest first (one query); ``sorts`` says of which sort each number is.

    What has a number beyond ``seen`` is marked as new. No words of a body are read.
    """
    texts = rows.select_related("revision").order_by("-sequence")
    unread = ("revision__body", "revision__summary", "revision__material_notes")
    return [_line(event, sorts[event.sequence], seen) for event in texts.defer(*unread)]


def of_sort(rows: QuerySet[Event], sort: str) -> list[NoticeLine]:
    """Tell rows that are all of one sort."""
    return lines(rows, defaultdict(lambda: sort))


def _line(event: Event, sort: str, seen: int) -> NoticeLine:
    revision = event.revision
    looks = LOOKS if sort != Sort.EXCEPTION else {}
    tone, icon = looks.get(event.action, PLAIN)
    return NoticeLine(
        sequence=event.sequence,
        sort=sort,
        text=event.revision_id,
        words=TELLERS[sort](event),
        title=revision.title if revision else "",
        kind=revision.spec.label if revision else "",
        version=revision.number if revision else None,
        by=who(event),
        at=event.at,
        path=_path(event, sort),
        tone=tone,
        icon=icon,
        is_urgent=bool(revision and revision.is_urgent),
        is_new=event.sequence > seen,
    )


def _path(event: Event, sort: str) -> str:
    if event.revision is None:
        return reverse("notices") + "#surel"
    if sort == Sort.OUTCOME:
        return desk_address(event.revision)
    return reverse("review", args=[event.revision.pk])


def _asked(event: Event) -> str:
    return "Menunggu putusan Anda"


def _excepted(event: Event) -> str:
    return f"{words(event)} dengan pengecualian"


def _given_up(event: Event) -> str:
    return f"{event.data.get('count', 1)} surel tidak terkirim"


TELLERS: dict[str, Callable[[Event], str]] = {
    Sort.DECISION: _asked,
    Sort.OUTCOME: words,
    Sort.EXCEPTION: _excepted,
    MAIL: _given_up,
}
