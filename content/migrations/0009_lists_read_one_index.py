"""The index of the public lists holds what they filter and count by."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Make it wider; the rows stay as they are."""

    dependencies = (("content", "0008_video_addresses_lead_to_the_web"),)
    operations = (
        migrations.RemoveIndex(model_name="revision", name="revision_public_by_kind"),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(
                fields=[
                    "kind",
                    "-published_at",
                    "-id",
                    "visible_from",
                    "visible_until",
                    "category",
                    "ends_at",
                    "data_year",
                ],
                condition=models.Q(visible_from__isnull=False),
                name="revision_public_by_kind",
            ),
        ),
    )
