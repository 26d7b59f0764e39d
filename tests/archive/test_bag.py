"""Bags: what is written can be read by anyone, and nothing that changes in one stays unseen."""

import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from archive import bag_check
from archive.bag import MANIFEST, TAG_MANIFEST, Bag

INFO = {"Source-Organization": "Kecamatan Gerokgak", "External-Description": "satu\ndua"}
POSITIONS = 400


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    """A small whole bag with an awkward name in it."""
    made = Bag(tmp_path / "tas")
    made.write("database/database.sqlite3", random.Random(1).randbytes(9000))
    made.write("media/ab/abc", b"foto" * 100)
    made.write("site/berkas baru é.html", b"kalimat")
    made.write("kosong", b"")
    made.seal(INFO)
    return made.folder


def test_a_bag_is_valid_for_the_tool_of_the_library_of_congress(bag: Path):
    done = subprocess.run(
        [sys.executable, "-m", "bagit", "--validate", str(bag)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr


def test_only_the_owner_can_read_a_bag(bag: Path):
    modes = {(p.is_dir(), p.stat().st_mode & 0o777) for p in [bag, *bag.rglob("*")]}

    assert modes == {(True, 0o700), (False, 0o600)}


def test_a_whole_bag_has_no_faults(bag: Path):
    assert bag_check.faults(bag) == []


def test_a_flipped_bit_anywhere_is_found(bag: Path):
    chance = random.Random(20261122)
    files = [path for path in sorted(bag.rglob("*")) if path.is_file() and path.stat().st_size]
    for _ in range(POSITIONS):
        path = chance.choice(files)
        content = path.read_bytes()
        changed, place = bytearray(content), chance.randrange(len(content))
        changed[place] ^= 1 << chance.randrange(8)
        path.write_bytes(changed)

        assert bag_check.faults(bag), (path, place)

        path.write_bytes(content)
    assert bag_check.faults(bag) == []


def test_a_cut_or_longer_file_is_found_wherever_it_is_cut(bag: Path):
    chance = random.Random(7)
    for path in sorted(bag.rglob("*")):
        if not path.is_file():
            continue
        content = path.read_bytes()
        ends = {
            0,
            max(0, len(content) - 1),
            *(chance.randrange(len(content) + 1) for _ in range(9)),
        }
        for end in ends - {len(content)}:
            path.write_bytes(content[:end])
            assert bag_check.faults(bag), (path, end)
        for more in (b"\n", b" ", b"\0"):
            path.write_bytes(content + more)
            assert bag_check.faults(bag), (path, more)
        path.write_bytes(content)
    assert bag_check.faults(bag) == []


def test_a_removed_file_is_found_and_named(bag: Path, tmp_path: Path):
    for path in sorted(p for p in bag.rglob("*") if p.is_file()):
        aside = path.rename(tmp_path / "aside")
        name = path.relative_to(bag).as_posix()

        assert any(fault.where == name for fault in bag_check.faults(bag)), name

        aside.rename(path)


@pytest.mark.parametrize("name", ["data/tambahan", "data/media/ab/.x", "tambahan.txt", "folder"])
def test_an_added_file_is_found_and_named(bag: Path, name: str):
    (bag / name).write_bytes(b"")

    assert [fault.where for fault in bag_check.faults(bag)] == [name]


@pytest.mark.parametrize("name", ["data/media/ab/abc", "bag-info.txt"])
def test_a_link_in_the_place_of_a_file_is_found(bag: Path, tmp_path: Path, name: str):
    moved = (bag / name).rename(tmp_path / "sama")
    (bag / name).symlink_to(moved)

    assert any("tautan" in fault.words for fault in bag_check.faults(bag))


def test_a_link_in_the_place_of_the_payload_is_found(bag: Path, tmp_path: Path):
    moved = (bag / "data").rename(tmp_path / "data-lain")
    (bag / "data").symlink_to(moved)

    assert "data" in [fault.where for fault in bag_check.faults(bag)]


def test_an_added_link_to_a_folder_is_found(bag: Path, tmp_path: Path):
    (bag / "data" / "lain").symlink_to(tmp_path)

    assert [fault.where for fault in bag_check.faults(bag)] == ["data/lain"]


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: lines[1:],
        lambda lines: [*lines, lines[0]],
        lambda lines: lines[::-1],
        lambda lines: [*lines, f"{'0' * 64}  data/tidak-ada\n"],
        lambda lines: [line.upper() for line in lines],
        lambda lines: [line.replace("  ", " *", 1) for line in lines],
    ],
)
@pytest.mark.parametrize("manifest", [MANIFEST, TAG_MANIFEST])
def test_a_rewritten_manifest_is_found(
    bag: Path, manifest: str, change: Callable[[list[str]], list[str]]
):
    lines = (bag / manifest).read_text().splitlines(keepends=True)
    (bag / manifest).write_text("".join(change(lines)))

    assert bag_check.faults(bag)


def test_something_else_than_a_folder_is_no_bag(tmp_path: Path):
    (tmp_path / "berkas").write_text("")

    assert bag_check.faults(tmp_path / "berkas")
    assert bag_check.faults(tmp_path / "tidak-ada")


@pytest.mark.parametrize("name", ["100%", "dua\nbaris", "dua\rbaris"])
def test_names_that_readers_of_manifests_get_wrong_are_not_taken(tmp_path: Path, name: str):
    with pytest.raises(ValueError, match="not a name"):
        Bag(tmp_path / "tas").write(name, b"")


def test_unchanged_files_are_links_into_the_bag_before(bag: Path, tmp_path: Path):
    second = Bag(tmp_path / "kedua", bag)
    second.write("media/ab/abc", b"foto" * 100)
    second.write("kosong", b"kini ada isinya")
    second.seal(INFO)

    shared = (bag / "data/media/ab/abc").stat().st_ino
    assert (second.folder / "data/media/ab/abc").stat().st_ino == shared
    assert second.new_bytes == len(b"kini ada isinya")
    assert bag_check.faults(second.folder) == []
    assert bag_check.faults(bag) == []


def test_removing_the_bag_before_leaves_its_successor_whole(bag: Path, tmp_path: Path):
    second = Bag(tmp_path / "kedua", bag)
    second.write("media/ab/abc", b"foto" * 100)
    second.seal(INFO)

    shutil.rmtree(bag)

    assert bag_check.faults(second.folder) == []


def test_a_file_that_was_cut_in_the_bag_before_is_written_anew(bag: Path, tmp_path: Path):
    (bag / "data/media/ab/abc").write_bytes(b"foto")
    second = Bag(tmp_path / "kedua", bag)
    second.write("media/ab/abc", b"foto" * 100)
    second.seal(INFO)

    assert (second.folder / "data/media/ab/abc").read_bytes() == b"foto" * 100
    assert bag_check.faults(second.folder) == []


def test_a_bag_before_with_an_unreadable_manifest_is_not_used(bag: Path, tmp_path: Path):
    (bag / MANIFEST).write_text("bukan manifest")
    second = Bag(tmp_path / "kedua", bag)
    second.write("media/ab/abc", b"foto" * 100)

    assert second.linked == set()
