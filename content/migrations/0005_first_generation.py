"""A site that is already filled has a generation from the start."""

import uuid

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def mark(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the one row."""
    apps.get_model("content", "Generation").objects.get_or_create(
        pk=1, defaults={"token": uuid.uuid4().hex}
    )


class Migration(migrations.Migration):
    """Write the first mark."""

    dependencies = (("content", "0004_generations"),)
    operations = (migrations.RunPython(mark, migrations.RunPython.noop),)
