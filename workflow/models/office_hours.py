"""Office hours and holidays: when the clocks of the SOP run."""

from datetime import date, time

from django.db import models
from django.db.models import F, Q, Value
from django.utils import timezone

from workflow.clock import OfficeCalendar

DEFAULT_HOURS: dict[int, tuple[tuple[time, time], ...]] = {
    **{weekday: ((time(7, 30), time(15, 30)),) for weekday in range(4)},
    4: ((time(7, 30), time(13, 0)),),
}


class OfficeHours(models.Model):
    """One span of office hours on one weekday. Without any row the defaults above hold."""

    class Weekday(models.IntegerChoices):
        """Days as Python counts them."""

        MONDAY = 0, "Senin"
        TUESDAY = 1, "Selasa"
        WEDNESDAY = 2, "Rabu"
        THURSDAY = 3, "Kamis"
        FRIDAY = 4, "Jumat"
        SATURDAY = 5, "Sabtu"
        SUNDAY = 6, "Minggu"

    weekday = models.PositiveSmallIntegerField("hari", choices=Weekday.choices)
    opens = models.TimeField("buka")
    closes = models.TimeField("tutup")

    class Meta:
        verbose_name = "jam kerja"
        verbose_name_plural = "jam kerja"
        ordering = ("weekday", "opens")
        constraints = (
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")), name="office_hours_run_forward"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H.%M}–{self.closes:%H.%M}"


class Holiday(models.Model):
    """A day on which the office is closed."""

    day = models.DateField("tanggal", unique=True)
    name = models.CharField("nama hari libur", max_length=120)

    class Meta:
        verbose_name = "hari libur"
        verbose_name_plural = "hari libur"
        ordering = ("day",)

    def __str__(self) -> str:
        return self.name


def office_calendar() -> OfficeCalendar:
    """Return the office's calendar as the pure clock functions read it (one query)."""
    no_day = Value(None, models.DateField())
    no_time = Value(None, models.TimeField())
    no_weekday = Value(None, models.PositiveSmallIntegerField())
    spans = OfficeHours.objects.order_by().values_list("weekday", "opens", "closes", no_day)
    days_off = Holiday.objects.order_by().values_list(no_weekday, no_time, no_time, "day")
    hours: dict[int, tuple[tuple[time, time], ...]] = {}
    holidays: set[date] = set()
    for weekday, opens, closes, day in spans.union(days_off, all=True).order_by("weekday", "opens"):
        if day:
            holidays.add(day)
        else:
            hours[weekday] = (*hours.get(weekday, ()), (opens, closes))
    return OfficeCalendar(
        hours=hours or DEFAULT_HOURS,
        holidays=frozenset(holidays),
        tz=timezone.get_default_timezone(),
    )
