"""Rows about runs: opened, closed, and put right after runs that died or a restore."""

from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from archive import bag as bags
from archive import bag_check, facts, shelf
from archive.models import Backup
from workflow import register

DIED = "Terhenti sebelum selesai."


def put_right(place: Path) -> None:
    """Close rows of runs that died, and add rows for whole bags that have none.

    The caller holds the run lock, so no row still runs. A run that died after its bag had got the
    final name is good; one that died before left no bag.
    """
    for row in Backup.objects.filter(outcome=Backup.Outcome.RUNNING):
        if not (Path(row.place) / row.name).is_dir():
            row.outcome, row.message, row.finished_at = Backup.Outcome.FAILED, DIED, timezone.now()
            row.save(update_fields=["outcome", "message", "finished_at"])
    good = set(Backup.objects.filter(outcome=Backup.Outcome.GOOD).values_list("name", flat=True))
    for bag in shelf.on(place):
        if bag.name not in good and not bag_check.faults(bag):
            _adopt(bag)


def _adopt(bag: Path) -> None:
    try:
        told = facts.read(bag)
    except (OSError, ValueError):
        return  # whole, but not made by this product
    at = datetime.fromisoformat(told["at"])
    total, _, files = bags.info_of(bag).get("Payload-Oxum", "0.0").partition(".")
    Backup.objects.update_or_create(
        name=bag.name,
        defaults={
            "place": str(bag.parent),
            "started_at": at,
            "finished_at": at,
            "outcome": Backup.Outcome.GOOD,
            "bytes": int(total),
            "files": int(files),
            "items": told["items"],
            "register_sequence": told["register"]["sequence"],
            "register_hash": told["register"]["hash"],
            "bag_sha256": bags.fingerprint(bag),
            "message": "Dicatat dari isi cadangan.",
        },
    )


@transaction.atomic
def note_in_register(action: str, name: str, fingerprint: str, **data: object) -> None:
    """Append the run to the register: which bag, with which hash."""
    register.append(
        action,
        at=register.moment(None),
        data={"bag": name, "bag_sha256": fingerprint} | data,
    )
