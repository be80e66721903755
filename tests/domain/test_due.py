"""The first due date of every kind of deadline."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.oracles import ONE, calendars, closed, is_last_of_month, near, nth_open_after, walk
from tracker.domain.calendar import WorkingCalendar
from tracker.domain.deadlines import DeadlineRule, Kind, Unit
from tracker.domain.due import Basis, Policy, Reckoning, choose_basis, first_due
from tracker.domain.errors import BadInput
from tracker.domain.fiscal import FiscalCalendar

BD = Reckoning(
    WorkingCalendar(
        holidays={
            date(2024, 12, 16): "Victory Day",
            date(2025, 3, 30): "Eid-ul-Fitr",
            date(2025, 3, 31): "Eid-ul-Fitr",
            date(2025, 4, 1): "Eid-ul-Fitr",
        },
        known_years=range(2023, 2026),
    )
)
INDIA = Reckoning(WorkingCalendar(weekly_off=frozenset({7})), FiscalCalendar(4))
ISSUED = date(2023, 6, 25)  # a Sunday


def within(amount: int, unit: Unit) -> DeadlineRule:
    return DeadlineRule(Kind.WITHIN, amount, unit)


def every(unit: Unit, **named: object) -> DeadlineRule:
    return DeadlineRule(Kind.EVERY, every=unit, **named)  # type: ignore[arg-type]


def end_of(unit: Unit) -> DeadlineRule:
    return DeadlineRule(Kind.END_OF, unit=unit)


def due(rule: DeadlineRule, basis: date = ISSUED, reckoning: Reckoning = BD) -> date | None:
    return first_due(rule, Basis(basis), reckoning).due_on


@pytest.mark.parametrize(
    ("rule", "basis", "result"),
    [
        (within(10, Unit.DAY), ISSUED, date(2023, 7, 5)),
        (within(5, Unit.DAY), ISSUED, date(2023, 7, 2)),  # 30 June is a Friday
        (within(6, Unit.DAY), ISSUED, date(2023, 7, 2)),  # 1 July is a Saturday
        (within(7, Unit.DAY), date(2024, 12, 9), date(2024, 12, 17)),  # Victory Day
        (within(24, Unit.HOUR), date(2023, 7, 2), date(2023, 7, 3)),
        (within(25, Unit.HOUR), date(2023, 7, 2), date(2023, 7, 4)),
        (within(72, Unit.HOUR), date(2023, 7, 2), date(2023, 7, 5)),
        (within(1, Unit.HOUR), date(2023, 7, 2), date(2023, 7, 3)),
        (within(2, Unit.WEEK), ISSUED, date(2023, 7, 9)),
        (within(1, Unit.MONTH), date(2024, 1, 31), date(2024, 2, 29)),
        (within(1, Unit.MONTH), date(2023, 1, 31), date(2023, 2, 28)),
        (within(6, Unit.MONTH), date(2024, 9, 30), date(2025, 4, 2)),  # Eid, 30 March to 1 April
        (within(10, Unit.DAY), date(2023, 12, 28), date(2024, 1, 7)),
        (within(1, Unit.YEAR), date(2024, 2, 29), date(2025, 3, 2)),
        (within(1, Unit.FORTNIGHT), date(2023, 7, 2), date(2023, 7, 16)),
        (within(1, Unit.BIMONTH), date(2023, 7, 2), date(2023, 9, 3)),
        (within(1, Unit.QUARTER), date(2023, 7, 2), date(2023, 10, 2)),
        (within(1, Unit.HALF_YEAR), date(2023, 7, 2), date(2024, 1, 2)),
        (within(3, Unit.WORKING_DAY), date(2023, 6, 28), date(2023, 7, 3)),
        (within(10, Unit.WORKING_DAY), date(2024, 12, 4), date(2024, 12, 19)),
    ],
)
def test_counted_deadlines(rule: DeadlineRule, basis: date, result: date) -> None:
    assert due(rule, basis) == result


def test_a_counted_deadline_that_ends_on_a_friday_moves_to_sunday_and_says_what_it_skipped() -> None:
    explanation = first_due(within(5, Unit.DAY), Basis(ISSUED), BD).explanation
    assert explanation.reached == date(2023, 6, 30)
    assert explanation.skipped == ((date(2023, 6, 30), "weekly_off"), (date(2023, 7, 1), "weekly_off"))
    assert explanation.due_on == date(2023, 7, 2)


def test_closed_days_on_the_way_do_not_lengthen_a_count_of_days() -> None:
    explanation = first_due(within(10, Unit.DAY), Basis(ISSUED), BD).explanation
    assert explanation.skipped == ()


def test_a_count_of_working_days_names_every_closed_day() -> None:
    explanation = first_due(within(10, Unit.WORKING_DAY), Basis(date(2024, 12, 4)), BD).explanation
    assert [day.day for day, _ in explanation.skipped] == [6, 7, 13, 14, 16]
    assert explanation.skipped[-1] == (date(2024, 12, 16), "Victory Day")


def test_the_years_whose_holidays_are_not_known_are_named() -> None:
    assert first_due(within(10, Unit.DAY), Basis(ISSUED), BD).explanation.unknown_years == ()
    assert first_due(within(10, Unit.DAY), Basis(date(2025, 12, 28)), BD).explanation.unknown_years == (2026,)
    # Only the last day of a count matters, but each of a count of working days.
    old = date(2022, 12, 28)
    assert first_due(within(10, Unit.DAY), Basis(old), BD).explanation.unknown_years == ()
    assert first_due(within(10, Unit.WORKING_DAY), Basis(old), BD).explanation.unknown_years == (2022,)


@given(calendars, near, st.integers(1, 60), st.sampled_from([Unit.HOUR, Unit.DAY, Unit.WEEK]))
def test_a_count_ends_on_the_first_open_day_from_its_last_day(
    calendar: WorkingCalendar, basis: date, amount: int, unit: Unit
) -> None:
    length = {Unit.HOUR: timedelta(hours=1), Unit.DAY: ONE, Unit.WEEK: 7 * ONE}[unit] * amount
    last = next(d for d in walk(basis) if d - basis >= length)
    expected = next(d for d in walk(last) if not closed(calendar, d))
    found = first_due(within(amount, unit), Basis(basis), Reckoning(calendar))
    assert found.due_on == expected
    assert [day for day, _ in found.explanation.skipped] == [
        last + n * ONE for n in range((expected - last).days)
    ]


@given(calendars, near, st.integers(1, 30))
def test_working_days_are_counted_as_a_walk_counts_them(
    calendar: WorkingCalendar, basis: date, n: int
) -> None:
    found = first_due(within(n, Unit.WORKING_DAY), Basis(basis), Reckoning(calendar))
    assert found.due_on == nth_open_after(calendar, basis, n)
    skipped = [day for day, _ in found.explanation.skipped]
    assert all(closed(calendar, day) for day in skipped)
    assert len(skipped) + n == (found.due_on - basis).days


@pytest.mark.parametrize("amount", [0, -3, 10**6, 10**30])
@pytest.mark.parametrize("unit", [Unit.HOUR, Unit.DAY, Unit.WORKING_DAY, Unit.WEEK, Unit.MONTH])
def test_a_count_that_cannot_be_meant_is_reviewed(amount: int, unit: Unit) -> None:
    found = first_due(within(amount, unit), Basis(ISSUED), BD)
    assert (found.due_on, found.review) == (None, ("vague_deadline",))


def test_a_count_past_the_year_9999_is_reviewed() -> None:
    for rule in (
        within(10, Unit.DAY),
        within(1, Unit.MONTH),
        within(30, Unit.WORKING_DAY),
        end_of(Unit.YEAR),
    ):
        found = first_due(rule, Basis(date(9999, 12, 28)), BD)
        assert (found.due_on, found.review) == (None, ("vague_deadline",))
    for unit in (Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR):
        assert first_due(every(unit), Basis(date(9999, 12, 30)), BD).due_on is None


def test_a_named_date_stays_even_on_a_closed_day() -> None:
    found = first_due(DeadlineRule(Kind.BY, date=date(2024, 12, 16)), Basis(ISSUED), BD)
    assert found.due_on == date(2024, 12, 16)
    assert found.explanation.closed == "Victory Day"
    assert found.review == ()


def test_a_named_date_before_the_basis_is_reviewed() -> None:
    found = first_due(DeadlineRule(Kind.BY, date=date(2023, 6, 24)), Basis(ISSUED), BD)
    assert (found.due_on, found.review) == (date(2023, 6, 24), ("conflicting_dates",))
    assert first_due(DeadlineRule(Kind.BY, date=ISSUED), Basis(ISSUED), BD).review == ()


@pytest.mark.parametrize(
    ("unit", "basis", "result"),
    [
        (Unit.WEEK, ISSUED, date(2023, 6, 29)),
        (Unit.WEEK, date(2023, 6, 29), date(2023, 6, 29)),
        (Unit.WEEK, date(2023, 6, 30), date(2023, 7, 6)),
        (Unit.MONTH, ISSUED, date(2023, 6, 30)),
        (Unit.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
        (Unit.QUARTER, ISSUED, date(2023, 6, 30)),
        (Unit.QUARTER, date(2023, 7, 1), date(2023, 9, 30)),
        (Unit.HALF_YEAR, date(2023, 11, 20), date(2023, 12, 31)),
        (Unit.HALF_YEAR, date(2025, 1, 22), date(2025, 6, 30)),
        (Unit.YEAR, date(2023, 11, 20), date(2024, 6, 30)),
        (Unit.YEAR, date(2023, 6, 30), date(2023, 6, 30)),
    ],
)
def test_the_end_of_the_fiscal_unit_that_holds_the_basis(unit: Unit, basis: date, result: date) -> None:
    assert due(end_of(unit), basis) == result


def test_elsewhere_the_year_ends_in_march_and_the_week_on_saturday() -> None:
    assert due(end_of(Unit.YEAR), date(2024, 6, 20), INDIA) == date(2025, 3, 31)
    assert due(end_of(Unit.WEEK), date(2024, 6, 20), INDIA) == date(2024, 6, 22)
    assert due(within(3, Unit.DAY), date(2024, 6, 20), INDIA) == date(2024, 6, 24)


@pytest.mark.parametrize(
    ("rule", "basis", "result"),
    [
        (every(Unit.DAY), ISSUED, date(2023, 6, 26)),
        (every(Unit.WEEK), ISSUED, date(2023, 7, 6)),
        (every(Unit.WEEK), date(2023, 6, 24), date(2023, 6, 29)),  # issued on the Saturday before
        (every(Unit.FORTNIGHT), ISSUED, date(2023, 7, 15)),
        (every(Unit.FORTNIGHT), date(2024, 2, 3), date(2024, 2, 29)),
        (every(Unit.MONTH), ISSUED, date(2023, 7, 31)),
        (every(Unit.MONTH), date(2023, 6, 15), date(2023, 6, 30)),  # exactly 15 days
        (every(Unit.MONTH), date(2023, 6, 16), date(2023, 7, 31)),
        (every(Unit.BIMONTH), date(2023, 2, 12), date(2023, 2, 28)),
        (every(Unit.BIMONTH), date(2024, 11, 12), date(2024, 12, 31)),
        (every(Unit.QUARTER), ISSUED, date(2023, 9, 30)),
        (every(Unit.HALF_YEAR), ISSUED, date(2023, 12, 31)),
        (every(Unit.YEAR), ISSUED, date(2024, 6, 30)),
        (every(Unit.YEAR), date(2024, 12, 9), date(2025, 6, 30)),
        (every(Unit.MONTH, day=5), date(2024, 6, 20), date(2024, 7, 5)),
        (every(Unit.MONTH, day=5), date(2024, 6, 21), date(2024, 8, 5)),
        (every(Unit.MONTH, day=31), date(2024, 2, 10), date(2024, 2, 29)),
        (every(Unit.MONTH, day=30), date(2023, 2, 10), date(2023, 2, 28)),
        (every(Unit.QUARTER, day=20), date(2024, 7, 1), date(2024, 9, 20)),
        (every(Unit.WEEK, weekdays=(2,)), ISSUED, date(2023, 6, 27)),
        (every(Unit.WEEK, weekdays=(7,)), ISSUED, date(2023, 7, 2)),  # the basis is a Sunday
        (every(Unit.WEEK, weekdays=(4, 2)), date(2023, 6, 27), date(2023, 6, 29)),
        (every(Unit.YEAR, dates=((10, 15), (1, 15), (4, 15))), ISSUED, date(2023, 10, 15)),
        (every(Unit.YEAR, dates=((10, 15), (1, 15), (4, 15))), date(2023, 10, 1), date(2024, 1, 15)),
        (every(Unit.YEAR, dates=((2, 29),)), date(2023, 1, 1), date(2023, 2, 28)),
        (every(Unit.YEAR, dates=((2, 29),)), date(2024, 1, 1), date(2024, 2, 29)),
    ],
)
def test_the_first_period_of_a_periodic_duty(rule: DeadlineRule, basis: date, result: date) -> None:
    assert due(rule, basis) == result


@given(near, st.integers(0, 40), st.sampled_from([Unit.MONTH, Unit.QUARTER, Unit.YEAR]))
def test_no_periodic_duty_is_due_sooner_than_the_policy_says(basis: date, least: int, unit: Unit) -> None:
    found = due(every(unit), basis, Reckoning(policy=Policy(min_first_period_days=least)))
    ends = {Unit.MONTH: range(1, 13), Unit.QUARTER: (3, 6, 9, 12), Unit.YEAR: (6,)}[unit]
    assert found == next(d for d in walk(basis + least * ONE) if is_last_of_month(d) and d.month in ends)


def test_immediately_is_three_working_days_by_policy_and_reviewed() -> None:
    found = first_due(DeadlineRule(Kind.IMMEDIATE), Basis(date(2023, 2, 12)), BD)
    assert (found.due_on, found.review) == (date(2023, 2, 15), ("policy_deadline",))
    assert found.explanation.origin == "policy"
    assert due(DeadlineRule(Kind.IMMEDIATE), date(2022, 11, 10), BD) == date(2022, 11, 15)
    five = Reckoning(BD.calendar, policy=Policy(immediate_working_days=5))
    assert due(DeadlineRule(Kind.IMMEDIATE), date(2023, 2, 12), five) == date(2023, 2, 19)


def test_the_next_meeting_is_the_deadline_when_its_date_is_known() -> None:
    rule = DeadlineRule(Kind.BEFORE_NEXT_MEETING)
    known = first_due(rule, Basis(ISSUED), BD, next_meeting_on=date(2023, 9, 22))
    assert (known.due_on, known.review, known.explanation.closed) == (date(2023, 9, 22), (), "weekly_off")
    unknown = first_due(rule, Basis(ISSUED), BD)
    assert (unknown.due_on, unknown.review) == (None, ("next_meeting_unknown",))
    past = first_due(rule, Basis(ISSUED), BD, next_meeting_on=date(2023, 6, 1))
    assert past.review == ("conflicting_dates",)


@pytest.mark.parametrize(
    ("kind", "review"),
    [
        (Kind.EVENT, ("unknown_event",)),
        (Kind.VAGUE, ("vague_deadline",)),
        (Kind.NONE, ("no_deadline",)),
        (Kind.ONGOING, ()),
    ],
)
def test_what_gives_no_date_is_never_guessed(kind: Kind, review: tuple[str, ...]) -> None:
    found = first_due(DeadlineRule(kind, 7, Unit.DAY), Basis(ISSUED), BD, next_meeting_on=date(2023, 9, 20))
    assert (found.due_on, found.review) == (None, review)


@pytest.mark.parametrize(
    "rule",
    [
        DeadlineRule(Kind.WITHIN),
        DeadlineRule(Kind.WITHIN, amount=3),
        DeadlineRule(Kind.BY),
        DeadlineRule(Kind.END_OF),
        DeadlineRule(Kind.END_OF, unit=Unit.HOUR),
        DeadlineRule(Kind.EVERY),
        DeadlineRule(Kind.EVERY, every=Unit.WORKING_DAY),
        every(Unit.WEEK, weekdays=(8,)),
        every(Unit.WEEK, weekdays=(0, 1)),
        every(Unit.YEAR, dates=((13, 1),)),
        every(Unit.YEAR, dates=((1, 0),)),
        every(Unit.YEAR, dates=((1, 32),)),
        every(Unit.MONTH, day=32),
    ],
)
def test_a_rule_that_lacks_what_its_kind_needs_is_refused(rule: DeadlineRule) -> None:
    with pytest.raises(BadInput) as refused:
        first_due(rule, Basis(ISSUED), BD)
    assert refused.value.hint


def test_the_issue_date_counts_else_the_meetings() -> None:
    issued, held = date(2023, 6, 25), date(2023, 6, 22)
    assert choose_basis(issued, held) == Basis(issued, "issued")
    assert choose_basis(None, held) == Basis(held, "held")
    assert choose_basis(issued, None) == Basis(issued, "issued")
    assert choose_basis(None, None) is None
    assert choose_basis(issued, issued) == Basis(issued, "issued")
    assert choose_basis(issued, held, ("held", "issued")) == Basis(held, "held")
    assert choose_basis(issued, held, ("held",)) == Basis(held, "held")
    assert choose_basis(issued, None, ("held",)) is None


def test_minutes_issued_before_they_were_held_count_from_the_meeting() -> None:
    assert choose_basis(date(2024, 1, 30), date(2025, 1, 28)) == Basis(date(2025, 1, 28), "held")


def test_the_origin_is_kept() -> None:
    for origin in ("text", "policy", "registrar"):
        assert first_due(within(3, Unit.DAY), Basis(ISSUED), BD, origin=origin).explanation.origin == origin
