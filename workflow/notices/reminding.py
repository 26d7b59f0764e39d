"""Reminders: a text waits for somebody and its ten minutes run out, or have run out.

By the clock of step 4, which counts office minutes; outside office hours nobody is reminded. Each
person is reminded once of each text before, and once after.
"""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from content.models import Revision
from workflow.approval_links import ask_by_letter
from workflow.clock import Condition, StepClock, is_open
from workflow.clocks import events_of
from workflow.models import Reminder, office_calendar
from workflow.notices import letters
from workflow.notices.choices import Sort, Way, readers, ways_of
from workflow.notices.relevance import waiting_for
from workflow.notices.telling import locked_cursor
from workflow.sop import step
from workflow.waiting import decision_clock

SORT_OF = {Condition.NEARLY: Sort.BEFORE, Condition.LATE: Sort.AFTER}
MINUTES = step(4).standard_minutes
HEADINGS = {
    Sort.BEFORE: f"Waktu putusan ({MINUTES} menit) hampir habis:",
    Sort.AFTER: f"Waktu putusan ({MINUTES} menit) sudah lewat:",
}
BECAUSE = "naskah ini menunggu putusan Anda dan Anda memilih diingatkan."

Due = tuple[Revision, StepClock, Sort]


@transaction.atomic
def remind(now: datetime | None = None) -> int:
    """Write reminders that are due now; return how many letters."""
    now = now or timezone.now()
    if not is_open(office_calendar(), now):
        return 0
    locked_cursor(now)
    if not (due := _due(now)):
        return 0
    reminded = set(
        Reminder.objects.filter(revision__in=[one.pk for one, _, _ in due]).values_list(
            "user_id", "revision_id", "sort"
        )
    )
    wanted = {user: _wanted(user, due, reminded, now) for user in readers(now)}
    links = ask_by_letter(
        (user, row.pk) for user, found in wanted.items() for row, _, _ in found[: letters.SHOWN]
    )
    told = [user for user, found in wanted.items() if found]
    for user in told:
        _write(user, wanted[user], links.get(user.pk, {}))
    return len(told)


def waiting_clocks(now: datetime) -> list[tuple[Revision, StepClock]]:
    """Return every text that waits with its clock of step 4, oldest first (three queries)."""
    rows = list(Revision.objects.awaiting_approval().defer("body"))
    events, calendar = events_of([row.item_id for row in rows]), office_calendar()
    return [(row, decision_clock(row, events[row.item_id], calendar, now)) for row in rows]


def _due(now: datetime) -> list[Due]:
    return [
        (row, clock, SORT_OF[clock.condition])
        for row, clock in waiting_clocks(now)
        if clock.condition in SORT_OF
    ]


def _wanted(
    user: User, due: Sequence[Due], reminded: set[tuple[int, int, str]], now: datetime
) -> list[Due]:
    """Return what somebody is reminded of now: it waits for them, and they were not told yet."""
    ways = ways_of(user)
    open_to = [
        one
        for one in due
        if ways[one[2]] == Way.AT_ONCE and (user.pk, one[0].pk, one[2]) not in reminded
    ]
    theirs = waiting_for(user, [row.pk for row, _, _ in open_to], now)
    return [one for one in open_to if one[0].pk in theirs]


def _write(user: User, wanted: list[Due], links: letters.Links) -> None:
    Reminder.objects.bulk_create(
        Reminder(user=user, revision=row, sort=sort) for row, _, sort in wanted
    )
    rows = {
        sort: [letters.waiting_row(row, clock, links) for row, clock, own in wanted if own == sort]
        for sort in HEADINGS
    }
    parts = [
        letters.Part(HEADINGS[sort], told, reverse("queue")) for sort, told in rows.items() if told
    ]
    first, clock, sort = wanted[0]
    subject = f"{clock.words}, menunggu putusan Anda: {first.spec.label} “{first.title}”"
    if len(wanted) > 1:
        subject = f"{len(wanted)} naskah menunggu putusan Anda"
    # Nobody is reminded twice of a text, so the first one names the letter.
    key = f"pengingat-{user.pk}-{sort}-{first.pk}"
    letters.send(user, subject, parts, because=BECAUSE, key=key, links=links)
