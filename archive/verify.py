"""Does a bag hold what it promises? Bytes, chain, database, and every public revision's digest."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper

from archive import bag as bags
from archive import bag_check, database, facts, media, register_export
from archive.bag_check import Fault
from archive.failed import Failed
from archive.models import Backup
from content.digest import compute
from content.models import Revision
from workflow import register

Tell = Callable[[str], None]
DATABASE = "basis data"


@dataclass(slots=True)
class Report:
    """What was found in a bag; good when there are no faults. Notes are no faults."""

    bag: Path
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def check(bag: Path, tell: Tell = lambda words: None) -> Report:
    """Check everything about a bag and say exactly what is wrong where."""
    report = Report(bag, bag_check.faults(bag, tell))
    if report.faults:
        return report  # what lies in damaged bytes is not worth asking
    try:
        told = facts.read(bag)
    except (OSError, ValueError) as error:
        report.faults.append(Fault(f"data/{facts.NAME}", f"Tidak dapat dibaca ({error})."))
        return report
    report.faults += _identity_faults(bag, told)
    tell("Memeriksa register")
    report.faults += _register_faults(bag, told)
    tell("Memeriksa basis data")
    try:
        with database.look_into(bag) as copy:
            report.faults += database_faults(copy, told)
            if database.too_new(copy):
                report.notes.append("Cadangan ini dibuat oleh versi aplikasi yang lebih baru.")
            elif database.is_current(copy):
                report.faults += digest_faults(copy, told)
                report.faults += _media_faults(bag, copy, told)
            else:
                report.notes.append(
                    "Cadangan dari versi aplikasi yang lama; sidik naskah diperiksa saat pemulihan."
                )
    except (Failed, DatabaseError) as error:
        report.faults.append(Fault(DATABASE, str(error)))
    return report


def _identity_faults(bag: Path, told: dict[str, Any]) -> Iterator[Fault]:
    """Compare with what this site noted when the bag was made: a forged bag is whole in itself."""
    try:
        row = Backup.objects.filter(name=told["name"], outcome=Backup.Outcome.GOOD).first()
    except DatabaseError:
        return  # the site's own database is gone or empty: that is what bags are for
    if row is not None and row.bag_sha256 != bags.fingerprint(bag):
        yield Fault(bags.TAG_MANIFEST, "Sidik cadangan berbeda dari yang dicatat situs ini.")


def _register_faults(bag: Path, told: dict[str, Any]) -> Iterator[Fault]:
    where = f"data/{register_export.NAME}"
    try:
        events = list(register_export.read(bag / where))
        breaks = register.breaks(events)
    except (OSError, ValueError) as error:
        yield Fault(where, f"Tidak dapat dibaca ({error}).")
        return
    for place in breaks:
        yield Fault(where, place.words)
    head = (events[-1].sequence, events[-1].hash) if events else (0, register.FIRST_HASH)
    if head != _head(told):
        yield Fault(where, "Baris terakhir berbeda dari catatan cadangan.")


def database_faults(copy: BaseDatabaseWrapper, told: dict[str, Any]) -> Iterator[Fault]:
    """Compare a database with the facts of its bag: rows per table and the register's head."""
    counts = database.counts(copy)
    for table, number in sorted(told["counts"].items()):
        if table not in counts:
            yield Fault(DATABASE, f"Tabel {table} hilang.")
        elif counts[table] != number:
            yield Fault(DATABASE, f"Tabel {table} berisi {counts[table]} baris, bukan {number}.")
    if database.register_head(copy) != _head(told):
        yield Fault(DATABASE, "Baris register terakhir berbeda dari catatan cadangan.")


def digest_faults(copy: BaseDatabaseWrapper, told: dict[str, Any]) -> Iterator[Fault]:
    """Compute the digest of every revision that was public at the moment of the backup."""
    at = datetime.fromisoformat(told["at"])
    public = Revision.objects.using(copy.alias).public(at)
    if public.count() != told["public"]:
        yield Fault(DATABASE, f"{public.count()} butir tayang, bukan {told['public']}.")
    related = ("desa", "tags", "attachments__asset")
    rows = public.select_related("item", "category").prefetch_related(*related).order_by("id")
    for revision in rows.iterator(chunk_size=200):
        if compute(revision) != revision.digest:
            yield Fault(
                DATABASE,
                f"Isi {revision.item} versi {revision.number} berbeda dari yang disetujui.",
            )


def _media_faults(bag: Path, copy: BaseDatabaseWrapper, told: dict[str, Any]) -> Iterator[Fault]:
    sums = bags.sums_of(bag)
    excused = {*told["media"]["missing"], *told["media"]["damaged"]}
    for sha256 in media.known(copy.alias):
        name = f"data/{media.name_in_bag(sha256)}"
        if sha256 not in excused and name not in sums:
            yield Fault(name, "Berkas media ini dikenal basis data tetapi tidak ada.")
    for path in media.in_bag(bag):
        name = path.relative_to(bag).as_posix()
        if sums.get(name) != path.name:
            yield Fault(name, "Isinya bukan yang dijanjikan namanya.")


def _head(told: dict[str, Any]) -> tuple[int, str]:
    return told["register"]["sequence"], told["register"]["hash"]


def as_json(reports: list[Report]) -> str:
    """Return reports for programs."""
    form = [
        {
            "bag": str(report.bag),
            "good": report.is_good,
            "faults": [{"where": f.where, "words": f.words} for f in report.faults],
            "notes": report.notes,
        }
        for report in reports
    ]
    return json.dumps(form, ensure_ascii=False, indent=1)
