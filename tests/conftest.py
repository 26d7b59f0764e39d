"""Fixtures for every test: own media folder, fresh cache, and the triggers back in place."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection

from content.triggers import TRIGGERS as CONTENT_TRIGGERS
from content.triggers import install, present, remove
from workflow.triggers import TRIGGERS as WORKFLOW_TRIGGERS

ALL_TRIGGERS = (*CONTENT_TRIGGERS, *WORKFLOW_TRIGGERS)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, settings: Any) -> None:
    """Files of a test go to the test's own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.BACKUP_ROOT = tmp_path / "backups"
    settings.STORAGES = settings.STORAGES | {
        "media": {
            "BACKEND": "content.storage.ContentStorage",
            "OPTIONS": {"location": settings.MEDIA_ROOT},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def _switch_triggers_for_flush(transactional_db: None) -> Iterator[None]:
    """TransactionTestCase empties tables with DELETE, which the triggers rightly refuse.

    This is the one switch, and it is in the tests alone: triggers go before the flush that ends a
    transactional test and come back before the next test. Production has no way around them.
    """
    missing = {t.name for t in ALL_TRIGGERS} - present(connection)
    install(connection, [t for t in ALL_TRIGGERS if t.name in missing])
    yield
    remove(connection, ALL_TRIGGERS)


@pytest.fixture(autouse=True)
def _triggers_in_place(request: pytest.FixtureRequest) -> None:
    """See that triggers stand whenever a test uses the database."""
    names = request.fixturenames
    transactional = {"transactional_db", "live_server", "django_db_reset_sequences"} & set(names)
    marker = request.node.get_closest_marker("django_db")
    if transactional or (marker and marker.kwargs.get("transaction")):
        request.getfixturevalue("_switch_triggers_for_flush")
    elif "db" in names or marker:
        request.getfixturevalue("db")
        if missing := {t.name for t in ALL_TRIGGERS} - present(connection):
            install(connection, [t for t in ALL_TRIGGERS if t.name in missing])


@pytest.fixture(autouse=True)
def _fresh_cache(request: pytest.FixtureRequest) -> None:
    """Rate limits of one test do not meet the next one."""
    if "db" in request.fixturenames or "transactional_db" in request.fixturenames:
        cache.clear()
