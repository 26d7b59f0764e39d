"""The full-text module of the database in use, and the migration step that sets it up."""

from types import ModuleType

from django.db.backends.base.base import BaseDatabaseWrapper

from content.installing import DatabaseStep
from content.search import postgresql, sqlite

FULL_TEXT: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}


def full_text(connection: BaseDatabaseWrapper) -> ModuleType:
    """Return the module for a connection."""
    return FULL_TEXT[connection.vendor]


class InstallFullText(DatabaseStep):
    """Migration operation that makes the database's index over the entries (again).

    A migration that changes the entries' table ends with it: SQLite drops the triggers of a table
    that it rebuilds.
    """

    def make(self, connection: BaseDatabaseWrapper) -> None:
        """Make it."""
        full_text(connection).install(connection)

    def take_away(self, connection: BaseDatabaseWrapper) -> None:
        """Take it away."""
        full_text(connection).remove(connection)

    def describe(self) -> str:
        """Say what it does in migrate's output."""
        return "Install the full-text index"
