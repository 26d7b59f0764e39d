"""People say something about files: words, a licence, where a picture's middle lies.

The new columns are nullable and without default, so SQLite adds them in place and keeps the
triggers of their tables.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Make the notes, and room for the middle in attachments."""

    dependencies = (
        ("content", "0014_activities_and_patterns"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.AddField(
            model_name="asset",
            name="look",
            field=models.BigIntegerField(blank=True, null=True, verbose_name="rupa"),
        ),
        migrations.AddField(
            model_name="attachment",
            name="focus_x",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="titik penting, dari kiri (%)"
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="focus_y",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="titik penting, dari atas (%)"
            ),
        ),
        migrations.CreateModel(
            name="AssetNote",
            fields=[
                (
                    "asset",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="note",
                        serialize=False,
                        to="content.asset",
                        verbose_name="berkas",
                    ),
                ),
                (
                    "alt",
                    models.CharField(blank=True, max_length=300, verbose_name="teks alternatif"),
                ),
                (
                    "caption",
                    models.CharField(blank=True, max_length=300, verbose_name="keterangan"),
                ),
                ("credit", models.CharField(blank=True, max_length=120, verbose_name="kredit")),
                (
                    "licence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("office", "Karya kantor"),
                            ("permission", "Dengan izin pembuatnya"),
                            ("cc-by", "Creative Commons Atribusi (CC BY)"),
                            ("cc-by-sa", "Creative Commons Atribusi-BerbagiSerupa (CC BY-SA)"),
                            ("public", "Bebas dipakai (domain publik atau CC0)"),
                        ],
                        max_length=12,
                        verbose_name="izin pakai",
                    ),
                ),
                (
                    "focus_x",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="titik penting, dari kiri (%)"
                    ),
                ),
                (
                    "focus_y",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="titik penting, dari atas (%)"
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diubah oleh",
                    ),
                ),
                (
                    "poster",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="content.asset",
                        verbose_name="gambar sampul video",
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="replacing",
                        to="content.asset",
                        verbose_name="diganti oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "keterangan berkas",
                "verbose_name_plural": "keterangan berkas",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("focus_x", None), ("focus_y", None)),
                            models.Q(("focus_x__range", (0, 100)), ("focus_y__range", (0, 100))),
                            _connector="OR",
                        ),
                        name="a_focus_lies_in_the_picture",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("focus_x", None), ("focus_y", None)),
                            models.Q(("focus_x__isnull", False), ("focus_y__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_focus_has_two_coordinates",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("replaced_by", models.F("asset")), _negated=True),
                        name="no_file_replaces_itself",
                    ),
                ],
            },
        ),
    )
