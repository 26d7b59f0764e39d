"""Giving people accounts and offices outside the admin, written down like every other appointment."""

from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from workflow import register
from workflow.models import Appointment, Event
from workflow.people import SYSTEM
from workflow.refused import Refused


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


@transaction.atomic
def appoint(appointment: Appointment, *, now: datetime | None = None) -> Appointment:
    """Check and save an appointment, and write it into the register as an act of the system.

    Raises Refused with the sentence for the person.
    """
    User.objects.select_for_update().get(pk=appointment.user_id)
    at = register.moment(now)
    if appointment.basis != Appointment.Basis.DEFINITIVE and not (
        appointment.letter_number and appointment.ends_on
    ):
        raise Refused("Plh. dan Plt. memerlukan nomor surat dan tanggal berakhir.")
    if appointment.ends_on and appointment.ends_on < appointment.starts_on:
        raise Refused("Tanggal berakhir mendahului tanggal mulai.")
    try:
        appointment.full_clean()
    except ValidationError as error:
        raise Refused(sentences(error)) from error
    appointment.save()
    write_down(appointment, at)
    return appointment


def write_down(appointment: Appointment, at: datetime) -> Event:
    """Append to the register who got which authority until when."""
    ends_on = appointment.ends_on
    return register.append(
        "appointment-made",
        at=at,
        signature=SYSTEM,
        data={
            "user": appointment.user.get_username(),
            "name": appointment.name,
            "title": appointment.title,
            "letter_number": appointment.letter_number,
            "starts_on": appointment.starts_on.isoformat(),
            "ends_on": ends_on.isoformat() if ends_on else None,
        },
    )
