"""Deadlines counted anew by another calendar: only counted ones move, and only where a changed day was in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.calendar import WorkingCalendar
from tracker.domain.deadlines import DeadlineRule, Kind, Unit
from tracker.domain.due import Basis, Reckoning, first_due
from tracker.domain.recount import calendar_from_json, calendar_to_json, difference, recounted

BASIS = Basis(date(2023, 6, 25))
PLAIN = WorkingCalendar()
DUE = date(2023, 7, 5)
TEN_DAYS = DeadlineRule(Kind.WITHIN, amount=10, unit=Unit.DAY)

RULES = [
    TEN_DAYS,
    DeadlineRule(Kind.WITHIN, amount=2, unit=Unit.MONTH),
    DeadlineRule(Kind.WITHIN, amount=15, unit=Unit.WORKING_DAY),
    DeadlineRule(Kind.IMMEDIATE),
    DeadlineRule(Kind.BY, date=date(2023, 7, 20)),
    DeadlineRule(Kind.END_OF, unit=Unit.MONTH),
    DeadlineRule(Kind.EVERY, every=Unit.QUARTER),
    DeadlineRule(Kind.EVERY, every=Unit.MONTH, day=7),
    DeadlineRule(Kind.BEFORE_NEXT_MEETING),
    DeadlineRule(Kind.ONGOING),
]
MEETING = date(2023, 9, 20)


def with_holidays(*days: date) -> WorkingCalendar:
    return WorkingCalendar(holidays=dict.fromkeys(days, "Eid-ul-Azha"))


def due(rule: DeadlineRule, calendar: WorkingCalendar) -> date | None:
    return first_due(rule, BASIS, Reckoning(calendar), MEETING).due_on


def test_a_late_holiday_on_the_last_day_moves_it_to_the_next_open_day() -> None:
    told = first_due(TEN_DAYS, BASIS, Reckoning(PLAIN)).explanation
    new = recounted(told, with_holidays(DUE, DUE + timedelta(days=1)))
    assert (told.due_on, new.due_on) == (DUE, date(2023, 7, 9))  # 7 and 8 July are a Friday and a Saturday
    assert (new.skipped[0], new.skipped[1]) == ((DUE, "Eid-ul-Azha"), (date(2023, 7, 6), "Eid-ul-Azha"))
    assert recounted(new, PLAIN) == told


@pytest.mark.parametrize("rule", RULES, ids=str)
@given(days=st.sets(st.dates(date(2023, 6, 20), date(2023, 10, 10)), max_size=12), years=st.sets(st.just(2023)))
def test_recounting_gives_what_counting_from_the_start_would(
    rule: DeadlineRule, days: set[date], years: set[int]
) -> None:
    after = WorkingCalendar(holidays=dict.fromkeys(days, "x"), known_years=years)
    for before, then in ((PLAIN, after), (after, PLAIN)):
        told = first_due(rule, BASIS, Reckoning(before), MEETING).explanation
        assert recounted(told, then) == first_due(rule, BASIS, Reckoning(then), MEETING).explanation


@pytest.mark.parametrize("rule", RULES, ids=str)
@given(days=st.sets(st.dates(date(2023, 6, 20), date(2023, 10, 10)), max_size=12))
def test_what_is_not_touched_does_not_change(rule: DeadlineRule, days: set[date]) -> None:
    after = with_holidays(*days)
    told = first_due(rule, BASIS, Reckoning(PLAIN), MEETING).explanation
    if not difference(PLAIN, after).touches(told):
        assert recounted(told, after) == told


def test_named_dates_and_ends_of_periods_stay_and_say_that_they_are_closed() -> None:
    for rule in (RULES[4], RULES[5], RULES[6], RULES[8]):
        told = first_due(rule, BASIS, Reckoning(PLAIN), MEETING).explanation
        assert told.due_on is not None
        new = recounted(told, with_holidays(told.due_on))
        assert new.due_on == told.due_on
        assert new.closed is not None


def test_immediately_means_as_many_working_days_as_when_it_was_counted() -> None:
    told = first_due(DeadlineRule(Kind.IMMEDIATE), BASIS, Reckoning(PLAIN)).explanation
    assert recounted(told, with_holidays(date(2023, 6, 26))).working_days == told.working_days == 3


def test_a_holiday_that_is_named_twice_or_falls_on_a_closed_day_is_no_change() -> None:
    friday = date(2023, 7, 7)
    assert not difference(PLAIN, with_holidays(friday))
    renamed = WorkingCalendar(holidays={DUE: "Eid"})
    assert not difference(with_holidays(DUE), renamed)
    change = difference(PLAIN, with_holidays(DUE, friday))
    assert (change.days, change.first) == (frozenset({DUE}), DUE)


def test_other_weekly_off_days_touch_everything_and_a_published_list_what_said_it_was_not_known() -> None:
    told = first_due(TEN_DAYS, BASIS, Reckoning(PLAIN)).explanation
    assert told.unknown_years == (2023,)
    assert difference(PLAIN, replace(PLAIN, weekly_off=frozenset({7}))).touches(told)
    published = difference(PLAIN, replace(PLAIN, known_years={2023}))
    assert published.touches(told)
    assert published.first == date(2023, 1, 1)
    assert not difference(PLAIN, replace(PLAIN, known_years={2024})).touches(told)


def test_a_calendar_survives_being_kept() -> None:
    calendar = WorkingCalendar(frozenset({7}), {DUE: "ঈদুল আজহা"}, frozenset({date(2023, 7, 9)}), frozenset({2023}))
    assert calendar_from_json(calendar_to_json(calendar)) == calendar
