"""The search index."""

import django.db.models.deletion
from django.db import migrations, models

from content.search.database import InstallFullText


class Migration(migrations.Migration):
    """Make it; the words of what is already public come with reindex_search."""

    dependencies = (("content", "0002_frozen_words"),)
    operations = (
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        primary_key=True,
                        serialize=False,
                        verbose_name="hari terbit dan nomor naskah",
                    ),
                ),
                (
                    "revision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_entry",
                        to="content.revision",
                        verbose_name="naskah",
                    ),
                ),
                ("title", models.TextField(verbose_name="kata judul")),
                ("summary", models.TextField(blank=True, verbose_name="kata ringkasan")),
                ("body", models.TextField(blank=True, verbose_name="kata isi")),
                ("facets", models.TextField(blank=True, verbose_name="saringan")),
            ],
            options={
                "verbose_name": "entri pencarian",
                "verbose_name_plural": "entri pencarian",
            },
        ),
        InstallFullText(),
    )
