"""Items of one activity belong together, items may begin with a pattern, and bahan has notes.

Both new columns are nullable and without default, so SQLite adds them in place and keeps the
triggers of their tables.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

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


class Migration(migrations.Migration):
    """Make activities and patterns."""

    dependencies = (
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("content", "0013_who_writes_now"),
    )
    operations = (
        migrations.CreateModel(
            name="Activity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="nama kegiatan")),
                ("place", models.CharField(blank=True, max_length=160, verbose_name="tempat")),
                ("starts_at", models.DateTimeField(blank=True, null=True, verbose_name="mulai")),
                ("created_at", models.DateTimeField(verbose_name="dibuat")),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pembuat",
                    ),
                ),
            ],
            options={
                "verbose_name": "kegiatan",
                "verbose_name_plural": "kegiatan",
                "ordering": ("-created_at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="Pattern",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(choices=KINDS, max_length=12, verbose_name="jenis"),
                ),
                ("name", models.CharField(max_length=60, verbose_name="nama")),
                (
                    "description",
                    models.CharField(
                        blank=True,
                        help_text="Satu kalimat: kapan pola ini dipakai.",
                        max_length=160,
                        verbose_name="kegunaan",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        blank=True,
                        help_text=(
                            "Contoh yang tampil di bawah isian judul, misalnya: [apa] di [desa]."
                        ),
                        max_length=160,
                        verbose_name="kerangka judul",
                    ),
                ),
                (
                    "summary",
                    models.TextField(blank=True, max_length=400, verbose_name="ringkasan"),
                ),
                (
                    "body",
                    models.TextField(
                        blank=True,
                        help_text=(
                            "HTML. Tulis pertanyaan untuk penulis dalam kurung siku, "
                            "misalnya [siapa]."
                        ),
                        verbose_name="isi",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="urutan")),
                ("active", models.BooleanField(default=True, verbose_name="dapat dipilih")),
            ],
            options={
                "verbose_name": "pola",
                "verbose_name_plural": "pola",
                "ordering": ("kind", "position", "name"),
                "constraints": (
                    models.UniqueConstraint(
                        fields=("kind", "name"), name="one_pattern_of_a_name_per_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", [kind for kind, _ in KINDS])),
                        name="pattern_kind_is_known",
                    ),
                ),
            },
        ),
        migrations.AddField(
            model_name="item",
            name="activity",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="content.activity",
                verbose_name="kegiatan",
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="material_notes",
            field=models.TextField(
                blank=True, max_length=4000, null=True, verbose_name="catatan bahan"
            ),
        ),
    )
