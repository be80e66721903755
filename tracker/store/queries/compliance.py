"""What fell due in a fiscal quarter, and what became of it by the end of a day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CTE, ColumnElement, Connection, and_, case, func, not_, select

from tracker.store.queries import Rows
from tracker.store.queries.standing import standing
from tracker.store.tables import obligation, occurrence


def compliance_facts(conn: Connection, quarter: int, as_of: date) -> Rows:
    """Each occurrence whose first deadline lies in the quarter (by index), as at the end of `as_of`.

    Columns: occurrence_id, office_code, decision_id, due_on, state, submitted_on.
    """
    found = _in_quarter(quarter, as_of)
    return conn.execute(
        select(
            found.c.id.label("occurrence_id"),
            obligation.c.office_code,
            obligation.c.decision_id,
            found.c.due_on,
            found.c.state,
            found.c.submitted_on,
        )
        .join(obligation, obligation.c.id == found.c.obligation_id)
        .order_by(obligation.c.decision_id, obligation.c.id, found.c.id)
    ).all()


def compliance_rows(conn: Connection, quarter: int, as_of: date) -> Rows:
    """The same counted by the database, one row for each office and decision.

    Columns: office_code, decision_id, and the counts of `domain.compliance.Figures` under their names; they
    add up to the figures of an office, of a decision, and of all.
    """
    found = _in_quarter(quarter, as_of)
    return conn.execute(
        select(
            obligation.c.office_code,
            obligation.c.decision_id,
            *(func.sum(case((counted, 1), else_=0)).label(name) for name, counted in _counts(found, as_of).items()),
        )
        .join(obligation, obligation.c.id == found.c.obligation_id)
        .group_by(obligation.c.office_code, obligation.c.decision_id)
        .order_by(obligation.c.decision_id, obligation.c.office_code)
    ).all()


def _in_quarter(quarter: int, as_of: date) -> CTE:
    return standing(as_of, (occurrence.c.due_quarter == quarter,))


def _counts(found: CTE, as_of: date) -> dict[str, ColumnElement[bool]]:
    waived = found.c.state.in_(("waived", "superseded"))
    dated = and_(not_(waived), found.c.due_on.is_not(None))
    owed = and_(dated, found.c.state.in_(("open", "returned")))
    handed_in = found.c.state.in_(("submitted", "accepted"))
    accepted = and_(dated, found.c.state == "accepted")
    return {
        "due": and_(dated, handed_in | (found.c.due_on < as_of)),
        "on_time": and_(accepted, found.c.submitted_on <= found.c.due_on),
        "late": and_(accepted, found.c.submitted_on > found.c.due_on),
        "awaiting": and_(dated, found.c.state == "submitted"),
        "returned": found.c.state == "returned",
        "overdue": and_(owed, found.c.due_on < as_of),
        "waived": waived,
        "not_yet_due": and_(owed, found.c.due_on >= as_of),
        "undated": and_(not_(waived), found.c.due_on.is_(None)),
    }
