"""The occurrences of an obligation: one for a one-off, an endless row for a periodic duty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.domain.deadlines import DeadlineRule, Kind
from tracker.domain.due import Basis, Explanation, Reckoning, first_due, named
from tracker.domain.recurrence import begins_after, spans

ONCE = "once"


@dataclass(frozen=True, slots=True)
class Period:
    """One occurrence: a key that stays when its due date moves ("2023-24Q1", "once"), the period's first and
    last day (None where there is none), the due day and its reasons.
    """

    key: str
    start: date | None
    end: date | None
    due_on: date | None
    reasons: Explanation

    def explanation(self, origin: str = "text") -> Explanation:
        """Why it is due then; `origin` is text, policy or registrar."""
        return self.reasons.from_origin(origin)


def occurrences(
    rule: DeadlineRule,
    basis: Basis,
    reckoning: Reckoning,
    after: date | None,
    through: date,
    next_meeting_on: date | None = None,
) -> Iterator[Period]:
    """The occurrences due after `after` (None: from the first) and not later than `through`, in order of due
    date.

    The first of all is `first_due`. A rule that is not periodic has one, with the key "once"; without a due
    date it is given only when `after` is None. Raises BadInput as `first_due` does.
    """
    deadline = first_due(rule, basis, reckoning, next_meeting_on)
    if rule.kind is not Kind.EVERY:
        if _within(deadline.due_on, after, through):
            yield Period(ONCE, basis.on, deadline.due_on, deadline.due_on, deadline.explanation)
        return
    if deadline.due_on is None:
        return
    yield from _periodic(deadline.explanation, deadline.due_on, reckoning, after, through)


def _periodic(
    first: Explanation, first_due_on: date, reckoning: Reckoning, after: date | None, through: date
) -> Iterator[Period]:
    rule, basis = first.rule, first.basis
    belongs = begins_after(rule, basis.on, reckoning.policy.min_first_period_days)
    plain = Explanation(rule, basis)
    start = first_due_on if after is None or after < first_due_on else after
    for span, due_on in spans(rule, start, reckoning.fiscal, reckoning.calendar):
        if due_on > through:
            return
        if belongs((span, due_on)) and (after is None or due_on > after):
            later = named(plain, due_on, reckoning.calendar, span)._replace(first=False)
            reasons = first if due_on == first_due_on else later
            yield Period(span.key, span.start, span.end, due_on, reasons)


def _within(due_on: date | None, after: date | None, through: date) -> bool:
    if due_on is None:
        return after is None
    return (after is None or due_on > after) and due_on <= through
