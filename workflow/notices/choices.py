"""How each sort of notice reaches somebody by e-mail: what they chose, or else what is usual.

The list in the desk shows everything always; urgent texts (serta-merta) come at once always.
"""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet

from workflow.models import NoticeChoice
from workflow.people import APPROVERS, Role, appointments

Sort = NoticeChoice.Sort
Way = NoticeChoice.Way

# One letter in the morning instead of many; and a word when somebody waits longer than they should.
USUAL: dict[str, Way] = {
    Sort.DECISION: Way.DIGEST,
    Sort.OUTCOME: Way.DIGEST,
    Sort.EXCEPTION: Way.DIGEST,
    Sort.BEFORE: Way.NOT,
    Sort.AFTER: Way.AT_ONCE,
    Sort.DIGEST: Way.DIGEST,
}
# What can be chosen for each: a warning before the time is over makes no sense the next morning.
WAYS: dict[str, tuple[Way, ...]] = {
    Sort.DECISION: (Way.AT_ONCE, Way.DIGEST, Way.NOT),
    Sort.OUTCOME: (Way.AT_ONCE, Way.DIGEST, Way.NOT),
    Sort.EXCEPTION: (Way.AT_ONCE, Way.DIGEST, Way.NOT),
    Sort.BEFORE: (Way.AT_ONCE, Way.NOT),
    Sort.AFTER: (Way.AT_ONCE, Way.DIGEST, Way.NOT),
    Sort.DIGEST: (Way.DIGEST, Way.NOT),
}
OF_APPROVERS = (Sort.DECISION, Sort.EXCEPTION, Sort.BEFORE, Sort.AFTER)
OF_WRITERS = (Sort.OUTCOME,)


def offered(user: User, now: datetime) -> tuple[Sort, ...]:
    """Return the sorts that can reach somebody in the offices that they hold today."""
    roles = {Role(one.role) for one in appointments(user, now)}
    own = (*OF_APPROVERS,) if roles & APPROVERS else ()
    written = OF_WRITERS if roles else ()
    return tuple(sort for sort in Sort if sort in (*own, *written, Sort.DIGEST))


def ways_of(user: User) -> dict[str, Way]:
    """Return how each sort reaches somebody (no query where ``notice_choices`` is prefetched)."""
    return USUAL | {row.sort: Way(row.way) for row in user.notice_choices.all()}


def unheard(ways: dict[str, Way]) -> list[Sort]:
    """Return the sorts that would wait for a digest which the same person does not want."""
    if ways.get(Sort.DIGEST) != Way.NOT:
        return []
    return [sort for sort in Sort if sort != Sort.DIGEST and ways.get(sort) == Way.DIGEST]


@transaction.atomic
def choose(user: User, ways: dict[str, Way]) -> None:
    """Keep what somebody chose; sorts that are not named stay as they are."""
    for sort, way in ways.items():
        NoticeChoice.objects.update_or_create(user=user, sort=sort, defaults={"way": way})


def readers(now: datetime) -> list[User]:
    """Return those to whom letters go: active, with an address, and with a place in the office."""
    rows: QuerySet[User] = User.objects.filter(is_active=True).exclude(email="")
    rows = rows.prefetch_related("appointments", Prefetch("notice_choices"))
    in_office = Q(is_superuser=True) | Q(appointments__isnull=False)
    found = rows.filter(in_office).distinct().order_by("pk")
    return [user for user in found if user.is_superuser or appointments(user, now)]
