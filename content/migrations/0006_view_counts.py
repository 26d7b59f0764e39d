"""How often items were read, by day."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Make the table."""

    dependencies = (("content", "0005_first_generation"),)
    operations = (
        migrations.CreateModel(
            name="ViewCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="hari")),
                ("batch", models.CharField(max_length=16, verbose_name="asal hitungan")),
                ("total", models.PositiveIntegerField(verbose_name="dibaca")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="view_counts",
                        to="content.item",
                        verbose_name="butir",
                    ),
                ),
            ],
            options={
                "verbose_name": "jumlah pembaca",
                "verbose_name_plural": "jumlah pembaca",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("item", "day", "batch"), name="a_day_of_an_item_is_counted_once"
                    )
                ],
            },
        ),
    )
