"""A stored file is whole or absent, and its name is what it says."""

import hashlib
import os
import shutil
import signal
import stat
import subprocess
import sys
import textwrap
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile

from content.storage import ContentStorage, StorageFull

ROOT = Path(__file__).parents[2]
NOT_HASHES = [
    "",
    "a" * 63,
    "a" * 65,
    "A" * 64,
    "g" * 64,
    "../" + "a" * 61,
    "a" * 63 + "\n",
    "٣" * 64,
]


def sha(data):
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def storage(tmp_path):
    return ContentStorage(location=tmp_path / "media")


def everything_in(storage):
    return sorted(p.name for p in Path(storage.location).rglob("*") if p.is_file())


def test_a_file_lies_under_its_hash_and_reads_back(storage):
    name = storage.put(b"Gerokgak")
    assert name == sha(b"Gerokgak")
    path = storage.path_by_hash(name)
    assert path == Path(storage.location) / name[:2] / name
    assert path.read_bytes() == b"Gerokgak"
    with storage.open_by_hash(name) as file:
        assert file.read() == b"Gerokgak"
    assert list(storage.hashes()) == [name] == everything_in(storage)


def test_files_are_readable_by_the_group_and_by_nobody_else(storage):
    old = os.umask(0)
    try:
        path = storage.path_by_hash(storage.put(b"x"))
    finally:
        os.umask(old)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o750


def test_bytes_files_and_uploads_are_taken_from_their_beginning(storage, tmp_path):
    content = bytes(range(256)) * 10_000
    source = tmp_path / "besar"
    source.write_bytes(content)
    with source.open("rb") as stream:
        stream.seek(77)
        assert storage.put(stream) == sha(content)
    upload = ContentFile(content)
    upload.read(5)
    assert storage.put(upload) == sha(content) == storage.put(content)


def test_storing_the_same_bytes_again_touches_nothing(storage):
    path = storage.path_by_hash(storage.put(b"sama"))
    before = path.stat()
    storage.put(b"sama")
    after = path.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_damaged_file_is_healed_by_storing_it_again(storage):
    path = storage.path_by_hash(storage.put(b"utuh"))
    path.write_bytes(b"rusak")
    assert not storage.holds(sha(b"utuh"))
    storage.put(b"utuh")
    assert path.read_bytes() == b"utuh"


@pytest.mark.parametrize("bad", NOT_HASHES)
def test_anything_but_a_hash_leads_nowhere(storage, bad):
    for ask in (storage.open_by_hash, storage.path_by_hash, storage.holds):
        with pytest.raises(SuspiciousFileOperation):
            ask(bad)


@pytest.mark.parametrize(
    "name",
    [
        "../settings.py",
        "/etc/passwd",
        "ab/../../x",
        "ab/" + "c" * 64,
        "ab",
        "",
        f"ab/ab{'c' * 62}/x",
    ],
)
def test_the_storage_api_does_not_lead_out_of_the_folder_either(storage, name):
    for ask in (storage.path, storage.exists, storage.delete, storage.open, storage.size):
        with pytest.raises((SuspiciousFileOperation, ValueError)):
            ask(name)
    with pytest.raises(SuspiciousFileOperation):
        storage.save(name or "x", ContentFile(b"x"))
    assert everything_in(storage) == []


def test_bytes_are_never_stored_under_the_hash_of_others(storage):
    wrong = sha(b"lain")
    with pytest.raises(ValueError, match="changed"):
        storage.save(f"{wrong[:2]}/{wrong}", ContentFile(b"ini"))
    assert everything_in(storage) == []


def test_a_stored_file_has_no_address_of_its_own(storage):
    with pytest.raises(ValueError, match="no address"):
        storage.url(storage.put(b"x"))


def test_a_missing_file_is_an_ordinary_missing_file(storage):
    with pytest.raises(FileNotFoundError):
        storage.open_by_hash("a" * 64)


def put_in_child(location, size, *, limit=0):
    """Start a process that stores `size` bytes and says what came of it."""
    program = textwrap.dedent(
        f"""
        import resource
        from django.conf import settings
        settings.configure()
        from content.storage import ContentStorage, StorageFull
        if {limit}:
            resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
        storage = ContentStorage(location={str(location)!r})
        print("mulai", flush=True)
        try:
            print(storage.put(b"k" * {size}), flush=True)
        except StorageFull as full:
            print(full, flush=True)
        """
    )
    return subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_file_size_limit_is_told_as_a_full_disk_and_leaves_nothing(storage):
    child = put_in_child(storage.location, 5_000_000, limit=1_000_000)
    said, _ = child.communicate(timeout=20)
    assert "Ruang penyimpanan server penuh" in said
    assert everything_in(storage) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a tiny disk needs root")
def test_a_full_disk_is_told_in_words_and_leaves_nothing(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        pytest.skip("this machine does not let us mount a tiny disk")
    try:
        storage = ContentStorage(location=disk)
        kept = storage.put(b"ada sebelumnya")
        with pytest.raises(StorageFull, match="penuh"):
            storage.put(os.urandom(900_000))
        assert everything_in(storage) == [kept]
        storage.put(b"kecil masih muat")
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_killed_writer_leaves_no_half_file_under_a_final_name(storage):
    size = 24_000_000
    expected = sha(b"k" * size)
    for moment in range(8):
        child = put_in_child(storage.location, size)
        child.stdout.readline()
        time.sleep(moment * 0.018)
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        child.stdout.close()
        for path in Path(storage.location).rglob("*"):
            if path.is_file() and not path.name.startswith("."):
                assert path.name == expected
                assert sha(path.read_bytes()) == expected
    assert storage.put(b"k" * size) == expected
    assert list(storage.hashes()) == [expected]


FAULTS = [
    ("openat", 1, "signal=KILL"),
    ("write", 2, "signal=KILL"),
    ("fchmod", 1, "signal=KILL"),
    ("fsync", 1, "signal=KILL"),
    ("rename", 1, "signal=KILL"),
    ("fsync", 2, "signal=KILL"),
    ("openat", 1, "error=ENOSPC"),
    ("write", 2, "error=ENOSPC"),
    ("fsync", 1, "error=ENOSPC"),
    ("write", 2, "error=EIO"),
    ("fsync", 1, "error=EIO"),
    ("rename", 1, "error=EIO"),
]


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace to fail system calls")
@pytest.mark.parametrize(("call", "time_of_call", "fault"), FAULTS)
def test_a_fault_at_a_system_call_leaves_a_whole_file_or_none(
    storage, call, time_of_call, fault, tmp_path
):
    content = b"k" * 3_000_000
    program = textwrap.dedent(
        f"""
        import sys
        from django.conf import settings
        settings.configure()
        from content.storage import ContentStorage
        storage = ContentStorage(location={str(storage.location)!r})
        content = b"k" * {len(content)}
        print("siap", flush=True)
        sys.stdin.readline()
        storage.put(content)
        """
    )
    folder = storage.path_by_hash(sha(content)).parent
    folder.mkdir(parents=True)
    child = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdout.readline() == b"siap\n"
    trace = tmp_path / "trace"
    rule = f"inject={call}:{fault}:when={time_of_call}"
    tracer = subprocess.Popen(
        ["strace", "-o", trace, "-e", f"trace={call}", "-e", rule, "-p", str(child.pid)],
        stderr=subprocess.PIPE,
        text=True,
    )
    if "attached" not in tracer.stderr.readline():
        child.kill()
        child.communicate()
        tracer.communicate()
        pytest.skip("this machine does not let us trace a process")
    _, said = child.communicate(b"mulai\n", timeout=20)
    tracer.communicate(timeout=20)
    assert child.returncode != 0, "the fault must have struck"
    whole = [name for name in everything_in(storage) if not name.startswith(".")]
    assert all(sha((folder / name).read_bytes()) == name for name in whole)
    if fault == "error=ENOSPC":
        assert "StorageFull" in said.decode()
    if fault.startswith("error"):
        assert everything_in(storage) == [], "a writer that lives cleans up behind itself"
    assert storage.put(content) == sha(content)
    assert list(storage.hashes()) == [sha(content)]


def test_what_killed_writers_left_can_be_swept_and_nothing_else(storage):
    kept = storage.put(b"tetap")
    folder = storage.path_by_hash(kept).parent
    old, young = folder / ".lama.tmp", folder / ".baru.tmp"
    for path in (old, young):
        path.write_bytes(b"separuh")
    os.utime(old, (time.time() - 200_000,) * 2)
    assert list(storage.hashes()) == [kept]
    assert storage.remove_unfinished() == 1
    assert everything_in(storage) == sorted([kept, ".baru.tmp"])
    assert storage.remove_unfinished(timedelta(seconds=-1)) == 1
    assert everything_in(storage) == [kept]
