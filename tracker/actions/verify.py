"""The divisional office verifies: it accepts what an office submitted, returns it, or reopens what proved false."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from tracker.actions.clock import refuse_future, today_of
from tracker.actions.lives import find_occurrence, may, move
from tracker.actions.parts import find_wanting
from tracker.actions.telling import RETURNED, tell
from tracker.actions.transfer import follow
from tracker.domain.errors import BadInput, Refused
from tracker.domain.life import Act, State
from tracker.settings.model import Settings
from tracker.store.engine import Store
from tracker.store.tables import submission


def accept(
    store: Store, settings: Settings, occurrence_id: int, *, on: date, note: str = "", actor: str, now: datetime
) -> None:
    """Accept the pending submission: the occurrence is settled.

    Raises BadInput for a day in the future, Refused when nothing is pending, or `actor` made the submission or is the
    office that owes it (two pairs of eyes).
    """
    refuse_future(on, settings, now)

    def work(conn: Connection) -> None:
        row = find_occurrence(conn, occurrence_id)
        pending = _pending(conn, row, actor)
        move(conn, row, Act.ACCEPT, on=on, actor=actor, now=now, note=note)
        _decide(conn, pending, "accepted", on, actor, note)

    store.transact(work)


def send_back(
    store: Store,
    settings: Settings,
    occurrence_id: int,
    *,
    on: date,
    reason: str,
    parts: Sequence[int] = (),
    actor: str,
    now: datetime,
) -> bool:
    """Return the pending submission with a reason; the clock goes on against the deadline in force.

    `parts` are the positions of those found wanting, which must be reported again. The office is told by a letter;
    False when it has nobody to write to. Raises BadInput without a reason, else as `accept`.
    """
    _need_reason(reason, "returning a submission", "what is missing")
    refuse_future(on, settings, now)

    def work(conn: Connection) -> bool:
        row = find_occurrence(conn, occurrence_id)
        pending = _pending(conn, row, actor)
        may(conn, row, Act.RETURN)
        wanting = find_wanting(conn, row, parts, on)
        details = {"parts": list(parts), "wanting": list(wanting)} if parts else None
        columns: dict[str, Any] = {"submitted_on": None}
        made = move(
            conn, row, Act.RETURN, on=on, actor=actor, now=now, note=reason.strip(), details=details, **columns
        )
        _decide(conn, pending, "returned", on, actor, reason.strip())
        return _owed_again(conn, settings, row, made, on, actor, now)

    return store.transact(work)


def reopen(
    store: Store, settings: Settings, occurrence_id: int, *, on: date, reason: str, actor: str, now: datetime
) -> bool:
    """Reopen an accepted occurrence whose evidence proved false: the office owes it again, against the same deadline.

    The office is told as of a return; False when it has nobody to write to. Raises BadInput without a reason or for a
    day in the future, Refused when it is not accepted, or `actor` is the office that owes it.
    """
    _need_reason(reason, "reopening", "what proved false")
    refuse_future(on, settings, now)

    def work(conn: Connection) -> bool:
        row = find_occurrence(conn, occurrence_id)
        _refuse_own(row, actor, None)
        columns: dict[str, Any] = {"submitted_on": None}
        made = move(conn, row, Act.REOPEN, on=on, actor=actor, now=now, note=reason.strip(), **columns)
        return _owed_again(conn, settings, row, made, on, actor, now)

    return store.transact(work)


def _owed_again(
    conn: Connection, settings: Settings, row: Row[Any], made: int, on: date, actor: str, now: datetime
) -> bool:
    """Let what is owed again follow a duty that went over to other offices, else tell the office; False when it has
    nobody to write to. `made` is the event's id.
    """
    follow(conn, row.id, on=on, actor=actor, now=now)
    if find_occurrence(conn, row.id).state != State.RETURNED:
        return True  # it went over to other offices, whom the next check tells
    return tell(conn, row, RETURNED, made, row.due_on, day=today_of(settings, now), actor=actor, now=now)


def _need_reason(reason: str, what: str, example: str) -> None:
    if not reason.strip():
        raise BadInput(f"{what} needs a reason", hint=f"give it with: --reason '{example}'")


def _refuse_own(row: Row[Any], actor: str, pending: Row[Any] | None) -> None:
    if actor == row.office_code:
        raise Refused(
            f"occurrence {row.id} is {actor}'s own, and nobody verifies their own",
            hint="a person of the divisional office verifies it: --actor NAME",
        )
    if pending is not None and pending.submitted_by == actor:
        raise Refused(
            f"{actor} made this submission, and nobody verifies their own",
            hint="another person of the divisional office verifies it: --actor NAME",
        )


def _pending(conn: Connection, row: Row[Any], actor: str) -> Row[Any] | None:
    """The submission that waits for a verdict, None when there is none. Raises Refused when it is the actor's own."""
    pending = conn.execute(
        select(submission)
        .where(submission.c.occurrence_id == row.id)
        .where(submission.c.kind == "complete", submission.c.verdict.is_(None))
        .order_by(submission.c.id.desc())
        .limit(1)
    ).one_or_none()
    _refuse_own(row, actor, pending)
    return pending


def _decide(conn: Connection, pending: Row[Any] | None, verdict: str, on: date, actor: str, reason: str) -> None:
    if pending is None:
        raise AssertionError("a submitted occurrence has a pending submission")
    conn.execute(
        update(submission)
        .where(submission.c.id == pending.id)
        .values(verdict=verdict, verified_on=on, verified_by=actor, reason=reason)
    )
