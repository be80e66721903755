"""Open and closed days, counting them, and the working week."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.oracles import ONE, RESTS, calendars, closed, near, nth_open_after, walk
from tracker.domain.calendar import WEEKLY_OFF, BeyondCalendar, WorkingCalendar, shifted
from tracker.domain.errors import TrackerError

VICTORY = date(2024, 12, 16)
BD = WorkingCalendar(
    holidays={VICTORY: "Victory Day", date(2024, 2, 21): "Shaheed Day", date(2024, 6, 14): "a Friday"},
    extra_workdays=frozenset({date(2024, 12, 21)}),
    known_years=range(2023, 2025),
)


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2024, 12, 15), None),
        (VICTORY, "Victory Day"),
        (date(2024, 12, 20), WEEKLY_OFF),
        (date(2024, 12, 21), None),
        (date(2024, 12, 27), WEEKLY_OFF),
        (date(2024, 12, 28), WEEKLY_OFF),
        (date(2024, 6, 14), WEEKLY_OFF),
    ],
)
def test_a_day_is_open_or_says_why_it_is_closed(day: date, reason: str | None) -> None:
    assert BD.closed_reason(day) == reason
    assert BD.is_open(day) is (reason is None)


def test_an_extra_workday_opens_a_holiday_too() -> None:
    assert WorkingCalendar(holidays={VICTORY: "Victory Day"}, extra_workdays=frozenset({VICTORY})).is_open(
        VICTORY
    )


def test_the_next_open_day_skips_holiday_and_weekend() -> None:
    assert BD.next_open(VICTORY) == date(2024, 12, 17)
    assert BD.next_open(date(2024, 12, 27)) == date(2024, 12, 29)
    assert BD.next_open(date(2024, 12, 29)) == date(2024, 12, 29)


def test_three_working_days_after_a_wednesday_before_a_weekend() -> None:
    assert BD.open_days_after(date(2024, 1, 3), 3) == date(2024, 1, 8)
    assert BD.open_days_after(date(2024, 1, 3), 0) == date(2024, 1, 3)
    assert BD.open_days_after(date(2024, 1, 8), -3) == date(2024, 1, 3)


def test_a_body_that_never_works_is_refused() -> None:
    with pytest.raises(ValueError, match="seven weekly off days"):
        WorkingCalendar(weekly_off=frozenset(range(1, 8)))
    for weekday in (0, 8):
        with pytest.raises(ValueError, match="ISO weekdays"):
            WorkingCalendar(weekly_off=frozenset({weekday}))


def test_only_years_with_a_holiday_table_are_known() -> None:
    assert BD.knows(date(2024, 12, 31))
    assert not BD.knows(date(2025, 1, 1))
    assert BD.unknown_years(date(2024, 12, 31), date(2026, 1, 1)) == (2025, 2026)
    assert BD.unknown_years(date(2023, 1, 1), date(2024, 1, 1)) == ()


@given(calendars, near)
def test_the_next_open_day_is_the_first_that_a_walk_finds_open(calendar: WorkingCalendar, day: date) -> None:
    assert calendar.next_open(day) == next(d for d in walk(day) if not closed(calendar, d))


@given(calendars, near, st.integers(1, 40))
def test_open_days_are_counted_as_a_walk_counts_them(calendar: WorkingCalendar, day: date, n: int) -> None:
    assert calendar.open_days_after(day, n) == nth_open_after(calendar, day, n)


@given(calendars, near, st.integers(1, 40))
def test_counting_back_from_an_open_day_undoes_counting_on(
    calendar: WorkingCalendar, day: date, n: int
) -> None:
    start = calendar.next_open(day)
    assert calendar.open_days_after(calendar.open_days_after(start, n), -n) == start


@given(calendars, near)
def test_a_day_is_closed_if_and_only_if_it_has_a_reason(calendar: WorkingCalendar, day: date) -> None:
    assert calendar.is_open(day) is (calendar.closed_reason(day) is None) is not closed(calendar, day)


@given(st.sampled_from(RESTS), near)
def test_a_working_week_runs_from_rest_to_rest(rest: frozenset[int], day: date) -> None:
    calendar = WorkingCalendar(weekly_off=rest)
    last = next(d for d in walk(day) if d.isoweekday() not in rest and (d + ONE).isoweekday() in rest)
    first = last
    while (first - ONE).isoweekday() not in rest:
        first -= ONE
    assert calendar.last_day_of_working_week(day) == last
    assert calendar.first_day_of_working_week(day) == first


@given(calendars, near)
def test_every_day_is_in_a_week_or_in_the_rest_before_it(calendar: WorkingCalendar, day: date) -> None:
    first, last = calendar.first_day_of_working_week(day), calendar.last_day_of_working_week(day)
    assert first <= last < first + 7 * ONE
    assert day <= last
    assert day >= first or all(d.isoweekday() in calendar.weekly_off for d in walk_to(day, first - ONE))
    assert calendar.last_day_of_working_week(last) == last
    assert calendar.first_day_of_working_week(last + ONE) == first + 7 * ONE


def walk_to(first: date, last: date) -> list[date]:
    return [d for _, d in zip(range((last - first).days + 1), walk(first), strict=False)]


@pytest.mark.parametrize(
    ("off", "last_weekday"),
    [
        ({5, 6}, 4),
        ({7}, 6),
        ({6, 7}, 5),
        (set(), 7),
        ({3, 7}, 6),
        ({1, 3}, 2),
        ({3, 5, 6}, 4),
        ({1, 2, 3, 4, 5, 6}, 7),
    ],
)
def test_the_last_day_of_a_week_is_the_one_before_the_longest_rest(off: set[int], last_weekday: int) -> None:
    calendar = WorkingCalendar(weekly_off=frozenset(off))
    assert calendar.last_day_of_working_week(date(2024, 1, 1)).isoweekday() == last_weekday


def test_holidays_do_not_shorten_a_working_week() -> None:
    thursday = date(2024, 3, 7)
    calendar = WorkingCalendar(holidays={thursday: "a holiday"})
    assert calendar.last_day_of_working_week(date(2024, 3, 4)) == thursday


def test_the_end_of_the_calendar_is_a_refusal_with_a_way_out() -> None:
    with pytest.raises(BeyondCalendar) as refused:
        WorkingCalendar(weekly_off=frozenset({5})).next_open(date.max)  # a Friday
    assert isinstance(refused.value, TrackerError)
    assert isinstance(refused.value, ValueError)
    assert refused.value.hint
    with pytest.raises(BeyondCalendar):
        BD.open_days_after(date.max, 1)
    with pytest.raises(BeyondCalendar):
        BD.open_days_after(date.min, -1)
    with pytest.raises(BeyondCalendar):
        BD.last_day_of_working_week(date.max)
    with pytest.raises(BeyondCalendar):
        shifted(date.min, -(10**30))


def test_the_last_thursday_of_the_calendar_still_counts() -> None:
    assert BD.open_days_after(date(9999, 12, 28), 2) == date(9999, 12, 30)
