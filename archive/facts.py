"""Facts about a bag, for people and programs: when, of which site, with what in it."""

import json
import platform
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.db import connection

from archive import database
from archive.bag import Bag
from archive.media import MediaCopy
from content.models import Item, Office, Revision

NAME = "facts.json"
FORM = "kecamatan-web/backup/1"
# Named one by one: whatever is not named here, secrets above all, stays out of the archive.
SETTINGS = (
    "DEBUG",
    "ALLOWED_HOSTS",
    "LANGUAGE_CODE",
    "TIME_ZONE",
    "INSTALLED_APPS",
    "MIDDLEWARE",
    "UPLOAD_MAX_BYTES",
    "UPLOAD_MAX_PIXELS",
    "SESSION_COOKIE_AGE",
    "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS",
    "DEFAULT_FROM_EMAIL",
    "CONTENT_SECURITY_POLICY",
)


def collect(
    name: str, at: datetime, head: tuple[int, str], media: MediaCopy, site: dict[str, Any]
) -> dict[str, Any]:
    """Return the facts of the moment that is being backed up."""
    public = Revision.objects.public(at)
    return {
        "form": FORM,
        "name": name,
        "at": at.isoformat(),
        "office": Office.load().name,
        "versions": versions(),
        "database": connection.vendor,
        "migrations": sorted(f"{app}.{name}" for app, name in database.applied(connection)),
        "counts": database.counts(connection),
        "items": Item.objects.count(),
        "public": public.count(),
        "register": {"sequence": head[0], "hash": head[1]},
        "media": {"missing": media.missing, "damaged": media.damaged},
        "site": site,
        "settings": {key: getattr(settings, key) for key in SETTINGS},
    }


def versions() -> dict[str, str]:
    """Return the versions of what wrote the bag."""
    server = ".".join(str(part) for part in connection.get_database_version())
    return {
        "kecamatan_web": product_version(),
        "python": platform.python_version(),
        "django": django.get_version(),
        connection.vendor: server,
    }


def product_version() -> str:
    """Return this release's version."""
    text = (settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8")
    version: str = tomllib.loads(text)["project"]["version"]
    return version


def write(bag: Bag, facts: dict[str, Any]) -> None:
    """Put the facts into the bag."""
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, indent=1, default=str)
    bag.write(NAME, f"{text}\n".encode())


def read(bag: Path) -> dict[str, Any]:
    """Read a bag's facts. Raises ValueError when they are not facts in the form we know."""
    facts = json.loads((bag / "data" / NAME).read_bytes())
    if not isinstance(facts, dict) or facts.get("form") != FORM:
        raise ValueError(f"not in the form {FORM}")
    return facts
