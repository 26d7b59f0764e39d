"""The daily digest: one letter per person and working day, when the office opens.

It says what waits for them now, which of it is late, and what became of their texts since the last
one. Nothing to say, no letter.
"""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from content.dates import day_date, midnight
from content.models import Revision
from workflow import register
from workflow.clock import Condition, OfficeCalendar, StepClock
from workflow.models import NoticeCursor, office_calendar
from workflow.notices import letters
from workflow.notices.choices import Sort, Way, readers, ways_of
from workflow.notices.lines import NoticeLine, of_sort
from workflow.notices.relevance import concerning, waiting_for
from workflow.notices.reminding import waiting_clocks
from workflow.notices.telling import locked_cursor
from workflow.people import today

BECAUSE = "Anda memilih ringkasan harian."
Clocks = list[tuple[Revision, StepClock]]


@transaction.atomic
def write_digests(now: datetime | None = None) -> int:
    """Write today's digests once the office has opened; return how many."""
    now = now or timezone.now()
    if not has_opened(office_calendar(), now):
        return 0
    cursor = locked_cursor(now)
    if cursor.digest_on is not None and cursor.digest_on >= today(now):
        return 0
    clocks = waiting_clocks(now)
    written = sum(_write(user, cursor, clocks, now) for user in readers(now))
    cursor.digest_sequence, cursor.digest_on = register.head()[0], today(now)
    cursor.save(update_fields=["digest_sequence", "digest_on"])
    return written


def has_opened(calendar: OfficeCalendar, now: datetime) -> bool:
    """Whether the office has opened today; on a day off it never does."""
    spans = calendar.intervals(today(now))
    return bool(spans) and now >= midnight(today(now)) + spans[0][0]


def _write(user: User, cursor: NoticeCursor, clocks: Clocks, now: datetime) -> int:
    ways = ways_of(user)
    if ways[Sort.DIGEST] == Way.NOT:
        return 0
    waiting = _waiting(user, clocks, ways, now)
    late = sum(clock.condition == Condition.LATE for _, clock in waiting)
    past = _past(user, cursor.digest_sequence, ways, now)
    if not waiting and not past:
        return 0
    told = [f"{len(waiting)} naskah menunggu putusan Anda"] if waiting else []
    told += [f"{late} lewat waktu"] if late else []
    told += [f"{len(past)} kabar"] if past else []
    rows = [letters.waiting_row(row, clock) for row, clock in waiting]
    parts = [letters.Part("Menunggu putusan Anda:", rows, reverse("queue"))] if waiting else []
    if past:
        rows = [letters.row(line, now) for line in past]
        parts.append(letters.Part("Sejak ringkasan terakhir:", rows, reverse("notices")))
    letters.send(
        user,
        f"Ringkasan {day_date(today(now))}: {', '.join(told)}",
        parts,
        because=BECAUSE,
        key=f"ringkasan-{user.pk}-{today(now)}",
    )
    return 1


def _waiting(user: User, clocks: Clocks, ways: dict[str, Way], now: datetime) -> Clocks:
    """What waits for somebody; only what is late where they asked for no more than that."""
    late_only = ways[Sort.DECISION] == Way.NOT
    if late_only and ways[Sort.AFTER] == Way.NOT:
        return []
    theirs = waiting_for(user, [row.pk for row, _ in clocks], now)
    return [
        (row, clock)
        for row, clock in clocks
        if row.pk in theirs and (clock.condition == Condition.LATE or not late_only)
    ]


def _past(user: User, since: int, ways: dict[str, Way], now: datetime) -> list[NoticeLine]:
    """What became of texts since the last digest; what waits stands there already."""
    found: list[NoticeLine] = []
    for sort, rows in concerning(user, now).items():
        if sort != Sort.DECISION and ways.get(sort, Way.DIGEST) == Way.DIGEST:
            found += of_sort(rows.filter(sequence__gt=since), sort)
    return sorted(found, key=lambda line: line.sequence, reverse=True)
