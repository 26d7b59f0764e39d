"""A revision says who saved it last and who is writing in it.

All columns are nullable and have no default: SQLite adds them without rebuilding the table.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

PERSON = migrations.swappable_dependency(settings.AUTH_USER_MODEL)


class Migration(migrations.Migration):
    """Add them."""

    dependencies = (PERSON, ("content", "0012_files_have_words"))

    operations = (
        migrations.AddField(
            model_name="revision",
            name="saved_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="disimpan oleh",
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="held_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="sedang ditulis oleh",
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="held_since",
            field=models.DateTimeField(blank=True, null=True, verbose_name="ditulis sejak"),
        ),
        migrations.AddField(
            model_name="revision",
            name="held_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="terakhir ditulis"),
        ),
    )
