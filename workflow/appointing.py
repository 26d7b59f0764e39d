"""Giving people their offices, one at a time, written into the register."""

from datetime import date, datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from workflow import register
from workflow.models import Appointment, Event
from workflow.people import APPROVERS, Role, signature, today
from workflow.refused import Refused

MADE, CHANGED = "appointment-made", "appointment-changed"


@transaction.atomic
def appoint(appointment: Appointment, *, now: datetime | None = None) -> Appointment:
    """Check and save an appointment, and write it into the register as an act of the system.

    Raises Refused with the sentence for the person.
    """
    at = register.moment(now)  # takes the register: no colliding appointment is made meanwhile
    try:
        appointment.full_clean()
    except ValidationError as error:
        raise Refused(sentences(error)) from error
    appointment.save()
    write_down(appointment, at)
    return appointment


def sentences(error: ValidationError) -> str:
    """Return what a validation found, in words, with the field in front."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    parts = []
    for name, problems in error.message_dict.items():
        known = name in {field.name for field in Appointment._meta.fields}
        label = str(Appointment._meta.get_field(name).verbose_name) if known else ""  # type: ignore[union-attr]
        parts += [f"{label}: {problem}" if label else problem for problem in problems]
    return " ".join(parts)


def write_down(
    appointment: Appointment, at: datetime, *, by: User | None = None, action: str = MADE
) -> Event:
    """Append to the register who got which authority until when; ``by`` None is the system."""
    ends_on = appointment.ends_on
    return register.append(
        action,
        at=at,
        by=by,
        signature=signature(by, None),
        data={
            "user": appointment.user.get_username(),
            "name": appointment.name,
            "title": appointment.title,
            "letter_number": appointment.letter_number,
            "starts_on": appointment.starts_on.isoformat(),
            "ends_on": ends_on.isoformat() if ends_on else None,
        },
    )


def standing(appointment: Appointment, day: date) -> str:
    """Say where an appointment stands on a day."""
    if appointment.starts_on > day:
        return "akan datang"
    return "berlaku sekarang" if appointment.holds_on(day) else "berakhir"


def in_office(day: date | None = None) -> list[str]:
    """Say of each approving office who acts in it, the highest first (one query)."""
    day = day or today()
    rows = Appointment.objects.filter(role__in=APPROVERS, user__is_active=True)
    held = [one for one in rows.order_by("basis") if one.holds_on(day)]
    told = []
    for role in reversed(Role):
        if role not in APPROVERS:
            continue
        names = [_named(one) for one in held if one.role == role]
        told.append(f"{role.label}: {', '.join(names) if names else 'kosong'}")
    return told


def _named(one: Appointment) -> str:
    if one.basis == Appointment.Basis.DEFINITIVE:
        return one.name
    return f"{one.name} ({one.get_basis_display()} {one.span})"
