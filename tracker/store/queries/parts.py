"""The parts of a decision with who reported them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, or_, select

from tracker.store.queries import AnyRow
from tracker.store.tables import obligation, occurrence, part, part_report, submission


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its position (from 1), its words, and the last report of it for each due date.

    `reports` have `occurrence_id`, `office_code`, `period`, `submitted_on` and `returned_on` (found wanting).
    """

    position: int
    text: str
    reports: Sequence[AnyRow]


def parts_reported(conn: Connection, decision_id: int, occurrence_id: int | None = None) -> Sequence[Part]:
    """The parts of a decision by position, with their reports: for all of its due dates, or for one."""
    last = (
        select(func.max(part_report.c.submission_id).label("id"), part_report.c.part_id, submission.c.occurrence_id)
        .join(submission, submission.c.id == part_report.c.submission_id)
        .join(part, part.c.id == part_report.c.part_id)
        .where(part.c.decision_id == decision_id)
        .where(or_(submission.c.verdict.is_(None), submission.c.verdict != "withdrawn"))
        .group_by(part_report.c.part_id, submission.c.occurrence_id)
        .subquery()
    )
    query = (
        select(
            last.c.part_id,
            last.c.occurrence_id,
            obligation.c.office_code,
            occurrence.c.period,
            submission.c.submitted_on,
            part_report.c.returned_on,
        )
        .select_from(last)
        .join(submission, submission.c.id == last.c.id)
        .join(part_report, (part_report.c.submission_id == last.c.id) & (part_report.c.part_id == last.c.part_id))
        .join(occurrence, occurrence.c.id == last.c.occurrence_id)
        .join(obligation, obligation.c.id == occurrence.c.obligation_id)
        .order_by(obligation.c.id, occurrence.c.id)
    )
    if occurrence_id is not None:
        query = query.where(occurrence.c.id == occurrence_id)
    reports = conn.execute(query).all()
    rows = conn.execute(select(part).where(part.c.decision_id == decision_id).order_by(part.c.position)).all()
    return [Part(row.position, row.text, [r for r in reports if r.part_id == row.id]) for row in rows]
