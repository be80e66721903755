"""Rules of what is done again and again: spacing, times in a period, and the days that are named."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.domain.deadlines import DeadlineRule, Kind, Unit
from tracker.minutes.dates import NO_SUCH_DAY, FoundDate
from tracker.minutes.numbers import FoundNumber
from tracker.minutes.phrases.cases import DATES_REVIEW, VAGUE_REVIEW, Case, Told, day_named
from tracker.minutes.phrases.date_forms import LIST
from tracker.minutes.phrases.lexicon import GREGORIAN

_SPACING = {
    (1, Unit.DAY): Unit.DAY, (7, Unit.DAY): Unit.WEEK, (14, Unit.DAY): Unit.FORTNIGHT, (15, Unit.DAY): Unit.FORTNIGHT,
    (30, Unit.DAY): Unit.MONTH, (90, Unit.DAY): Unit.QUARTER, (1, Unit.WORKING_DAY): Unit.DAY,
    (1, Unit.WEEK): Unit.WEEK, (2, Unit.WEEK): Unit.FORTNIGHT, (1, Unit.MONTH): Unit.MONTH,
    (2, Unit.MONTH): Unit.BIMONTH, (3, Unit.MONTH): Unit.QUARTER, (6, Unit.MONTH): Unit.HALF_YEAR,
    (12, Unit.MONTH): Unit.YEAR, (2, Unit.QUARTER): Unit.HALF_YEAR, (4, Unit.QUARTER): Unit.YEAR,
    (2, Unit.HALF_YEAR): Unit.YEAR,
}  # fmt: skip
_TIMES = {
    (2, Unit.YEAR): Unit.HALF_YEAR, (4, Unit.YEAR): Unit.QUARTER, (6, Unit.YEAR): Unit.BIMONTH,
    (12, Unit.YEAR): Unit.MONTH, (2, Unit.HALF_YEAR): Unit.QUARTER, (3, Unit.QUARTER): Unit.MONTH,
    (2, Unit.MONTH): Unit.FORTNIGHT, (4, Unit.MONTH): Unit.WEEK, (2, Unit.DAY): Unit.DAY, (3, Unit.DAY): Unit.DAY,
}  # fmt: skip
_INEXACT = {(2, Unit.MONTH), (4, Unit.MONTH), (2, Unit.DAY), (3, Unit.DAY)}
_INEXACT_SPACING = {(30, Unit.DAY), (90, Unit.DAY)}
_ONE = {(1, unit): unit for unit in Unit}
_EVERY = _SPACING | _ONE
_DATE_SLOTS = ("{date}", "{dates}", "{month}")
_LENGTHS = dict(zip(range(1, 13), (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), strict=True))


def every(case: Case) -> Told:
    """The rule of a recurrence; a spacing that is no period of the contract is vague."""
    slots, entry = case.slots, case.entry
    unit: Unit | None = entry.every or slots.get("{freq}") or slots.get("{adverb}") or slots.get("{unit}")
    number: FoundNumber | None = slots.get("{n}")
    review: tuple[str, ...] = ()
    if number is not None and unit is not None and entry.every is None and "{freq}" not in slots:
        # "once in three months" has a number before the unit and another before "times".
        times = "{n=1}" not in slots and any(symbol.endswith(".times}") for symbol in slots)
        pair = (number.value, unit)
        if number.value != 1 or not times:
            unit = (_TIMES if times else _EVERY).get(pair)
            review = (VAGUE_REVIEW,) if pair in (_INEXACT if times else _INEXACT_SPACING) else ()
    if unit is None or unit is Unit.HOUR:
        return DeadlineRule(Kind.VAGUE, text=case.words), (VAGUE_REVIEW,)
    unit = Unit.DAY if unit is Unit.WORKING_DAY else unit
    return _named_days(case, unit, review)


def _named_days(case: Case, unit: Unit, review: tuple[str, ...]) -> Told:
    """The day, weekdays or dates that a periodic duty names."""
    slots, entry, _, words = case
    day = entry.day if entry.day is not None else day_named(slots, entry)
    weekdays: tuple[int, ...] = slots.get("{weekday}") or ()
    named = [slots[slot] for slot in _DATE_SLOTS if slot in slots]
    if named:
        if any(NO_SUCH_DAY in found.flags for found in named):
            return DeadlineRule(Kind.VAGUE, text=words), (*review, DATES_REVIEW)
        if dates := yearly(named):
            dates = tuple(map(_day_before, dates)) if entry.before else dates
            return DeadlineRule(Kind.EVERY, every=Unit.YEAR, dates=dates, text=words), review
    if unit is Unit.MONTH and day is not None:
        day = day - 1 if entry.before and day > 1 else day
        return DeadlineRule(Kind.EVERY, every=unit, day=day, text=words), review
    if unit is Unit.WEEK and weekdays:
        return DeadlineRule(Kind.EVERY, every=unit, weekdays=weekdays, text=words), review
    if day is not None or weekdays:
        review = (*review, VAGUE_REVIEW)
    return DeadlineRule(Kind.EVERY, every=unit, text=words), review


def _day_before(named: tuple[int, int]) -> tuple[int, int]:
    month, day = named
    if day > 1:
        return month, day - 1
    month = (month - 2) % 12 + 1
    return month, _LENGTHS[month]


def yearly(named: Iterable[FoundDate]) -> tuple[tuple[int, int], ...]:
    """(month, day) pairs that are named for each year; a month alone stands for its last day."""
    pairs = set()
    for found in named:
        days = found.days if found.form == LIST else (found.last,)
        pairs |= {(d.month, d.day or _LENGTHS[d.month]) for d in days if d.month and found.calendar == GREGORIAN}
    return tuple(sorted(pairs))
