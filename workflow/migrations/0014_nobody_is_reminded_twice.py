"""Who was reminded of which text that waits."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Make the table."""

    dependencies = [
        ("content", "0021_sheet_numbers_have_a_form"),
        ("workflow", "0013_authority_is_one"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sort",
                    models.CharField(
                        choices=[
                            ("putusan", "Naskah yang menunggu putusan saya"),
                            ("hasil", "Putusan atas naskah saya"),
                            ("pengecualian", "Putusan dengan pengecualian"),
                            ("sebelum", "Pengingat sebelum waktu putusan habis"),
                            ("sesudah", "Pengingat setelah waktu putusan lewat"),
                            ("ringkasan", "Ringkasan harian"),
                        ],
                        max_length=12,
                        verbose_name="kabar",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="content.revision",
                        verbose_name="naskah",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pengguna",
                    ),
                ),
            ],
            options={
                "verbose_name": "pengingat",
                "verbose_name_plural": "pengingat",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("revision", "user", "sort"), name="nobody_is_reminded_twice"
                    )
                ],
            },
        ),
    ]
