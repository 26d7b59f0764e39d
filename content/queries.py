"""Which rows: adjectives on the revision queryset that compose.

``public()`` is the one place that says what the public may see.
"""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Case, Exists, F, Func, IntegerField, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from content.models.asset import Attachment
from content.models.choices import InformationClass
from content.models.state import LIVE, OPEN, PENDING, State

# What cards and list rows say; a column that is missing here costs a query for each row.
CARD_COLUMNS = (
    "kind",
    "title",
    "summary",
    "place",
    "starts_at",
    "ends_at",
    "audience",
    "cancelled_because",
    "video_url",
    "video_seconds",
    "letter_number",
    "data_year",
    "data_period",
    "data_unit",
    "data_source",
    "information_class",
    "published_at",
    "visible_from",
    "digest",
    "item",
    "item__kind",
    "item__slug",
    "category__name",
    "category__slug",
)


# What everybody must know at once overtakes what only waits.
URGENT_FIRST = Case(
    When(information_class=InformationClass.IMMEDIATE, then=0),
    default=1,
    output_field=IntegerField(),
)
QUEUE_ORDER = (URGENT_FIRST, "state_since", "id")


def list_lookups() -> tuple[str | models.Prefetch, ...]:
    """What a list row shows besides its own columns; for rows that are already read, too."""
    placed = Attachment.objects.select_related("asset").prefetch_related("asset__derivatives")
    return "desa", models.Prefetch("attachments", queryset=placed)


def cards(rows: models.QuerySet, *more_columns: str, **more: Any) -> list[Any]:
    """Read rows as lists show them: few columns, and only the copies of each one's main picture.

    ``more_columns`` are read besides, ``more`` is computed by the database.
    """
    placed = Attachment.objects.select_related("asset")
    # The rows are chosen first: what a page skips is neither joined nor read.
    chosen = rows.model.objects.filter(pk__in=rows.values("pk"))
    read = list(
        chosen.select_related("item", "category")
        .prefetch_related("desa", models.Prefetch("attachments", queryset=placed))
        .only(*CARD_COLUMNS, *more_columns)
        .annotate(**more)
        .order_by(*rows.query.order_by)
    )
    covers = [row.cover.asset for row in read if row.cover]
    models.prefetch_related_objects(covers, "derivatives")
    return read


def how_many(rows: models.QuerySet) -> Subquery:
    """How many rows there are, as a column of another query."""
    # A plain function, not an aggregate: there is no group, so no row still counts as 0.
    counted = rows.order_by().annotate(n=Func("pk", function="COUNT")).values("n")
    return Subquery(counted, output_field=IntegerField())


def reaching_withdrawals(model: type[models.Model]) -> "RevisionQuerySet":
    """For a subquery: the withdrawals that take down the outer row's words, the nearest first."""
    withdrawn: RevisionQuerySet = RevisionQuerySet(model).filter(state=State.WITHDRAWN)
    return withdrawn.filter(item=OuterRef("item"), number__gte=OuterRef("number")).order_by(
        "number"
    )


class RevisionQuerySet(models.QuerySet):
    """Adjectives for revisions."""

    def public(self, now: datetime | None = None) -> "RevisionQuerySet":
        """Rows that the public sees at ``now``: ``visible_from <= now < visible_until``."""
        now = now or timezone.now()
        return self.filter(
            Q(visible_until__isnull=True) | Q(visible_until__gt=now), visible_from__lte=now
        )

    def once_public(self, now: datetime | None = None) -> "RevisionQuerySet":
        """Rows that the public sees or saw: the history of what stood on the site."""
        return self.filter(visible_from__lte=now or timezone.now())

    def once_seen(self, now: datetime | None = None) -> "RevisionQuerySet":
        """Rows that somebody can have read: an empty range was public for no moment."""
        some_time = Q(visible_until__isnull=True) | Q(visible_until__gt=F("visible_from"))
        return self.once_public(now).filter(some_time)

    def readable(self, now: datetime | None = None) -> "RevisionQuerySet":
        """Rows whose words the public may still read, as the page of today or as its history.

        Taking an item down takes down everything that it had said until then: an older version
        may carry the same mistake or the same name. What is approved afterwards begins anew.
        """
        return self.once_seen(now).filter(~Exists(reaching_withdrawals(self.model)))

    def withdrawn(self, now: datetime | None = None) -> "RevisionQuerySet":
        """Rows that were taken off the site, last first; their addresses answer 410."""
        return self.once_public(now).filter(state=State.WITHDRAWN).order_by("-visible_until")

    def gone(self, now: datetime | None = None) -> "RevisionQuerySet":
        """Rows that left the site, taken off it or because their time was over, last first."""
        now = now or timezone.now()
        ended = self.once_public(now).filter(visible_until__lte=now)
        return ended.order_by("-visible_until", "-number")

    def of(self, *kinds: str) -> "RevisionQuerySet":
        """Rows of these kinds."""
        return self.filter(kind__in=kinds)

    def of_activity(self, activity_id: int) -> "RevisionQuerySet":
        """Rows of the items that tell of one activity."""
        return self.filter(item__activity=activity_id)

    def in_desa(self, slug: str) -> "RevisionQuerySet":
        """Rows that concern a village."""
        return self.filter(desa__slug=slug)

    def about(self, category_slug: str) -> "RevisionQuerySet":
        """Rows of a topic."""
        return self.filter(category__slug=category_slug)

    def upcoming(self, now: datetime | None = None) -> "RevisionQuerySet":
        """Agenda that has not ended, soonest first."""
        now = now or timezone.now()
        return self.filter(
            Q(ends_at__gte=now) | Q(ends_at__isnull=True, starts_at__gte=now)
        ).order_by("starts_at", "id")

    def valid(self, now: datetime | None = None) -> "RevisionQuerySet":
        """Announcements whose validity has not ended."""
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gte=now or timezone.now()))

    def newest_first(self) -> "RevisionQuerySet":
        """By first publication, newest first."""
        return self.order_by("-published_at", "-id")

    def open(self) -> "RevisionQuerySet":
        """Rows whose words may still change."""
        return self.filter(state__in=OPEN)

    def awaiting_approval(self) -> "RevisionQuerySet":
        """Rows that wait for a decision: what is urgent first, then the oldest."""
        return self.filter(state=State.SUBMITTED).order_by(*QUEUE_ORDER)

    def live(self) -> "RevisionQuerySet":
        """Rows on the site or waiting there for their time."""
        return self.filter(state__in=LIVE)

    def with_public_numbers(self, now: datetime | None = None) -> "RevisionQuerySet":
        """With the number of the item's newest version that was ever public, and of today's."""
        others: RevisionQuerySet = RevisionQuerySet(self.model).filter(item=OuterRef("item"))
        others = others.order_by("-number")
        return self.annotate(
            latest_public=Coalesce(Subquery(others.once_public(now).values("number")[:1]), 0),
            public_now=Coalesce(Subquery(others.public(now).values("number")[:1]), 0),
        )

    def in_desk_order(self) -> "RevisionQuerySet":
        """What the desk works with first: the update in flight, else the newest that counts.

        A correction (ralat) in flight has a page of its own and never stands for its item.
        """
        # A draft thrown away or refused is newer than what stands on the site, but says less.
        in_flight = Q(state__in=(*OPEN, *PENDING))
        place = Case(
            When(in_flight & Q(corrects__isnull=True), then=1),
            When(state__in=(*LIVE, State.WITHDRAWN), then=2),
            When(in_flight, then=4),
            default=3,
            output_field=IntegerField(),
        )
        return self.order_by(place, "-number")

    def one_of_each_item(self) -> "RevisionQuerySet":
        """The rows that stand for their items at the desk: the first ones in its order."""
        rivals = RevisionQuerySet(self.model).filter(item=OuterRef("item")).in_desk_order()
        return self.filter(pk=Subquery(rivals.values("pk")[:1]))

    def for_list(self) -> "RevisionQuerySet":
        """With everything that a list row shows."""
        return self.select_related("item", "category").prefetch_related(*list_lookups())

    def for_page(self) -> "RevisionQuerySet":
        """With everything that a full page shows."""
        return self.for_list().prefetch_related("tags")
