"""When a decision first falls due: each kind of deadline rule, with the reasons that lead to the date."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from tracker.domain.calendar import BeyondCalendar, WorkingCalendar, shifted
from tracker.domain.deadlines import DeadlineRule, Kind, Unit
from tracker.domain.errors import BadInput
from tracker.domain.explanation import Basis as Basis
from tracker.domain.explanation import Explanation as Explanation
from tracker.domain.explanation import Span
from tracker.domain.fiscal import FiscalCalendar
from tracker.domain.months import add_months
from tracker.domain.recurrence import begins_with_next, first_span

_MONTHS = {Unit.MONTH: 1, Unit.BIMONTH: 2, Unit.QUARTER: 3, Unit.HALF_YEAR: 6, Unit.YEAR: 12}
_DAYS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.FORTNIGHT: 14}

MOST = 36_525
"""The largest amount that is believed (100 years of days); a larger one is a misread number."""

_REVIEW = {Kind.EVENT: ("unknown_event",), Kind.VAGUE: ("vague_deadline",), Kind.NONE: ("no_deadline",)}


@dataclass(frozen=True, slots=True)
class Policy:
    """What the configuration decides where the text does not.

    The first due day of a periodic duty lies at least `min_first_period_days` after the basis; "immediately"
    means `immediate_working_days` open days.
    """

    min_first_period_days: int = 15
    immediate_working_days: int = 3


@dataclass(frozen=True, slots=True)
class Reckoning:
    """All that dates are reckoned by."""

    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)
    fiscal: FiscalCalendar = field(default_factory=FiscalCalendar)
    policy: Policy = field(default_factory=Policy)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The date a rule gives (None: none, or none yet), the reasons, and why a person must look first
    (contract codes).
    """

    due_on: date | None
    explanation: Explanation
    review: tuple[str, ...] = ()


def choose_basis(
    issued_on: date | None, held_on: date | None, order: tuple[str, ...] = ("issued", "held")
) -> Basis | None:
    """The date that relative deadlines count from: the first known of `order`, None when the minutes state
    neither.

    Minutes that say they were issued before the meeting was held count from the meeting.
    """
    if issued_on is not None and held_on is not None and issued_on < held_on:
        return Basis(held_on, "held")
    known = {"issued": issued_on, "held": held_on}
    return next((Basis(on, kind) for kind in order if (on := known[kind]) is not None), None)


def first_due(
    rule: DeadlineRule,
    basis: Basis,
    reckoning: Reckoning,
    next_meeting_on: date | None = None,
    *,
    origin: str = "text",
) -> Deadline:
    """The first due date of a rule.

    Sources: the reading contract's table of deadlines; General Clauses Act 1897, section 9 (the first day is
    left out, the last counted) and section 10 (a last day on which the office is closed moves to the next
    open day). A count that gives no usable date (nothing to count, or absurdly much) is reviewed as
    `vague_deadline`, a named date before the basis as `conflicting_dates`.

    Raises BadInput when the rule lacks what its kind needs (a count without amount or unit) or names a day
    that no calendar has.
    """
    plain = Explanation(rule, basis).from_origin(origin)
    try:
        return _BY_KIND[rule.kind](plain, reckoning, next_meeting_on)
    except BeyondCalendar:
        return Deadline(None, plain, ("vague_deadline",))


def _within(plain: Explanation, reckoning: Reckoning, _: date | None) -> Deadline:
    rule, basis = plain.rule, plain.basis.on
    if rule.amount is None or rule.unit is None:
        raise BadInput("a “within” deadline needs an amount and a unit", hint="give both, such as 10 days")
    if not 0 < rule.amount <= MOST:
        return Deadline(None, plain, ("vague_deadline",))
    if rule.unit is Unit.WORKING_DAY:
        return open_days(plain, rule.amount, reckoning.calendar)
    last = _counted(basis, rule.amount, rule.unit)
    return moved_to_open(plain, last, reckoning.calendar)


def _counted(basis: date, amount: int, unit: Unit) -> date:
    if unit in _MONTHS:
        return add_months(basis, amount * _MONTHS[unit])
    days = -(-amount // 24) if unit is Unit.HOUR else amount * _DAYS[unit]
    return shifted(basis, days)


def moved_to_open(plain: Explanation, last: date, calendar: WorkingCalendar) -> Deadline:
    """The counted last day, or the next open day after it. Raises BeyondCalendar."""
    due_on = calendar.next_open(last)
    skipped = _closed_between(last - timedelta(days=1), due_on, calendar)
    told = plain.with_result(
        due_on, reached=last, skipped=skipped, unknown_years=calendar.unknown_years(last, due_on)
    )
    return Deadline(due_on, told)


def open_days(
    plain: Explanation, days: int, calendar: WorkingCalendar, review: tuple[str, ...] = ()
) -> Deadline:
    """The last of so many open days after the basis. Raises BeyondCalendar."""
    basis = plain.basis.on
    due_on = calendar.open_days_after(basis, days)
    told = plain.with_result(
        due_on,
        reached=due_on,
        skipped=_closed_between(basis, due_on, calendar),
        unknown_years=calendar.unknown_years(shifted(basis, 1), due_on),
        working_days=days,
    )
    return Deadline(due_on, told, review)


def _closed_between(after: date, before: date, calendar: WorkingCalendar) -> tuple[tuple[date, str], ...]:
    days = (date.fromordinal(n) for n in range(after.toordinal() + 1, before.toordinal()))
    return tuple((day, reason) for day in days if (reason := calendar.closed_reason(day)) is not None)


def _by(plain: Explanation, reckoning: Reckoning, _: date | None) -> Deadline:
    day = plain.rule.date
    if day is None:
        raise BadInput("a “by” deadline needs a date", hint="give the last day, such as 2023-07-05")
    return _as_named(plain, day, reckoning.calendar)


def _as_named(plain: Explanation, day: date, calendar: WorkingCalendar) -> Deadline:
    """A date that stays as it is; one before the basis cannot be meant."""
    review = ("conflicting_dates",) if day < plain.basis.on else ()
    return Deadline(day, named(plain, day, calendar), review)


def named(plain: Explanation, day: date, calendar: WorkingCalendar, span: Span | None = None) -> Explanation:
    """The explanation of a named date or a period's end: it stays, closed or not, and says so."""
    return plain.with_result(
        day, span=span, closed=calendar.closed_reason(day), unknown_years=calendar.unknown_years(day, day)
    )


def _end_of(plain: Explanation, reckoning: Reckoning, _: date | None) -> Deadline:
    unit = plain.rule.unit
    if unit is None:
        raise BadInput(
            "an “end_of” deadline needs a unit", hint="give week, month, quarter, half_year or year"
        )
    start, end = reckoning.fiscal.period(unit, plain.basis.on, reckoning.calendar)
    span = Span(reckoning.fiscal.key(unit, end), start, end)
    return Deadline(end, named(plain, end, reckoning.calendar, span))


def _every(plain: Explanation, reckoning: Reckoning, _: date | None) -> Deadline:
    rule, basis, min_days = plain.rule, plain.basis.on, reckoning.policy.min_first_period_days
    span, due_on = first_span(rule, basis, reckoning.fiscal, reckoning.calendar, min_days)
    told = named(plain, due_on, reckoning.calendar, span)
    return Deadline(due_on, told if begins_with_next(rule) else told._replace(min_days=min_days))


def _immediate(plain: Explanation, reckoning: Reckoning, _: date | None) -> Deadline:
    return open_days(
        plain, reckoning.policy.immediate_working_days, reckoning.calendar, ("policy_deadline",)
    )


def _next_meeting(plain: Explanation, reckoning: Reckoning, next_meeting_on: date | None) -> Deadline:
    if next_meeting_on is None:
        return Deadline(None, plain, ("next_meeting_unknown",))
    return _as_named(plain, next_meeting_on, reckoning.calendar)


def _undated(plain: Explanation, _reckoning: Reckoning, _: date | None) -> Deadline:
    return Deadline(None, plain, _REVIEW.get(plain.rule.kind, ()))


_BY_KIND = {
    Kind.WITHIN: _within,
    Kind.BY: _by,
    Kind.END_OF: _end_of,
    Kind.EVERY: _every,
    Kind.IMMEDIATE: _immediate,
    Kind.BEFORE_NEXT_MEETING: _next_meeting,
    Kind.EVENT: _undated,
    Kind.VAGUE: _undated,
    Kind.ONGOING: _undated,
    Kind.NONE: _undated,
}
