"""Where an office is too small for four eyes: who else could decide today, and why nobody can.

Whoever wrote some of the words decides only where the kind's rule allows exceptions and nobody else
in office today could, with a reason; the public reads it, and another superior looks again
(``workflow.second_looks``).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import F, Q, QuerySet

from content.models import Revision
from workflow.approval_rules import deciding_as, listed, terms_of, turn_of
from workflow.models import Appointment, Event
from workflow.people import today

KEY = "exception"
SHORTEST_REASON = 20
DECIDING = ("approve", "endorse")
TOO_SHORT = f"Tulis alasan pengecualian, paling sedikit {SHORTEST_REASON} huruf."


def wrote(revision: Revision, user: User | None) -> bool:
    """Whether a person wrote any of the words since the item was public last."""
    return user is not None and any(writer.pk == user.pk for writer in revision.writers.all())


def not_by_exception(revision: Revision, user: User, now: datetime) -> str:
    """Return why somebody who wrote may not decide even by exception; "" where they may.

    Asks the database (who is in office today) only where the rule allows exceptions.
    """
    if deciding_as(revision, user, now) is None or not terms_of(revision).allows_exception:
        return "Anda ikut menulis naskah ini. Pejabat lain yang memutuskannya."
    others = who_else(revision, user, now)
    if others:
        names = listed(dict.fromkeys(one.title for one in others))
        return f"Anda ikut menulis naskah ini. Hari ini dapat diputuskan oleh {names}."
    return ""


def who_else(revision: Revision, user: User, now: datetime) -> list[Appointment]:
    """Return whose turn it could be instead today: in office, and not among the writers."""
    day = today(now)
    writers = [writer.pk for writer in revision.writers.all()]
    return list(
        Appointment.objects.filter(
            Q(ends_on=None) | Q(ends_on__gte=day),
            starts_on__lte=day,
            role__in=turn_of(revision).next_roles,
            basis__in=terms_of(revision).bases,
            user__is_active=True,
        )
        .exclude(user__in=[user.pk, *writers])
        .order_by("role", "basis")
    )


def reason_of(data: Mapping[str, Any]) -> str:
    """Return the reason that was given for an exception; "" where none is asked for."""
    return " ".join(str(data.get(KEY, "")).split())


def is_too_short(reason: str) -> bool:
    """Whether a reason is no reason: letters and digits count."""
    return sum(letter.isalnum() for letter in reason) < SHORTEST_REASON


def exceptions() -> QuerySet[Event]:
    """Return the register's decisions by somebody who wrote, each with its reason, oldest first."""
    return Event.objects.filter(action__in=DECIDING, data__has_key=KEY)


def unmarked() -> QuerySet[Event]:
    """Return decisions by writers that carry no exception: there must be none (integrity check)."""
    by_writers = Event.objects.filter(action__in=DECIDING, by=F("revision__writers"))
    return by_writers.exclude(data__has_key=KEY)
