"""From the dates and periods that a text names to civil dates: years left out, windows, ends of months and years."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from tracker.domain.bangla import to_bangla
from tracker.domain.calendar import BeyondCalendar, shifted
from tracker.domain.deadlines import Unit
from tracker.domain.due import Reckoning
from tracker.domain.months import add_months, on_day
from tracker.minutes.dates import DAY_OR_YEAR, NO_SUCH_DAY, WEEKDAY_MISMATCH, Day, FoundDate, civil
from tracker.minutes.phrases.lexicon import BANGLA, GREGORIAN

_DOUBTS = frozenset({WEEKDAY_MISMATCH, DAY_OR_YEAR})
_HALF_YEAR = timedelta(days=190)
JUST_PAST = timedelta(days=30)
"""A date without a year that lay so shortly before the basis was hardly meant for the next year."""
_MOST_OF_A_YEAR = timedelta(days=300)


DEFAULT_RECKONING = Reckoning()


class Bearings(NamedTuple):
    """What relative words are read against: the basis (None: the document has no date) and the body's calendars."""

    basis: date | None
    reckoning: Reckoning = DEFAULT_RECKONING


class Named(NamedTuple):
    """A civil date, None when it cannot be told; `doubtful` when a person must look at it."""

    on: date | None
    doubtful: bool = False


def last_day(found: FoundDate, bearings: Bearings) -> Named:
    """The last day that a date, range or list names; a year left out is the next such day on or after the basis."""
    if NO_SUCH_DAY in found.flags or found.calendar not in (GREGORIAN, BANGLA):
        return Named(None, True)
    day = found.last
    if day.year is None:
        return next_day(day, found.calendar, bearings, not _DOUBTS.isdisjoint(found.flags))
    on = civil(day, found.calendar)
    past = on is not None and bearings.basis is not None and on < bearings.basis
    weekday_wrong = found.weekday is not None and on is not None and on.isoweekday() != found.weekday
    return Named(on, on is None or past or weekday_wrong)


def next_day(day: Day, calendar: str, bearings: Bearings, doubtful: bool = False) -> Named:
    """The next day of that month and day, on or after the basis; doubtful when it has only just gone by."""
    basis = bearings.basis
    if basis is None or day.month is None or day.day is None:
        return Named(None, True)
    first = basis.year if calendar == GREGORIAN else to_bangla(basis).year
    for year in range(first, first + 9):
        on = civil(Day(year, day.month, day.day), calendar)
        if on is not None and on >= basis:
            return Named(on, doubtful or (on - basis > _MOST_OF_A_YEAR and _just_past(day, year - 1, calendar, basis)))
    return Named(None, True)


def _just_past(day: Day, year: int, calendar: str, basis: date) -> bool:
    before = civil(day._replace(year=year), calendar)
    return before is not None and before < basis <= before + JUST_PAST


def end_of_month(found: FoundDate, bearings: Bearings) -> Named:
    """The last day of a named month (or of the last of several)."""
    day = found.last
    if day.month is None or found.calendar not in (GREGORIAN, BANGLA):
        return Named(None, True)
    if day.year is not None:
        on = _month_end(day.year, day.month, found.calendar)
        return Named(on, on is None or (bearings.basis is not None and on < bearings.basis))
    basis = bearings.basis
    if basis is None:
        return Named(None, True)
    first = basis.year if found.calendar == GREGORIAN else to_bangla(basis).year
    ends = [_month_end(year, day.month, found.calendar) for year in range(first - 1, first + 3)]
    on = next((on for on in ends if on is not None and on >= basis), None)
    first_month = found.first.month or 0
    is_whole_year = len(found.days) > 1 and (day.month - first_month) % 12 == 11
    return Named(on, is_whole_year)


def last_open_day(end: Named, bearings: Bearings) -> Named:
    """The last open day up to a month's end: "by the last working day of February"."""
    on, calendar = end.on, bearings.reckoning.calendar
    while on is not None and not calendar.is_open(on):
        on -= timedelta(days=1)
    return Named(on, end.doubtful or (on is not None and bearings.basis is not None and on < bearings.basis))


def is_far(on: date, bearings: Bearings) -> bool:
    """Whether a month named without a year more likely lies behind than so far ahead."""
    return bearings.basis is not None and on - bearings.basis > _HALF_YEAR


def _month_end(year: int, month: int, calendar: str) -> date | None:
    if calendar == GREGORIAN:
        return on_day(year, month, 31)
    return next((on for n in (32, 31, 30, 29) if (on := civil(Day(year, month, n), calendar)) is not None), None)


def day_of_month(day: int, month: str, bearings: Bearings) -> Named:
    """That day of the basis's month ("this"), of the month after it ("next"), or the next one that comes ("")."""
    basis = bearings.basis
    if basis is None or not 1 <= day <= 31:
        return Named(None, True)
    if month == "next":
        following = add_months(basis.replace(day=1), 1)
        return Named(on_day(following.year, following.month, day))
    on = on_day(basis.year, basis.month, day)
    if month == "this":
        return Named(on, on < basis)
    return Named(on if on >= basis else on_day(*_year_month(add_months(basis.replace(day=1), 1)), day))


def _year_month(day: date) -> tuple[int, int]:
    return day.year, day.month


def next_weekday(weekday: int, bearings: Bearings) -> Named:
    """The next such weekday after the basis, which itself does not count."""
    if bearings.basis is None:
        return Named(None, True)
    return Named(bearings.basis + timedelta(days=(weekday - bearings.basis.isoweekday() - 1) % 7 + 1))


def weekday_of_next_week(weekday: int, bearings: Bearings) -> Named:
    """That weekday of the working week after the one that holds the basis: "by Wednesday of next week"."""
    end = end_of_next(Unit.WEEK, bearings).on
    if end is None:
        return Named(None, True)
    start, _ = bearings.reckoning.fiscal.period(Unit.WEEK, end, bearings.reckoning.calendar)
    return Named(start + timedelta(days=(weekday - start.isoweekday()) % 7))


def end_of_next(unit: Unit, bearings: Bearings) -> Named:
    """The end of the period after the one that holds the basis: "by next month"."""
    if bearings.basis is None:
        return Named(None, True)
    fiscal, calendar = bearings.reckoning.fiscal, bearings.reckoning.calendar
    _, end = fiscal.period(unit, bearings.basis, calendar)
    if unit is Unit.WEEK:
        _, end = fiscal.period(unit, shifted(calendar.next_open(shifted(end, 1)), 0), calendar)
        return Named(end)
    return Named(fiscal.following(unit, end, calendar)[1])


def end_of_fiscal_year(years: tuple[int, int], bearings: Bearings) -> Named:
    """The last day of a fiscal year that is named by its two years."""
    fiscal = bearings.reckoning.fiscal
    try:
        _, end = fiscal.period(Unit.YEAR, date(years[0], fiscal.first_month, 1))
    except BeyondCalendar:
        return Named(None, True)
    return Named(end, bearings.basis is not None and end < bearings.basis)


def holds(years: tuple[int, int], bearings: Bearings) -> bool:
    """Whether the basis lies in that fiscal year."""
    return bearings.basis is not None and bearings.reckoning.fiscal.year_of(bearings.basis) == years[0]


def is_this_month(found: FoundDate, bearings: Bearings) -> bool:
    """Whether a named month is the basis's own."""
    basis, day = bearings.basis, found.last
    return (
        basis is not None
        and found.calendar == GREGORIAN
        and day.month == basis.month
        and day.year in (None, basis.year)
    )


