"""Sites of their own for the archive's tests."""

from pathlib import Path

import pytest

from tests.archive.site import FILL, Site
from tests.once import made_once


def _fill(folder: Path) -> None:
    site = Site(folder / "data").prepare()
    site.python(FILL)
    site.backup()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A SQLite site with every kind and state, backed up once; tests work on copies of it."""
    return Site(made_once(tmp_path_factory, "situs-terisi", _fill) / "data")


@pytest.fixture
def site(filled: Site, tmp_path: Path) -> Site:
    """A copy of the filled site."""
    return filled.copy(tmp_path / "data")
