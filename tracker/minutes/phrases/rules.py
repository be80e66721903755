"""From a pattern found in a text to the deadline rule that it states."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from tracker.domain.deadlines import DeadlineRule, Kind, Unit
from tracker.minutes.dates import Day, FoundDate
from tracker.minutes.numbers import MISMATCH, FoundNumber
from tracker.minutes.phrases import named_days
from tracker.minutes.phrases.date_forms import LIST
from tracker.minutes.phrases.entries import SKIP, Entry
from tracker.minutes.phrases.matching import Hit
from tracker.minutes.phrases.named_days import Bearings, Named

VAGUE_REVIEW, EVENT_REVIEW, POLICY_REVIEW = "vague_deadline", "unknown_event", "policy_deadline"
DATES_REVIEW, SEVERAL_REVIEW, NOTHING_REVIEW = "conflicting_dates", "several_deadlines", "no_deadline"

_REVIEW_OF = {
    Kind.VAGUE: VAGUE_REVIEW, Kind.EVENT: EVENT_REVIEW, Kind.IMMEDIATE: POLICY_REVIEW, Kind.NONE: NOTHING_REVIEW,
}  # fmt: skip
# Longer units than a month in the contract's own: a year is twelve months, a fortnight two weeks.
_IN_MONTHS = {Unit.BIMONTH: 2, Unit.QUARTER: 3, Unit.HALF_YEAR: 6, Unit.YEAR: 12}
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
_YEARLY_LIST = 3
_FARTHEST = 4
_INEXACT_TIMES = {(2, Unit.MONTH), (4, Unit.MONTH), (2, Unit.DAY), (3, Unit.DAY)}


class Reading(NamedTuple):
    """One rule that the text states, with its strength, the codes for review, and where it stands (characters)."""

    rule: DeadlineRule
    entry: Entry
    strength: int
    start: int
    end: int
    review: tuple[str, ...] = ()
    day: int | None = None
    """The day of the month that the words name, before it became a date."""
    freq: Unit | None = None
    """The frequency that an adjective names, also where it is no deadline ("the monthly report")."""
    flags: tuple[str, ...] = ()
    """What numbers and dates within are flagged with: mixed_digits, number_word_mismatch, weekday_mismatch."""


_FLAGGED = frozenset({"{n}", "{nth}", "{date}", "{dates}", "{month}"})

Told = tuple[DeadlineRule, tuple[str, ...]]


class Case(NamedTuple):
    """A hit with what is needed to make its rule."""

    hit: Hit
    entry: Entry
    bearings: Bearings
    words: str


def reading_of(hit: Hit, text: str, span: tuple[int, int], bearings: Bearings, glossed: FoundDate | None) -> Reading:
    """The rule of a hit; `glossed` is a date in brackets within it, which then rules."""
    entry = hit.entry
    case = Case(hit, entry, bearings, text[span[0] : span[1]])
    if glossed is not None and entry.kind in (Kind.WITHIN, Kind.BY):
        rule, review = _by_gloss(case, glossed)
    else:
        rule, review = _OF_KIND.get(entry.kind, _plain)(case)
    if (own := _REVIEW_OF.get(rule.kind)) is not None and own not in review and DATES_REVIEW not in review:
        review = (own, *review)
    if entry.review:
        review = tuple(dict.fromkeys((*review, *entry.review)))
    strength, flags = entry.strength, _flags(hit)
    if MISMATCH in flags:
        review = (*review, MISMATCH)
    if (entry.future and (DATES_REVIEW in review or _is_behind(hit, rule, bearings))) or _is_distant(rule, bearings):
        rule, review, strength = DeadlineRule(Kind.NONE, text=case.words), (), 0
    return Reading(rule, entry, strength, span[0], span[1], review, _day_named(hit), hit.get("{freq}"), flags)


def _is_behind(hit: Hit, rule: DeadlineRule, bearings: Bearings) -> bool:
    month: FoundDate | None = hit.get("{month}")
    return bool(month and month.last.year is None and rule.date and named_days.is_far(rule.date, bearings))


def _is_distant(rule: DeadlineRule, bearings: Bearings) -> bool:
    """A year so far ahead is a goal of the nation ("developed by 2041"), not this duty's deadline."""
    return bool(rule.date and bearings.basis and rule.date.year > bearings.basis.year + _FARTHEST)


def _flags(hit: Hit) -> tuple[str, ...]:
    flags: tuple[str, ...] = ()
    for symbol, meaning in hit.captures:
        if symbol in _FLAGGED and meaning.flags:
            flags = tuple(dict.fromkeys(flags + meaning.flags))
    return flags


def _plain(case: Case) -> Told:
    kind = Kind.NONE if case.entry.kind == SKIP else Kind(case.entry.kind)
    return DeadlineRule(kind, text=case.words), ()


def _counted(case: Case) -> tuple[int, Unit] | None:
    number: FoundNumber | None = case.hit.get("{n}")
    amount = case.entry.amount if number is None else number.value
    unit: Unit | None = case.entry.unit or case.hit.get("{unit}")
    if amount is None or unit is None:
        return None
    if unit is Unit.FORTNIGHT:
        return amount * 2, Unit.WEEK
    return (amount * _IN_MONTHS[unit], Unit.MONTH) if unit in _IN_MONTHS else (amount, unit)


def _within(case: Case) -> Told:
    counted = _counted(case)
    if counted is None or counted[0] <= 0:
        return DeadlineRule(Kind.VAGUE, text=case.words), ()
    return DeadlineRule(Kind.WITHIN, amount=counted[0], unit=counted[1], text=case.words), ()


def _event(case: Case) -> Told:
    counted = _counted(case)
    if counted is None:
        return DeadlineRule(Kind.EVENT, text=case.words), ()
    amount = -counted[0] if case.entry.before else counted[0]
    return DeadlineRule(Kind.EVENT, amount=amount, unit=counted[1], text=case.words), ()


def _by(case: Case) -> Told:
    hit, entry, bearings, words = case
    found: FoundDate | None = hit.get("{date}") or hit.get("{dates}")
    if found is not None and found.form == LIST:
        return _listed(found, case)
    if found is not None and found.calendar == "hijri":
        return DeadlineRule(Kind.EVENT, text=case.words), ()
    if (month := hit.get("{month}")) is not None and month.calendar == "hijri":
        return DeadlineRule(Kind.EVENT, text=case.words), ()
    if entry.end and month is not None and not entry.before and named_days.is_this_month(month, bearings):
        return DeadlineRule(Kind.END_OF, unit=Unit.MONTH, text=words), ()
    if (years := hit.get("{fy}")) is not None and named_days.holds(years, bearings):
        return DeadlineRule(Kind.END_OF, unit=Unit.YEAR, text=words), ()
    return _dated(_named(hit, entry, bearings), case)


def _listed(found: FoundDate, case: Case) -> Told:
    """Three dates or more without a year come round every year; of two, or of dated ones, the last counts."""
    if len(found.days) >= _YEARLY_LIST and not any(day.year for day in found.days):
        return DeadlineRule(Kind.EVERY, every=Unit.YEAR, dates=_yearly(case.hit), text=case.words), ()
    rule, review = _dated(named_days.last_day(found, case.bearings), case)
    return rule, tuple(dict.fromkeys((*review, SEVERAL_REVIEW)))


def _dated(named: Named, case: Case) -> Told:
    basis = case.bearings.basis
    if named.on is None:
        return DeadlineRule(Kind.VAGUE, text=case.words), (DATES_REVIEW,)
    on = named.on - timedelta(days=1) if case.entry.before else named.on
    doubtful = named.doubtful or (basis is not None and on < basis)
    return DeadlineRule(Kind.BY, date=on, text=case.words), (DATES_REVIEW,) if doubtful else ()


def _named(hit: Hit, entry: Entry, bearings: Bearings) -> Named:
    found: FoundDate | None = hit.get("{date}") or hit.get("{dates}")
    month: FoundDate | None = hit.get("{month}")
    day = _day_named(hit) or entry.day
    if found is not None:
        return named_days.last_day(found, bearings)
    if entry.month.isdecimal():
        return named_days.next_day(Day(None, int(entry.month), day), "gregorian", bearings)
    if month is not None:
        return _in_month(month, day, entry, bearings)
    if day is not None:
        return named_days.day_of_month(day, entry.month, bearings)
    if (weekdays := hit.get("{weekday}")) is not None:
        return max((named_days.next_weekday(d, bearings) for d in weekdays), key=lambda n: n.on or date.min)
    if (years := hit.get("{fy}")) is not None:
        return named_days.end_of_fiscal_year(years, bearings)
    if (year := hit.get("{year}")) is not None:
        # A year further ahead than the next is as often a programme's goal as this duty's deadline.
        doubtful = bearings.basis is not None and not bearings.basis.year <= year <= bearings.basis.year + 1
        return Named(date(year, 12, 31), doubtful)
    return Named(None, True)


def _day_named(hit: Hit) -> int | None:
    """The day of the month that is named; of a numbered week its last, the first week ending on the 7th."""
    day: int | None = hit.get("{day}")
    nth: FoundNumber | None = hit.get("{nth}")
    if nth is None or day is not None:
        return day
    return min(nth.value * 7, 31) if hit.entry.unit is Unit.WEEK else nth.value if hit.entry.monthly else None


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


def _end_of(case: Case) -> Told:
    unit: Unit | None = case.entry.unit or case.hit.get("{unit}")
    if unit not in (Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.HALF_YEAR, Unit.YEAR):
        return DeadlineRule(Kind.VAGUE, text=case.words), ()
    if case.entry.next:
        return _dated(named_days.end_of_next(unit, case.bearings), case)
    return DeadlineRule(Kind.END_OF, unit=unit, text=case.words), ()


def _every(case: Case) -> Told:
    hit, entry = case.hit, case.entry
    unit: Unit | None = entry.every or hit.get("{freq}") or hit.get("{adverb}") or hit.get("{unit}")
    number: FoundNumber | None = hit.get("{n}")
    review: tuple[str, ...] = ()
    symbols = {symbol for symbol, _ in hit.captures}
    # "once in three months" has a number before the unit and another before "times".
    times = "{n=1}" not in symbols and any(symbol.endswith(".times}") for symbol in symbols)
    if number is not None and unit is not None and entry.every is None and hit.get("{freq}") is None:
        pair = (number.value, unit)
        if number.value != 1 or not times:
            unit = (_TIMES if times else _SPACING | _ONE).get(pair)
            review = (VAGUE_REVIEW,) if times and pair in _INEXACT_TIMES else ()
    if unit is None or unit is Unit.HOUR:
        return DeadlineRule(Kind.VAGUE, text=case.words), (VAGUE_REVIEW,)
    unit = Unit.DAY if unit is Unit.WORKING_DAY else unit
    return _named_days(case, unit, review)


_ONE = {(1, unit): unit for unit in Unit}


def _named_days(case: Case, unit: Unit, review: tuple[str, ...]) -> Told:
    """The day, weekdays or dates that a periodic duty names."""
    hit, entry, _, words = case
    day = entry.day if entry.day is not None else _day_named(hit)
    weekdays: tuple[int, ...] = hit.get("{weekday}") or ()
    dates = _yearly(hit)
    if dates:
        return DeadlineRule(Kind.EVERY, every=Unit.YEAR, dates=dates, text=words), review
    if unit is Unit.MONTH and day is not None:
        day = day - 1 if entry.before and day > 1 else day
        return DeadlineRule(Kind.EVERY, every=unit, day=day, text=words), review
    if unit is Unit.WEEK and weekdays:
        return DeadlineRule(Kind.EVERY, every=unit, weekdays=weekdays, text=words), review
    if day is not None or weekdays:
        review = (*review, VAGUE_REVIEW)
    return DeadlineRule(Kind.EVERY, every=unit, text=words), review


def _yearly(hit: Hit) -> tuple[tuple[int, int], ...]:
    """(month, day) pairs that are named for each year; a month alone stands for its last day."""
    pairs = set()
    for slot in ("{date}", "{dates}", "{month}"):
        for found in hit.all(slot):
            days = found.days if found.form == "list" else (found.last,)
            pairs |= {(d.month, d.day or _LENGTHS[d.month]) for d in days if d.month and found.calendar == "gregorian"}
    return tuple(sorted(pairs))


_LENGTHS = dict(zip(range(1, 13), (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), strict=True))


def _by_gloss(case: Case, glossed: FoundDate) -> Told:
    """The date in brackets rules; it is checked against the count before it."""
    basis = case.bearings.basis
    rule, review = _dated(named_days.last_day(glossed, case.bearings), case)
    counted = _counted(case)
    if rule.date and basis and counted and (days := _DAYS.get(counted[1])) is not None:
        reached = basis + timedelta(days=round(counted[0] * days))
        if not timedelta(days=-3) <= rule.date - reached <= timedelta(days=4):
            review = tuple(dict.fromkeys((*review, DATES_REVIEW)))
    return rule, review


_DAYS: dict[Unit, float] = {Unit.HOUR: 1 / 24, Unit.DAY: 1, Unit.WEEK: 7}

_OF_KIND: dict[str, Callable[[Case], Told]] = {
    Kind.WITHIN: _within,
    Kind.BY: _by,
    Kind.END_OF: _end_of,
    Kind.EVERY: _every,
    Kind.EVENT: _event,
}

