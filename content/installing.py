"""Putting triggers into the database, and the migration operation that does it."""

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


class InstallTriggers(Operation):
    """Migration operation that installs a list of triggers (again)."""

    reversible = True
    reduces_to_sql = False

    def __init__(self, triggers: Sequence[Installable]) -> None:
        self.triggers = triggers

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Triggers are no part of the model state."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Install them."""
        install(schema_editor.connection, self.triggers)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Remove them."""
        remove(schema_editor.connection, self.triggers)

    def describe(self) -> str:
        """Say what it does in migrate's output."""
        return f"Install {len(self.triggers)} triggers"
