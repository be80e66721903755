"""The occurrences of duties: all of them, each once, with keys that stay."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.oracles import ONE, RESTS, days, is_last_of_month, near
from tracker.domain.calendar import WorkingCalendar
from tracker.domain.deadlines import DeadlineRule, Kind, Unit
from tracker.domain.due import Basis, Policy, Reckoning, first_due
from tracker.domain.fiscal import FiscalCalendar
from tracker.domain.periods import ONCE, Period, occurrences

BD = Reckoning()
MONTHS = {Unit.MONTH: 1, Unit.BIMONTH: 2, Unit.QUARTER: 3, Unit.HALF_YEAR: 6, Unit.YEAR: 12}
HORIZON = 500

rules = st.one_of(
    st.sampled_from([*MONTHS, Unit.DAY, Unit.WEEK, Unit.FORTNIGHT]).map(
        lambda unit: DeadlineRule(Kind.EVERY, every=unit)
    ),
    st.builds(
        lambda unit, day: DeadlineRule(Kind.EVERY, every=unit, day=day),
        st.sampled_from(list(MONTHS)),
        st.integers(1, 31),
    ),
    st.frozensets(st.integers(1, 7), min_size=1).map(
        lambda weekdays: DeadlineRule(Kind.EVERY, every=Unit.WEEK, weekdays=tuple(weekdays))
    ),
    st.lists(st.tuples(st.integers(1, 12), st.integers(1, 31)), min_size=1, max_size=4).map(
        lambda dates: DeadlineRule(Kind.EVERY, every=Unit.YEAR, dates=tuple(dates))
    ),
)
reckonings = st.builds(
    Reckoning,
    calendar=st.sampled_from(RESTS).map(WorkingCalendar),
    fiscal=st.builds(FiscalCalendar, st.integers(1, 12)),
    policy=st.builds(Policy, min_first_period_days=st.integers(0, 30)),
)


def fits(month: int, day: int, on: date) -> bool:
    """Whether `on` is that day of that month, or the month's last when it is shorter."""
    return on.month == month and (on.day == day or (on.day < day and is_last_of_month(on)))


def falls_due(rule: DeadlineRule, basis: date, reckoning: Reckoning, on: date) -> bool:
    """Whether an occurrence is due on a day, judged by that day alone."""
    rest, late_enough = (
        reckoning.calendar.weekly_off,
        (on - basis).days >= reckoning.policy.min_first_period_days,
    )
    if rule.dates:
        return late_enough and any(fits(month, day, on) for month, day in rule.dates)
    if rule.weekdays:
        return on > basis and on.isoweekday() in rule.weekdays
    if rule.every is Unit.DAY:
        return on > basis
    if rule.every is Unit.WEEK:
        start = on
        while (start - ONE).isoweekday() not in rest:
            start -= ONE
        return on.isoweekday() not in rest and (on + ONE).isoweekday() in rest and start > basis
    if rule.every is Unit.FORTNIGHT:
        if on.day == 15:
            return on.replace(day=1) > basis
        return is_last_of_month(on) and on.replace(day=16) > basis
    assert rule.every is not None
    into_year = (on.month - reckoning.fiscal.first_month) % 12
    return late_enough and (into_year + 1) % MONTHS[rule.every] == 0 and fits(on.month, rule.day or 31, on)


@given(rules, near, reckonings)
def test_occurrences_are_the_days_that_a_walk_finds_due(
    rule: DeadlineRule, basis: date, reckoning: Reckoning
) -> None:
    through = basis + HORIZON * ONE
    expected = [d for n in range(HORIZON + 1) if falls_due(rule, basis, reckoning, d := basis + n * ONE)]
    found = list(occurrences(rule, Basis(basis), reckoning, None, through))
    assert [p.due_on for p in found] == expected
    assert len({p.key for p in found}) == len(found)
    assert all(p.start and p.end and p.due_on and p.start <= p.due_on <= p.end for p in found)


@given(rules, near, reckonings, st.integers(-30, HORIZON), st.integers(0, HORIZON))
def test_a_later_look_gives_what_a_single_look_gave(
    rule: DeadlineRule, basis: date, reckoning: Reckoning, after: int, length: int
) -> None:
    since, through = basis + after * ONE, basis + (after + length) * ONE
    whole = list(occurrences(rule, Basis(basis), reckoning, None, through))
    part = list(occurrences(rule, Basis(basis), reckoning, since, through))
    assert part == [p for p in whole if p.due_on and p.due_on > since]


@given(rules, near, reckonings)
def test_the_first_occurrence_is_the_first_due_date(
    rule: DeadlineRule, basis: date, reckoning: Reckoning
) -> None:
    deadline = first_due(rule, Basis(basis), reckoning)
    first = next(occurrences(rule, Basis(basis), reckoning, None, date.max))
    assert first.due_on == deadline.due_on
    assert first.reasons.first
    assert first.reasons.span is not None
    assert first.reasons.span.key == first.key


def keys(found: list[Period]) -> list[str]:
    return [p.key for p in found]


@pytest.mark.parametrize(
    ("rule", "through", "expected"),
    [
        (
            DeadlineRule(Kind.EVERY, every=Unit.QUARTER),
            date(2024, 7, 1),
            ["2023-24Q1", "2023-24Q2", "2023-24Q3", "2023-24Q4"],
        ),
        (DeadlineRule(Kind.EVERY, every=Unit.HALF_YEAR), date(2024, 6, 30), ["2023-24H1", "2023-24H2"]),
        (DeadlineRule(Kind.EVERY, every=Unit.YEAR), date(2025, 6, 30), ["2023-24", "2024-25"]),
        (
            DeadlineRule(Kind.EVERY, every=Unit.BIMONTH),
            date(2023, 12, 31),
            ["2023-24B1", "2023-24B2", "2023-24B3"],
        ),
        (DeadlineRule(Kind.EVERY, every=Unit.MONTH, day=5), date(2023, 9, 5), ["2023-08", "2023-09"]),
        (DeadlineRule(Kind.EVERY, every=Unit.FORTNIGHT), date(2023, 8, 1), ["2023-07F1", "2023-07F2"]),
        (DeadlineRule(Kind.EVERY, every=Unit.WEEK), date(2023, 7, 14), ["2023-W27", "2023-W28"]),
        (
            DeadlineRule(Kind.EVERY, every=Unit.WEEK, weekdays=(2, 7)),
            date(2023, 7, 4),
            ["2023-W26-2", "2023-W26-7", "2023-W27-2"],
        ),
        (DeadlineRule(Kind.EVERY, every=Unit.DAY), date(2023, 6, 27), ["2023-06-26", "2023-06-27"]),
        (
            DeadlineRule(Kind.EVERY, every=Unit.YEAR, dates=((1, 15), (10, 15))),
            date(2024, 12, 31),
            ["2023-10-15", "2024-01-15", "2024-10-15"],
        ),
    ],
)
def test_keys_name_the_period(rule: DeadlineRule, through: date, expected: list[str]) -> None:
    assert keys(list(occurrences(rule, Basis(date(2023, 6, 25)), BD, None, through))) == expected


def test_weeks_run_on_over_a_year_of_53_weeks() -> None:
    rule = DeadlineRule(Kind.EVERY, every=Unit.WEEK)
    found = list(occurrences(rule, Basis(date(2020, 12, 20)), BD, None, date(2021, 1, 15)))
    assert keys(found) == ["2020-W53", "2021-W01", "2021-W02"]
    assert [p.due_on for p in found] == [date(2020, 12, 31), date(2021, 1, 7), date(2021, 1, 14)]


def test_the_leap_day_ends_its_february() -> None:
    rule = DeadlineRule(Kind.EVERY, every=Unit.MONTH, day=31)
    found = occurrences(rule, Basis(date(2024, 1, 1)), BD, None, date(2024, 4, 30))
    assert [p.due_on for p in found] == [
        date(2024, 1, 31),
        date(2024, 2, 29),
        date(2024, 3, 31),
        date(2024, 4, 30),
    ]


def test_a_holiday_announced_late_changes_no_key() -> None:
    rule = DeadlineRule(Kind.EVERY, every=Unit.MONTH)
    late = Reckoning(WorkingCalendar(holidays={date(2023, 7, 31): "announced late"}))
    before, after = (next(occurrences(rule, Basis(date(2023, 6, 25)), r, None, date.max)) for r in (BD, late))
    assert before.key == after.key
    assert after.reasons.closed == "announced late"


@pytest.mark.parametrize(
    "rule",
    [
        DeadlineRule(Kind.WITHIN, 10, Unit.DAY),
        DeadlineRule(Kind.BY, date=date(2023, 7, 5)),
        DeadlineRule(Kind.IMMEDIATE),
        DeadlineRule(Kind.END_OF, unit=Unit.YEAR),
    ],
)
def test_a_one_off_duty_has_one_occurrence(rule: DeadlineRule) -> None:
    basis = Basis(date(2023, 6, 25))
    due_on = first_due(rule, basis, BD).due_on
    assert due_on is not None
    found = list(occurrences(rule, basis, BD, None, date.max))
    assert [(p.key, p.due_on) for p in found] == [(ONCE, due_on)]
    assert list(occurrences(rule, basis, BD, due_on - ONE, due_on)) == found
    assert not list(occurrences(rule, basis, BD, due_on, date.max))
    assert not list(occurrences(rule, basis, BD, None, due_on - ONE))


def test_a_duty_without_a_date_has_one_occurrence_without_a_date() -> None:
    rule, basis = DeadlineRule(Kind.ONGOING), Basis(date(2023, 6, 25))
    assert [(p.key, p.due_on) for p in occurrences(rule, basis, BD, None, date(2023, 6, 25))] == [
        (ONCE, None)
    ]
    assert not list(occurrences(rule, basis, BD, date(2023, 6, 25), date.max))


def test_the_next_meeting_gives_the_date() -> None:
    rule, basis = DeadlineRule(Kind.BEFORE_NEXT_MEETING), Basis(date(2023, 6, 25))
    found = list(occurrences(rule, basis, BD, None, date.max, next_meeting_on=date(2023, 9, 20)))
    assert [p.due_on for p in found] == [date(2023, 9, 20)]


def test_the_row_of_periods_ends_with_the_calendar() -> None:
    rule, basis = DeadlineRule(Kind.EVERY, every=Unit.QUARTER), Basis(date(9999, 1, 1))
    assert keys(list(occurrences(rule, basis, BD, None, date.max))) == [
        "9998-99Q3",
        "9998-99Q4",
        "9999-00Q1",
        "9999-00Q2",
    ]
    weekly = DeadlineRule(Kind.EVERY, every=Unit.WEEK)
    assert list(occurrences(weekly, Basis(date(9999, 12, 20)), BD, None, date.max))[-1].due_on == date(
        9999, 12, 30
    )


@given(rules, days)
def test_only_the_first_says_why_it_is_the_first(rule: DeadlineRule, basis: date) -> None:
    found = list(occurrences(rule, Basis(basis), BD, None, basis + 800 * ONE))
    assert [p.reasons.first for p in found] == [True] + [False] * (len(found) - 1)


def test_the_first_occurrence_is_explained_as_the_first_due_date_is() -> None:
    rule, basis = DeadlineRule(Kind.EVERY, every=Unit.QUARTER), Basis(date(2023, 6, 25))
    told = first_due(rule, basis, Reckoning()).explanation
    first, second = list(occurrences(rule, basis, Reckoning(), None, date(2023, 12, 31)))
    assert first.explanation() == told
    assert second.explanation().min_days is None


def test_the_origin_of_an_occurrence_is_told() -> None:
    rule = DeadlineRule(Kind.EVERY, every=Unit.QUARTER)
    period = next(occurrences(rule, Basis(date(2023, 6, 25)), BD, None, date.max))
    assert period.explanation("registrar").origin == "registrar"
    immediate = next(occurrences(DeadlineRule(Kind.IMMEDIATE), Basis(date(2023, 6, 25)), BD, None, date.max))
    assert immediate.explanation().origin == "policy"
