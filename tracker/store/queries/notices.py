"""Notices: what waits, what was sent, about what, and what the mail server answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from tracker.domain.errors import BadInput
from tracker.store.queries import AnyRow, Rows
from tracker.store.tables import (
    PENDING,
    attempt,
    decision,
    minutes,
    notice,
    notice_item,
    obligation,
    occurrence,
    office,
)

_PENDING_STATES = {"waiting", "sending", "held", "undeliverable"}

_COLUMNS = [column for column in notice.c if column.name != "message"]
"""Without the message's bytes, which a list does not show."""


@dataclass(frozen=True, slots=True)
class NoticeStory:
    """One notice: all columns with its office's names, what it is about, the attempts to deliver it."""

    row: AnyRow
    items: Rows
    attempts: Rows


def notices(
    conn: Connection,
    *,
    states: Sequence[str] | None = None,
    kinds: Sequence[str] | None = None,
    offices: Sequence[str] | None = None,
    stage: int | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Rows:
    """Notices in the order in which they were queued: the columns of `notice` without the message, the names
    of its office, and `items`, how many occurrences it is about.

    Chooses by states, kinds, office codes (the office written to), stage, and the civil dates queued for.
    """
    items = select(func.count()).where(notice_item.c.notice_id == notice.c.id).correlate(notice).scalar_subquery()
    query = (
        select(*_COLUMNS, office.c.name_bn, office.c.name_en, items.label("items"))
        .join(office, office.c.code == notice.c.office_code)
        .order_by(notice.c.id)
    )
    if states is not None:
        query = query.where(notice.c.state.in_(states))
        if set(states) <= _PENDING_STATES:
            query = query.where(PENDING)
    if kinds is not None:
        query = query.where(notice.c.kind.in_(kinds))
    if offices is not None:
        query = query.where(notice.c.office_code.in_(offices))
    if stage is not None:
        query = query.where(notice.c.stage == stage)
    if since is not None:
        query = query.where(notice.c.on >= since)
    if until is not None:
        query = query.where(notice.c.on <= until)
    return conn.execute(query).all()


def notice_story(conn: Connection, notice_id: int) -> NoticeStory:
    """One notice with all that belongs to it. Raises BadInput when there is none."""
    row = conn.execute(
        select(notice, office.c.name_bn, office.c.name_en)
        .join(office, office.c.code == notice.c.office_code)
        .where(notice.c.id == notice_id)
    ).one_or_none()
    if row is None:
        raise BadInput(f"there is no notice {notice_id}", hint="the numbers are listed by: tracker notices list")
    items = (
        select(
            notice_item.c.occurrence_id,
            notice_item.c.step,
            notice_item.c.due_on,
            occurrence.c.state,
            obligation.c.office_code,
            decision.c.id.label("decision_id"),
            decision.c.number.label("decision_number"),
            decision.c.text.label("decision_text"),
            minutes.c.id.label("minutes_id"),
            minutes.c.memo_number,
        )
        .join(occurrence, occurrence.c.id == notice_item.c.occurrence_id)
        .join(obligation, obligation.c.id == occurrence.c.obligation_id)
        .join(decision, decision.c.id == obligation.c.decision_id)
        .join(minutes, minutes.c.id == decision.c.minutes_id)
        .where(notice_item.c.notice_id == notice_id)
        .order_by(notice_item.c.due_on, notice_item.c.occurrence_id)
    )
    tries = select(attempt).where(attempt.c.notice_id == notice_id).order_by(attempt.c.n)
    return NoticeStory(row, conn.execute(items).all(), conn.execute(tries).all())


def about(conn: Connection, occurrence_id: int) -> Rows:
    """Every notice about an occurrence, one row for each attempt to deliver it (one if none was made yet)."""
    return conn.execute(
        select(
            notice.c.id.label("notice_id"),
            notice.c.kind,
            notice.c.stage,
            notice.c.on,
            notice.c.office_code,
            notice.c.role,
            notice.c.recipient,
            notice.c.state,
            notice.c.reason,
            notice.c.subject,
            notice.c.message_id,
            notice.c.sent_at,
            notice_item.c.step,
            notice_item.c.due_on,
            attempt.c.n,
            attempt.c.started_at,
            attempt.c.finished_at,
            attempt.c.outcome,
            attempt.c.code,
            attempt.c.answer,
        )
        .select_from(notice_item)
        .join(notice, notice.c.id == notice_item.c.notice_id)
        .outerjoin(attempt, attempt.c.notice_id == notice.c.id)
        .where(notice_item.c.occurrence_id == occurrence_id)
        .order_by(notice.c.id, attempt.c.n)
    ).all()
