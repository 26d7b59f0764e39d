"""The numbers in the frame of every desk page: one query, written once for each set of offices.

Django takes some fifteen milliseconds to write this query and the database a fifth of one to answer
it. What it says differs only by the offices that somebody holds today; the person and the moment
are parameters. So the SQL is kept by process and gets the parameters of the one who asks.
"""

from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.db.models import OuterRef, Q, Subquery, prefetch_related_objects

from content.kinds import Kind
from content.models import Item, Revision
from content.queries import how_many
from workflow.models import KritikSaran
from workflow.notices.relevance import NEW_FOR, their_turn
from workflow.notices.unread import unread
from workflow.people import appointments
from workflow.second_looks import owed

# Stands for the person in a kept query; no row has this number.
SOMEBODY = -50_146_2021


@dataclass(frozen=True, slots=True)
class Written:
    """A query as it was written once: ``since`` is the moment in its parameters, ``SOMEBODY`` who."""

    sql: str
    parameters: tuple[Any, ...]
    since: Any

    def parameters_for(self, user: User, since: Any) -> list[Any]:
        """Return the parameters for somebody and a moment."""
        here = {SOMEBODY: user.pk, self.since: since}
        return [here.get(value, value) for value in self.parameters]


# By database, being administrator, and the offices held: a handful of queries in any office.
KEPT: dict[tuple[str, bool, tuple[tuple[str, str], ...]], Written] = {}


@dataclass(frozen=True, slots=True)
class FrameCounts:
    """What waits: for a decision, for a word to a citizen; the kind begun last; news; second looks.

    ``awaiting`` counts what waits for this person; for who decides nothing, all that waits.
    """

    awaiting: int
    inbox: int
    last_kind: str
    unread: int
    second_looks: int


def counts_for(user: User, now: datetime) -> FrameCounts:
    """Return the numbers for somebody now (one query; their appointments should be prefetched)."""
    held = tuple((one.role, one.basis) for one in appointments(user, now))
    key = (connection.vendor, user.is_superuser, held)
    written = KEPT.get(key) or KEPT.setdefault(key, _write(user, now))
    with connection.cursor() as cursor:
        cursor.execute(written.sql, written.parameters_for(user, _since(now)))
        awaiting, inbox, last_kind, news, second_looks = cursor.fetchone()
    return FrameCounts(awaiting, inbox, last_kind or Kind.BERITA.value, news, second_looks)


def _write(user: User, now: datetime) -> Written:
    prefetch_related_objects([user], "appointments")
    somebody = copy(user)  # with the offices that were read
    somebody.pk = SOMEBODY
    waiting = Revision.objects.awaiting_approval().filter(their_turn(somebody, now) or Q())
    begun = Item.objects.filter(created_by=OuterRef("pk")).order_by("-pk")
    rows = (
        User.objects.filter(pk=SOMEBODY)
        .order_by()
        .values_list(
            how_many(waiting),
            how_many(KritikSaran.objects.filter(waiting_since__isnull=False)),
            Subquery(begun.values("kind")[:1]),
            unread(somebody, now),
            how_many(owed()),
        )
    )
    sql, parameters = rows.query.sql_with_params()
    return Written(sql, parameters, _since(now))


def _since(now: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(now - NEW_FOR)
