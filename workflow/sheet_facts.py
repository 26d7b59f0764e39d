"""What an approval writes down for its sheet: values of that day, so that the sheet never changes.

Called by the engine inside the act. The running number is counted from the register, which the act
holds: so a refused act leaves no gap, and two at once cannot get the same one.
"""

from datetime import date, datetime
from typing import Any

from content import sheet_format
from content.dates import local_day, midnight
from content.models import Office, Revision
from content.site_address import site_address
from workflow.clock import Condition, StepClock
from workflow.clocks import NO_FEEDBACK, clocks_of, events_of, this_round
from workflow.models import Event, office_calendar
from workflow.people import acting_as, display_name
from workflow.rules import OPERATORS, Action

# What happens after the approval is not on its sheet: a sheet never changes.
STEPS_BEFORE = 4


def facts_of(revision: Revision, office: Office, now: datetime) -> dict[str, Any]:
    """Return what the register keeps of an approval that is being given now."""
    events = this_round(events_of([revision.item_id])[revision.item_id], revision.number)
    clocks = clocks_of(revision, events, NO_FEEDBACK, office_calendar(), now)
    return {
        "sheet_number": number_of(office, revision.kind, approvals_until(now) + 1, now),
        "minutes": minutes(clocks),
        "writers": writers(revision, now),
        "letterhead": letterhead(office),
    }


def number_of(office: Office, kind: str, running: int, at: datetime) -> str:
    """Return the number of a sheet as the office numbers them."""
    return sheet_format.fill(office.sheet_numbers, running, local_day(at), kind, office.code_prefix)


def approvals_until(at: datetime, sequence: int | None = None) -> int:
    """Return how many approvals the year of a moment has seen, up to a row of the register."""
    begins = midnight(date(local_day(at).year, 1, 1))
    rows = Event.objects.filter(action=Action.APPROVE, at__gte=begins)
    return (rows if sequence is None else rows.filter(sequence__lte=sequence)).count()


def minutes(clocks: list[StepClock]) -> dict[str, list[int]]:
    """Return minutes used and standard minutes of the steps passed, by the step's number."""
    passed = (clock for clock in clocks[:STEPS_BEFORE] if clock.condition is not Condition.WAITING)
    return {str(clock.number): [clock.minutes, clock.standard] for clock in passed}


def writers(revision: Revision, now: datetime) -> list[dict[str, str]]:
    """Return who wrote, as values: the name with titles and NIP of the appointment if there is one."""
    people = revision.writers.prefetch_related("appointments").order_by("pk")
    held = ((person, acting_as(person, OPERATORS, now)) for person in people)
    return [
        {"name": as_.name, "nip": as_.nip} if as_ else {"name": display_name(person), "nip": ""}
        for person, as_ in held
    ]


def letterhead(office: Office) -> dict[str, str]:
    """Return whose paper it is, and where the site lives."""
    return {
        "name": office.name,
        "regency": office.regency,
        "code": office.code_prefix.upper(),
        "site": site_address(),
    }
