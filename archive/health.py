"""Is the archive healthy? One sentence, thirty days, and the figures of step 7."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import mean

from django.utils import timezone

from archive.models import Backup
from content.dates import day_date, local_day, relative_day
from content.numbers import decimal, thousands
from workflow.models import Event
from workflow.rules import Action
from workflow.sop import STEPS

DAYS = 30
# A day and two hours: a nightly run may start late or take long.
FRESH = timedelta(hours=26)
MINUTES = next(step.standard_minutes for step in STEPS if step.number == 7)


@dataclass(frozen=True, slots=True)
class Health:
    """The panel on top: how it stands and why. ``look`` is the panel's class, "" when healthy."""

    title: str
    words: str
    look: str
    icon: str


@dataclass(frozen=True, slots=True)
class Day:
    """One knot of the thread: the class of its look and the words for it."""

    look: str
    words: str


@dataclass(frozen=True, slots=True)
class Thread:
    """Thirty days, oldest first, and what the knots come to."""

    days: list[Day]
    checked: int
    failed: int
    skipped: int
    last_failure: str


def health(now: datetime | None = None) -> Health:
    """Say in one sentence whether today's site would survive the loss of the server."""
    now = now or timezone.now()
    ended = Backup.objects.exclude(outcome=Backup.Outcome.RUNNING)
    good = ended.filter(outcome=Backup.Outcome.GOOD).first()
    last = ended.first()
    if good is None:
        words = "Jalankan pencadangan pertama, lalu atur jadwalnya setiap malam."
        if last is not None:
            words = f"Pencadangan terakhir gagal: {last.message}"
        return Health("Belum ada cadangan", words, "sehat-gagal", "exclamation-circle-fill")
    when = _lowered(relative_day(good.started_at, now))
    if now - good.started_at > FRESH:
        words = f"Cadangan terakhir yang baik dibuat {when}. Periksa jadwal pencadangan."
        return Health("Cadangan terlambat", words, "sehat-gagal", "exclamation-circle-fill")
    if last is not None and last.outcome == Backup.Outcome.FAILED:
        words = (
            f"Pencadangan {_lowered(relative_day(last.started_at, now))} gagal: {last.message} "
            f"Cadangan terakhir yang baik dibuat {when}."
        )
        return Health("Perlu diperiksa", words, "sehat-periksa", "exclamation-triangle-fill")
    if good.message:
        words = f"Cadangan terakhir dibuat {when}, dengan catatan: {good.message}"
        return Health("Perlu diperiksa", words, "sehat-periksa", "exclamation-triangle-fill")
    words = (
        f"Cadangan terakhir dibuat {when} dan sudah diperiksa. "
        f"Semua {thousands(good.items)} butir ada di dalamnya."
    )
    return Health("Arsip sehat", words, "", "shield-check")


def thread(now: datetime | None = None) -> Thread:
    """Return the last thirty days: the best outcome of each day counts."""
    today = local_day(now or timezone.now())
    first = today - timedelta(days=DAYS - 1)
    outcomes: dict[date, str] = {}
    failure = ""
    for run in Backup.objects.filter(started_at__gte=timezone.now() - timedelta(days=DAYS + 1)):
        day = local_day(run.started_at)
        if run.outcome == Backup.Outcome.GOOD or day not in outcomes:
            outcomes[day] = run.outcome
    failed = [day for day in outcomes if outcomes[day] == Backup.Outcome.FAILED and day >= first]
    if failed:
        run = next(
            r
            for r in Backup.objects.filter(outcome=Backup.Outcome.FAILED)
            if local_day(r.started_at) == max(failed)
        )
        failure = f"{day_date(max(failed))}: {run.message}"
    days = [_day(first + timedelta(days=n), outcomes) for n in range(DAYS)]
    looks = [day.look for day in days]
    return Thread(days, looks.count("teruji"), looks.count("gagal"), looks.count(""), failure)


def step_seven(now: datetime | None = None) -> str:
    """Say what step 7 of the SOP did today, against its standard."""
    now = now or timezone.now()
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    archived = Event.objects.filter(action=Action.ARCHIVE, at__gte=midnight).count()
    runs = Backup.objects.filter(outcome=Backup.Outcome.GOOD, started_at__gte=midnight)
    minutes = [run.minutes for run in runs if run.minutes is not None]
    words = f"{thousands(archived)} butir diarsipkan hari ini."
    if minutes:
        words += f" Pencadangan rata-rata {_minutes(mean(minutes))} dari {MINUTES} menit."
    return words


def _day(day: date, outcomes: dict[date, str]) -> Day:
    look, words = {
        Backup.Outcome.GOOD: ("teruji", "diperiksa dan baik"),
        Backup.Outcome.FAILED: ("gagal", "gagal"),
        Backup.Outcome.RUNNING: ("", "sedang berjalan"),
        "": ("", "tidak ada cadangan"),
    }[outcomes.get(day, "")]
    return Day(look, f"{day_date(day)}: {words}")


def _minutes(value: float) -> str:
    return "kurang dari 0,1" if value < 0.05 else decimal(value).removesuffix(",0")


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:] if words[0].isalpha() else words
