"""Second looks: another superior sees again what was decided by exception, within three days."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, QuerySet

from workflow import register
from workflow.clock import add_working_days
from workflow.exceptions import wrote
from workflow.models import Event, SecondLook, office_calendar
from workflow.people import APPROVERS, acting_as, signature, today
from workflow.refused import Refused

ACTION = "tinjau-kedua"
WORKING_DAYS = 3
SHORTEST_NOTE = 10
Outcome = SecondLook.Outcome


def owe(decision: Event) -> SecondLook:
    """Note down that a decision by exception has to be seen again, with its deadline."""
    day = add_working_days(office_calendar(), today(decision.at), WORKING_DAYS)
    return SecondLook.objects.create(decision=decision, due_on=day)


def second_looks() -> QuerySet[SecondLook]:
    """Return all of them with both sides and the text; those still owed first, late ones on top."""
    rows = SecondLook.objects.select_related("decision__revision__item", "looked")
    return rows.order_by(F("looked__sequence").desc(nulls_first=True), "due_on", "pk")


def owed() -> QuerySet[SecondLook]:
    """Return those at which nobody has looked, the longest owed first."""
    return SecondLook.objects.filter(looked=None)


def refusal(one: SecondLook, user: User, now: datetime) -> str:
    """Return why somebody may not give this second look now, in Indonesian; "" if they may."""
    decision = one.decision
    if one.looked is not None:
        return f"Sudah ditinjau oleh {one.looked.by_title}."
    if acting_as(user, APPROVERS, now) is None:
        return "Tinjauan kedua wewenang Kasubag, Sekcam, atau Camat dengan penugasan yang berlaku."
    if decision.by_id == user.pk:
        return "Anda yang memutuskan naskah ini. Pejabat lain yang meninjaunya lagi."
    if decision.revision is not None and wrote(decision.revision, user):
        return "Anda ikut menulis naskah ini. Pejabat lain yang meninjaunya lagi."
    return ""


@transaction.atomic
def look(pk: int, *, by: User, outcome: str, note: str, now: datetime | None = None) -> SecondLook:
    """Write down what the second pair of eyes found; Raises Refused with the sentence."""
    now = register.moment(now)
    actor = User.objects.get(pk=by.pk)
    rows = SecondLook.objects.select_related("decision__revision", "looked")
    one = rows.get(pk=pk)  # the register is taken: nobody else looks meanwhile
    if reason := refusal(one, actor, now):
        raise Refused(reason)
    if outcome not in Outcome.values:
        raise Refused("Pilih hasil tinjauan.")
    note = note.strip()
    if sum(letter.isalnum() for letter in note) < SHORTEST_NOTE:
        raise Refused(f"Tulis catatan tinjauan, paling sedikit {SHORTEST_NOTE} huruf.")
    decision = one.decision
    one.looked = register.append(
        ACTION,
        at=now,
        by=actor,
        signature=signature(actor, acting_as(actor, APPROVERS, now)),
        revision=decision.revision,
        digest=decision.digest,
        note=note,
        data={"of": decision.sequence, "outcome": outcome},
    )
    one.outcome = outcome
    one.save(update_fields=["looked", "outcome"])
    return one
