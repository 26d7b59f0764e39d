"""System checks: misuse that would only hurt later is refused at start, with words."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections

BROKEN_SQLITE = ((3, 7, 0), (3, 51, 2))


def sqlite_is_sound(
    app_configs: Any = None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Refuse a SQLite whose WAL may lose committed pages (fixed after 3.51.2)."""
    uses_sqlite = any(connections[alias].vendor == "sqlite" for alias in databases or [])
    if not uses_sqlite or not BROKEN_SQLITE[0] <= sqlite3.sqlite_version_info <= BROKEN_SQLITE[1]:
        return []
    return [
        Error(
            f"SQLite {sqlite3.sqlite_version} dapat merusak basis data (cacat WAL-reset).",
            hint="Pasang requirements.txt apa adanya: pysqlite3 membawa SQLite yang sudah benar.",
            id="kecamatan_web.E001",
        )
    ]
