"""What is overdue: the auditors' list, in one SELECT that costs what it finds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, select

from tracker.store.queries import Rows
from tracker.store.queries.standing import chosen, overdue_at, with_names
from tracker.store.tables import notice, notice_item, occurrence


def overdue(
    conn: Connection,
    as_of: date,
    *,
    offices: Sequence[str] | None = None,
    minutes_id: int | None = None,
    decision_id: int | None = None,
    quarter: int | None = None,
    due_from: date | None = None,
) -> Rows:
    """Occurrences open or returned at the end of `as_of` whose deadline had passed, the longest overdue
    first.

    Chooses by office codes, minutes, decision, index of the fiscal quarter of the first deadline, and
    earliest deadline. Rows have the columns of `standing.with_names`, and `stage`: the highest stage of the
    overdue notices and escalations queued for that deadline up to that day (None: none). Days late are `as_of
    - row.due_on`.
    """
    return conn.execute(select_overdue(as_of, offices, minutes_id, decision_id, quarter, due_from)).all()


def select_overdue(
    as_of: date,
    offices: Sequence[str] | None = None,
    minutes_id: int | None = None,
    decision_id: int | None = None,
    quarter: int | None = None,
    due_from: date | None = None,
) -> Select[Any]:
    """The SELECT of `overdue`."""
    found = overdue_at(as_of, () if quarter is None else (occurrence.c.due_quarter == quarter,))
    stage = (
        select(func.max(notice.c.stage))
        .join(notice_item, notice_item.c.notice_id == notice.c.id)
        .where(
            notice_item.c.occurrence_id == found.c.id,
            notice_item.c.due_on == found.c.due_on,
            notice.c.kind.in_(("overdue", "escalation")),
            notice.c.on <= as_of,
        )
        .correlate(found)
        .scalar_subquery()
    )
    conditions = chosen(offices, minutes_id, decision_id)
    if due_from is not None:
        conditions.append(found.c.due_on >= due_from)
    return with_names(found).add_columns(stage.label("stage")).where(*conditions).order_by(found.c.due_on, found.c.id)
