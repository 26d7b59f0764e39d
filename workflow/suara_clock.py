"""The clock of SOP step 6: from a citizen's message to the first official word."""

import math
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from workflow.clock import OfficeCalendar, Span, StepClock, deadline, office_minutes, step_clocks
from workflow.models import KritikSaran
from workflow.sop import step

STEP = 6
STANDARD = step(STEP).standard_minutes


def first_response_minutes(ticket: KritikSaran, calendar: OfficeCalendar) -> float | None:
    """Office minutes from the message to the first official word; None while there is none."""
    if ticket.responded_at is None:
        return None
    return office_minutes(calendar, ticket.received_at, ticket.responded_at)


def whole_minutes(minutes: float) -> int:
    """Whole minutes as the clocks show them: up once the standard is passed, else down."""
    return math.ceil(minutes) if minutes > STANDARD else math.floor(minutes)


def clock_of(ticket: KritikSaran, now: datetime, calendar: OfficeCalendar) -> StepClock | None:
    """The ticket's clock: running while a word is owed, else what the first word took.

    None for a ticket that was hidden before anybody owed it an answer.
    """
    if ticket.waiting_since is not None:
        spans = [Span(STEP, ticket.waiting_since, None)]
        return step_clocks(spans, now, calendar, STEP)[STEP - 1]
    if ticket.responded_at is not None:
        spans = [Span(STEP, ticket.received_at, ticket.responded_at)]
        return step_clocks(spans, now, calendar, None)[STEP - 1]
    return None


def promised_by(ticket: KritikSaran, calendar: OfficeCalendar) -> datetime | None:
    """Until when a word is promised; None where none is owed or the office has no hours."""
    if ticket.waiting_since is None:
        return None
    try:
        return deadline(calendar, ticket.waiting_since, STANDARD)
    except ValueError:
        return None


def clocks_of(
    tickets: Iterable[KritikSaran], now: datetime, calendar: OfficeCalendar
) -> list[tuple[KritikSaran, StepClock | None]]:
    """Each ticket with its clock."""
    return [(ticket, clock_of(ticket, now, calendar)) for ticket in tickets]


def month_of(now: datetime) -> tuple[datetime, datetime]:
    """First moment of the office's present month and of the next one."""
    first = timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    following = (first + timedelta(days=32)).replace(day=1)
    return first, following
