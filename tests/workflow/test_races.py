"""Two people at once: exactly one succeeds, the other is told who was faster; on both databases."""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection

TRIALS = 60
# SQLite lets one write at a time; where two really meet, they meet more often. Hundreds are tried by hand
# (see race_trials); here each costs a second of everybody's time.
LANES = {"sqlite": 5, "postgresql": 20}


@pytest.fixture
def empty_database(tmp_path: Path, django_db_blocker: Any) -> Iterator[str]:
    """An empty database of the vendor under test, apart from the test database."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'races.sqlite3'}"
        return
    own = connection.settings_dict
    name = f"races_{uuid.uuid4().hex[:12]}"
    where = {"host": own["HOST"], "port": own["PORT"], "user": own["USER"]}
    server = psycopg.connect(**where, password=own["PASSWORD"], dbname="postgres", autocommit=True)
    server.execute(f'CREATE DATABASE "{name}"')
    password = f":{own['PASSWORD']}" if own["PASSWORD"] else ""
    yield f"postgres://{own['USER']}{password}@{own['HOST']}:{own['PORT'] or 5432}/{name}"
    server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    server.close()


@pytest.mark.vendor("sqlite", "postgresql")
def test_of_two_simultaneous_acts_exactly_one_succeeds(empty_database: str, tmp_path: Path) -> None:
    lanes = LANES[connection.vendor]
    # Not measured: the acts are, where one person does them.
    unmeasured = {k: v for k, v in os.environ.items() if not k.startswith("COVERAGE")}
    environment = unmeasured | {
        "DATABASE_URL": empty_database,
        "DATA_DIR": str(tmp_path),
        "DEBUG": "1",
    }
    run = subprocess.run(
        [sys.executable, "-m", "tests.workflow.race_trials", str(TRIALS), str(lanes)],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    report = json.loads(run.stdout)
    assert report == {"trials": TRIALS, "lanes": lanes, "oddities": []}
