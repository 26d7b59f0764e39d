"""Back up, destroy, restore: the site is what it was, byte for byte and row for row."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.bag import fingerprint
from tests.archive.site import FILL, PostgresSite, Site

# Rows that tell of backups and restores themselves; everything else must be equal.
TELLING = {"archive_backup", "workflow_event"}


@pytest.fixture
def postgres_site(tmp_path: Path) -> Iterator[PostgresSite]:
    """A filled site on PostgreSQL, where the tests run on it."""
    site = PostgresSite(tmp_path / "data")
    try:
        site.prepare()
        site.python(FILL)
        site.backup()
        yield site
    finally:
        site.drop()


def without_telling(rows: dict[str, list[str]]) -> dict[str, list[str]]:
    return {table: found for table, found in rows.items() if table not in TELLING}


def events_at_backup(rows: dict[str, list[str]], later: dict[str, list[str]]) -> bool:
    """Whether the register of the restored site only grew: old rows stand, new ones follow."""
    return set(rows["workflow_event"]) <= set(later["workflow_event"])


def test_a_destroyed_site_comes_back_byte_for_byte_and_row_for_row(site: Site):
    rows, pages, files = site.rows(), site.pages(), site.media_files()
    bag = site.backup()

    site.database.unlink()
    Path(f"{site.database}-wal").unlink(missing_ok=True)
    Path(f"{site.database}-shm").unlink(missing_ok=True)
    shutil.rmtree(site.media)
    told = site.manage("restore_site", str(bag), "--yes").stdout

    assert "situs ini masih kosong" in told
    assert site.pages() == pages
    assert site.media_files() == files
    assert without_telling(site.rows()) == without_telling(rows)
    assert events_at_backup(rows, site.rows())
    assert (
        site.python(
            "from workflow.models import Event; from workflow.register import breaks;"
            "print(breaks(Event.objects.order_by('sequence')))"
        )
        == "[]\n"
    )


def test_what_was_changed_after_the_backup_goes_back_and_stays_in_the_safety_backup(site: Site):
    rows, pages = site.rows(), site.pages()
    bag = site.backup()
    site.python(
        "from tests.make import *\n"
        "make_published('berita', 'Lain', make_operator('o'), make_camat('c'))\n"
        "from content.models import Office\n"
        "Office.objects.update(name='Kecamatan Lain')"
    )
    changed = site.pages()

    told = site.manage("restore_site", bag.name, "--yes").stdout

    assert site.pages() == pages != changed
    assert without_telling(site.rows()) == without_telling(rows)
    safety = told.split("Cadangan pengaman: ")[1].split(".")[0]
    site.manage("restore_site", safety, "--yes")
    assert site.pages() == changed


def test_a_broken_database_is_set_aside_and_replaced(site: Site):
    pages, bag = site.pages(), site.backup()
    broken = bytearray(site.database.read_bytes())
    broken[:4096] = os.urandom(4096)
    site.database.write_bytes(broken)

    told = site.manage("restore_site", bag.name, "--yes").stdout

    assert "rusak" in told
    assert site.pages() == pages
    aside = [path for path in site.folder.glob("db.sqlite3.rusak-*") if not path.name.endswith("l")]
    assert aside[0].read_bytes() == bytes(broken)


def test_a_damaged_media_file_is_repaired(site: Site):
    bag = site.backup()
    files = site.media_files()
    victim = next(path for path in sorted(site.media.rglob("*")) if path.is_file())
    victim.chmod(0o600)
    victim.write_bytes(b"bukan foto")

    site.manage("restore_site", bag.name, "--yes")

    assert site.media_files() == files


def test_the_backup_marks_public_revisions_as_archived_and_changes_no_page(tmp_path: Path):
    site = Site(tmp_path / "data").prepare()
    site.python(FILL)
    pages = site.pages()

    bag = site.backup()

    assert site.pages() == pages
    told = site.python(
        "from content.models import Revision\n"
        "from workflow.models import Event\n"
        "from django.utils import timezone\n"
        "public = Revision.objects.public()\n"
        "print(public.count() > 8, set(public.values_list('state', flat=True)))\n"
        "later = Revision.objects.get(title='Terjadwal')\n"
        "print(later.state)\n"
        "print(Event.objects.get(action='backup').data['bag_sha256'])\n"
        "print(Event.objects.filter(action='archive').count() == public.count())\n"
    )
    assert told == f"True {{'archived'}}\npublished\n{fingerprint(bag)}\nTrue\n"


def test_a_damaged_bag_is_refused_and_the_site_stays(site: Site):
    bag = site.backup()
    copy = bag / "data" / "database" / "database.sqlite3"
    copy.write_bytes(copy.read_bytes()[:-1])
    rows = site.rows()

    told = site.manage("restore_site", bag.name, "--yes", code=5).stderr

    assert "data/database/database.sqlite3: Isinya berubah" in told
    assert site.rows() == rows


def test_a_bag_of_a_newer_release_is_refused_with_words(site: Site):
    site.python(
        "from django.db.migrations.recorder import MigrationRecorder as R\n"
        "from django.db import connection\n"
        "R(connection).record_applied('content', '0099_masa_depan')"
    )
    bag = site.backup()
    site.python(
        "from django.db.migrations.recorder import MigrationRecorder as R\n"
        "from django.db import connection\n"
        "R(connection).record_unapplied('content', '0099_masa_depan')"
    )
    rows = site.rows()

    told = site.manage("restore_site", bag.name, "--yes", code=5).stderr

    assert "versi aplikasi yang lebih baru (content.0099_masa_depan)" in told
    assert without_telling(site.rows()) == without_telling(rows)


def test_restoring_without_consent_changes_nothing(site: Site):
    bag, rows = site.backup(), site.rows()

    told = site.manage("restore_site", bag.name, code=2).stderr

    assert "--yes" in told
    assert site.rows() == rows


def test_restoring_twice_gives_the_same_site(site: Site):
    pages, bag = site.pages(), site.backup()

    site.manage("restore_site", bag.name, "--yes")
    site.manage("restore_site", bag.name, "--yes")

    assert site.pages() == pages


def test_a_restored_site_lists_its_bags_and_takes_the_next_backup(site: Site):
    bag = site.backup()
    site.database.unlink()
    site.manage("restore_site", bag.name, "--yes")

    site.backup()

    assert site.manage("verify_backup", "--all").stdout.count(": baik") == len(site.bags())
    rows = site.python(
        "from archive.models import Backup\n"
        "print(sorted(Backup.objects.filter(outcome='good').values_list('name', flat=True)))"
    )
    assert rows == f"{site.bags()}\n"


@pytest.mark.vendor("postgresql")
def test_a_postgresql_site_comes_back_byte_for_byte_and_row_for_row(postgres_site: PostgresSite):
    site = postgres_site
    rows, pages, files = site.rows(), site.pages(), site.media_files()
    bag = site.backup()
    site.sql(f"DROP DATABASE {site.name} WITH (FORCE)")
    shutil.rmtree(site.media)

    site.manage("restore_site", str(bag), "--yes")

    assert site.pages() == pages
    assert site.media_files() == files
    assert without_telling(site.rows()) == without_telling(rows)
    assert site.databases() == [site.name]


@pytest.mark.vendor("postgresql")
def test_a_running_postgresql_site_is_swapped_and_the_old_database_kept(
    postgres_site: PostgresSite,
):
    site = postgres_site
    pages, bag = site.pages(), site.backup()
    site.python(
        "from tests.make import *\nmake_published('berita', 'Lain', make_operator('o'), make_camat('c'))"
    )

    told = site.manage("restore_site", bag.name, "--yes").stdout

    assert site.pages() == pages
    assert len(site.databases()) == 2
    assert site.databases()[1] in told
    assert "Cadangan pengaman" in told
    assert site.manage("verify_backup", "--all").stdout.count(": baik") == len(site.bags())
