"""Putting into the database what no model describes, and the migration operations that do it."""

from collections.abc import Sequence
from typing import Protocol

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class Installable(Protocol):
    """A trigger that can be installed and taken away."""

    @property
    def name(self) -> str:
        """Its name in the database."""

    def create_sql(self, vendor: str) -> list[str]:
        """Return the statements that install it on a database vendor."""

    def drop_sql(self, vendor: str) -> list[str]:
        """Return the statements that remove it."""


def install(connection: BaseDatabaseWrapper, triggers: Sequence[Installable]) -> None:
    """Install triggers anew (dropping older ones of the same name)."""
    with connection.cursor() as cursor:
        for trigger in triggers:
            for sql in trigger.drop_sql(connection.vendor) + trigger.create_sql(connection.vendor):
                cursor.execute(sql)


def remove(connection: BaseDatabaseWrapper, triggers: Sequence[Installable]) -> None:
    """Remove triggers."""
    with connection.cursor() as cursor:
        for trigger in triggers:
            for sql in trigger.drop_sql(connection.vendor):
                cursor.execute(sql)


def present(connection: BaseDatabaseWrapper) -> set[str]:
    """Return the names of the triggers that the database has."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {row[0] for row in cursor.fetchall()}


def dropping(name: str, table: str, vendor: str) -> list[str]:
    """Return the statements that take a trigger, and on PostgreSQL its function, away."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}"]
    return [f"DROP TRIGGER IF EXISTS {name} ON {table}", f"DROP FUNCTION IF EXISTS {name}()"]


class DatabaseStep(Operation):
    """A migration operation on the database alone: it makes what no model describes."""

    reversible = True
    reduces_to_sql = False

    def make(self, connection: BaseDatabaseWrapper) -> None:
        """Make it, or make it anew."""
        raise TypeError(f"{type(self).__name__} says nothing of what it makes")

    def take_away(self, connection: BaseDatabaseWrapper) -> None:
        """Take it away."""
        raise TypeError(f"{type(self).__name__} says nothing of what it takes away")

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """It is no part of the model state."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make it."""
        self.make(schema_editor.connection)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take it away."""
        self.take_away(schema_editor.connection)


class InstallTriggers(DatabaseStep):
    """Installs a list of triggers (again)."""

    def __init__(self, triggers: Sequence[Installable]) -> None:
        self.triggers = triggers

    def make(self, connection: BaseDatabaseWrapper) -> None:
        """Install them."""
        install(connection, self.triggers)

    def take_away(self, connection: BaseDatabaseWrapper) -> None:
        """Remove them."""
        remove(connection, self.triggers)

    def describe(self) -> str:
        """Say what it does in migrate's output."""
        return f"Install {len(self.triggers)} triggers"
