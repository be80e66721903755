"""All that is on record about some occurrences: what happened to them, who was told of them, and how that went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, select

from tracker.store.queries import AnyRow, Rows
from tracker.store.tables import (
    attempt,
    audit,
    decision,
    event,
    evidence,
    extension,
    minutes,
    notice,
    notice_item,
    obligation,
    occurrence,
    run,
    step,
    submission,
)


@dataclass(frozen=True, slots=True)
class History:
    """Rows of the tables of their names, each list in its own order.

    `occurrences` with office_code, minutes_id, memo_number, decision_number, decision_text and bound_at, the instant
    since which the decision binds; `steps` only those that told nobody, with checked_at; `notices` each once for an
    occurrence, with occurrence_id, step and the deadline it spoke of; `changes` are the audit entries of notices that
    were held, released, left out or undeliverable, with notice_id.
    """

    occurrences: Rows
    events: Rows
    submissions: Rows
    evidence: Rows
    extensions: Rows
    steps: Rows
    notices: Rows
    attempts: Rows
    changes: Sequence[tuple[int, AnyRow]]


def occurrences_of(conn: Connection, decision_id: int, office_code: str | None = None) -> Sequence[int]:
    """The occurrences of a decision, of one office or of all, in their order."""
    query = select(occurrence.c.id).join(obligation, obligation.c.id == occurrence.c.obligation_id)
    query = query.where(obligation.c.decision_id == decision_id)
    if office_code is not None:
        query = query.where(obligation.c.office_code == office_code)
    return conn.scalars(query.order_by(occurrence.c.id)).all()


def history(conn: Connection, ids: Sequence[int]) -> History:
    """What is on record about occurrences; of those that are not there, nothing."""
    handed_in = select(submission).where(submission.c.occurrence_id.in_(ids)).order_by(submission.c.id)
    submissions = conn.execute(handed_in).all()
    files = select(evidence).where(evidence.c.submission_id.in_([row.id for row in submissions]))
    notices = conn.execute(_notices(ids)).all()
    numbers = sorted({row.id for row in notices})
    attempts = select(attempt).where(attempt.c.notice_id.in_(numbers)).order_by(attempt.c.notice_id, attempt.c.n)
    return History(
        conn.execute(_occurrences(ids)).all(),
        conn.execute(select(event).where(event.c.occurrence_id.in_(ids)).order_by(event.c.id)).all(),
        submissions,
        conn.execute(files.order_by(evidence.c.id)).all(),
        conn.execute(select(extension).where(extension.c.occurrence_id.in_(ids)).order_by(extension.c.id)).all(),
        conn.execute(_silent_steps(ids)).all(),
        notices,
        conn.execute(attempts).all(),
        _changes(conn, numbers),
    )


def _occurrences(ids: Sequence[int]) -> Select[Any]:
    return (
        select(
            occurrence,
            obligation.c.office_code,
            decision.c.minutes_id,
            decision.c.number.label("decision_number"),
            decision.c.text.label("decision_text"),
            decision.c.settled_at,
            decision.c.settled_by,
            minutes.c.memo_number,
            minutes.c.imported_at,
            minutes.c.imported_by,
        )
        .join(obligation, obligation.c.id == occurrence.c.obligation_id)
        .join(decision, decision.c.id == obligation.c.decision_id)
        .join(minutes, minutes.c.id == decision.c.minutes_id)
        .where(occurrence.c.id.in_(ids))
        .order_by(occurrence.c.id)
    )


def _notices(ids: Sequence[int]) -> Select[Any]:
    return (
        select(notice, notice_item.c.occurrence_id, notice_item.c.step, notice_item.c.due_on)
        .join(notice_item, notice_item.c.notice_id == notice.c.id)
        .where(notice_item.c.occurrence_id.in_(ids))
        .order_by(notice.c.id, notice_item.c.occurrence_id)
    )


def _silent_steps(ids: Sequence[int]) -> Select[Any]:
    """Steps of the ladder that were skipped, or that found nobody to write to."""
    checked = and_(run.c.kind == "check", run.c.civil_date == step.c.on)
    return (
        select(step, run.c.finished_at.label("checked_at"))
        .outerjoin(run, checked)
        .where(step.c.occurrence_id.in_(ids), step.c.outcome != "queued")
        .order_by(step.c.on, step.c.occurrence_id, step.c.code)
    )


def _changes(conn: Connection, notices: Sequence[int]) -> Sequence[tuple[int, AnyRow]]:
    by_subject = {f"notice:{number}": number for number in notices}
    query = select(audit).where(audit.c.subject.in_(by_subject), audit.c.action.not_in(_TOLD_ELSEWHERE))
    return [(by_subject[row.subject], row) for row in conn.execute(query.order_by(audit.c.seq))]


_TOLD_ELSEWHERE = ("notice.queue", "notice.sent")
