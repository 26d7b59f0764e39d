"""Who may act: authority from dated appointments, asked by the rules and by Django's permissions."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db.models import Q
from django.utils import timezone

from content.dates import day_date
from workflow.models import Appointment

Role = Appointment.Role
APPROVERS = frozenset({Role.KASUBAG, Role.SEKCAM, Role.CAMAT})
EVERYONE = frozenset(Role)
NOBODY: frozenset[Appointment.Role] = frozenset()
ANY_BASIS = frozenset(Appointment.Basis)

# What each permission of the desk needs. A superuser may look at everything but decides nothing:
# deciding belongs to appointed people alone (rules.py asks for roles, never for this table).
PERMISSIONS: dict[str, frozenset[Appointment.Role]] = {
    "content.view_revision": EVERYONE,
    "content.add_item": frozenset({Role.OPERATOR}),
    "workflow.view_queue": EVERYONE,
    "workflow.use_pin": APPROVERS,
    "workflow.look_again": APPROVERS,
    "workflow.view_approvalrule": EVERYONE,
    "workflow.change_approvalrule": NOBODY,
    "workflow.view_checklistbox": EVERYONE,
    "workflow.change_checklistbox": NOBODY,
    "workflow.view_kritiksaran": EVERYONE,
    "workflow.view_report": EVERYONE,
    "archive.view_backup": EVERYONE,
}
ADMINISTRATORS_MAY = frozenset(PERMISSIONS) - {
    "content.add_item",
    "workflow.use_pin",
    "workflow.look_again",
}


@dataclass(frozen=True, slots=True)
class Signature:
    """A person at the moment of an act, copied as values into the register.

    ``appointment`` is the key of the row under which they act: the register tells it that it was
    used.
    """

    name: str
    title: str
    nip: str
    authority: str
    appointment: int | None = None


SYSTEM = Signature(name="Sistem", title="", nip="", authority="")


def today(now: datetime | None = None) -> date:
    """Return the office's calendar day of a moment."""
    return timezone.localtime(now or timezone.now()).date()


def appointments(user: User, now: datetime | None = None) -> list[Appointment]:
    """Return the user's appointments in force, latest first (one query, none if prefetched)."""
    if not user.is_active or user.pk is None:
        return []
    day = today(now)
    return [a for a in user.appointments.all() if a.holds_on(day)]


def acting_as(
    user: User,
    roles: frozenset[Appointment.Role],
    now: datetime | None = None,
    *,
    bases: Collection[str] = ANY_BASIS,
) -> Appointment | None:
    """Return the appointment under which the user holds one of the roles now, if any.

    The highest office comes first: a Sekcam who is also Plh. Camat decides as Plh. Camat.
    ``bases`` are the ways to hold it that count here.
    """
    held = [a for a in appointments(user, now) if a.role in roles and a.basis in bases]
    rank = list(Role)
    return max(held, key=lambda a: rank.index(Role(a.role)), default=None)


def display_name(user: User) -> str:
    """Return the name that people read."""
    return user.get_full_name() or user.get_username()


def signature(user: User | None, appointment: Appointment | None) -> Signature:
    """Return who acted, as values. Without a user it was the system itself."""
    if user is None:
        return SYSTEM
    if appointment is None:
        title = "Administrator sistem" if user.is_superuser else ""
        return Signature(display_name(user), title, "", "")
    return Signature(
        appointment.name,
        appointment.title,
        appointment.nip,
        appointment.authority,
        appointment.pk,
    )


def mark_used(appointment: int, at: datetime) -> None:
    """Keep the last day on which somebody acted under an appointment (workflow.register asks it)."""
    day = today(at)
    unused = Q(last_act_on=None) | Q(last_act_on__lt=day)
    Appointment.objects.filter(unused, pk=appointment).update(last_act_on=day)


def ended(
    user: User, roles: Collection[str] = EVERYONE, now: datetime | None = None
) -> Appointment | None:
    """Return the appointment in one of the roles that ended last, if none is in force any more."""
    if not user.is_active or user.pk is None:
        return None
    day = today(now)
    known = [a for a in user.appointments.all() if a.role in roles and a.starts_on <= day]
    if any(a.holds_on(day) for a in known):
        return None
    return max(known, key=lambda a: a.ends_on or day, default=None)


def why_not_any_more(appointment: Appointment) -> str:
    """Say that somebody's office ended, and what to do about it."""
    assert appointment.ends_on is not None  # noqa: S101 - what has no end is in force
    return (
        f"Penugasan Anda sebagai {appointment.title} berakhir {day_date(appointment.ends_on)}. "
        "Bila diperpanjang, minta pengelola situs mencatat suratnya."
    )


class AppointmentBackend(ModelBackend):
    """Django's permissions, answered from appointments.

    Passwords are checked here for the allauth door too; groups and stored permissions count for
    the system administrator's admin only as far as Django itself asks them.
    """

    def has_perm(
        self, user_obj: AbstractBaseUser | AnonymousUser, perm: str, obj: Any = None
    ) -> bool:
        """Whether an appointment in force (or being administrator) grants a desk permission."""
        if not isinstance(user_obj, User) or not user_obj.is_active:
            return False
        roles = PERMISSIONS.get(perm)
        if roles is None:
            return super().has_perm(user_obj, perm, obj)
        if user_obj.is_superuser:
            return perm in ADMINISTRATORS_MAY or acting_as(user_obj, roles) is not None
        return acting_as(user_obj, roles) is not None
