"""A text tells whether somebody who wrote some of it decided about it, by exception.

Nullable and without default, so SQLite adds the column in place and keeps the table's triggers.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the column."""

    dependencies = (("content", "0019_texts_keep_their_rule"),)
    operations = (
        migrations.AddField(
            "revision",
            "by_exception",
            models.BooleanField(
                blank=True, null=True, verbose_name="dengan pengecualian empat mata"
            ),
        ),
    )
