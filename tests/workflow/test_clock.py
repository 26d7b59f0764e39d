from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from workflow.clock import (
    Condition,
    OfficeCalendar,
    Span,
    StepClock,
    add_working_days,
    deadline,
    is_open,
    median_minutes,
    office_minutes,
    percentile_minutes,
    share_within,
    spans,
    step_clocks,
)
from workflow.sop import STEPS, Actor, step

WITA = ZoneInfo("Asia/Makassar")
WORKDAY = ((time(8), time(12)), (time(13), time(16)))
FRIDAY = ((time(7, 30), time(11, 30)),)
GALUNGAN = date(2026, 6, 17)  # a Wednesday
OFFICE = OfficeCalendar(
    hours={0: WORKDAY, 1: WORKDAY, 2: WORKDAY, 3: WORKDAY, 4: FRIDAY},
    holidays=frozenset({GALUNGAN}),
    tz=WITA,
)
NEVER_OPEN = OfficeCalendar(hours={}, holidays=frozenset(), tz=WITA)
# A busy machine may stop for a moment in the middle of an example; that is no fault of the clock.
patiently = settings(deadline=None)

STEP_OF = {
    "gathering": 1,
    "composing": 2,
    "editing": 3,
    "submitted": 4,
    "endorsed": 4,
    "approved": 5,
    "published": 6,
}


def june(day, hour=0, minute=0, second=0):
    """A moment in June 2026, whose first day is a Monday."""
    return datetime(2026, 6, day, hour, minute, second, tzinfo=WITA)


def clock(number, spans, now, open_step):
    return step_clocks(spans, now, OFFICE, open_step)[number - 1]


def words(condition, spent, standard=30, working_day=420.0):
    return StepClock(3, "Editing", standard, spent, condition, working_day).words


# The SOP itself


def test_the_sop_has_seven_steps_in_order_that_take_165_minutes_in_all():
    assert [step.number for step in STEPS] == [1, 2, 3, 4, 5, 6, 7]
    assert [step.standard_minutes for step in STEPS] == [15, 15, 30, 10, 30, 60, 5]
    assert sum(step.standard_minutes for step in STEPS) == 165


def test_the_superiors_decide_step_4_and_the_public_speaks_in_step_6():
    assert step(4).actor is Actor.SUPERIORS
    assert step(6).actor is Actor.PUBLIC
    assert {step(n).actor for n in (1, 2, 3, 5, 7)} == {Actor.OPERATOR}


@pytest.mark.parametrize("number", [0, 8, -1])
def test_there_is_no_step_outside_the_seven(number):
    with pytest.raises(ValueError, match="steps 1 to 7"):
        step(number)


# Office hours


def test_the_lunch_break_does_not_count():
    assert office_minutes(OFFICE, june(1, 11, 50), june(1, 13, 5)) == 15


def test_the_night_does_not_count():
    assert office_minutes(OFFICE, june(1, 15, 50), june(2, 8, 5)) == 15


def test_the_weekend_does_not_count():
    assert office_minutes(OFFICE, june(5, 11, 20), june(8, 8, 5)) == 15


def test_a_holiday_does_not_count():
    assert office_minutes(OFFICE, june(16, 15, 55), june(18, 8, 5)) == 10


def test_a_holiday_on_a_sunday_takes_nothing_away():
    calendar = OfficeCalendar(OFFICE.hours, frozenset({date(2026, 6, 7)}), WITA)
    assert office_minutes(calendar, june(1), june(8)) == 4 * 420 + 240


def test_seconds_count_as_parts_of_a_minute():
    assert office_minutes(OFFICE, june(1, 9, 0, 0), june(1, 9, 1, 30)) == 1.5


def test_time_running_backwards_counts_as_nothing():
    assert office_minutes(OFFICE, june(2), june(1)) == 0


def test_moments_kept_in_utc_are_read_on_the_office_clock():
    # 00.00 UTC is 08.00 WITA, when this office opens.
    start, end = datetime(2026, 5, 31, 23, tzinfo=UTC), datetime(2026, 6, 1, 1, tzinfo=UTC)
    assert office_minutes(OFFICE, start, end) == 60


def test_a_duty_post_that_is_open_until_midnight_works_its_last_hour():
    calendar = OfficeCalendar({0: ((time(22), time(0)),)}, frozenset(), WITA)
    assert office_minutes(calendar, june(1), june(3)) == 120
    assert is_open(calendar, june(1, 23, 59))
    assert not is_open(calendar, june(2))
    assert deadline(calendar, june(1), 120) == june(2)


def test_an_office_opens_on_the_minute_and_is_closed_at_closing_time():
    assert not is_open(OFFICE, june(1, 7, 59, 59))
    assert is_open(OFFICE, june(1, 8))
    assert not is_open(OFFICE, june(1, 12))
    assert not is_open(OFFICE, june(6, 9))
    assert not is_open(OFFICE, june(17, 9))


def test_a_moment_without_a_time_zone_is_refused_everywhere():
    naive = june(1, 9).replace(tzinfo=None)
    for question in (
        lambda: office_minutes(OFFICE, naive, june(2)),
        lambda: office_minutes(OFFICE, june(1), naive),
        lambda: office_minutes(OFFICE, naive, naive),
        lambda: is_open(OFFICE, naive),
        lambda: deadline(OFFICE, naive, 5),
        lambda: deadline(OFFICE, naive, 0),
        lambda: spans([("editing", naive)], STEP_OF),
        lambda: step_clocks([], naive, OFFICE, None),
    ):
        with pytest.raises(ValueError, match="time zone"):
            question()


@pytest.mark.parametrize(
    ("hours", "reason"),
    [
        ({0: ((time(12), time(8)),)}, "backwards"),
        ({0: ((time(8), time(8)),)}, "backwards"),
        ({0: ((time(8), time(12)), (time(11), time(16)))}, "overlap"),
        ({0: ((time(13), time(16)), (time(8), time(12)))}, "overlap"),
        ({7: WORKDAY}, "weekday 7"),
    ],
)
def test_hours_that_no_office_can_keep_are_refused(hours, reason):
    with pytest.raises(ValueError, match=reason):
        OfficeCalendar(hours, frozenset(), WITA)


def test_an_average_day_is_averaged_over_the_days_the_office_opens():
    assert OFFICE.average_day == (4 * 420 + 240) / 5
    assert NEVER_OPEN.average_day == 0


# Deadlines and terms


def test_a_deadline_jumps_over_lunch_night_weekend_and_holiday():
    assert deadline(OFFICE, june(1, 11, 55), 10) == june(1, 13, 5)
    assert deadline(OFFICE, june(1, 15, 55), 10) == june(2, 8, 5)
    assert deadline(OFFICE, june(5, 11, 25), 10) == june(8, 8, 5)
    assert deadline(OFFICE, june(16, 15, 55), 10) == june(18, 8, 5)


def test_a_deadline_that_falls_on_closing_time_is_closing_time():
    assert deadline(OFFICE, june(1, 11, 50), 10) == june(1, 12)


def test_no_minutes_are_over_at_once_even_at_night():
    assert deadline(OFFICE, june(1, 3), 0) == june(1, 3)


def test_a_deadline_is_told_on_the_office_clock():
    assert deadline(OFFICE, datetime(2026, 6, 1, 0, tzinfo=UTC), 5).tzinfo == WITA


def test_an_office_that_never_opens_has_no_deadline():
    with pytest.raises(ValueError, match="no hours"):
        deadline(NEVER_OPEN, june(1), 1)
    with pytest.raises(ValueError, match="no working day"):
        add_working_days(NEVER_OPEN, date(2026, 6, 1), 1)


def test_an_office_closed_for_a_year_by_holidays_has_no_deadline():
    closed = frozenset(date(2026, 6, 1) + timedelta(days=n) for n in range(400))
    calendar = OfficeCalendar(OFFICE.hours, closed, WITA)
    with pytest.raises(ValueError, match="no hours"):
        deadline(calendar, june(1), 1)


def test_a_long_term_in_an_office_open_once_a_week_is_no_reason_to_give_up():
    mondays = OfficeCalendar({0: ((time(9), time(10)),)}, frozenset(), WITA)
    assert deadline(mondays, june(1), 60 * 100) == june(1, 10) + timedelta(weeks=99)
    assert add_working_days(mondays, date(2026, 6, 1), 100) == date(2026, 6, 1) + timedelta(
        weeks=100
    )


def test_nobody_can_set_a_deadline_in_the_past():
    with pytest.raises(ValueError, match="negative"):
        deadline(OFFICE, june(1), -1)
    with pytest.raises(ValueError, match="forward"):
        add_working_days(OFFICE, date(2026, 6, 1), -1)


def test_working_days_are_counted_from_the_day_after_and_skip_weekend_and_holiday():
    assert add_working_days(OFFICE, date(2026, 6, 15), 0) == date(2026, 6, 15)
    assert add_working_days(OFFICE, date(2026, 6, 15), 1) == date(2026, 6, 16)
    assert add_working_days(OFFICE, date(2026, 6, 15), 2) == date(2026, 6, 18)
    assert add_working_days(OFFICE, date(2026, 6, 13), 1) == date(2026, 6, 15)
    assert add_working_days(OFFICE, date(2026, 6, 5), 10) == date(2026, 6, 22)


# Properties of office time, on any small calendar

ZONES = st.sampled_from(["Asia/Makassar", "Asia/Jakarta", "Asia/Jayapura"]).map(ZoneInfo)
DAYS = st.dates(date(2026, 12, 21), date(2027, 1, 10))
MOMENTS = st.datetimes(
    datetime.combine(date(2026, 12, 21), time()),
    datetime.combine(date(2027, 1, 10), time()),
    timezones=st.just(UTC) | ZONES,
)
MINUTES_OF_DAY = st.integers(0, 1439).map(lambda n: time(n // 60, n % 60))


@st.composite
def opening_hours(draw):
    edges = sorted(draw(st.sets(MINUTES_OF_DAY, max_size=6)))
    return tuple(zip(edges[::2], edges[1::2], strict=False))


CALENDARS = st.builds(
    OfficeCalendar,
    hours=st.dictionaries(st.integers(0, 6), opening_hours()),
    holidays=st.frozensets(DAYS, max_size=6),
    tz=ZONES,
)


@patiently
@given(CALENDARS, MOMENTS, MOMENTS, MOMENTS)
def test_the_parts_of_a_span_add_up_to_the_whole(calendar, a, b, c):
    a, b, c = sorted((a, b, c))
    parts = office_minutes(calendar, a, b) + office_minutes(calendar, b, c)
    assert parts == pytest.approx(office_minutes(calendar, a, c), abs=1e-9)


@patiently
@given(CALENDARS, MOMENTS, MOMENTS)
def test_office_time_is_never_negative_and_never_longer_than_the_time_that_passed(calendar, a, b):
    assert 0 <= office_minutes(calendar, a, b) <= max((b - a) / timedelta(minutes=1), 0)


@patiently
@given(CALENDARS, MOMENTS, MOMENTS, MOMENTS)
def test_waiting_longer_never_makes_the_time_shorter(calendar, a, b, c):
    a, b, c = sorted((a, b, c))
    assert office_minutes(calendar, a, b) <= office_minutes(calendar, a, c)


@patiently
@given(CALENDARS, MOMENTS.map(lambda m: m.replace(second=0, microsecond=0)), st.integers(0, 3000))
def test_office_minutes_are_what_a_clerk_counting_minute_by_minute_finds(calendar, start, length):
    minutes = [start + timedelta(minutes=n) for n in range(length)]
    counted = 0
    for minute in minutes:
        at = minute.astimezone(calendar.tz)
        hours = calendar.hours.get(at.weekday(), ()) if at.date() not in calendar.holidays else ()
        counted += any(opens <= at.time() < closes for opens, closes in hours)
    assert office_minutes(calendar, start, start + timedelta(minutes=length)) == counted
    assert sum(is_open(calendar, minute) for minute in minutes) == counted


@patiently
@given(CALENDARS, MOMENTS, st.integers(1, 200_000))
def test_at_the_deadline_exactly_that_much_office_time_has_passed(calendar, start, seconds):
    # A calendar of holidays alone may never open; a minute a day for weeks would only be slow.
    assume(calendar.average_day >= 30)
    end = deadline(calendar, start, seconds / 60)
    assert office_minutes(calendar, start, end) == pytest.approx(seconds / 60, abs=1e-6)
    just_before = office_minutes(calendar, start, end - timedelta(seconds=1))
    assert just_before < seconds / 60 - 0.01


@patiently
@given(CALENDARS, DAYS, st.integers(1, 30))
def test_a_term_ends_on_a_working_day_with_that_many_working_days_in_it(calendar, start, days):
    assume(calendar.average_day)
    end = add_working_days(calendar, start, days)
    passed = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert calendar.is_working_day(end)
    assert sum(calendar.is_working_day(day) for day in passed) == days


def test_ten_years_are_counted_exactly():
    # 3,653 days: 521 weeks, then Monday to Saturday; less the one holiday.
    start, end = june(1), datetime(2036, 6, 1, tzinfo=WITA)
    assert office_minutes(OFFICE, start, end) == 521 * 1920 + 4 * 420 + 240 - 420


# Stays in steps


def test_each_step_has_its_stay_and_the_last_one_is_still_running():
    moves = [("gathering", june(1, 8)), ("composing", june(1, 9)), ("editing", june(1, 10))]
    assert spans(moves, STEP_OF) == [
        Span(1, june(1, 8), june(1, 9)),
        Span(2, june(1, 9), june(1, 10)),
        Span(3, june(1, 10), None),
    ]


def test_a_paraf_on_the_way_does_not_restart_the_clock_of_step_4():
    moves = [("submitted", june(1, 8)), ("endorsed", june(1, 9)), ("approved", june(1, 10))]
    assert spans(moves, STEP_OF)[0] == Span(4, june(1, 8), june(1, 10))


def test_a_text_sent_back_stays_in_editing_a_second_time():
    moves = [
        ("editing", june(1, 8)),
        ("submitted", june(1, 9)),
        ("returned", june(1, 10)),
        ("editing", june(1, 11)),
        ("submitted", june(1, 13)),
    ]
    assert spans(moves, STEP_OF) == [
        Span(3, june(1, 8), june(1, 9)),
        Span(4, june(1, 9), june(1, 10)),
        Span(3, june(1, 11), june(1, 13)),
        Span(4, june(1, 13), None),
    ]


def test_an_end_stops_the_clock_even_before_the_same_step_begins_again():
    moves = [("submitted", june(1, 8)), ("returned", june(1, 9)), ("submitted", june(1, 10))]
    assert spans(moves, STEP_OF) == [Span(4, june(1, 8), june(1, 9)), Span(4, june(1, 10), None)]


def test_nothing_happened_means_no_stay():
    assert spans([], STEP_OF) == []
    assert spans([("discarded", june(1))], STEP_OF) == []


# The clock of a step


def test_there_are_always_seven_clocks_and_unreached_steps_show_their_target():
    clocks = step_clocks([], june(1, 9), OFFICE, None)
    assert [clock.number for clock in clocks] == [1, 2, 3, 4, 5, 6, 7]
    assert [clock.name for clock in clocks] == [step.name for step in STEPS]
    assert {clock.condition for clock in clocks} == {Condition.WAITING}
    assert clocks[3].words == "Target 10 mnt"
    assert clocks[3].percent == 0


@pytest.mark.parametrize(
    ("minute", "condition", "says", "percent"),
    [
        (0, Condition.RUNNING, "Sisa 30 mnt", 0),
        (12, Condition.RUNNING, "Sisa 18 mnt", 40),
        (23, Condition.RUNNING, "Sisa 7 mnt", 76),
        (24, Condition.NEARLY, "Sisa 6 mnt", 80),
        (28, Condition.NEARLY, "Sisa 2 mnt", 93),
        (30, Condition.NEARLY, "Sisa 0 mnt", 100),
        (31, Condition.LATE, "Lewat 1 mnt", 100),
        (41, Condition.LATE, "Lewat 11 mnt", 100),
    ],
)
def test_the_operator_sees_what_is_left_of_thirty_minutes(minute, condition, says, percent):
    editing = clock(3, [Span(3, june(1, 9), None)], june(1, 9, minute), 3)
    assert (editing.condition, editing.words, editing.percent) == (condition, says, percent)


def test_the_last_second_says_one_minute_left_and_the_first_late_second_one_minute_late():
    stays = [Span(3, june(1, 9), None)]
    assert clock(3, stays, june(1, 9, 29, 59), 3).words == "Sisa 1 mnt"
    assert clock(3, stays, june(1, 9, 30, 1), 3).words == "Lewat 1 mnt"


def test_the_clock_pauses_when_the_office_closes_and_goes_on_where_it_stood():
    stays = [Span(3, june(1, 15, 50), None)]
    evening = clock(3, stays, june(1, 20), 3)
    assert (evening.condition, evening.words, evening.spent) == (Condition.PAUSED, "Dijeda", 10)
    assert clock(3, stays, june(2, 8, 2), 3).words == "Sisa 18 mnt"


def test_the_night_does_not_hide_that_a_text_is_late():
    late = clock(4, [Span(4, june(1, 15), None)], june(1, 20), 4)
    assert (late.condition, late.words) == (Condition.LATE, "Lewat 50 mnt")


def test_stays_in_the_same_step_add_up():
    stays = [
        Span(3, june(1, 9), june(1, 9, 20)),
        Span(4, june(1, 9, 20), june(1, 9, 25)),
        Span(3, june(1, 9, 25), None),
    ]
    assert clock(3, stays, june(1, 9, 46), 3).words == "Lewat 11 mnt"


def test_a_text_sent_back_has_step_4_before_it_again_and_keeps_the_time_spent_there():
    stays = [Span(4, june(1, 9), june(1, 9, 6)), Span(3, june(1, 9, 6), None)]
    approval = clock(4, stays, june(1, 9, 10), 3)
    assert (approval.condition, approval.words) == (Condition.WAITING, "Target 10 mnt")
    assert approval.spent == 6


def test_a_finished_step_says_what_it_took_against_its_standard():
    stays = [Span(1, june(1, 9), june(1, 9, 14)), Span(3, june(1, 9, 14), june(1, 9, 56))]
    first, third = clock(1, stays, june(2), 4), clock(3, stays, june(2), 4)
    assert (first.condition, first.words) == (Condition.DONE, "14 dari 15 mnt")
    assert (third.condition, third.words) == (Condition.DONE_LATE, "42 dari 30 mnt")


def test_a_step_done_in_exactly_its_standard_time_is_not_late():
    stays = [Span(4, june(1, 9), june(1, 9, 10))]
    approval = clock(4, stays, june(2), 5)
    assert (approval.condition, approval.words) == (Condition.DONE, "10 dari 10 mnt")


def test_three_stays_that_make_exactly_ten_minutes_are_not_late_by_a_rounding_error():
    third = timedelta(minutes=10) / 3
    starts = [june(1, 9), june(1, 10), june(1, 11)]
    stays = [Span(4, at, at + third) for at in starts]
    assert clock(4, stays, june(2), 5).condition is Condition.DONE


def test_a_step_that_was_skipped_is_not_called_done():
    assert clock(1, [Span(3, june(1, 9), None)], june(1, 9, 5), 3).condition is Condition.WAITING


def test_when_nothing_runs_any_more_every_step_taken_is_done():
    stays = [Span(4, june(1, 9), june(1, 9, 6)), Span(3, june(1, 9, 6), june(1, 9, 8))]
    conditions = [clock.condition for clock in step_clocks(stays, june(2), OFFICE, None)]
    assert conditions[2:4] == [Condition.DONE, Condition.DONE]
    assert set(conditions[:2] + conditions[4:]) == {Condition.WAITING}


def test_hours_are_said_as_hours_and_days_as_working_days():
    assert words(Condition.LATE, 30 + 59) == "Lewat 59 mnt"
    assert words(Condition.LATE, 30 + 60) == "Lewat 1 jam"
    assert words(Condition.LATE, 30 + 125) == "Lewat 2 jam 5 mnt"
    assert words(Condition.LATE, 30 + 419) == "Lewat 6 jam 59 mnt"
    assert words(Condition.LATE, 30 + 420) == "Lewat 1 hari kerja"
    assert words(Condition.LATE, 30 + 3 * 420 + 400) == "Lewat 3 hari kerja"
    assert words(Condition.DONE_LATE, 119) == "119 dari 30 mnt"
    assert words(Condition.DONE_LATE, 125) == "2 jam 5 mnt dari 30 mnt"
    assert words(Condition.DONE_LATE, 2 * 420) == "2 hari kerja dari 30 mnt"


def test_an_office_without_hours_has_no_working_day_to_count_in():
    assert words(Condition.LATE, 30 + 600, working_day=0.0) == "Lewat 10 jam"


def test_a_text_forgotten_for_weeks_is_late_in_days_of_its_own_office():
    late = clock(4, [Span(4, june(1, 8), None)], june(15, 8), 4)
    # Two weeks of 1,920 minutes less the ten allowed, in days of 384.
    assert late.words == "Lewat 9 hari kerja"


def test_every_condition_has_its_own_tone_and_all_but_the_unreached_an_icon():
    looks = {c: StepClock(1, "", 15, 0, c) for c in Condition}
    assert len({clock.tone for clock in looks.values()}) == len(Condition)
    assert {c for c, clock in looks.items() if not clock.icon} == {Condition.WAITING}
    assert (looks[Condition.NEARLY].icon, looks[Condition.NEARLY].tone) == (
        "hourglass-split",
        "hampir",
    )


def test_only_a_decision_still_in_time_has_the_grape_knot():
    knots = {c: StepClock(4, "Persetujuan", 10, 0, c).knot for c in Condition}
    assert [c for c, knot in knots.items() if knot == "putusan"] == [Condition.RUNNING]
    assert knots[Condition.LATE] == "lewat"
    assert StepClock(3, "Editing", 30, 0, Condition.RUNNING).knot == "berjalan"


def test_a_step_done_late_has_the_knot_of_a_done_one():
    assert StepClock(3, "Editing", 30, 42, Condition.DONE_LATE).knot == "selesai"


@patiently
@given(st.floats(0, 100_000), st.sampled_from(STEPS))
def test_late_words_are_said_exactly_when_the_standard_is_passed(spent, step):
    entered = june(1, 8)
    now = deadline(OFFICE, entered, spent)
    running = clock(step.number, [Span(step.number, entered, None)], now, step.number)
    assert running.words.startswith("Lewat") == (running.spent > running.standard)
    assert 0 <= running.percent <= 100


# Figures for the report


def test_the_median_is_not_moved_by_one_forgotten_draft():
    assert median_minutes([10, 12, 5000]) == 12
    assert median_minutes(iter([10, 12])) == 11


def test_the_ninetieth_percentile_is_a_time_that_really_occurred():
    assert percentile_minutes(range(1, 11), 90) == 9
    assert percentile_minutes(range(1, 12), 50) == 6
    assert percentile_minutes(range(1, 101), 7) == 7
    assert percentile_minutes([7], 90) == 7
    assert percentile_minutes([3, 1, 2], 100) == 3


@pytest.mark.parametrize("percent", [0, -5, 101])
def test_a_percentile_outside_the_hundred_is_refused(percent):
    with pytest.raises(ValueError, match="percentile"):
        percentile_minutes([1], percent)


def test_keeping_the_standard_to_the_minute_counts_as_kept():
    assert share_within([9, 10, 11, 30], 10) == 0.5


def test_a_month_without_cases_has_no_figures():
    assert median_minutes([]) is None
    assert percentile_minutes([], 90) is None
    assert share_within([], 10) is None
