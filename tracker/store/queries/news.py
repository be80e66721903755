"""What an operator must know each day: what the check did, what went out, what waits for somebody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from tracker.store.queries import AnyRow, Rows
from tracker.store.queries.standing import overdue_at
from tracker.store.tables import IN_REVIEW, PENDING, SUBMITTED, decision, extension, notice, occurrence, run

OPERATOR = "operator"
"""The kind of the daily mail itself, which none of these counts."""


class Figures(NamedTuple):
    """`check` is the run of the day (None: it was not checked), `missed` the dates that it stood in for; the counts of
    notices leave the daily mail out. The other columns are described at `tracker.notices.news.News`.
    """

    check: AnyRow | None
    missed: tuple[date, ...]
    queued: Mapping[str, int]
    sent: int
    pending: Mapping[str, int]
    troubles: Rows
    overdue: int
    in_review: int
    awaiting: int
    awaiting_since: date | None
    requests: int


def figures(conn: Connection, day: date, *, troubles: int) -> Figures:
    """The figures for the check of a civil date, as they stand now, with so many troubles at most."""
    check = conn.execute(select(run).where(run.c.kind == "check", run.c.civil_date == day)).one_or_none()
    missed = select(run.c.civil_date).where(run.c.kind == "check", run.c.caught_up_on == day)
    others = notice.c.kind != OPERATOR
    queued = select(notice.c.kind, func.count()).where(notice.c.on == day, others).group_by(notice.c.kind)
    sent = select(func.count()).where(notice.c.on == day, others, notice.c.state == "sent")
    pending = select(notice.c.state, func.count()).where(PENDING, others).group_by(notice.c.state)
    wrong = select(notice).where(PENDING, others, notice.c.state.in_(("held", "undeliverable")))
    handed_in = conn.execute(select(func.count(), func.min(occurrence.c.submitted_on)).where(SUBMITTED)).one()
    return Figures(
        check=check,
        missed=tuple(conn.scalars(missed.order_by(run.c.civil_date))),
        queued=dict(_pairs(conn, queued)),
        sent=conn.scalar(sent) or 0,
        pending=dict(_pairs(conn, pending)),
        troubles=conn.execute(wrong.order_by(notice.c.id.desc()).limit(troubles)).all(),
        overdue=conn.scalar(select(func.count()).select_from(overdue_at(day))) or 0,
        in_review=conn.scalar(select(func.count()).select_from(decision).where(IN_REVIEW)) or 0,
        awaiting=handed_in[0],
        awaiting_since=handed_in[1],
        requests=conn.scalar(select(func.count()).select_from(extension).where(extension.c.verdict.is_(None))) or 0,
    )


def _pairs(conn: Connection, query: Any) -> list[tuple[str, int]]:
    return [(name, number) for name, number in conn.execute(query.order_by(query.selected_columns[0]))]
