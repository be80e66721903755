"""Requests for more time, and what was decided."""

from __future__ import annotations

from sqlalchemy import Connection, select

from tracker.store.queries import Rows
from tracker.store.tables import decision, extension, obligation, occurrence


def extensions(conn: Connection, *, occurrence_id: int | None = None, undecided: bool = False) -> Rows:
    """Requests by their order: the columns of `extension` with `office_code`, `minutes_id`, `decision_number`.

    Of one occurrence, or all; with `undecided` only those that wait.
    """
    query = (
        select(extension, obligation.c.office_code, decision.c.minutes_id, decision.c.number.label("decision_number"))
        .join(occurrence, occurrence.c.id == extension.c.occurrence_id)
        .join(obligation, obligation.c.id == occurrence.c.obligation_id)
        .join(decision, decision.c.id == obligation.c.decision_id)
        .order_by(extension.c.id)
    )
    if occurrence_id is not None:
        query = query.where(extension.c.occurrence_id == occurrence_id)
    if undecided:
        query = query.where(extension.c.verdict.is_(None))
    return conn.execute(query).all()
