"""A save that comes twice is known again. Nullable, so SQLite adds it without a rebuild."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the mark of the last save."""

    dependencies = (("content", "0015_files_have_notes"),)

    operations = (
        migrations.AddField(
            model_name="revision",
            name="save_mark",
            field=models.UUIDField(blank=True, null=True, verbose_name="tanda penyimpanan"),
        ),
    )
