"""What the minutes say offices had done, or not, when they met."""

from __future__ import annotations

from sqlalchemy import Connection, select

from tracker.store.queries import Rows
from tracker.store.tables import decision, finding, minutes


def findings(conn: Connection, *, minutes_id: int | None = None) -> Rows:
    """Findings by minutes, decision and office: the columns of `finding` with `minutes_id`, `number`, `held_on`."""
    query = (
        select(finding, decision.c.minutes_id, decision.c.number, minutes.c.held_on)
        .join(decision, decision.c.id == finding.c.decision_id)
        .join(minutes, minutes.c.id == decision.c.minutes_id)
        .order_by(decision.c.minutes_id, decision.c.position, finding.c.id)
    )
    if minutes_id is not None:
        query = query.where(decision.c.minutes_id == minutes_id)
    return conn.execute(query).all()
