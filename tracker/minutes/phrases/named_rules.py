"""Rules of days and periods that the words name: by a date, a month, a weekday; the end of a period."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.domain.deadlines import DeadlineRule, Kind, Unit
from tracker.minutes.dates import Day, FoundDate
from tracker.minutes.phrases import named_days
from tracker.minutes.phrases.cases import DATES_REVIEW, SEVERAL_REVIEW, Case, Told, day_named
from tracker.minutes.phrases.date_forms import LIST
from tracker.minutes.phrases.entries import Entry
from tracker.minutes.phrases.lexicon import GREGORIAN, HIJRI
from tracker.minutes.phrases.named_days import Bearings, Named
from tracker.minutes.phrases.recurring import yearly

_YEARLY_LIST = 3


def by(case: Case) -> Told:
    """The rule of a named last day; what only the moon dates is an event."""
    slots, entry, bearings, words = case
    found: FoundDate | None = slots.get("{date}") or slots.get("{dates}")
    if found is not None and found.form == LIST:
        return _listed(found, case)
    if found is not None and found.calendar == HIJRI:
        return DeadlineRule(Kind.EVENT, text=case.words), ()
    if (month := slots.get("{month}")) is not None and month.calendar == HIJRI:
        return DeadlineRule(Kind.EVENT, text=case.words), ()
    if entry.end and month is not None and not entry.before and named_days.is_this_month(month, bearings):
        return DeadlineRule(Kind.END_OF, unit=Unit.MONTH, text=words), ()
    if (years := slots.get("{fy}") or slots.get("{years}")) is not None and named_days.holds(years, bearings):
        return DeadlineRule(Kind.END_OF, unit=Unit.YEAR, text=words), ()
    return dated(_named(case), case)


def _listed(found: FoundDate, case: Case) -> Told:
    """Three dates or more without a year come round every year; of two, or of dated ones, the last counts."""
    if len(found.days) >= _YEARLY_LIST and not any(day.year for day in found.days):
        return DeadlineRule(Kind.EVERY, every=Unit.YEAR, dates=yearly((found,)), text=case.words), ()
    rule, review = dated(named_days.last_day(found, case.bearings), case)
    return rule, tuple(dict.fromkeys((*review, SEVERAL_REVIEW)))


def dated(named: Named, case: Case) -> Told:
    """The rule of a day that has been worked out, or could not be."""
    basis = case.bearings.basis
    if named.on is None:
        return DeadlineRule(Kind.VAGUE, text=case.words), (DATES_REVIEW,)
    on = named.on - timedelta(days=1) if case.entry.before else named.on
    doubtful = named.doubtful or (basis is not None and on < basis)
    return DeadlineRule(Kind.BY, date=on, text=case.words), (DATES_REVIEW,) if doubtful else ()


def _named(case: Case) -> Named:
    slots, entry, bearings, _ = case
    found: FoundDate | None = slots.get("{date}") or slots.get("{dates}")
    month: FoundDate | None = slots.get("{month}")
    if entry.unit is Unit.WORKING_DAY:
        end = named_days.day_of_month(31, entry.month, bearings)
        return named_days.last_open_day(named_days.end_of_month(month, bearings) if month else end, bearings)
    if found is not None:
        return named_days.last_day(found, bearings)
    day = day_named(slots, entry) or entry.day
    if entry.month.isdecimal():
        return named_days.next_day(Day(None, int(entry.month), day), GREGORIAN, bearings)
    if month is not None:
        return _in_month(month, day, entry, bearings)
    if day is not None:
        return named_days.day_of_month(day, entry.month, bearings)
    if (weekdays := slots.get("{weekday}")) is not None:
        named = named_days.weekday_of_next_week if entry.next else named_days.next_weekday
        return max((named(d, bearings) for d in weekdays), key=lambda n: n.on or date.min)
    if (years := slots.get("{fy}") or slots.get("{years}")) is not None:
        return named_days.end_of_fiscal_year(years, bearings)
    if (year := slots.get("{year}")) is not None:
        # A year further ahead than the next is as often a programme's goal as this duty's deadline.
        doubtful = bearings.basis is not None and not bearings.basis.year <= year <= bearings.basis.year + 1
        return Named(date(year, 12, 31), doubtful)
    return Named(None, True)


def _in_month(month: FoundDate, day: int | None, entry: Entry, bearings: Bearings) -> Named:
    if day is not None:
        whole = FoundDate(
            month.start, month.end, month.text, (Day(month.last.year, month.last.month, day),), month.calendar
        )
        return named_days.last_day(whole, bearings)
    end = named_days.end_of_month(month, bearings)
    if not entry.before or entry.end or end.on is None:
        return end
    return Named(end.on.replace(day=1), end.doubtful)


def end_of(case: Case) -> Told:
    """The rule of a running period's end; the end of the next one is a named day."""
    unit: Unit | None = case.entry.unit or case.slots.get("{unit}")
    if unit not in (Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.HALF_YEAR, Unit.YEAR):
        return DeadlineRule(Kind.VAGUE, text=case.words), ()
    if case.entry.next:
        return dated(named_days.end_of_next(unit, case.bearings), case)
    return DeadlineRule(Kind.END_OF, unit=unit, text=case.words), ()
