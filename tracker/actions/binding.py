"""Making obligations: one for each implementing office of a binding decision, with its first occurrence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert

from tracker.actions.recount import note_calendar
from tracker.domain.deadlines import DeadlineRule, Kind
from tracker.domain.due import Basis, Reckoning
from tracker.domain.ladder import Ladder, next_step_on
from tracker.domain.periods import Period, occurrences
from tracker.store.tables import obligation, occurrence


@dataclass(frozen=True, slots=True)
class Binding:
    """A decision in force: the row it stands in, its rule and where it counts from, and the offices it binds.

    `since` is the civil date from which it is owed where that is later than its basis (None: from the basis).
    """

    decision_id: int
    rule: DeadlineRule
    basis: Basis
    origin: str
    offices: tuple[str, ...]
    next_meeting_on: date | None = None
    since: date | None = None


def bind(conn: Connection, bindings: Sequence[Binding], reckoning: Reckoning, ladder: Ladder, today: date) -> int:
    """Write obligations and their first occurrences; how many obligations were made.

    Later occurrences of a periodic duty are made by the daily check.
    """
    note_calendar(conn, reckoning.calendar)
    made = 0
    for binding in bindings:
        first = first_period(binding, reckoning)
        rows = [
            {
                "decision_id": binding.decision_id,
                "office_code": code,
                "made_through": first.due_on if binding.rule.kind is Kind.EVERY else None,
            }
            for code in binding.offices
        ]
        if not rows:
            continue
        ids = conn.execute(insert(obligation).returning(obligation.c.id, sort_by_parameter_order=True), rows).scalars()
        values = occurrence_values(first, binding, reckoning, ladder, today)
        conn.execute(insert(occurrence), [{"obligation_id": id_, **values} for id_ in ids])
        made += len(rows)
    return made


def first_period(binding: Binding, reckoning: Reckoning) -> Period:
    """The first due date of a binding decision, as a period with its key."""
    return next(occurrences(binding.rule, binding.basis, reckoning, None, date.max, binding.next_meeting_on))


def occurrence_values(
    period: Period, binding: Binding, reckoning: Reckoning, ladder: Ladder, today: date
) -> Mapping[str, Any]:
    """The columns of a new occurrence, but for its obligation. It is there from its basis on, or from `today` where
    that is earlier: what counts from a day to come can be answered at once.
    """
    due_on, start = period.due_on, min(binding.basis.on, today)
    return {
        "period": period.key,
        "first_due_on": due_on,
        "due_on": due_on,
        "due_quarter": reckoning.fiscal.quarter_of(due_on).index if due_on else None,
        "explanation": period.explanation(binding.origin).to_json(),
        "changed_on": start,
        "next_step_on": next_step_on(ladder, due_on, None) if due_on else None,
        "since": binding.since or start,
    }
