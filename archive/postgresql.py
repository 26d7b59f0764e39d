"""PostgreSQL: dump one moment with pg_dump, restore beside the live database, swap by name."""

import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import OperationalError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from archive import disk
from archive.disk import FULL
from archive.failed import Failed, NoRoom
from archive.other_database import opened

COPY_NAME = "database/database.dump"
MAINTENANCE = "postgres"
SWAP_ATTEMPTS = 50
NO_SPACE = "No space left on device"
# Longest name PostgreSQL keeps whole.
NAME_LENGTH = 63


@contextmanager
def snapshot(connection: BaseDatabaseWrapper) -> Iterator[str]:
    """Keep one moment of the database for this connection and for pg_dump; yield its name."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]
        transaction.set_rollback(True)


def copy(
    connection: BaseDatabaseWrapper, target: Path, emptied: tuple[str, ...], moment: str
) -> None:
    """Dump the moment into a new file, without the rows of passing tables."""
    check_version(connection, "pg_dump")
    disk.write(target, [])
    _run(
        connection,
        connection.settings_dict["NAME"],
        [
            "pg_dump",
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            f"--snapshot={moment}",
            f"--file={target}",
            *(f"--exclude-table-data={table}" for table in emptied),
        ],
    )


def check_version(connection: BaseDatabaseWrapper, program: str) -> None:
    """Refuse tools that are older than the server: their dumps may lack what the server knows."""
    server = connection.pg_version // 10000  # type: ignore[attr-defined]
    try:
        told = subprocess.run(  # noqa: S603 - a fixed name, found on the server's own path
            [program, "--version"], capture_output=True, text=True, check=True
        ).stdout
    except (FileNotFoundError, subprocess.CalledProcessError) as error:
        raise Failed(
            f"{program} tidak ada. Pasang paket postgresql-client-{server}, lalu ulangi."
        ) from error
    match = re.search(r"(\d+)(?:\.\d+)?", told)
    if match is None or int(match[1]) < server:
        raise Failed(
            f"{told.strip()} lebih tua daripada PostgreSQL {server} di server. "
            f"Pasang paket postgresql-client-{server}, lalu ulangi."
        )


def contents(connection: BaseDatabaseWrapper, dump: Path) -> str:
    """Return the dump's table of contents; raises Failed when it cannot be read."""
    return _run(connection, None, ["pg_restore", "--list", str(dump)])


@contextmanager
def scratch(connection: BaseDatabaseWrapper, dump: Path, purpose: str) -> Iterator[str]:
    """Restore a dump into a database beside the live one; drop it afterwards unless renamed."""
    name = beside(connection.settings_dict["NAME"], purpose)
    quoted = connection.ops.quote_name(name)
    with opened(NAME=MAINTENANCE) as admin:
        check_version(admin, "pg_restore")
        if not _may_create(admin):
            raise Failed(
                "Pengguna basis data belum boleh membuat basis data. Minta admin PostgreSQL "
                f"menjalankan: ALTER ROLE {connection.settings_dict['USER']} CREATEDB;"
            )
        with admin.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {quoted} TEMPLATE template0 ENCODING 'UTF8'")
        try:
            _run(
                connection,
                name,
                [
                    "pg_restore",
                    "--exit-on-error",
                    "--no-owner",
                    "--no-privileges",
                    f"--dbname={name}",
                    str(dump),
                ],
            )
            yield name
        finally:
            with admin.cursor() as cursor:
                cursor.execute(f"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)")


def swap(connection: BaseDatabaseWrapper, fresh: str, stamp: str) -> str | None:
    """Give the restored database the live name, in one transaction; return the old one's new name.

    Connections to either are ended first; whoever comes back finds the restored one.
    """
    live = connection.settings_dict["NAME"]
    old = beside(live, f"lama_{stamp}")
    quote = connection.ops.quote_name
    connection.close()
    with opened(NAME=MAINTENANCE) as admin:
        there = exists(admin, live)
        for attempt in range(SWAP_ATTEMPTS):
            try:
                with transaction.atomic(using=admin.alias), admin.cursor() as cursor:
                    cursor.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                        "WHERE datname IN (%s, %s) AND pid <> pg_backend_pid()",
                        [live, fresh],
                    )
                    if there:
                        cursor.execute(f"ALTER DATABASE {quote(live)} RENAME TO {quote(old)}")
                    cursor.execute(f"ALTER DATABASE {quote(fresh)} RENAME TO {quote(live)}")
                return old if there else None
            except OperationalError:
                # Somebody connected between the ending and the renaming.
                if attempt == SWAP_ATTEMPTS - 1:
                    raise
                time.sleep(0.1)
    raise AssertionError("unreachable")


def exists(admin: BaseDatabaseWrapper, name: str) -> bool:
    """Whether the server has a database of this name."""
    with admin.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


def beside(name: str, purpose: str) -> str:
    """Return the name of a database beside another one."""
    return f"{name[: NAME_LENGTH - len(purpose) - 1]}_{purpose}"


def _may_create(admin: BaseDatabaseWrapper) -> bool:
    with admin.cursor() as cursor:
        cursor.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")
        return bool(cursor.fetchone()[0])


def _run(connection: BaseDatabaseWrapper, database: str | None, command: list[str]) -> str:
    done = subprocess.run(  # noqa: S603 - fixed commands; names come from settings
        command,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        env=_environment(connection, database),
    )
    if done.returncode == 0:
        return done.stdout
    last = (done.stderr.strip().splitlines() or [f"kode {done.returncode}"])[-1]
    if NO_SPACE in done.stderr or any(os.strerror(number) in done.stderr for number in FULL):
        raise NoRoom(f"Ruang penyimpanan penuh ({command[0]}).")
    raise Failed(f"{command[0]} gagal: {last}")


def _environment(connection: BaseDatabaseWrapper, database: str | None) -> dict[str, str]:
    # The password travels by the environment: a command line can be read by everyone.
    settings = connection.settings_dict
    wanted = {
        "PGHOST": settings["HOST"],
        "PGPORT": str(settings["PORT"]),
        "PGUSER": settings["USER"],
        "PGPASSWORD": settings["PASSWORD"],
        "PGDATABASE": database or "",
        "PGSSLMODE": settings["OPTIONS"].get("sslmode", ""),
        "LC_ALL": "C",
    }
    return dict(os.environ) | {name: value for name, value in wanted.items() if value}
