"""From a bag back to a running site. Nothing is touched before everything is checked.

1. verify the bag, 2. make a safety backup, 3. prepare the database beside the live one and compare
it, 4. add media files, 5. switch the database in one step, 6. note it. Killed before 5 the site is
as it was; killed later it is restored; run again at any point it comes to the same end.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from archive import (
    backup,
    database,
    disk,
    facts,
    media,
    postgresql,
    records,
    shelf,
    space,
    sqlite,
    verify,
)
from archive import bag as bags
from archive.failed import Failed, Unfit
from archive.other_database import opened
from content import maintenance, page_cache
from content.models import Item

Tell = Callable[[str], None]
PREPARED = ".pulih"
SHUT = "Kami sedang memulihkan situs dari cadangan."


@dataclass(slots=True)
class Result:
    """A finished restore, in words for the person."""

    words: list[str] = field(default_factory=list)


def run(bag: Path, tell: Tell = lambda words: None) -> Result:
    """Make the site what it was when the bag was made. Raises Failed; then nothing changed."""
    result = Result()
    with backup.in_words(), backup.locked(shelf.root().resolve()):
        tell("Memeriksa cadangan")
        told = _checked(bag, tell)
        # What people wrote between the safety backup and the switch would be lost.
        with maintenance.during(maintenance.Work(timezone.now(), note=SHUT, by="restore_site")):
            result.words.append(safety_backup(tell))
            stamp = f"{timezone.localtime():%Y%m%d_%H%M%S}"
            with prepared(bag, told, tell) as fresh:
                space.require(Path(media.store().location).parent, _missing_bytes(bag))
                written = media.put_back(media.in_bag(bag), tell)
                tell("Mengganti basis data")
                result.words += switch(fresh, stamp)
            call_command("createcachetable", verbosity=0)
            cache.clear()
        page_cache.clear()
        records.put_right(shelf.root())
        records.note_in_register("restore", told["name"], bags.fingerprint(bag))
    result.words.append(f"{written} berkas media ditulis kembali.")
    return result


def _checked(bag: Path, tell: Tell) -> dict[str, Any]:
    report = verify.check(bag, tell)
    if not report.is_good:
        more = f" Ada {len(report.faults)} kesalahan." if len(report.faults) > 1 else ""
        raise Unfit(f"Cadangan ini rusak dan tidak dipulihkan. {report.faults[0]}{more}")
    return facts.read(bag)


def safety_backup(tell: Tell) -> str:
    """Back the present site up first; say so when there is nothing worth it or no way to do it."""
    if reason := _nothing_to_save():
        return f"Tanpa cadangan pengaman: {reason}"
    tell("Membuat cadangan pengaman")
    made = backup.run_locked(shelf.root().resolve(), tell)
    return f"Cadangan pengaman: {made.bag.name}."


def _nothing_to_save() -> str:
    if database.is_sqlite():
        live = database.live_file()
        if not live.exists() or live.stat().st_size == 0:
            return "situs ini belum punya basis data."
        if sqlite.unreadable(live):
            return "basis data situs ini rusak dan disisihkan apa adanya."
    try:
        if not database.is_current(connection):
            tables = database.tables(connection)
            if "content_item" not in tables:
                return "situs ini masih kosong."
            raise Failed("Jalankan migrate dahulu: skema situs ini lebih lama dari aplikasinya.")
        if not Item.objects.exists():
            return "situs ini masih kosong."
    except DatabaseError as error:
        return f"basis data situs ini tidak dapat dibuka ({str(error).strip()})."
    return ""


@contextmanager
def prepared(bag: Path, told: dict[str, Any], tell: Tell) -> Iterator[str]:
    """Make the restored database beside the live one, bring it up to date and compare it."""
    tell("Menyiapkan basis data di samping yang sekarang")
    copy = database.copy_in(bag)
    if not database.is_sqlite():
        with postgresql.scratch(connection, copy, "pulih") as name:
            with opened(NAME=name) as fresh:
                _bring_up_to_date(fresh, told)
            yield name
        return
    live = database.live_file()
    live.parent.mkdir(parents=True, exist_ok=True)
    space.require(live.parent, 2 * copy.stat().st_size)
    path = live.with_name(f".{live.name}{PREPARED}")
    _remove(path)
    try:
        disk.write(path, disk.chunks(copy))
        with opened(NAME=str(path), OPTIONS={}) as fresh:
            _bring_up_to_date(fresh, told)
        if found := sqlite.faults(path):
            raise Failed(" ".join(found))
        disk.sync(path)
        yield str(path)
    finally:
        _remove(path)


def _bring_up_to_date(fresh: BaseDatabaseWrapper, told: dict[str, Any]) -> None:
    if newer := database.too_new(fresh):
        app, name = newer[0]
        raise Unfit(
            f"Cadangan ini dibuat oleh versi aplikasi yang lebih baru ({app}.{name}). "
            "Pasang versi itu dahulu, lalu ulangi."
        )
    found = list(verify.database_faults(fresh, told))
    if not database.is_current(fresh):
        call_command("migrate", database=fresh.alias, interactive=False, verbosity=0)
    found += verify.digest_faults(fresh, told)
    if found:
        raise Failed(f"Basis data yang dipulihkan tidak sama dengan cadangan. {found[0]}")


def switch(fresh: str, stamp: str) -> list[str]:
    """Put the prepared database in the place of the live one, in one step."""
    if not database.is_sqlite():
        old = postgresql.swap(connection, fresh, stamp)
        return [f"Basis data lama disimpan dengan nama {old}."] if old else []
    live = database.live_file()
    if live.exists() and live.stat().st_size and sqlite.unreadable(live):
        connection.close()
        aside = sqlite.replace_broken(Path(fresh), live, stamp)
        return [f"Basis data yang rusak disisihkan ke {aside}."]
    sqlite.put_back(Path(fresh), connection)
    return []


def _missing_bytes(bag: Path) -> int:
    store = media.store()
    return sum(p.stat().st_size for p in media.in_bag(bag) if not store.exists(store_name(p)))


def store_name(path: Path) -> str:
    """Return the storage name of a bag's media file."""
    return f"{path.name[:2]}/{path.name}"


def _remove(path: Path) -> None:
    for name in ("", *sqlite.COMPANIONS):
        Path(f"{path}{name}").unlink(missing_ok=True)
