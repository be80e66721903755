"""Months are added as people add them."""

from __future__ import annotations

from datetime import date

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.oracles import days, is_last_of_month
from tracker.domain.calendar import BeyondCalendar
from tracker.domain.months import add_months, last_of_month, on_day


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2100, 1, 31), 1, date(2100, 2, 28)),
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
        (date(2022, 11, 10), 6, date(2023, 5, 10)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(9999, 11, 30), 1, date(9999, 12, 30)),
        (date(1, 2, 1), -1, date(1, 1, 1)),
    ],
)
def test_a_shorter_month_ends_on_its_last_day(day: date, months: int, result: date) -> None:
    assert add_months(day, months) == result


@given(days, st.integers(-300, 300))
def test_months_are_added_as_pendulum_adds_them(day: date, months: int) -> None:
    p = pendulum.date(day.year, day.month, day.day).add(months=months)
    assert add_months(day, months) == date(p.year, p.month, p.day)


@given(days)
def test_the_last_day_of_a_month_is_followed_by_another_month(day: date) -> None:
    last = last_of_month(day)
    assert is_last_of_month(last)
    assert (last.year, last.month) == (day.year, day.month)


def test_a_day_that_a_month_lacks_is_its_last() -> None:
    assert on_day(2023, 2, 31) == date(2023, 2, 28)
    assert on_day(2023, 4, 30) == date(2023, 4, 30)


@pytest.mark.parametrize(("day", "months"), [(date.max, 1), (date.min, -1), (date.max, 10**20)])
def test_months_beyond_the_calendar_are_refused(day: date, months: int) -> None:
    with pytest.raises(BeyondCalendar):
        add_months(day, months)
