"""The full-text module of the database in use, and the migration step that sets it up."""

from types import ModuleType

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from content.search import postgresql, sqlite

FULL_TEXT: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}


def full_text(connection: BaseDatabaseWrapper) -> ModuleType:
    """Return the module for a connection."""
    return FULL_TEXT[connection.vendor]


class InstallFullText(Operation):
    """Migration operation that makes the database's index over the entries (again).

    A migration that changes the entries' table ends with it: SQLite drops the triggers of a table
    that it rebuilds.
    """

    reversible = True
    reduces_to_sql = False

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The index is no part of the model state."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make it."""
        full_text(schema_editor.connection).install(schema_editor.connection)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take it away."""
        full_text(schema_editor.connection).remove(schema_editor.connection)

    def describe(self) -> str:
        """Say what it does in migrate's output."""
        return "Install the full-text index"
