"""Find a PostgreSQL for the tests: print its URL, or say on stderr why there is none.

DATABASE_URL decides where it names one. Else the server of this computer is asked, over TCP and
over the socket, for the roles people commonly have. Run by script/test with .venv's Python.
"""

import getpass
import hashlib
import itertools
import os
import sys
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg

PORT = os.environ.get("PGPORT", "5432")
# Empty stands for the socket, at the place this system keeps it.
HOSTS = list(dict.fromkeys([os.environ.get("PGHOST", "127.0.0.1"), "127.0.0.1", ""]))
ROLES = list(dict.fromkeys([os.environ.get("PGUSER", ""), getpass.getuser(), "postgres", "root"]))


def refusal(url: str) -> str:
    """Why the tests cannot use this server; empty when they can."""
    maintenance = urlunsplit(urlsplit(url)._replace(path="/postgres"))
    try:
        with psycopg.connect(maintenance, connect_timeout=3) as connection:
            row = connection.execute(
                "SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    except psycopg.OperationalError as error:
        return str(error).strip().splitlines()[0]
    if row == (True,):
        return ""
    return "peran ini tidak boleh membuat basis data (beri CREATEDB)"


def candidates() -> list[str]:
    """The addresses to try, each with a database name that only this folder uses."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres:", "postgresql:", "pgsql:", "psql:")):
        scheme, rest = given.split(":", 1)
        return [f"postgres:{rest}" if scheme != "postgresql" else given]
    folder = hashlib.sha256(str(Path.cwd()).encode()).hexdigest()[:8]
    return [
        f"postgres://{quote(role)}@{f'{host}:{PORT}' if host else ''}/kecamatan_{folder}"
        for host, role in itertools.product(HOSTS, ROLES)
        if role
    ]


def main() -> int:
    """Print the first address that serves."""
    reasons = []
    for url in candidates():
        reason = refusal(url)
        if not reason:
            sys.stdout.write(url + "\n")
            return 0
        parts = urlsplit(url)
        reasons.append(f"{parts.username or '-'}@{parts.hostname or 'soket'}: {reason}")
    sys.stderr.write("\n".join(reasons) + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
