"""Settings: production-safe by default, loud where something is missing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from kecamatan_web import checks

COMPLETE = {
    "SECRET_KEY": "kunci-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ",
    "ALLOWED_HOSTS": "gerokgak.example",
    "DEBUG": "0",
}


def check(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start with nothing but these variables."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy"],
        cwd=settings.BASE_DIR,
        env=kept | {"DATA_DIR": str(tmp_path)} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_complete_environment_starts_without_a_warning(tmp_path: Path) -> None:
    run = check(tmp_path, **COMPLETE)
    assert run.returncode == 0, run.stderr
    assert "WARNING" not in run.stderr


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_without_debug_a_missing_value_refuses_to_start_and_says_what_to_set(
    tmp_path: Path, missing: str
) -> None:
    run = check(tmp_path, **{k: v for k, v in COMPLETE.items() if k != missing})
    assert run.returncode != 0
    assert f"{missing} belum diatur" in run.stderr
    assert "Isi dengan" in run.stderr


def test_an_inner_address_without_its_slashes_is_refused(tmp_path: Path) -> None:
    run = check(tmp_path, **COMPLETE, MEDIA_ACCEL="berkas-media")
    assert run.returncode != 0
    assert "MEDIA_ACCEL harus diawali dan diakhiri garis miring" in run.stderr


@pytest.mark.vendor("sqlite")
@pytest.mark.parametrize(
    ("version", "sound"),
    [((3, 40, 1), False), ((3, 51, 2), False), ((3, 51, 3), True), ((3, 53, 4), True)],
)
def test_a_sqlite_that_may_lose_pages_is_refused(
    monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int], sound: bool
) -> None:
    monkeypatch.setattr("sqlite3.sqlite_version_info", version)
    found = checks.sqlite_is_sound(databases=["default"])
    assert (found == []) == sound
