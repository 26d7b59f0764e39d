"""How many notices are new for somebody: one number, a part of the query that a page asks anyway."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import IntegerField, Q, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from workflow.models import NoticeMark
from workflow.notices.relevance import NEW_FOR, concerning

# Nobody reads a larger number than "99+", so the database counts no further.
AT_MOST = 100


class _Counted(Subquery):
    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def unread(user: User, now: datetime) -> Combinable:
    """Return how many rows concern somebody since they last said that they had read.

    Each sort is counted to 100 at most, and only what is not older than a month.
    """
    marks = NoticeMark.objects.filter(user=user.pk).values("seen_sequence")
    new = Q(at__gte=now - NEW_FOR, sequence__gt=Coalesce(Subquery(marks), 0))
    counts = [
        _Counted(rows.filter(new).order_by().values("pk")[:AT_MOST])
        for rows in concerning(user, now).values()
    ]
    return sum(counts, start=Value(0))


def mark_read(user: User, until: int) -> None:
    """Note that somebody has read up to a row of the register; what was read stays read."""
    NoticeMark.objects.get_or_create(user=user)
    NoticeMark.objects.filter(user=user, seen_sequence__lt=until).update(seen_sequence=until)
