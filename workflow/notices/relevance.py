"""Which rows of the register concern whom: a table, asked by the list, the bell and the letters.

The register is the source. What waits for a decision concerns somebody only while it is their turn;
a decision concerns the writers for good.
"""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value

from content.models import Revision, State
from workflow.approval_rules import CHAIN, DEPUTIES
from workflow.models import Event, NoticeChoice
from workflow.people import APPROVERS, Role, appointments
from workflow.rules import Action

Sort = NoticeChoice.Sort
Mode = Revision.ApprovalMode

# What nobody has read for a month is no longer called new.
NEW_FOR = timedelta(days=30)
MAIL_GIVEN_UP = "surel-dihentikan"

ASKS = (Action.SUBMIT, Action.RESUBMIT)
OUTCOMES = (
    Action.RETURN,
    Action.REJECT,
    Action.APPROVE,
    Action.PUBLISH,
    Action.WITHDRAW,
    Action.REVOKE,
    Action.REOPEN,
)


def their_turn(user: User, now: datetime, prefix: str = "") -> Q | None:
    """Return which revisions wait for this person; None for who decides nothing today.

    ``workflow.approval_rules.turn_of`` as a condition of the database, by the rule under which the
    text was handed in. Whoever wrote the words is not asked. ``prefix`` leads to the revision.
    """
    held = [one for one in appointments(user, now) if one.role in APPROVERS]
    if not held:
        return None
    turns = Q()
    for one in held:
        turns |= _turn_of(Role(one.role), prefix) & _admits(one.basis, prefix)
    return Q(**{f"{prefix}state": State.SUBMITTED}) & turns & Q(~_wrote(user, prefix))


def _turn_of(role: Role, prefix: str) -> Q:
    def terms(**wanted: object) -> Q:
        return Q(**{f"{prefix}{name}": value for name, value in wanted.items()})

    before = " ".join(CHAIN[: CHAIN.index(role)])
    signed = terms(endorsed=before)
    if not before:
        signed |= terms(endorsed__isnull=True)
    return (
        terms(approval_mode__isnull=True)
        | terms(approval_mode=Mode.ANY)
        | terms(approval_mode=Mode.CHAIN) & signed
        | terms(approval_mode=Mode.ALL) & ~terms(endorsed__contains=role)
    )


def _admits(basis: str, prefix: str) -> Q:
    if basis not in DEPUTIES:
        return Q()
    # As a word: "an" is a part of "tayang", too.
    word = Q(**{f"{prefix}approval_terms__regex": rf"(^| ){basis}( |$)"})
    return Q(**{f"{prefix}approval_terms__isnull": True}) | word


def _wrote(user: User, prefix: str) -> Exists:
    written = Revision.writers.through.objects.filter(user=user.pk)
    return Exists(written.filter(revision=OuterRef(prefix.removesuffix("__") or "pk")))


def waiting_for(user: User, revisions: Collection[int], now: datetime) -> set[int]:
    """Return which of some revisions wait for this person (at most one query)."""
    turn = their_turn(user, now) if revisions else None
    if turn is None:
        return set()
    return set(Revision.objects.filter(turn, pk__in=revisions).values_list("pk", flat=True))


def _asked(user: User, now: datetime) -> QuerySet[Event] | None:
    """The row that made it this person's turn: the request, or the last signature before theirs."""
    turn = their_turn(user, now)
    if turn is None:
        return None
    later = Event.objects.filter(
        revision=OuterRef("revision"), action=Action.ENDORSE, sequence__gt=OuterRef("sequence")
    )
    passed = Q(revision__approval_mode=Mode.CHAIN) & Q(revision__endorsed__gt="")
    request = Q(action__in=ASKS) & ~passed
    passing = Q(action=Action.ENDORSE) & passed & ~Exists(later)
    rows = Event.objects.filter(revision__in=Revision.objects.filter(turn).values("pk"))
    return _by_others(rows.filter(request | passing), user)


def _written(user: User, now: datetime) -> QuerySet[Event]:
    """Decisions about what this person wrote, unless the system or they themselves did it."""
    rows = Event.objects.filter(action__in=OUTCOMES, revision__writers=user.pk)
    return _by_others(rows, user)


def _excepted(user: User, now: datetime) -> QuerySet[Event] | None:
    """Approvals by exception from four eyes, for the other officials."""
    if not any(a.role in APPROVERS for a in appointments(user, now)):
        return None
    rows = Event.objects.filter(action=Action.APPROVE, revision__by_exception=True)
    return _by_others(rows.filter(~_wrote(user, "revision__")), user)


def _failed(user: User, now: datetime) -> QuerySet[Event] | None:
    """Letters that reached nobody, for administrators."""
    return Event.objects.filter(action=MAIL_GIVEN_UP) if user.is_superuser else None


def _by_others(rows: QuerySet[Event], user: User) -> QuerySet[Event]:
    return rows.filter(by__isnull=False).exclude(by=user.pk)


MAIL = "surel"
CONCERNS: dict[str, Callable[[User, datetime], QuerySet[Event] | None]] = {
    Sort.DECISION: _asked,
    Sort.OUTCOME: _written,
    Sort.EXCEPTION: _excepted,
    MAIL: _failed,
}


def concerning(user: User, now: datetime) -> dict[str, QuerySet[Event]]:
    """Return by sort the rows that concern a person now; no row is of two sorts.

    They stand apart, not in one condition: so the database finds each by an index of its own,
    however long the register is. ``user`` should have ``appointments`` prefetched.
    """
    found = {sort: rows_of(user, now) for sort, rows_of in CONCERNS.items()}
    return {sort: rows for sort, rows in found.items() if rows is not None}


def newest_first(user: User, now: datetime, wanted: Q) -> QuerySet[Event, Any]:
    """Return number and sort of what concerns a person, as one list that can be paged."""
    first, *others = (
        rows.filter(wanted).order_by().values("sequence", sort=Value(sort, CharField()))
        for sort, rows in concerning(user, now).items()
    )
    together = first.union(*others, all=True) if others else first
    return together.order_by("-sequence")
