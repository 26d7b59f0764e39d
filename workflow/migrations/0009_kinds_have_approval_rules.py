"""Each kind has a rule for its approval, version by version, told by the register."""

import django.db.models.deletion
from django.db import migrations, models

from content.installing import InstallTriggers
from workflow.approval_triggers import TRIGGERS

KINDS = (
    ("berita", "Berita"),
    ("foto", "Foto"),
    ("video", "Video"),
    ("agenda", "Agenda"),
    ("pengumuman", "Pengumuman"),
    ("artikel", "Artikel"),
    ("bank-data", "Bank Data"),
    ("halaman", "Halaman"),
)
MODES = (
    ("any", "Satu dari tiga pejabat"),
    ("chain", "Berjenjang: Kasubag, Sekcam, lalu Camat"),
    ("all", "Ketiga pejabat, urutan bebas"),
)


class Migration(migrations.Migration):
    """Make the table, keep its rows, and hold texts to their rule."""

    dependencies = (
        ("content", "0019_texts_keep_their_rule"),
        ("workflow", "0008_sheet_numbers_are_unique"),
    )
    operations = (
        migrations.CreateModel(
            name="ApprovalRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(choices=KINDS, max_length=12, verbose_name="jenis")),
                ("number", models.PositiveIntegerField(verbose_name="versi")),
                (
                    "mode",
                    models.CharField(choices=MODES, max_length=5, verbose_name="cara persetujuan"),
                ),
                (
                    "deputies",
                    models.CharField(blank=True, max_length=20, verbose_name="yang boleh mewakili"),
                ),
                (
                    "publishes_at_once",
                    models.BooleanField(verbose_name="tayang sendiri setelah disetujui"),
                ),
                (
                    "allows_exception",
                    models.BooleanField(verbose_name="pengecualian empat mata boleh"),
                ),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approval_rule",
                        to="workflow.event",
                        verbose_name="baris register",
                    ),
                ),
            ],
            options={
                "verbose_name": "aturan persetujuan",
                "verbose_name_plural": "aturan persetujuan",
                "ordering": ("kind", "-number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "number"), name="one_approval_rule_of_a_number_per_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mode__in", ("any", "chain", "all"))),
                        name="approval_rule_mode_is_known",
                    ),
                ],
            },
        ),
        InstallTriggers(TRIGGERS),
    )
