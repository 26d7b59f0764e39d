"""The office says how its approval sheets are numbered. Nullable: no rebuild, no lost triggers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the format."""

    dependencies = (("content", "0020_decided_by_exception"),)

    operations = (
        migrations.AddField(
            model_name="office",
            name="sheet_number_format",
            field=models.CharField(
                blank=True,
                max_length=60,
                null=True,
                verbose_name="format nomor Lembar Persetujuan",
            ),
        ),
    )
