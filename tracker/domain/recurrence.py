"""Periodic duties as an endless row of periods, each with its due day and a stable key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from tracker.domain.calendar import BeyondCalendar, WorkingCalendar, shifted
from tracker.domain.deadlines import DeadlineRule, Unit
from tracker.domain.errors import BadInput
from tracker.domain.explanation import Span
from tracker.domain.fiscal import FiscalCalendar
from tracker.domain.months import on_day

Due = tuple[Span, date]

FROM_NEXT = frozenset({Unit.DAY, Unit.WEEK, Unit.FORTNIGHT})


def spans(rule: DeadlineRule, on: date, fiscal: FiscalCalendar, calendar: WorkingCalendar) -> Iterator[Due]:
    """The duty's periods with their due days, in order, from the one that holds `on`, until the calendar
    ends.

    A period's due day is its last day, or the named day of its (last) month. Named weekdays and named dates
    of the year are periods of one day each.

    Raises BadInput when the rule does not say how often, or names a day that no calendar has.
    """
    unit = _checked(rule)
    try:
        if rule.dates:
            yield from _named_dates(rule.dates, on)
        elif rule.weekdays:
            yield from _named_weekdays(rule.weekdays, on)
        else:
            yield from _periods(unit, rule.day, on, fiscal, calendar)
    except BeyondCalendar:
        return


def first_span(
    rule: DeadlineRule, basis: date, fiscal: FiscalCalendar, calendar: WorkingCalendar, min_days: int
) -> Due:
    """The first period of a duty: the one whose due day is at least `min_days` after the basis; for days,
    weeks and fortnights the first that starts after the basis.

    Raises BeyondCalendar when there is none before the year 10000.
    """
    begins = begins_after(rule, basis, min_days)
    found = next((due for due in spans(rule, basis, fiscal, calendar) if begins(due)), None)
    if found is None:
        raise BeyondCalendar
    return found


def begins_with_next(rule: DeadlineRule) -> bool:
    """Whether the duty begins with the first period that starts after the basis, however near its end."""
    return not rule.dates and (bool(rule.weekdays) or rule.every in FROM_NEXT)


def begins_after(rule: DeadlineRule, basis: date, min_days: int) -> Callable[[Due], bool]:
    """Whether a period is the first one or later."""
    if begins_with_next(rule):
        return lambda due: due[0].start > basis
    earliest = basis.toordinal() + min_days
    return lambda due: due[1].toordinal() >= earliest


def _checked(rule: DeadlineRule) -> Unit:
    """How often. A named weekday or date that does not exist would be looked for until the calendar ends."""
    if rule.every is None:
        raise BadInput(
            "a periodic deadline needs how often", hint="give day, week, month, quarter, half_year or year"
        )
    if not all(1 <= weekday <= 7 for weekday in rule.weekdays):
        raise BadInput("a weekday is 1 (Monday) to 7 (Sunday)", hint="mend the rule's weekdays")
    if not all(1 <= month <= 12 and 1 <= day <= 31 for month, day in rule.dates):
        raise BadInput(
            "a date of the year is a month 1 to 12 and a day 1 to 31", hint="mend the rule's dates"
        )
    if rule.day is not None and not 1 <= rule.day <= 31:
        raise BadInput("a day of the month is 1 to 31", hint="mend the rule's day")
    return rule.every


def _periods(
    unit: Unit, day: int | None, on: date, fiscal: FiscalCalendar, calendar: WorkingCalendar
) -> Iterator[Due]:
    start, end = fiscal.period(unit, on, calendar)
    while True:
        due_on = end if day is None or unit in FROM_NEXT else on_day(end.year, end.month, day)
        yield Span(fiscal.key(unit, end), start, end), due_on
        start, end = fiscal.following(unit, end, calendar)


def _named_weekdays(weekdays: tuple[int, ...], on: date) -> Iterator[Due]:
    wanted = frozenset(weekdays)
    day = on
    while True:
        if day.isoweekday() in wanted:
            iso = day.isocalendar()
            yield Span(f"{iso.year:04d}-W{iso.week:02d}-{iso.weekday}", day, day), day
        day = shifted(day, 1)


def _named_dates(dates: tuple[tuple[int, int], ...], on: date) -> Iterator[Due]:
    for year in range(on.year, 10000):
        for day in sorted({on_day(year, month, day) for month, day in dates}):
            if day >= on:
                yield Span(day.isoformat(), day, day), day
