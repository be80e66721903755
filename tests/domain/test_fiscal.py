"""Fiscal years, quarters and the other periods, and how they are written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.oracles import ONE, days, is_last_of_month
from tracker.domain.calendar import BeyondCalendar, WorkingCalendar
from tracker.domain.deadlines import Unit
from tracker.domain.errors import BadInput
from tracker.domain.fiscal import FiscalCalendar, Quarter

BD = FiscalCalendar(7)
INDIA = FiscalCalendar(4)
PLAIN = FiscalCalendar(1)
MONTHS = {Unit.MONTH: 1, Unit.BIMONTH: 2, Unit.QUARTER: 3, Unit.HALF_YEAR: 6, Unit.YEAR: 12}

fiscal_calendars = st.builds(FiscalCalendar, st.integers(1, 12))
month_units = st.sampled_from(list(MONTHS))


@pytest.mark.parametrize(
    ("calendar", "day", "quarter", "label"),
    [
        (BD, date(2023, 6, 30), Quarter(2022, 4), "2022-23Q4"),
        (BD, date(2023, 7, 1), Quarter(2023, 1), "2023-24Q1"),
        (BD, date(2023, 12, 31), Quarter(2023, 2), "2023-24Q2"),
        (BD, date(2024, 1, 1), Quarter(2023, 3), "2023-24Q3"),
        (BD, date(2024, 2, 29), Quarter(2023, 3), "2023-24Q3"),
        (BD, date(1999, 7, 1), Quarter(1999, 1), "1999-00Q1"),
        (INDIA, date(2024, 3, 31), Quarter(2023, 4), "2023-24Q4"),
        (INDIA, date(2024, 4, 1), Quarter(2024, 1), "2024-25Q1"),
        (PLAIN, date(2024, 12, 31), Quarter(2024, 4), "2024Q4"),
        (BD, date.max, Quarter(9999, 2), "9999-00Q2"),
    ],
)
def test_a_day_lies_in_its_fiscal_quarter(
    calendar: FiscalCalendar, day: date, quarter: Quarter, label: str
) -> None:
    assert calendar.quarter_of(day) == quarter
    assert calendar.label(quarter) == label
    assert calendar.parse_quarter(label) == quarter


def test_a_quarter_begins_and_ends() -> None:
    assert (BD.quarter_start(Quarter(2023, 1)), BD.quarter_end(Quarter(2023, 1))) == (
        date(2023, 7, 1),
        date(2023, 9, 30),
    )
    assert (BD.quarter_start(Quarter(2023, 3)), BD.quarter_end(Quarter(2023, 3))) == (
        date(2024, 1, 1),
        date(2024, 3, 31),
    )


@pytest.mark.parametrize(
    ("unit", "start", "end", "key"),
    [
        (Unit.DAY, date(2024, 2, 20), date(2024, 2, 20), "2024-02-20"),
        (Unit.WEEK, date(2024, 2, 18), date(2024, 2, 22), "2024-W08"),
        (Unit.FORTNIGHT, date(2024, 2, 16), date(2024, 2, 29), "2024-02F2"),
        (Unit.MONTH, date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (Unit.BIMONTH, date(2024, 1, 1), date(2024, 2, 29), "2023-24B4"),
        (Unit.QUARTER, date(2024, 1, 1), date(2024, 3, 31), "2023-24Q3"),
        (Unit.HALF_YEAR, date(2024, 1, 1), date(2024, 6, 30), "2023-24H2"),
        (Unit.YEAR, date(2023, 7, 1), date(2024, 6, 30), "2023-24"),
    ],
)
def test_each_unit_has_the_period_of_a_day_and_a_key(unit: Unit, start: date, end: date, key: str) -> None:
    assert BD.period(unit, date(2024, 2, 20), WorkingCalendar()) == (start, end)
    assert BD.key(unit, end) == key


def test_the_first_half_of_a_month_ends_on_the_fifteenth() -> None:
    assert BD.period(Unit.FORTNIGHT, date(2024, 2, 15)) == (date(2024, 2, 1), date(2024, 2, 15))
    assert BD.key(Unit.FORTNIGHT, date(2024, 2, 15)) == "2024-02F1"


@given(fiscal_calendars, month_units, days)
def test_periods_of_months_tile_the_fiscal_year(calendar: FiscalCalendar, unit: Unit, day: date) -> None:
    start, end = calendar.period(unit, day)
    assert start <= day <= end
    assert start.day == 1
    assert is_last_of_month(end)
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    assert months == MONTHS[unit]
    # Walking back month by month, the fiscal year's first month is reached in whole periods.
    back, month = 0, start.month
    while month != calendar.first_month:
        month = month - 1 or 12
        back += 1
    assert back % MONTHS[unit] == 0
    assert calendar.following(unit, end)[0] == end + ONE
    assert calendar.period(unit, end) == calendar.period(unit, start) == (start, end)


@given(fiscal_calendars, days)
def test_a_quarter_is_the_period_of_its_days(calendar: FiscalCalendar, day: date) -> None:
    quarter = calendar.quarter_of(day)
    assert (calendar.quarter_start(quarter), calendar.quarter_end(quarter)) == calendar.period(
        Unit.QUARTER, day
    )
    assert calendar.quarter_of(calendar.quarter_end(quarter) + ONE) == quarter.shifted(1)
    assert calendar.quarter_of(calendar.quarter_start(quarter) - ONE) == quarter.shifted(-1)
    assert Quarter.from_index(quarter.index) == quarter
    assert calendar.key(Unit.QUARTER, calendar.quarter_end(quarter)) == calendar.label(quarter)


@given(fiscal_calendars, st.sampled_from([*MONTHS, Unit.FORTNIGHT, Unit.WEEK, Unit.DAY]), days)
def test_following_periods_have_different_keys(calendar: FiscalCalendar, unit: Unit, day: date) -> None:
    week = WorkingCalendar()
    keys = []
    _, end = calendar.period(unit, day, week)
    for _ in range(30):
        keys.append(calendar.key(unit, end))
        _, end = calendar.following(unit, end, week)
    assert len(set(keys)) == 30


@given(fiscal_calendars, days)
def test_what_is_written_is_read(calendar: FiscalCalendar, day: date) -> None:
    quarter = calendar.quarter_of(day)
    assert calendar.parse_quarter(calendar.label(quarter)) == quarter


@given(days, days)
def test_quarters_are_ordered_as_their_days(one: date, other: date) -> None:
    if one < other:
        assert BD.quarter_of(one) <= BD.quarter_of(other)
        assert BD.quarter_of(one).index <= BD.quarter_of(other).index


@pytest.mark.parametrize(
    "text",
    [
        "2023-24Q1",
        "2023-24 Q1",
        "2023-2024Q1",
        "2023-24q1",
        " ২০২৩-২৪Q১ ",
        "২০২৩-২০২৪ Q১",
        "2023–24Q1",
        "2023/24 Q1",
    ],
)
def test_a_quarter_is_read_as_people_type_it(text: str) -> None:
    assert BD.parse_quarter(text) == Quarter(2023, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2023Q1",
        "2023-25Q1",
        "2023-24Q5",
        "2023-24Q0",
        "2023-24",
        "Q1",
        "",
        "2023-2025Q1",
        "0000-01Q1",
        "x" * 99,
    ],
)
def test_what_is_no_quarter_is_refused_with_the_way_to_write_it(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        BD.parse_quarter(text)
    assert "2023-24Q1" in refused.value.hint


def test_a_body_by_calendar_years_writes_plain_years() -> None:
    assert PLAIN.fiscal_year_label(date(2023, 5, 1)) == "2023"
    assert PLAIN.parse_quarter("2023Q2") == Quarter(2023, 2)
    with pytest.raises(BadInput, match="names no fiscal year"):
        PLAIN.parse_quarter("2023-24Q2")
    assert BD.fiscal_year_label(date(2023, 6, 30)) == "2022-23"


def test_a_fiscal_year_begins_in_a_month() -> None:
    with pytest.raises(ValueError, match="month"):
        FiscalCalendar(13)
    with pytest.raises(ValueError, match="1 to 4"):
        Quarter(2023, 5)


def test_hours_and_working_days_are_no_periods() -> None:
    for unit in (Unit.HOUR, Unit.WORKING_DAY):
        with pytest.raises(BadInput, match="is no period"):
            BD.period(unit, date(2024, 1, 1), WorkingCalendar())
        with pytest.raises(BadInput, match="is no period"):
            BD.key(unit, date(2024, 1, 1))
    with pytest.raises(ValueError, match="needs a working calendar"):
        BD.period(Unit.WEEK, date(2024, 1, 1))


def test_periods_that_leave_the_calendar_are_refused() -> None:
    with pytest.raises(BeyondCalendar):
        BD.period(Unit.YEAR, date.max)
    with pytest.raises(BeyondCalendar):
        BD.period(Unit.YEAR, date.min)
    with pytest.raises(BeyondCalendar):
        BD.following(Unit.QUARTER, date.max)
    with pytest.raises(BeyondCalendar):
        BD.quarter_end(Quarter(9999, 4))
    with pytest.raises(BeyondCalendar):
        BD.quarter_start(Quarter(10**9, 1))
    assert BD.period(Unit.HALF_YEAR, date.min) == (date.min, date(1, 6, 30))
    assert BD.period(Unit.HALF_YEAR, date.max) == (date(9999, 7, 1), date.max)
