"""What people decided about personal data in texts and files; the rows only grow."""

import django.db.models.deletion
from django.db import migrations, models

from content.installing import InstallTriggers
from workflow.triggers import PERSONAL_DATA


class Migration(migrations.Migration):
    """Make the table, and keep its rows."""

    dependencies = (
        ("content", "0015_files_have_notes"),
        ("workflow", "0004_feedback_starts_a_generation"),
    )
    operations = (
        migrations.CreateModel(
            name="PersonalDataDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64, verbose_name="sidik nilai")),
                ("kind", models.CharField(max_length=12, verbose_name="jenis")),
                ("place", models.CharField(max_length=20, verbose_name="tempat")),
                ("masked", models.CharField(max_length=120, verbose_name="bentuk tersamar")),
                (
                    "choice",
                    models.CharField(
                        choices=[
                            ("tutup", "Ditutup"),
                            ("izinkan", "Diizinkan"),
                            ("diperiksa", "Sudah diperiksa orang"),
                        ],
                        max_length=10,
                        verbose_name="putusan",
                    ),
                ),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="personal_data_decision",
                        to="workflow.event",
                        verbose_name="baris register",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="personal_data_decisions",
                        to="content.item",
                        verbose_name="butir",
                    ),
                ),
            ],
            options={
                "verbose_name": "putusan data pribadi",
                "verbose_name_plural": "putusan data pribadi",
                "ordering": ("id",),
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(("choice__in", ("tutup", "izinkan", "diperiksa"))),
                        name="personal_data_choice_is_known",
                    ),
                ),
            },
        ),
        InstallTriggers(PERSONAL_DATA),
    )
