"""Slow, obviously right ways to the same answers, and what hypothesis draws from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from hypothesis import strategies as st

from tracker.domain.calendar import WorkingCalendar

ONE = timedelta(days=1)

days = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31))
near = st.integers(-40, 40).map(lambda n: date(2024, 1, 1) + n * ONE)
"""Days close together, so that holidays, extra workdays and questions meet."""

calendars = st.builds(
    WorkingCalendar,
    weekly_off=st.frozensets(st.integers(1, 7), max_size=6),
    holidays=st.dictionaries(near, st.sampled_from(["Eid-ul-Fitr", "Victory Day"]), max_size=25),
    extra_workdays=st.frozensets(near, max_size=6),
    known_years=st.frozensets(st.sampled_from([2023, 2024])),
)

RESTS = [
    frozenset({5, 6}),
    frozenset({7}),
    frozenset({6, 7}),
    frozenset({5}),
    frozenset({1, 7}),
    frozenset({4, 5, 6}),
]
"""Weekly rests of one run of days."""


def walk(day: date) -> Iterator[date]:
    """`day` and every day after it."""
    while True:
        yield day
        day += ONE


def closed(calendar: WorkingCalendar, day: date) -> bool:
    """Whether the body rests on that day, said once more in other words."""
    if day in calendar.extra_workdays:
        return False
    return day in calendar.holidays or day.isoweekday() in calendar.weekly_off


def nth_open_after(calendar: WorkingCalendar, day: date, n: int) -> date:
    """Walk on from the day after, counting the open ones."""
    count = 0
    for d in walk(day + ONE):
        count += not closed(calendar, d)
        if count == n:
            return d
    raise AssertionError


def is_last_of_month(day: date) -> bool:
    """Whether tomorrow is in another month."""
    return (day + ONE).month != day.month
