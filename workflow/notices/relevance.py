"""Which rows of the register concern whom: a table, asked by the list, the bell and the letters.

The register is the source. What waits for a decision concerns somebody only while it is their turn;
a decision concerns the writers for good.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When

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
    return Q(**{f"{prefix}state": State.SUBMITTED}) & turns & ~_wrote(user, prefix)


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


def _asked(user: User, now: datetime) -> Q | None:
    """The row that made it this person's turn: a request, or the signature before theirs."""
    turn = their_turn(user, now, "revision__")
    if turn is None:
        return None
    later = Event.objects.filter(revision=OuterRef("revision"), sequence__gt=OuterRef("sequence"))
    passed = Q(revision__approval_mode=Mode.CHAIN) & Q(revision__endorsed__gt="")
    request = Q(action__in=ASKS) & ~passed & ~Exists(later.filter(action__in=ASKS))
    passing = Q(action=Action.ENDORSE) & passed & ~Exists(later.filter(action=Action.ENDORSE))
    return turn & (request | passing) & _by_others(user)


def _written(user: User, now: datetime) -> Q | None:
    """Decisions about what this person wrote, unless the system or they themselves did it."""
    return Q(action__in=OUTCOMES) & _by_others(user) & _wrote(user, "revision__")


def _by_others(user: User) -> Q:
    return Q(by__isnull=False) & ~Q(by=user.pk)


def _excepted(user: User, now: datetime) -> Q | None:
    """Decisions by exception from four eyes, for the other officials."""
    if not any(a.role in APPROVERS for a in appointments(user, now)):
        return None
    decided = Q(action__in=(Action.APPROVE, Action.ENDORSE), data__has_key="exception")
    return decided & _by_others(user)


def _failed(user: User, now: datetime) -> Q | None:
    """Letters that reached nobody, for administrators."""
    return Q(action=MAIL_GIVEN_UP) if user.is_superuser else None


@dataclass(frozen=True, slots=True)
class Concern:
    """One sort of notice: which rows it takes for a person; None where it has none for them."""

    sort: str
    rows: Callable[[User, datetime], Q | None]


MAIL = "surel"
CONCERNS: tuple[Concern, ...] = (
    Concern(Sort.DECISION, _asked),
    Concern(Sort.OUTCOME, _written),
    Concern(Sort.EXCEPTION, _excepted),
    Concern(MAIL, _failed),
)


def concerning(user: User, now: datetime) -> QuerySet[Event]:
    """Return the rows that concern a person now, each with its ``sort``; in no order.

    ``user`` should have ``appointments`` prefetched.
    """
    wanted = [(c.sort, rows) for c in CONCERNS if (rows := c.rows(user, now)) is not None]
    whens = [When(rows, then=Value(sort)) for sort, rows in wanted]
    any_of = Q()
    for _, rows in wanted:
        any_of |= rows
    return Event.objects.filter(any_of).annotate(sort=Case(*whens, output_field=CharField()))
