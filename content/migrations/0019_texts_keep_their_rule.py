"""A text keeps the approval rule under which it was handed in, and who gave their paraf.

All columns are nullable and without default, so SQLite adds them in place and keeps the triggers
of the table; the rows of before needed one superior's decision, which is what null says.
"""

from django.db import migrations, models

NULLABLE = {"blank": True, "null": True}
MODES = (
    ("any", "Satu dari tiga pejabat"),
    ("chain", "Berjenjang: Kasubag, Sekcam, lalu Camat"),
    ("all", "Ketiga pejabat, urutan bebas"),
)


class Migration(migrations.Migration):
    """Add the columns."""

    dependencies = (("content", "0018_first_patterns"),)
    operations = (
        migrations.AddField(
            "revision",
            "approval_mode",
            models.CharField(
                choices=MODES, max_length=5, verbose_name="cara persetujuan", **NULLABLE
            ),
        ),
        migrations.AddField(
            "revision",
            "approval_terms",
            models.CharField(max_length=60, verbose_name="syarat persetujuan", **NULLABLE),
        ),
        migrations.AddField(
            "revision",
            "endorsed",
            models.CharField(max_length=40, verbose_name="paraf", **NULLABLE),
        ),
    )
