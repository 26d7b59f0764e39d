"""verify_backup: what bytes alone cannot tell is found too, and said in words."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from archive import bag as bags
from archive import disk
from tests.archive.site import Site


def seal_again(bag: Path) -> None:
    """Make a changed bag whole in itself again, as a forger would."""
    sums = {
        path.relative_to(bag).as_posix(): disk.sha256_of(path)
        for path in disk.files_below(bag / "data")
    }
    (bag / bags.MANIFEST).write_text(bags.manifest_text(sums))
    tags = {name: disk.sha256_of(bag / name) for name in bags.TAG_FILES}
    (bag / bags.TAG_MANIFEST).write_text(bags.manifest_text(tags))


def change_database(bag: Path, statement: str) -> None:
    """Change a bag's database behind the triggers' back."""
    with closing(sqlite3.connect(bag / "data/database/database.sqlite3")) as there:
        names = there.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            there.execute(f"DROP TRIGGER {name}")
        there.execute(statement)
        there.commit()


def test_a_forged_bag_that_is_whole_in_itself_is_told_by_every_witness(site: Site):
    bag = site.shelf / site.bags()[0]
    change_database(bag, "UPDATE content_revision SET title = 'Palsu' WHERE title = 'Judul berita'")
    lines = (bag / "data/register.jsonl").read_text().splitlines(keepends=True)
    row = json.loads(lines[4])
    row["by_name"] = "Orang Lain"
    lines[4] = json.dumps(row) + "\n"
    (bag / "data/register.jsonl").write_text("".join([*lines[:9], *lines[10:]]))
    seal_again(bag)

    told = site.manage("verify_backup", bag.name, "--json", code=1).stdout

    report = json.loads(told)[0]
    words = [f"{fault['where']}: {fault['words']}" for fault in report["faults"]]
    assert report["good"] is False
    assert words == [
        "tagmanifest-sha256.txt: Sidik cadangan berbeda dari yang dicatat situs ini.",
        "data/register.jsonl: Baris 5 telah diubah.",
        "data/register.jsonl: Baris 10 hilang dari register.",
        "basis data: Isi berita/judul-berita versi 1 berbeda dari yang disetujui.",
    ]


def test_removed_rows_and_a_missing_table_are_counted(site: Site):
    bag = site.shelf / site.bags()[0]
    change_database(bag, "DELETE FROM content_attachment WHERE role = 'data'")
    change_database(bag, "DROP TABLE workflow_holiday")
    seal_again(bag)

    told = site.manage("verify_backup", bag.name, code=1).stdout

    assert "Tabel content_attachment berisi" in told
    assert "Tabel workflow_holiday hilang." in told
    assert "Isi bank-data/judul-bank-data versi 1 berbeda dari yang disetujui." in told


def test_a_page_of_the_database_file_that_is_broken_is_told(site: Site):
    bag = site.shelf / site.bags()[0]
    path = bag / "data/database/database.sqlite3"
    content = bytearray(path.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    path.write_bytes(content)
    seal_again(bag)

    told = site.manage("verify_backup", str(bag), code=1).stdout

    assert "basis data: SQLite" in told


def test_a_media_file_that_vanished_from_the_server_is_told_but_spoils_nothing(site: Site):
    stored = sorted(path for path in site.media.rglob("*") if path.is_file())
    stored[0].unlink()
    stored[1].chmod(0o600)
    stored[1].write_bytes(stored[1].read_bytes()[:-1])

    done = site.manage("backup_site", "--json", "--to", str(site.folder / "lain"))

    notes = json.loads(done.stdout)["notes"]
    assert f"1 berkas media tidak ada di server: {stored[0].name}." in notes
    assert any(f"dan tidak dicadangkan: {stored[1].name}." in note for note in notes)
    assert "Perlu diperiksa" in done.stderr
    site.manage("verify_backup", json.loads(done.stdout)["bag"])


def test_an_unknown_bag_and_an_empty_shelf_have_their_own_code(tmp_path: Path):
    site = Site(tmp_path / "data").prepare()

    assert "tidak ditemukan" in site.manage("verify_backup", "tidak-ada", code=5).stderr
    assert "Belum ada cadangan" in site.manage("verify_backup", code=5).stderr
    assert "Belum ada cadangan" in site.manage("verify_backup", "--all", code=5).stderr


def test_the_facts_hold_no_secret(site: Site):
    text = (site.shelf / site.bags()[0] / "data/facts.json").read_text()

    assert "SECRET_KEY" not in text
    assert "hanya-untuk-pengembangan" not in text
    assert "PASSWORD" not in text
