"""The divisional office verifies what an office submitted: accept it, or return it with a reason."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from tracker.actions.lives import find_occurrence, move
from tracker.actions.transfer import follow
from tracker.domain.errors import BadInput, Refused
from tracker.domain.life import Act
from tracker.store.engine import Store
from tracker.store.tables import submission


def accept(store: Store, occurrence_id: int, *, on: date, note: str = "", actor: str, now: datetime) -> None:
    """Accept the pending submission: the occurrence is settled.

    Raises Refused when nothing is pending, or `actor` made the submission or is the office that owes it (two
    pairs of eyes).
    """
    _verify(store, occurrence_id, Act.ACCEPT, "accepted", on, note, actor, now)


def send_back(store: Store, occurrence_id: int, *, on: date, reason: str, actor: str, now: datetime) -> None:
    """Return the pending submission with a reason; the clock goes on against the deadline in force.

    Raises BadInput without a reason, else as `accept`.
    """
    if not reason.strip():
        raise BadInput("returning a submission needs a reason", hint="give it with: --reason 'what is missing'")
    _verify(store, occurrence_id, Act.RETURN, "returned", on, reason, actor, now)


def _verify(
    store: Store, occurrence_id: int, act: Act, verdict: str, on: date, note: str, actor: str, now: datetime
) -> None:
    def work(conn: Connection) -> None:
        row = find_occurrence(conn, occurrence_id)
        if actor == row.office_code:
            raise Refused(
                f"occurrence {occurrence_id} is {actor}'s own, and nobody verifies their own",
                hint="a person of the divisional office verifies it: --actor NAME",
            )
        pending = _pending(conn, occurrence_id)
        if pending is not None and pending.submitted_by == actor:
            raise Refused(
                f"{actor} made this submission, and nobody verifies their own",
                hint="another person of the divisional office verifies it: --actor NAME",
            )
        columns: dict[str, Any] = {} if act is Act.ACCEPT else {"submitted_on": None}
        move(conn, row, act, on=on, actor=actor, now=now, note=note, **columns)
        if pending is None:
            raise AssertionError("a submitted occurrence has a pending submission")
        conn.execute(
            update(submission)
            .where(submission.c.id == pending.id)
            .values(verdict=verdict, verified_on=on, verified_by=actor, reason=note)
        )
        if act is Act.RETURN:
            follow(conn, occurrence_id, on=on, actor=actor, now=now)

    store.transact(work)


def _pending(conn: Connection, occurrence_id: int) -> Row[Any] | None:
    return conn.execute(
        select(submission)
        .where(submission.c.occurrence_id == occurrence_id, submission.c.verdict.is_(None))
        .order_by(submission.c.id.desc())
        .limit(1)
    ).one_or_none()
