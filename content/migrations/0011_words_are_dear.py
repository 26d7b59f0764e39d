"""PostgreSQL's planner is told anew what reading the words of an entry costs.

It took them for cheap enough to spare itself a second index: a question about titles and bodies
read the words of every row that one of them gave.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def tell(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Raise the cost of the function (``content.search.postgresql``); the indexes stay."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER FUNCTION content_search_words(VARIADIC text[]) COST 3000")


class Migration(migrations.Migration):
    """Tell the planner."""

    dependencies = (("content", "0010_search_by_expression"),)
    operations = (migrations.RunPython(tell, migrations.RunPython.noop),)
