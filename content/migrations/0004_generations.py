"""The mark of what is public now, and the times at which the clock changes it."""

from django.db import migrations, models
from django.db.models import Q

from content.generation import TRIGGERS
from content.installing import InstallTriggers


class Migration(migrations.Migration):
    """Make the mark, the triggers that renew it, and the indexes of the next boundary."""

    dependencies = (("content", "0003_search_words"),)
    operations = (
        migrations.CreateModel(
            name="Generation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.CharField(max_length=32, verbose_name="tanda")),
            ],
            options={
                "verbose_name": "generasi halaman",
                "verbose_name_plural": "generasi halaman",
                "constraints": [
                    models.CheckConstraint(condition=Q(("pk", 1)), name="there_is_one_generation")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(
                fields=["visible_from"],
                condition=Q(("visible_from__isnull", False)),
                name="revision_visible_from",
            ),
        ),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(
                fields=["visible_until"],
                condition=Q(("visible_from__isnull", False), ("visible_until__isnull", False)),
                name="revision_visible_until",
            ),
        ),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(
                fields=["ends_at"],
                condition=Q(("ends_at__isnull", False), ("visible_from__isnull", False)),
                name="revision_ends_at",
            ),
        ),
        InstallTriggers(TRIGGERS),
    )
