"""The outbox: letters are rows of the caller's transaction; ``sending`` carries them out later."""

import unicodedata
from datetime import datetime

from django.core.validators import validate_email
from django.utils import timezone

from workflow.models import Mail

LONGEST_SUBJECT = 150


def put(to: str, subject: str, text: str, *, key: str, not_before: datetime | None = None) -> None:
    """Write a letter; the same ``key`` a second time writes nothing.

    Must name exactly one person by ``to``. Raises ValidationError for what is no address, and
    ValueError without a key.
    """
    if not key:
        raise ValueError("a letter needs a key that names what it tells")
    validate_email(to)
    now = timezone.now()
    mail = Mail(
        key=key,
        to=to,
        subject=one_line(subject),
        text=text,
        made_at=now,
        not_before=not_before or now,
    )
    Mail.objects.bulk_create([mail], ignore_conflicts=True)


def one_line(subject: str) -> str:
    """Return a subject that is one line whatever it is made of: no header can be smuggled in."""
    spaced = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in subject)
    line = " ".join(spaced.split())
    return line if len(line) <= LONGEST_SUBJECT else line[: LONGEST_SUBJECT - 1].rstrip() + "…"
