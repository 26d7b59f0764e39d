"""Fixtures for every test: own media folder, fresh cache, and the triggers back in place."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection

from content.generation import TRIGGERS as CONTENT_GENERATIONS
from content.installing import install, present, remove
from content.lane_triggers import TRIGGERS as LANE_TRIGGERS
from content.triggers import TRIGGERS as CONTENT_TRIGGERS
from tests.thorough import EVERYTHING
from workflow.triggers import CHECKLIST_GENERATIONS
from workflow.triggers import NEW_GENERATIONS as WORKFLOW_GENERATIONS
from workflow.triggers import TRIGGERS as WORKFLOW_TRIGGERS

ALL_TRIGGERS = (
    *CONTENT_TRIGGERS,
    *CONTENT_GENERATIONS,
    *LANE_TRIGGERS,
    *WORKFLOW_TRIGGERS,
    *WORKFLOW_GENERATIONS,
    *CHECKLIST_GENERATIONS,
)


# What pages look like, once their rows are read. The rows are read on both databases by the tests of
# lists, facts, search, the API and what is public; EVERYTHING=1 shows every page on both.
LOOKS = {
    "test_albums",
    "test_api",
    "test_catalogue",
    "test_charts",
    "test_detail",
    "test_facts",
    "test_feeds",
    "test_fuzz",
    "test_head",
    "test_hints_panel",
    "test_home",
    "test_page_cache_processes",
    "test_picture_tags",
    "test_public_history",
    "test_registry",
    "test_schema_org",
    "test_search_page",
    "test_sheets",
    "test_verification",
    "test_video_pages",
    "test_villages",
}


def runs_here(item: pytest.Item) -> bool:
    """Whether a test belongs to the run on this database.

    ``vendor`` names the databases of tests that make their own. Tests without any database say the
    same twice, and tests of looks nearly so: they run once, with SQLite.
    """
    looks = item.path.stem in LOOKS and not EVERYTHING
    if looks and connection.vendor != "sqlite":
        return False
    if marker := item.get_closest_marker("vendor"):
        return connection.vendor in marker.args
    fixtures = set(getattr(item, "fixturenames", ()))
    uses_database = item.get_closest_marker("django_db") or {"db", "transactional_db"} & fixtures
    return connection.vendor == "sqlite" or bool(uses_database)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out (not skip: nothing is missing) what belongs to the other run."""
    elsewhere = [item for item in items if not runs_here(item)]
    if elsewhere:
        items[:] = [item for item in items if runs_here(item)]
        config.hook.pytest_deselected(items=elsewhere)


@pytest.fixture(scope="session", autouse=True)
def _folder_for_static_files() -> None:
    """WhiteNoise warns about a missing folder, and warnings are errors here."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, settings: Any) -> None:
    """Files of a test go to the test's own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.BACKUP_ROOT = tmp_path / "backups"
    settings.MAINTENANCE_FLAG = tmp_path / "perawatan.json"
    settings.VIEW_SPOOL = tmp_path / "dibaca"
    settings.UPLOAD_FOLDER = tmp_path / "unggahan"
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
