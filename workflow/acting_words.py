"""In which offices somebody decides today, as the queue's headline says it."""

from datetime import datetime

from django.contrib.auth.models import User

from content.dates import day_date
from workflow.approval_rules import listed
from workflow.models import Appointment
from workflow.people import APPROVERS, Role, appointments


def acting_words(user: User, now: datetime | None = None) -> str:
    """Say it as a sentence, the highest office first; "" for who decides nothing today."""
    rank = list(Role)
    held = sorted(
        (one for one in appointments(user, now) if one.role in APPROVERS),
        key=lambda one: -rank.index(Role(one.role)),
    )
    return f"Anda bertindak sebagai {listed(map(_office, held))}." if held else ""


def _office(appointment: Appointment) -> str:
    until = f" sampai {day_date(appointment.ends_on)}" if appointment.ends_on else ""
    return f"{appointment.title}{until}"
