"""A whole site of its own for a test: real processes, own folders, own database."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import uuid
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection

from archive.database import PASSING_TABLES

ROOT = Path(__file__).resolve().parent.parent.parent
PRELUDE = (
    "import kecamatan_web, django, os\n"
    "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'kecamatan_web.settings')\n"
    "django.setup()\n"
)
# Reads every public page as a stranger's browser does and prints address and hash.
READ_PAGES = """
import hashlib, json
from django.test import Client
from archive.public_copy import seeds
client, pages = Client(), {}
for address in seeds() + ["/sitemap.xml", "/robots.txt", "/tidak-ada/"]:
    answer = client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    pages[address] = [answer.status_code, hashlib.sha256(body).hexdigest()]
print(json.dumps(pages))
"""
READ_ROWS = """
import json
import psycopg
from django.db import connection
from archive.database import tables
rows = {}
with connection.cursor() as cursor:
    for table in tables(connection):
        cursor.execute(f'SELECT * FROM "{table}"')
        rows[table] = sorted(repr(row) for row in cursor.fetchall())
print(json.dumps(rows))
"""


class Site:
    """A site in a folder of its own."""

    def __init__(self, folder: Path, database_url: str = "") -> None:
        self.folder = folder
        self.database = folder / "db.sqlite3"
        self.media = folder / "media"
        self.shelf = folder / "backups"
        self.env = dict(os.environ) | {
            "DATA_DIR": str(folder),
            "DEBUG": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "kecamatan_web.settings",
        }
        self.env.pop("DATABASE_URL", None)
        if database_url:
            self.env["DATABASE_URL"] = database_url

    def run(self, *command: str, code: int | None = 0) -> subprocess.CompletedProcess[str]:
        """Run a program of the site; its exit code must be the one given (None: any)."""
        done = subprocess.run(
            command, env=self.env, cwd=ROOT, capture_output=True, text=True, check=False
        )
        if code is not None:
            assert done.returncode == code, (command, done.returncode, done.stdout, done.stderr)
        return done

    def manage(self, *arguments: str, code: int | None = 0) -> subprocess.CompletedProcess[str]:
        """Run a management command."""
        return self.run(*self.command(*arguments), code=code)

    def command(self, *arguments: str) -> list[str]:
        """Return the command line of a management command."""
        return [sys.executable, str(ROOT / "manage.py"), *arguments]

    def python(self, code: str) -> str:
        """Run Python with the site's models and return what it prints."""
        return self.run(sys.executable, "-c", PRELUDE + code).stdout

    def prepare(self) -> "Site":
        """Make the tables."""
        self.manage("migrate", "--no-input", "--verbosity", "0")
        self.manage("createcachetable")
        return self

    def backup(self) -> Path:
        """Make a backup and return the bag."""
        return Path(json.loads(self.manage("backup_site", "--json").stdout)["bag"])

    def pages(self) -> dict[str, Any]:
        """Return status and hash of every public page."""
        pages: dict[str, Any] = json.loads(self.python(READ_PAGES))
        return pages

    def rows(self) -> dict[str, list[str]]:
        """Return every row of every table but the passing ones."""
        if "DATABASE_URL" not in self.env:
            return self._rows_of_file()
        rows: dict[str, list[str]] = json.loads(self.python(READ_ROWS))
        return rows

    def _rows_of_file(self) -> dict[str, list[str]]:
        with closing(sqlite3.connect(self.database)) as there:
            names = there.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            return {
                name: sorted(repr(row) for row in there.execute(f'SELECT * FROM "{name}"'))
                for (name,) in names
                if name not in PASSING_TABLES and not name.startswith("sqlite_")
            }

    def media_files(self) -> dict[str, bytes]:
        """Return the media store by file name."""
        return {p.name: p.read_bytes() for p in sorted(self.media.rglob("*")) if p.is_file()}

    def bags(self) -> list[str]:
        """Return what lies on the shelf under a final name."""
        if not self.shelf.is_dir():
            return []
        return sorted(p.name for p in self.shelf.iterdir() if not p.name.startswith("."))

    def copy(self, folder: Path) -> "Site":
        """Return a second site with the same data (SQLite, nobody running)."""
        shutil.copytree(self.folder, folder, copy_function=shutil.copy2)
        return Site(folder)


class PostgresSite(Site):
    """A site on a PostgreSQL database of its own, on the server that the tests use."""

    def __init__(self, folder: Path) -> None:
        self.name = f"kw_arsip_{uuid.uuid4().hex[:12]}"
        settings = connection.settings_dict
        password = f":{settings['PASSWORD']}" if settings["PASSWORD"] else ""
        port = f":{settings['PORT']}" if settings["PORT"] else ""
        super().__init__(
            folder,
            f"postgres://{settings['USER']}{password}@{settings['HOST']}{port}/{self.name}",
        )
        self.sql(f"CREATE DATABASE {self.name} TEMPLATE template0 ENCODING 'UTF8'")

    def sql(self, *statements: str) -> list[Any]:
        """Run statements on the server's maintenance database; return the last one's rows."""
        settings = connection.settings_dict
        server = {key: settings[key.upper()] for key in ("host", "port", "user", "password")}
        with psycopg.connect(dbname="postgres", autocommit=True, **server) as admin:
            found = [admin.execute(statement) for statement in statements][-1:]
            return found[0].fetchall() if found and found[0].description else []

    def databases(self) -> list[str]:
        """Return the databases that belong to this site."""
        rows = self.sql(f"SELECT datname FROM pg_database WHERE datname LIKE '{self.name}%'")
        return sorted(row[0] for row in rows)

    def drop(self) -> None:
        """Remove every database of this site."""
        self.sql(*(f"DROP DATABASE {name} WITH (FORCE)" for name in self.databases()))


FILL = """
from datetime import timedelta
from django.utils import timezone
from content.models import Office
from tests.make import *
Office.objects.create(pk=1, name="Kecamatan Gerokgak", regency="Kabupaten Buleleng")
operator, camat = make_operator(), make_camat()
for kind in ("berita", "foto", "video", "agenda", "pengumuman", "artikel", "bank-data", "halaman"):
    make_published(kind, f"Judul {kind}", operator, camat)
first = make_published("berita", "Berita yang diperbarui", operator, camat,
    category=make_category(), body="<p>Satu &lt; dua, a &amp; b “kutip”.</p>")
make_update(first.item, operator, camat, title="Berita yang sudah diperbarui")
for state in ("gathering", "submitted", "returned", "withdrawn", "discarded"):
    make_in_state(state, operator)
make_published("berita", "Terjadwal", operator, camat, publication="scheduled",
    wanted_from=timezone.now() + timedelta(days=9))
"""
