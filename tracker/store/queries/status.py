"""Whether all is well: the last check, and what waits for somebody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from tracker.store.audit import head
from tracker.store.chain import Checkpoint
from tracker.store.queries.offices import LeftBehind, left_behind
from tracker.store.tables import IN_REVIEW, PENDING, decision, notice, run


@dataclass(frozen=True, slots=True)
class Status:
    """`last_check` is the last civil date checked, and `checked_at` when that was done (None: never).

    `pending` counts the notices waiting, sending, held and undeliverable; `oldest_waiting` is when the oldest
    of those waiting or being sent was queued. `in_review` counts decisions. `checkpoint` is the audit chain's
    head. `left_behind`: offices that are not there any more and still owe something.
    """

    last_check: date | None
    checked_at: datetime | None
    pending: Mapping[str, int]
    oldest_waiting: datetime | None
    in_review: int
    checkpoint: Checkpoint | None
    left_behind: Sequence[LeftBehind] = ()


def status(conn: Connection) -> Status:
    """The state of things, from indexes alone: it costs what is pending."""
    last = conn.execute(
        select(run.c.civil_date, run.c.finished_at)
        .where(run.c.kind == "check", run.c.finished_at.is_not(None))
        .order_by(run.c.civil_date.desc())
        .limit(1)
    ).one_or_none()
    counts = conn.execute(select(notice.c.state, func.count()).where(PENDING).group_by(notice.c.state))
    found = {state: number for state, number in counts}  # noqa: C416 (rows, not pairs)
    oldest = conn.scalar(
        select(func.min(notice.c.created_at)).where(PENDING, notice.c.state.in_(("waiting", "sending")))
    )
    return Status(
        last_check=last.civil_date if last else None,
        checked_at=last.finished_at if last else None,
        pending={state: found.get(state, 0) for state in ("waiting", "sending", "held", "undeliverable")},
        oldest_waiting=oldest,
        in_review=conn.scalar(select(func.count()).select_from(decision).where(IN_REVIEW)) or 0,
        checkpoint=head(conn),
        left_behind=left_behind(conn),
    )
