"""Documents and data files tell their words: to the library's search and to the hints."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Make the table. Files that are there already are read by ``manage.py read_files``."""

    dependencies = (("content", "0011_words_are_dear"),)
    operations = (
        migrations.CreateModel(
            name="AssetText",
            fields=[
                (
                    "asset",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="content.asset",
                        verbose_name="berkas",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="isi")),
                ("trouble", models.CharField(blank=True, max_length=200, verbose_name="kendala")),
                ("read_at", models.DateTimeField(auto_now_add=True, verbose_name="dibaca")),
            ],
            options={
                "verbose_name": "isi berkas",
                "verbose_name_plural": "isi berkas",
            },
        ),
    )
