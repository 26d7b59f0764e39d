"""The office keeps its own checklist for each kind."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Make the table."""

    dependencies = (("workflow", "0006_decisions_are_told"),)

    operations = (
        migrations.CreateModel(
            name="ChecklistBox",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("berita", "Berita"),
                            ("foto", "Foto"),
                            ("video", "Video"),
                            ("agenda", "Agenda"),
                            ("pengumuman", "Pengumuman"),
                            ("artikel", "Artikel"),
                            ("bank-data", "Bank Data"),
                            ("halaman", "Halaman"),
                        ],
                        max_length=12,
                        verbose_name="jenis",
                    ),
                ),
                ("words", models.CharField(max_length=120, verbose_name="yang diperiksa")),
                ("position", models.PositiveSmallIntegerField(verbose_name="urutan")),
                ("active", models.BooleanField(verbose_name="berlaku")),
            ],
            options={
                "verbose_name": "kotak daftar periksa",
                "verbose_name_plural": "daftar periksa",
                "ordering": ("kind", "position", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "words"), name="checklist_words_stand_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="checklist_box_has_words",
                    ),
                ],
            },
        ),
    )
