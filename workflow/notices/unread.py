"""How many notices are new for somebody: one number, a part of the query that a page asks anyway."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import IntegerField, Subquery
from django.db.models.functions import Coalesce

from workflow.models import NoticeMark
from workflow.notices.relevance import NEW_FOR, concerning

# Nobody reads a larger number than "99+", so the database counts no further.
AT_MOST = 100


class _Counted(Subquery):
    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS some)"
    output_field = IntegerField()


def unread(user: User, now: datetime) -> _Counted:
    """Return how many rows concern somebody since they last said that they had read, to 100."""
    marks = NoticeMark.objects.filter(user=user.pk).values("seen_sequence")
    new = concerning(user, now).filter(
        at__gte=now - NEW_FOR, sequence__gt=Coalesce(Subquery(marks), 0)
    )
    return _Counted(new.values("pk")[:AT_MOST])


def mark_read(user: User, until: int) -> None:
    """Note that somebody has read up to a row of the register; what was read stays read."""
    NoticeMark.objects.get_or_create(user=user)
    NoticeMark.objects.filter(user=user, seen_sequence__lt=until).update(seen_sequence=until)
