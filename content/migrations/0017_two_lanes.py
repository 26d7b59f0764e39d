"""An urgent correction may be under way beside a larger update, and an item may end by itself.

All columns are nullable and without default, and the rules are triggers, so SQLite rebuilds
nothing. The rows of before had one lane: each stands on the public version before it.
"""

from django.db import migrations, models

from content.installing import InstallTriggers
from content.lane_triggers import TRIGGERS

OPEN = ("gathering", "composing", "editing")
PENDING = ("submitted", "approved")
STAND = """
UPDATE content_revision SET stands_on = (
    SELECT MAX(r.number) FROM content_revision r
    WHERE r.item_id = content_revision.item_id AND r.number < content_revision.number
    AND r.visible_from IS NOT NULL
) WHERE number > 1
"""
NULLABLE = {"blank": True, "null": True}


class Migration(migrations.Migration):
    """Part the lanes."""

    dependencies = (("content", "0016_saves_are_known_again"),)
    operations = (
        migrations.AddField(
            "revision",
            "stands_on",
            models.PositiveIntegerField(verbose_name="memuat versi tayang", **NULLABLE),
        ),
        migrations.AddField(
            "revision",
            "corrects",
            models.PositiveIntegerField(verbose_name="ralat atas versi", **NULLABLE),
        ),
        migrations.AddField(
            "revision",
            "wanted_until",
            models.DateTimeField(verbose_name="tayang sampai", **NULLABLE),
        ),
        migrations.RunSQL(STAND, migrations.RunSQL.noop),
        migrations.RemoveConstraint("revision", "one_open_revision_per_item"),
        migrations.RemoveConstraint("revision", "one_revision_per_item_awaits_publication"),
        *(
            migrations.AddConstraint(
                "revision",
                models.UniqueConstraint(
                    fields=("item",),
                    condition=models.Q(state__in=states, corrects__isnull=lane == "update"),
                    name=f"one_{lane}_per_item_{what}",
                ),
            )
            for lane in ("update", "correction")
            for what, states in (("is_open", OPEN), ("is_pending", PENDING))
        ),
        InstallTriggers(TRIGGERS),
    )
