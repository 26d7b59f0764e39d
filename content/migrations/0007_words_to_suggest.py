"""The words that the search may suggest."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Make their table; the words of what is already public come with reindex_search."""

    dependencies = (("content", "0006_view_counts"),)
    operations = (
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                (
                    "word",
                    models.CharField(
                        max_length=40, primary_key=True, serialize=False, verbose_name="kata"
                    ),
                ),
            ],
            options={
                "verbose_name": "kata pencarian",
                "verbose_name_plural": "kata pencarian",
            },
        ),
    )
