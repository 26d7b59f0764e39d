"""Sites of their own for the archive's tests."""

from pathlib import Path

import pytest

from tests.archive.site import FILL, Site


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A SQLite site with every kind and state, backed up once; tests work on copies of it."""
    site = Site(tmp_path_factory.mktemp("situs") / "data").prepare()
    site.python(FILL)
    site.backup()
    return site


@pytest.fixture
def site(filled: Site, tmp_path: Path) -> Site:
    """A copy of the filled site."""
    return filled.copy(tmp_path / "data")
