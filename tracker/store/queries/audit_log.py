"""Choosing among the entries of the audit chain: what an auditor asks it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, CompoundSelect, Connection, String, cast, literal, or_, select, union_all

from tracker.store.audit import instant
from tracker.store.queries import Rows
from tracker.store.tables import audit, notice_item, obligation, occurrence


def audit_log(
    conn: Connection,
    *,
    subject: str | None = None,
    office: str | None = None,
    decision_id: int | None = None,
    actor: str | None = None,
    action: str | None = None,
    since: datetime | None = None,
    before: datetime | None = None,
    last: int | None = None,
) -> Rows:
    """Entries in their order, all columns of `audit`; with `last` only so many, the newest.

    Chooses by subject ("occurrence:17"), the office concerned, a decision with its obligations, occurrences and the
    notices about them, who acted, the action ("occurrence.accept"; "occurrence" for all of its kind), and the instants
    from `since` up to, not including, `before`. Names are matched whole and literally.
    """
    conditions: list[ColumnElement[bool]] = []
    if subject is not None:
        conditions.append(audit.c.subject == subject)
    if office is not None:
        conditions.append(audit.c.office == office)
    if decision_id is not None:
        conditions.append(audit.c.subject.in_(_subjects(decision_id)))
    if actor is not None:
        conditions.append(audit.c.actor == actor)
    if action is not None:
        conditions.append(or_(audit.c.action == action, audit.c.action.startswith(f"{action}.", autoescape=True)))
    if since is not None:
        conditions.append(audit.c.at >= instant(since))
    if before is not None:
        conditions.append(audit.c.at < instant(before))
    query = select(audit).where(*conditions).order_by(audit.c.seq.desc())
    return list(reversed(conn.execute(query if last is None else query.limit(last)).all()))


def _subjects(decision_id: int) -> CompoundSelect[tuple[str]]:
    """What entries about a decision have as their subject."""
    duties = obligation.c.decision_id == decision_id
    of_duty = occurrence.c.obligation_id == obligation.c.id

    def named(table: str, number: ColumnElement[int]) -> ColumnElement[str]:
        return literal(f"{table}:", String).concat(cast(number, String))

    return union_all(
        select(literal(f"decision:{decision_id}", String)),
        select(named("obligation", obligation.c.id)).where(duties),
        select(named("occurrence", occurrence.c.id)).join(obligation, of_duty).where(duties),
        select(named("notice", notice_item.c.notice_id))
        .join(occurrence, occurrence.c.id == notice_item.c.occurrence_id)
        .join(obligation, of_duty)
        .where(duties),
    )
