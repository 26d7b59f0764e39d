"""The site shut for work on it: one flag file beside the data, asked before anything else.

While the file is there, the public and the desk get one plain page (503, Retry-After). The database
may be in pieces at that moment, so the file carries everything the page says. With several machines
each of them has its own flag, unless they share DATA_DIR.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dateparse import parse_datetime

# Who looks after the site asks this address during the work, too.
STILL_ANSWERED = ("/sehat/",)
# When nobody said how long it takes, or it takes longer.
ASK_AGAIN = timedelta(minutes=5)
SOONEST = timedelta(seconds=30)

GetResponse = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True, slots=True)
class Work:
    """What the page tells. ``until`` is an estimate: only ``end`` opens the site again."""

    since: datetime
    until: datetime | None = None
    note: str = ""
    office: str = ""
    phone: str = ""
    # The command that shut the site by itself; "" for a person.
    by: str = ""

    def retry_after(self, now: datetime) -> int:
        """Seconds until asking again makes sense."""
        left = self.until - now if self.until and self.until > now else ASK_AGAIN
        return int(max(left, SOONEST).total_seconds())


def flag() -> Path:
    """Where the flag file lies."""
    return Path(settings.MAINTENANCE_FLAG)


def is_on() -> bool:
    """Whether the site is shut. Costs one look at the disk."""
    return os.path.exists(settings.MAINTENANCE_FLAG)  # noqa: PTH110 - before every answer of the site


def begin(work: Work) -> None:
    """Shut the site, or tell something new while it is shut."""
    path = flag()
    path.parent.mkdir(parents=True, exist_ok=True)
    # Renamed into place: nobody reads half a flag.
    fresh = path.with_name(f".{path.name}.baru")
    fresh.write_text(json.dumps(asdict(work), default=str, ensure_ascii=False), encoding="utf-8")
    fresh.replace(path)


def end() -> bool:
    """Open the site again; False where it was open."""
    try:
        flag().unlink()
    except FileNotFoundError:
        return False
    return True


def current() -> Work | None:
    """What is being told now; None while the site is open. An unreadable flag still shuts it."""
    try:
        told = json.loads(flag().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return Work(timezone.now())
    if not isinstance(told, dict):
        return Work(timezone.now())
    words = {name: str(told.get(name, "")) for name in ("note", "office", "phone", "by")}
    return Work(_moment(told.get("since")) or timezone.now(), _moment(told.get("until")), **words)


@contextmanager
def during(work: Work) -> Iterator[None]:
    """Shut the site for a command. A person's own flag stays; one left by a killed run goes."""
    there = current()
    if there is not None and there.by != work.by:
        yield
        return
    begin(work)
    try:
        yield
    finally:
        end()


def shut_while_worked_on(get_response: GetResponse) -> GetResponse:
    """Middleware: answer 503 to everyone while the flag is there."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path in STILL_ANSWERED or (work := current()) is None:
            return get_response(request)
        return _page(work, request.method in ("POST", "PUT", "PATCH", "DELETE"))

    return middleware


def _page(work: Work, was_sent: bool) -> HttpResponse:
    now = timezone.now()
    # No request: context processors would ask the database.
    words = render_to_string(
        "503.html",
        {
            "office": {"name": work.office, "phone": work.phone},
            "work": work,
            "late": work.until is not None and work.until <= now,
            "was_sent": was_sent,
        },
    )
    response = HttpResponse(words, status=HTTPStatus.SERVICE_UNAVAILABLE)
    response["Retry-After"] = str(work.retry_after(now))
    response["Cache-Control"] = "no-store"
    return response


def _moment(told: object) -> datetime | None:
    with suppress(ValueError):
        found = parse_datetime(str(told))
        return found if found and timezone.is_aware(found) else None
    return None
