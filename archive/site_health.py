"""Can the site do its work right now? Yes or no per part, and nothing that helps an attacker."""

import os
import shutil
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages
from django.db import DatabaseError, connection

from archive import periodic
from archive.health import FRESH
from archive.models import Backup
from content import maintenance

LEAST_FREE = 500 * 1024 * 1024
# Without these no page can be made. The others hurt later; somebody should look today.
VITAL = ("basis_data", "media", "ruang")


def checks(now: datetime) -> dict[str, bool]:
    """Return what works: database, media folder, disk, a fresh backup, the work by the minute."""
    return _of_database(now) | {
        "media": _media_is_writable(),
        "ruang": _room_is_left(),
    }


def verdict(found: dict[str, bool]) -> str:
    """Sum it up: "baik", "perlu diperiksa" (the site works), or "terganggu"."""
    if maintenance.is_on():
        return "dalam perawatan"
    if not all(found[name] for name in VITAL):
        return "terganggu"
    return "baik" if all(found.values()) else "perlu diperiksa"


def _of_database(now: datetime) -> dict[str, bool]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        good = Backup.objects.filter(outcome=Backup.Outcome.GOOD, started_at__gt=now - FRESH)
        return {
            "basis_data": True,
            "cadangan": good.exists(),
            "pekerjaan_berkala": periodic.is_running(now),
        }
    except DatabaseError:
        return {"basis_data": False, "cadangan": False, "pekerjaan_berkala": False}


def _media_is_writable() -> bool:
    store = storages["media"]
    if not isinstance(store, FileSystemStorage):
        return True  # an object store is not asked: it would cost a request over the network
    folder = Path(store.location)
    # Made with the first upload.
    return os.access(folder if folder.exists() else folder.parent, os.W_OK | os.X_OK)


def _room_is_left() -> bool:
    try:
        return shutil.disk_usage(settings.DATA_DIR).free >= LEAST_FREE
    except OSError:
        return False
