"""What the database itself asks of every revision, and the indexes of the table.

What concerns several rows or what was there before is asked by triggers (``content.triggers``,
``content.lane_triggers``).
"""

from django.db import models
from django.db.models import F, Q

from content.models.state import LIVE, MAY_BE_VISIBLE, NEVER_FROZEN, OPEN, PENDING, State

CONSTRAINTS = (
    models.UniqueConstraint(fields=("item", "number"), name="revision_number_is_unique_per_item"),
    *(
        models.UniqueConstraint(
            fields=("item",),
            condition=Q(state__in=states, corrects__isnull=lane == "update"),
            name=f"one_{lane}_per_item_{what}",
        )
        for lane in ("update", "correction")
        for what, states in (("is_open", OPEN), ("is_pending", PENDING))
    ),
    models.UniqueConstraint(
        fields=("item",),
        condition=Q(visible_from__isnull=False, visible_until__isnull=True),
        name="one_open_ended_public_revision_per_item",
    ),
    models.UniqueConstraint(
        fields=("approval_number",),
        condition=~Q(approval_number=""),
        name="approval_number_is_unique",
    ),
    models.CheckConstraint(condition=Q(state__in=State.values), name="revision_state_is_known"),
    models.CheckConstraint(condition=Q(number__gte=1), name="revision_number_from_one"),
    models.CheckConstraint(
        condition=(
            Q(state__in=NEVER_FROZEN, frozen_at__isnull=True, digest="")
            | (~Q(state__in=NEVER_FROZEN) & Q(frozen_at__isnull=False) & ~Q(digest=""))
        ),
        name="frozen_has_digest_and_open_has_none",
    ),
    models.CheckConstraint(
        condition=Q(visible_from__isnull=True)
        | Q(
            state__in=MAY_BE_VISIBLE,
            approved_at__isnull=False,
            published_at__isnull=False,
        ),
        name="visible_needs_an_approval",
    ),
    models.CheckConstraint(
        condition=~Q(state__in=LIVE) | Q(visible_from__isnull=False),
        name="live_has_a_visible_time",
    ),
    models.CheckConstraint(
        condition=Q(visible_until__isnull=True)
        | Q(visible_from__isnull=False, visible_until__gte=F("visible_from")),
        name="visible_range_runs_forward",
    ),
    models.CheckConstraint(
        condition=~Q(information_class="dikecualikan") | Q(visible_from__isnull=True),
        name="excluded_information_is_never_visible",
    ),
    models.CheckConstraint(
        condition=~Q(state=State.WITHDRAWN) | ~Q(withdrawal_reason=""),
        name="withdrawal_has_a_reason",
    ),
)

INDEXES = (
    # Holds all that lists filter and count by: a deep page reads no row that it skips.
    models.Index(
        fields=(
            "kind",
            "-published_at",
            "-id",
            "visible_from",
            "visible_until",
            "category",
            "ends_at",
            "data_year",
        ),
        condition=Q(visible_from__isnull=False),
        name="revision_public_by_kind",
    ),
    models.Index(
        fields=("-published_at",),
        condition=Q(visible_from__isnull=False),
        name="revision_public",
    ),
    models.Index(
        fields=("starts_at",),
        condition=Q(visible_from__isnull=False, kind="agenda"),
        name="revision_agenda_by_start",
    ),
    models.Index(fields=("state", "state_since"), name="revision_by_state"),
    # What everybody must know at once, asked for by every public page.
    models.Index(
        fields=("-visible_from",),
        condition=Q(visible_from__isnull=False, information_class="serta-merta"),
        name="revision_urgent",
    ),
    # When the clock will next change what is public (content.generation).
    models.Index(
        fields=("visible_from",),
        condition=Q(visible_from__isnull=False),
        name="revision_visible_from",
    ),
    models.Index(
        fields=("visible_until",),
        condition=Q(visible_from__isnull=False, visible_until__isnull=False),
        name="revision_visible_until",
    ),
    models.Index(
        fields=("ends_at",),
        condition=Q(visible_from__isnull=False, ends_at__isnull=False),
        name="revision_ends_at",
    ),
)
