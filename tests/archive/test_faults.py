"""Runs that die, disks that fill up, two at once: no bag looks whole and is not, no mixed site."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.utils import timezone

from archive import bag_check, shelf
from archive.models import Backup
from tests.archive.site import Site
from tests.thorough import EVERYTHING, some

TELLING = {"archive_backup", "workflow_event"}
# System call and how many of its kind pass before the process is killed: from the first file of
# the run to the last row it writes.
BACKUP_KILLS = [
    ("mkdir", 2),
    ("pwrite64", 5),
    ("pwrite64", 40),
    ("pwrite64", 120),
    ("fsync", 3),
    ("fsync", 12),
    ("fsync", 40),
    ("linkat", 1),
    ("linkat", 25),
    ("write", 6),
    ("unlink", 2),
    ("rename", 1),
]
RESTORE_KILLS = [
    ("mkdir", 6),
    ("pwrite64", 20),
    ("pwrite64", 200),
    ("pwrite64", 330),
    ("pwrite64", 420),
    ("pwrite64", 500),
    ("fsync", 10),
    ("fsync", 60),
    ("rename", 1),
    ("unlink", 4),
]
TIMED_KILLS = 10 if EVERYTHING else 3


@pytest.fixture
def strace() -> str:
    """The tool that kills a process at a chosen system call."""
    path = shutil.which("strace")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("strace tidak ada: sudo apt-get install strace")
        pytest.skip("Uji kematian proses memerlukan strace: sudo apt-get install strace")
    return path


@pytest.fixture
def site(site: Site) -> Site:
    """A site whose processes are not measured: most of them are killed before they could report."""
    for name in [name for name in site.env if name.startswith("COVERAGE")]:
        del site.env[name]
    return site


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on which file systems of any size can be mounted."""
    if os.geteuid() != 0:
        if os.environ.get("CI"):
            pytest.fail("Uji disk penuh memerlukan root.")
        pytest.skip("Uji disk penuh memerlukan root (mount tmpfs).")
    folder = tmp_path / "disk"
    folder.mkdir()
    yield folder
    subprocess.run(["umount", "--all-targets", str(folder)], check=False, capture_output=True)


def assert_every_named_bag_is_whole(site: Site) -> None:
    for name in site.bags():
        assert bag_check.faults(site.shelf / name) == []


def assert_database_is_sound(site: Site) -> None:
    with closing(sqlite3.connect(site.database)) as there:
        assert there.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def state(site: Site) -> dict[str, list[str]]:
    return {table: rows for table, rows in site.rows().items() if table not in TELLING}


def test_a_backup_killed_at_any_point_leaves_no_bag_that_only_looks_whole(site: Site, strace: str):
    before, killed = state(site), 0
    first = site.bags()
    for call, number in some(BACKUP_KILLS, 3, first=2):
        kill = f"inject={call}:signal=KILL:when={number}"
        done = site.run(
            strace,
            "-f",
            "-qq",
            "-e",
            f"trace={call}",
            "-e",
            kill,
            "-o",
            "/dev/null",
            *site.command("backup_site"),
            code=None,
        )
        killed += done.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL)
        assert_every_named_bag_is_whole(site)
        assert_database_is_sound(site)
    assert killed >= len(some(BACKUP_KILLS, 3, first=2)) - 2
    assert state(site) == before
    assert set(first) <= set(site.bags())

    site.backup()

    assert not list(site.shelf.glob(".tmp-*"))
    assert site.manage("verify_backup", "--all").stdout.count(": baik") == len(site.bags())
    rows = site.python(
        "from archive.models import Backup\n"
        "print(sorted(Backup.objects.filter(outcome='good').values_list('name', flat=True)),"
        "Backup.objects.filter(outcome='running').count())"
    )
    assert rows == f"{site.bags()} 0\n"


def test_a_backup_killed_at_any_time_leaves_no_bag_that_only_looks_whole(site: Site):
    chance = random.Random(50)
    began = time.monotonic()
    site.backup()
    length = time.monotonic() - began
    for _ in range(TIMED_KILLS):
        run = subprocess.Popen(
            site.command("backup_site"),
            env=site.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(length * chance.uniform(0.4, 1.1))
        run.kill()
        run.wait()
        assert_every_named_bag_is_whole(site)
    site.backup()
    assert not list(site.shelf.glob(".tmp-*"))


def test_a_restore_killed_at_any_point_leaves_the_old_site_or_the_new_one(site: Site, strace: str):
    restored = state(site)
    bag = site.backup()
    site.python(
        "from tests.make import *\nmake_published('berita', 'Lain', make_operator('o'), make_camat('c'))"
    )
    site.backup()  # archives the new item, as each restore's safety backup would
    changed = state(site)
    victim = next(path for path in sorted(site.media.rglob("*")) if path.is_file())
    killed, seen = 0, set()
    for call, number in some(RESTORE_KILLS, 3, first=2):
        victim.unlink(missing_ok=True)
        kill = f"inject={call}:signal=KILL:when={number}"
        done = site.run(
            strace,
            "-f",
            "-qq",
            "-e",
            f"trace={call}",
            "-e",
            kill,
            "-o",
            "/dev/null",
            *site.command("restore_site", str(bag), "--yes"),
            code=None,
        )
        killed += done.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL)
        assert_every_named_bag_is_whole(site)
        assert_database_is_sound(site)
        now = state(site)
        assert now in (changed, restored)
        seen.add(now == restored)
    assert killed >= len(some(RESTORE_KILLS, 3, first=2)) - 2
    assert False in seen

    site.manage("restore_site", str(bag), "--yes")

    assert state(site) == restored
    assert not list(site.folder.glob(".*pulih*"))


def test_a_disk_that_cannot_keep_what_was_written_fails_the_backup(site: Site, strace: str):
    failed = 0
    points = some((4, 20, 24, 28, 32, 36, 40, 44), 3)
    for number in points:
        before = site.bags()
        fail = f"inject=fsync:error=EIO:when={number}"
        done = site.run(
            *(strace, "-f", "-qq", "-e", "trace=fsync", "-e", fail, "-o", "/dev/null"),
            *site.command("backup_site"),
            code=None,
        )
        # SQLite may bear a failing sync of its own (it keeps the WAL); then the bag must be whole.
        assert done.returncode in (0, 1), done.stderr
        assert "Traceback" not in done.stderr
        if done.returncode == 1:
            failed += 1
            assert site.bags() == before
        assert not list(site.shelf.glob(".tmp-*"))
        assert_every_named_bag_is_whole(site)
    assert failed >= len(points) // 2


def test_a_disk_that_is_too_small_is_told_before_anything_is_written(site: Site, tiny_disk: Path):
    for size in ("64k", "256k", "1m"):
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", tiny_disk], check=True
        )

        told = site.manage("backup_site", "--to", str(tiny_disk), code=4).stderr

        assert "tidak cukup" in told
        assert [path.name for path in tiny_disk.iterdir()] == [".kunci"]
        subprocess.run(["umount", str(tiny_disk)], check=True)


@pytest.mark.parametrize("files", some([8, 14, 20, 30, 45, 60], 3))
def test_a_disk_that_fills_up_during_the_run_leaves_nothing_behind(
    site: Site, tiny_disk: Path, files: int
):
    before = site.bags()
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size=64m,nr_inodes={files}", "tmpfs", tiny_disk],
        check=True,
    )

    done = site.manage("backup_site", "--to", str(tiny_disk), code=4)

    assert "penuh" in done.stderr
    assert [path.name for path in tiny_disk.iterdir()] == [".kunci"]
    assert site.bags() == before
    assert_every_named_bag_is_whole(site)


@pytest.mark.django_db
def test_a_name_that_a_failed_run_used_in_the_same_second_is_not_used_again(tmp_path: Path):
    at = timezone.now()
    for again in ("", "-2", "-3"):
        name = shelf.name_for(at, tmp_path)
        assert name.endswith(f"{timezone.localtime(at):{shelf.STAMP}}{again}")
        Backup.objects.create(name=name, place=str(tmp_path), started_at=at)


def test_a_place_that_cannot_be_written_is_told(site: Site, tmp_path: Path):
    place = tmp_path / "berkas"
    place.write_text("bukan folder")

    told = site.manage("backup_site", "--to", str(place), code=1).stderr

    assert "tidak dapat" in told


def test_a_second_run_says_who_runs_since_when(site: Site):
    holder = subprocess.Popen(
        [
            *site.command("shell", "-v", "0", "-c"),
            "import sys\nfrom archive.backup import locked\nfrom archive import shelf\n"
            "with locked(shelf.root().resolve()):\n"
            "    print('siap', flush=True); sys.stdin.read()",
        ],
        env=site.env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    assert holder.stdout.readline() == "siap\n"
    try:
        backup = site.manage("backup_site", code=3).stderr
        restore = site.manage("restore_site", site.bags()[0], "--yes", code=3).stderr
    finally:
        holder.communicate()

    assert f"(proses {holder.pid})" in backup
    assert "sedang berjalan sejak" in backup
    assert f"(proses {holder.pid})" in restore
    site.backup()
