"""Against which earlier version changes are told: what the public read when a text was at work."""

from datetime import datetime

from django.db.models import Case, DateTimeField, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from content.models import Revision
from content.models.state import OPEN, PENDING
from content.queries import RevisionQuerySet


def with_base(rows: RevisionQuerySet, now: datetime) -> RevisionQuerySet:
    """Annotate ``base_id``: the version that was public beside a text, else the one it copied.

    What ended is told against what was public in its own days, never against what came later.
    """
    working = Q(state__in=(*OPEN, *PENDING))
    own_days = Coalesce("visible_from", "frozen_at", "state_since")
    dated = rows.annotate(
        base_moment=Case(
            When(working, then=Value(now)), default=own_days, output_field=DateTimeField()
        )
    )
    moment = OuterRef("base_moment")
    # A version that gave way at this very moment is the one before.
    beside = Q(visible_until__isnull=True) | Q(visible_until__gte=moment)
    public = (
        Revision.objects.filter(beside, item=OuterRef("item"), visible_from__lte=moment)
        .exclude(pk=OuterRef("pk"))
        .exclude(visible_until=F("visible_from"))
        .order_by("-visible_from", "-number")
    )
    return dated.annotate(base_id=Coalesce(Subquery(public.values("pk")[:1]), "based_on_id"))


def beside_their_bases(rows: RevisionQuerySet, now: datetime) -> RevisionQuerySet:
    """Return rows that came ``with_base`` and the bases of these: all in one query."""
    both = Q(pk__in=rows.values("pk")) | Q(pk__in=rows.values("base_id"))
    return with_base(Revision.objects.filter(both), now)
