"""The database of a site, whichever it is: one moment of it, a copy of that, a look into a copy."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from archive import postgresql, sqlite
from archive.bag import Bag
from archive.failed import Failed, Unfit
from archive.other_database import opened

# What passes: open sessions must not live on in a copy, and the cache is made anew.
PASSING_TABLES = ("django_session", "cache")

Migration = tuple[str, str]


@contextmanager
def snapshot() -> Iterator[str]:
    """Keep one moment of the site's database for all that this process reads meanwhile."""
    with (sqlite if is_sqlite() else postgresql).snapshot(connection) as moment:
        yield moment


def copy_into(bag: Bag, moment: str) -> None:
    """Put a copy of the moment into the bag."""
    if is_sqlite():
        sqlite.copy(connection, bag.path(sqlite.COPY_NAME), PASSING_TABLES)
        bag.adopt(sqlite.COPY_NAME)
    else:
        postgresql.copy(connection, bag.path(postgresql.COPY_NAME), PASSING_TABLES, moment)
        bag.adopt(postgresql.COPY_NAME)


def is_sqlite() -> bool:
    """Whether the site runs on SQLite."""
    return connection.vendor == "sqlite"


def copy_in(bag: Path) -> Path:
    """Return the database copy of a bag. Raises Unfit when this site cannot read that kind."""
    for name, readable in (
        (sqlite.COPY_NAME, is_sqlite()),
        (postgresql.COPY_NAME, not is_sqlite()),
    ):
        if (path := bag / "data" / name).is_file():
            if readable:
                return path
            kinds = ("PostgreSQL", "SQLite") if is_sqlite() else ("SQLite", "PostgreSQL")
            raise Unfit(
                f"Cadangan ini berisi basis data {kinds[0]}, sedangkan situs ini memakai "
                f"{kinds[1]}. Atur DATABASE_URL dahulu."
            )
    raise Unfit("Cadangan ini tidak berisi basis data.")


@contextmanager
def look_into(bag: Path) -> Iterator[BaseDatabaseWrapper]:
    """Open a bag's database for reading; a dump is restored into a passing database for that."""
    path = copy_in(bag)
    if is_sqlite():
        if found := sqlite.faults(path):
            raise Unfit(" ".join(found))
        with opened(NAME=sqlite.read_only(path), OPTIONS={}) as copy:
            yield copy
    else:
        with postgresql.scratch(connection, path, "periksa") as name, opened(NAME=name) as copy:
            yield copy


def tables(database: BaseDatabaseWrapper) -> list[str]:
    """Return the names of all tables but the passing ones."""
    with database.cursor() as cursor:
        names = database.introspection.table_names(cursor)
    return sorted(set(names) - set(PASSING_TABLES))


def counts(database: BaseDatabaseWrapper) -> dict[str, int]:
    """Return the number of rows of every table."""
    found = {}
    with database.cursor() as cursor:
        for table in tables(database):
            cursor.execute(f"SELECT count(*) FROM {database.ops.quote_name(table)}")  # noqa: S608
            found[table] = cursor.fetchone()[0]
    return found


def register_head(database: BaseDatabaseWrapper) -> tuple[int, str]:
    """Return number and hash of the register's last row, by SQL: the schema may be an older one."""
    with database.cursor() as cursor:
        cursor.execute("SELECT sequence, hash FROM workflow_event ORDER BY sequence DESC LIMIT 1")
        return cursor.fetchone() or (0, "0" * 64)


def applied(database: BaseDatabaseWrapper) -> set[Migration]:
    """Return the migrations that a database has seen."""
    return set(MigrationRecorder(database).applied_migrations())


def known() -> set[Migration]:
    """Return the migrations that this release brings."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    replaced = {key for migration in loader.disk_migrations.values() for key in migration.replaces}
    return set(loader.disk_migrations) | replaced


def too_new(database: BaseDatabaseWrapper) -> list[Migration]:
    """Return what a database has seen and this release does not know."""
    return sorted(applied(database) - known())


def is_current(database: BaseDatabaseWrapper) -> bool:
    """Whether the database has exactly the schema of this release."""
    return set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations) <= applied(
        database
    )


def live_file() -> Path:
    """Return the file of a SQLite site."""
    name = str(connection.settings_dict["NAME"])
    if not is_sqlite() or name.startswith("file:"):
        raise Failed("Basis data situs ini bukan berkas SQLite.")
    return Path(name)
