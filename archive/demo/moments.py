"""When the told acts happened: moments in office hours, counted back from now."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from workflow.clock import OfficeCalendar, deadline

OPENS = time(7, 30)


class Diary:
    """The office's days as the story needs them, seen from one now."""

    def __init__(self, now: datetime, calendar: OfficeCalendar) -> None:
        self.now = now
        self.calendar = calendar
        self.today: date = timezone.localtime(now).date()

    def at(self, day: date, clock: str) -> datetime:
        """Return a moment from a day and a time as the office writes it ("08.30")."""
        hour, minute = clock.split(".")
        return datetime.combine(day, time(int(hour), int(minute)), tzinfo=self.calendar.tz)

    def working_day(self, days_ago: int) -> date:
        """Return the day so many days ago, or the working day before it."""
        day = self.today - timedelta(days=days_ago)
        while not self.calendar.is_working_day(day):
            day -= timedelta(days=1)
        return day

    def opening(self, days_ago: int) -> datetime:
        """Return the moment when the office opened, so many days ago."""
        return datetime.combine(self.working_day(days_ago), OPENS, tzinfo=self.calendar.tz)

    def after(self, at: datetime, minutes: float) -> datetime:
        """Return the moment so many office minutes later."""
        return deadline(self.calendar, at, minutes)

    def before(self, minutes: float) -> datetime:
        """Return the moment since which so many office minutes have passed."""
        day, left = self.today, timedelta(minutes=minutes)
        midnight = datetime.combine(day, time(), tzinfo=self.calendar.tz)
        until = self.now - midnight
        while True:
            for opens, closes in reversed(self.calendar.intervals(day)):
                available = min(closes, until) - opens
                if available >= left:
                    start = datetime.combine(day, time(), tzinfo=self.calendar.tz)
                    return start + min(closes, until) - left
                left -= max(available, timedelta())
            day, until = day - timedelta(days=1), timedelta(days=1)

    def night_after(self, at: datetime) -> datetime:
        """Return two o'clock in the next night: when the backup runs."""
        day = timezone.localtime(at).date() + timedelta(days=1)
        return datetime.combine(day, time(2), tzinfo=self.calendar.tz)
