"""The full-text index of PostgreSQL hangs on an expression; SQLite's is made anew as it was."""

from django.db import migrations

from content.search.database import InstallFullText


class Migration(migrations.Migration):
    """Make the index again."""

    dependencies = (("content", "0009_lists_read_one_index"),)
    operations = (InstallFullText(),)
