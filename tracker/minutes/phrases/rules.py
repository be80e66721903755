"""From a pattern found in a text to the deadline rule that it states."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from tracker.domain.deadlines import DeadlineRule, Kind, Unit
from tracker.minutes.dates import FoundDate
from tracker.minutes.numbers import MISMATCH, FoundNumber
from tracker.minutes.phrases import named_days
from tracker.minutes.phrases.cases import (
    DATES_REVIEW,
    EVENT_REVIEW,
    NOTHING_REVIEW,
    POLICY_REVIEW,
    VAGUE_REVIEW,
    Case,
    Told,
    day_named,
)
from tracker.minutes.phrases.entries import SKIP, Entry
from tracker.minutes.phrases.matching import Hit
from tracker.minutes.phrases.named_days import Bearings
from tracker.minutes.phrases.named_rules import by, dated, end_of
from tracker.minutes.phrases.recurring import every

_REVIEW_OF = {
    Kind.VAGUE: VAGUE_REVIEW, Kind.EVENT: EVENT_REVIEW, Kind.IMMEDIATE: POLICY_REVIEW, Kind.NONE: NOTHING_REVIEW,
}  # fmt: skip
# Longer units than a month in the contract's own: a year is twelve months, a fortnight two weeks.
_IN_MONTHS = {Unit.BIMONTH: 2, Unit.QUARTER: 3, Unit.HALF_YEAR: 6, Unit.YEAR: 12}
_FARTHEST = 4
_new = tuple.__new__
"""Half the time of calling a named tuple."""


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
_TO_A_DAY = frozenset({Kind.WITHIN, Kind.BY})

def reading_of(hit: Hit, text: str, span: tuple[int, int], bearings: Bearings, glossed: FoundDate | None) -> Reading:
    """The rule of a hit; `glossed` is a date in brackets within it, which then rules."""
    entry, slots = hit.entry, hit.slots()
    start, end = span
    case = _new(Case, (slots, entry, bearings, text[start:end]))
    if glossed is not None and entry.kind in _TO_A_DAY:
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
    behind = entry.future and (DATES_REVIEW in review or _is_behind(slots, rule, bearings))
    if behind or (rule.date is not None and _is_distant(rule.date, bearings)):
        rule, review, strength = DeadlineRule(Kind.NONE, text=case.words), (), 0
    day, freq = day_named(slots, entry), slots.get("{freq}")
    return _new(Reading, (rule, entry, strength, start, end, review, day, freq, flags))


def _is_behind(slots: Mapping[str, Any], rule: DeadlineRule, bearings: Bearings) -> bool:
    month: FoundDate | None = slots.get("{month}")
    return bool(month and month.last.year is None and rule.date and named_days.is_far(rule.date, bearings))


def _is_distant(day: date, bearings: Bearings) -> bool:
    """A year so far ahead is a goal of the nation ("developed by 2041"), not this duty's deadline."""
    return bearings.basis is not None and day.year > bearings.basis.year + _FARTHEST


def _flags(hit: Hit) -> tuple[str, ...]:
    flags: tuple[str, ...] = ()
    for symbol, meaning in hit.captures:
        if symbol in _FLAGGED and (own := meaning.flags):
            flags = tuple(dict.fromkeys(flags + own))
    return flags


def _plain(case: Case) -> Told:
    kind = Kind.NONE if case.entry.kind == SKIP else Kind(case.entry.kind)
    return DeadlineRule(kind, text=case.words), ()


def _counted(case: Case) -> tuple[int, Unit] | None:
    number: FoundNumber | None = case.slots.get("{n}")
    amount = case.entry.amount if number is None else number.value
    unit: Unit | None = case.entry.unit or case.slots.get("{unit}")
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


def _by_gloss(case: Case, glossed: FoundDate) -> Told:
    """The date in brackets rules; it is checked against the count before it."""
    basis = case.bearings.basis
    rule, review = dated(named_days.last_day(glossed, case.bearings), case)
    counted = _counted(case)
    if rule.date and basis and counted and (days := _DAYS.get(counted[1])) is not None:
        told = (rule.date - basis).days - round(counted[0] * days)
        if not _CLOSED_BEFORE <= told <= _CLOSED_AFTER:
            review = tuple(dict.fromkeys((*review, DATES_REVIEW)))
    return rule, review


_CLOSED_BEFORE, _CLOSED_AFTER = -3, 4
"""How many days a date in brackets may lie from the count before it: closed days, and another day of counting."""
_DAYS: dict[Unit, float] = {Unit.HOUR: 1 / 24, Unit.DAY: 1, Unit.WEEK: 7}

_OF_KIND: dict[str, Callable[[Case], Told]] = {
    Kind.WITHIN: _within,
    Kind.BY: by,
    Kind.END_OF: end_of,
    Kind.EVERY: every,
    Kind.EVENT: _event,
}

