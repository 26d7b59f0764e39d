from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from content import dates, numbers

MORNING = datetime(2026, 6, 8, 2, 4, tzinfo=UTC)  # 10.04 WITA on a Monday
MIDNIGHT_WITA = datetime(2026, 6, 8, 16, 0, tzinfo=UTC)  # the 9th has begun in Makassar


@pytest.fixture(autouse=True)
def _the_office_is_in_bali(settings):
    settings.TIME_ZONE = "Asia/Makassar"


def show(source, **values):
    return Template("{% load dates numbers %}" + source).render(Context(values))


# Dates


def test_a_date_is_said_with_and_without_its_weekday():
    assert dates.day_date(date(2026, 6, 8)) == "8 Juni 2026"
    assert dates.long_date(date(2026, 6, 8)) == "Senin, 8 Juni 2026"


def test_a_moment_is_said_in_the_time_of_the_office():
    assert dates.moment(MORNING) == "8 Juni 2026, 10.04 WITA"
    assert dates.long_moment(MORNING) == "Senin, 8 Juni 2026 · 10.04 WITA"
    assert dates.clock_time(MORNING) == "10.04"


def test_after_midnight_in_the_office_it_is_the_next_day_whatever_utc_says():
    assert dates.day_date(MIDNIGHT_WITA) == "9 Juni 2026"
    assert dates.weekday(MIDNIGHT_WITA) == "Selasa"
    assert dates.moment(MIDNIGHT_WITA) == "9 Juni 2026, 00.00 WITA"


@pytest.mark.parametrize(
    ("zone", "says"),
    [
        ("Asia/Jakarta", "8 Juni 2026, 09.04 WIB"),
        ("Asia/Pontianak", "8 Juni 2026, 09.04 WIB"),
        ("Asia/Makassar", "8 Juni 2026, 10.04 WITA"),
        ("Asia/Jayapura", "8 Juni 2026, 11.04 WIT"),
        ("UTC", "8 Juni 2026, 02.04 UTC"),
    ],
)
def test_an_office_in_another_zone_names_its_own_zone(settings, zone, says):
    settings.TIME_ZONE = zone
    assert dates.moment(MORNING) == says


@pytest.mark.parametrize("language", ["en", "id", "de"])
def test_the_words_stay_indonesian_whatever_language_is_active(language):
    with translation.override(language):
        assert dates.long_date(date(2026, 8, 16)) == "Minggu, 16 Agustus 2026"


def test_every_month_and_weekday_has_its_full_and_its_short_name():
    months = [date(2026, month, 1) for month in range(1, 13)]
    assert [dates.month_short(month) for month in months] == [
        *("Jan", "Feb", "Mar", "Apr", "Mei", "Jun"),
        *("Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
    ]
    assert dates.month_year(months[1]) == "Februari 2026"
    assert dates.month_year(months[11]) == "Desember 2026"
    week = [date(2026, 6, day) for day in range(1, 8)]
    short = [dates.weekday_short(day) for day in week]
    assert short == ["Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min"]
    assert [dates.weekday(day) for day in week][2:5] == ["Rabu", "Kamis", "Jumat"]


def test_a_moment_without_a_zone_is_refused_instead_of_guessed():
    with pytest.raises(ValueError, match="naive"):
        dates.moment(MORNING.replace(tzinfo=None))


def test_a_meeting_on_one_day_is_said_by_its_hours():
    end = datetime(2026, 6, 8, 4, 0, tzinfo=UTC)
    assert dates.time_range(MORNING, end) == "10.04–12.00 WITA"


def test_a_meeting_without_a_known_end_is_said_by_its_beginning():
    assert dates.time_range(MORNING) == "10.04 WITA"
    assert dates.time_range(MORNING, MORNING) == "10.04 WITA"


def test_an_event_that_ends_on_another_day_names_both_days():
    end = datetime(2026, 6, 9, 9, 0, tzinfo=UTC)
    said = dates.time_range(MORNING, end)
    assert said == "8 Juni 2026, 10.04 – 9 Juni 2026, 17.00 WITA"


@pytest.mark.parametrize(
    ("start", "end", "says"),
    [
        (date(2026, 11, 24), date(2026, 11, 25), "24–25 November 2026"),
        (date(2026, 11, 30), date(2026, 12, 2), "30 November – 2 Desember 2026"),
        (date(2026, 12, 30), date(2027, 1, 2), "30 Desember 2026 – 2 Januari 2027"),
        (date(2026, 11, 24), date(2026, 11, 24), "24 November 2026"),
        (date(2026, 11, 24), None, "24 November 2026"),
        (MORNING, MIDNIGHT_WITA, "8–9 Juni 2026"),
    ],
)
def test_days_are_joined_without_saying_month_or_year_twice(start, end, says):
    assert dates.day_range(start, end) == says


def test_today_and_yesterday_are_called_so_by_the_calendar_of_the_office():
    now = datetime(2026, 6, 8, 16, 30, tzinfo=UTC)  # half an hour into the 9th
    assert dates.relative_day(MIDNIGHT_WITA, now) == "Hari ini, 00.00"
    assert dates.relative_day(MORNING, now) == "Kemarin, 10.04"
    week_before = datetime(2026, 6, 2, 2, 4, tzinfo=UTC)
    assert dates.relative_day(week_before, now) == "2 Juni 2026, 10.04"


def test_tomorrow_is_said_by_its_date():
    tomorrow = datetime(2026, 6, 9, 2, 4, tzinfo=UTC)
    assert dates.relative_day(tomorrow, MORNING) == "9 Juni 2026, 10.04"


def test_machines_read_the_same_moment_with_its_offset():
    at = MORNING.replace(microsecond=123456)
    assert dates.isoformat(at) == "2026-06-08T10:04:00+08:00"
    assert dates.isoformat(date(2026, 6, 8)) == "2026-06-08"
    assert dates.isoformat(time(8, 0)) == "08:00"


# Numbers


def test_thousands_are_parted_by_dots():
    assert numbers.thousands(12345) == "12.345"
    assert numbers.thousands(1234567) == "1.234.567"
    assert numbers.thousands(999) == "999"
    assert numbers.thousands(-12345) == "-12.345"


def test_a_fraction_stands_behind_a_comma_and_is_rounded_half_up():
    assert numbers.decimal(35662.5) == "35.662,5"
    assert numbers.decimal(0.25) == "0,3"
    assert numbers.decimal(0.15) == "0,2"
    assert numbers.decimal(Decimal("2.345"), 2) == "2,35"
    assert numbers.decimal(-0.04) == "0,0"


@pytest.mark.parametrize(
    ("size", "says"),
    [
        (0, "0 byte"),
        (1023, "1.023 byte"),
        (1024, "1 KB"),
        (48 * 1024 + 300, "48 KB"),
        (1024 * 1024 - 1, "1 MB"),
        (2_516_582, "2,4 MB"),
        (5 * 1024**2, "5 MB"),
        (int(1.5 * 1024**3), "1,5 GB"),
        (3 * 1024**4, "3 TB"),
        (2000 * 1024**4, "2.000 TB"),
    ],
)
def test_a_file_has_the_size_people_know_from_their_computer(size, says):
    assert numbers.file_size(size) == says


# In templates


def test_templates_say_dates_with_filters_of_the_same_names():
    shown = show("{{ at|moment }} | {{ at|long_date }} | {{ at|isoformat }}", at=MORNING)
    assert shown == "8 Juni 2026, 10.04 WITA | Senin, 8 Juni 2026 | 2026-06-08T10:04:00+08:00"


def test_every_sentence_about_dates_is_a_filter():
    source = "{{ at|clock_time }} | {{ at|day_date }} | {{ at|month_short }} | {{ at|month_year }}"
    assert show(source, at=MORNING) == "10.04 | 8 Juni 2026 | Jun | Juni 2026"
    assert show("{{ at|long_moment }}", at=MORNING) == "Senin, 8 Juni 2026 · 10.04 WITA"
    assert show("{{ at|weekday }} {{ at|weekday_short }}", at=MORNING) == "Senin Sen"


def test_templates_join_beginning_and_end_and_bear_a_missing_end():
    end = datetime(2026, 6, 8, 4, 0, tzinfo=UTC)
    source = "{{ start|time_range:end }} {{ start|day_range:end }}"
    assert show(source, start=MORNING, end=end) == "10.04–12.00 WITA 8 Juni 2026"
    assert show(source, start=MORNING, end=None) == "10.04 WITA 8 Juni 2026"


def test_what_has_no_date_or_number_yet_shows_as_nothing():
    source = (
        "{{ at|moment }}{{ at|relative_day }}{{ at|time_range:at }}{{ missing|isoformat }}"
        "{{ at|thousands }}{{ at|decimal }}{{ missing|file_size }}"
    )
    assert show(source, at=None) == ""


def test_templates_see_today_from_the_present_moment(time_machine):
    time_machine.move_to(MORNING, tick=False)
    assert show("{{ at|relative_day }}", at=MORNING) == "Hari ini, 10.04"
    later = datetime(2026, 6, 9, 2, 4, tzinfo=UTC)
    assert show("{{ at|relative_day:later }}", at=MORNING, later=later) == "Kemarin, 10.04"


def test_templates_say_numbers_with_filters_of_the_same_names():
    source = "{{ n|thousands }} {{ n|decimal:2 }} {{ n|file_size }}"
    assert show(source, n=12345) == "12.345 12.345,00 12 KB"
