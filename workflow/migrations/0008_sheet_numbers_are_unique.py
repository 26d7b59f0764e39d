"""No two approvals have one sheet number. An index over an expression: no rebuild of the register."""

from django.db import migrations, models
from django.db.models.fields.json import KT


class Migration(migrations.Migration):
    """Add the constraint."""

    dependencies = (
        ("content", "0021_sheet_numbers_have_a_form"),
        ("workflow", "0007_the_office_has_a_checklist"),
    )

    operations = (
        migrations.AddConstraint(
            model_name="event",
            constraint=models.UniqueConstraint(
                KT("data__sheet_number"),
                condition=models.Q(action="approve"),
                name="sheet_numbers_are_unique",
            ),
        ),
    )
