"""What must happen by itself: once a minute somebody asks what is due. Each task may run twice."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone
from django.utils.text import slugify

from archive import media
from content import filetext, unfinished, view_counts
from workflow.notices.digest import write_digests
from workflow.notices.reminding import remind
from workflow.notices.sending import send_due
from workflow.notices.telling import tell_new
from workflow.suara import forget_expired

# Twice the time of the hourly task: one late run is no failure.
STALE = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do, and how often. What it returns is told when it is not nothing."""

    name: str
    do: Callable[[], object]
    every: timedelta

    @property
    def key(self) -> str:
        """Where its last run is kept."""
        return f"berkala-{slugify(self.name)}"


def clear_sessions() -> None:
    """Remove sessions that have ended."""
    call_command("clearsessions", verbosity=0)


def remove_unfinished() -> int:
    """Delete what killed writers left in the media folder."""
    return media.store().remove_unfinished()


TASKS = (
    Task("data pengirim yang kedaluwarsa", forget_expired, timedelta(hours=1)),
    Task("sesi yang berakhir", clear_sessions, timedelta(days=1)),
    Task("sisa penyimpanan yang terputus", remove_unfinished, timedelta(hours=1)),
    # Each machine has folders of its own, so what another one has done says nothing: every time.
    Task("jumlah pembaca", view_counts.fold, timedelta()),
    Task("isi berkas yang belum terbaca", filetext.read_waiting, timedelta(minutes=10)),
    Task("unggahan yang ditinggalkan", unfinished.sweep, timedelta()),
    Task("kabar yang ditulis", tell_new, timedelta()),
    Task("pengingat yang ditulis", remind, timedelta()),
    Task("ringkasan harian yang ditulis", write_digests, timedelta()),
    # Last: a mail server that does not answer keeps nothing else waiting.
    Task("surel yang dikirim", send_due, timedelta()),
)


def is_running(now: datetime) -> bool:
    """Whether somebody asked what is due in the last hours."""
    notes = cache.get_many([task.key for task in TASKS])
    return any(last > now - STALE for last in notes.values())


def run_due(now: datetime | None = None) -> list[str]:
    """Run every task whose time has come; return what was done, in words."""
    now = now or timezone.now()
    told = []
    for task in TASKS:
        last = cache.get(task.key)
        # A clock that was set back must not silence a task for long.
        if last is not None and last <= now < last + task.every:
            continue
        if done := task.do():
            told.append(f"{task.name}: {done}")
        # Noted afterwards: a task that failed is due again at the next minute.
        cache.set(task.key, now, None)
    return told
