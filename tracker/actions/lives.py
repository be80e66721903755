"""Moving an occurrence through its life: state, event and audit entry together."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from tracker.domain.errors import BadInput, Refused
from tracker.domain.life import Act, State, advance, is_unsettled
from tracker.store.audit import Entry, append
from tracker.store.tables import event, extension, obligation, occurrence

SETTLED = (State.ACCEPTED, State.WAIVED, State.SUPERSEDED)


def find_occurrence(conn: Connection, occurrence_id: int, *, lock: bool = True) -> Row[Any]:
    """The occurrence with its office and decision, locked for this transaction. Raises BadInput when there is none."""
    query = (
        select(occurrence, obligation.c.office_code, obligation.c.decision_id)
        .join(obligation, obligation.c.id == occurrence.c.obligation_id)
        .where(occurrence.c.id == occurrence_id)
    )
    row = conn.execute(query.with_for_update(of=occurrence) if lock else query).one_or_none()
    if row is None:
        raise BadInput(
            f"there is no occurrence {occurrence_id}", hint="the numbers are listed by: tracker obligations list"
        )
    return row


def move(
    conn: Connection,
    row: Row[Any],
    act: Act,
    *,
    on: date,
    actor: str,
    now: datetime,
    note: str = "",
    details: dict[str, Any] | None = None,
    **columns: Any,
) -> int:
    """Carry out `act` on the civil date `on`; the id of its event. `columns` are further columns of the occurrence.

    A settled or submitted occurrence takes no more steps of the ladder; one that is returned takes them up again
    where it stood, against the same deadline.

    Raises Refused when the occurrence's state does not allow the act (saying who did what last), or `on` lies before
    its last change.
    """
    state = may(conn, row, act)
    if on < row.changed_on:
        raise Refused(
            f"occurrence {row.id} was last changed on {row.changed_on.isoformat()}; {on.isoformat()} lies before it",
            hint="give a later date with --on",
        )
    return record(conn, row, act, state, on=on, actor=actor, now=now, note=note, details=details, **columns)


def may(conn: Connection, row: Row[Any], act: Act) -> State:
    """The state after the act. Raises Refused when it is not legal, and tells the second clerk what the first did."""
    try:
        return advance(State(row.state), act)
    except Refused as refused:
        message = f"occurrence {row.id}: {refused.message}"
        last = last_event(conn, row.id)
        if last is None:
            raise Refused(message, hint=refused.hint) from None
        at = f"{last.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        done = f"“{last.kind}” by {last.actor} on {last.on.isoformat()}, entered {at}"
        raise Refused(f"{message}; last: {done}", hint=refused.hint) from None


def last_event(conn: Connection, occurrence_id: int) -> Row[Any] | None:
    """What happened to an occurrence last, None when nothing did."""
    return conn.execute(
        select(event).where(event.c.occurrence_id == occurrence_id).order_by(event.c.id.desc()).limit(1)
    ).one_or_none()


def record(
    conn: Connection,
    row: Row[Any],
    act: Act,
    state: State,
    *,
    on: date,
    actor: str,
    now: datetime,
    note: str = "",
    details: dict[str, Any] | None = None,
    **columns: Any,
) -> int:
    """Write a change with its event and audit entry, whatever led to it; the event's id.

    The event keeps under "was" what it changed, so that it can be taken back. A request for more time that is
    undecided when the occurrence is settled is withdrawn with it.
    """
    due_on = columns.get("due_on", row.due_on)
    values: dict[str, Any] = {"state": state, "changed_on": on, **columns}
    if "next_step_on" not in columns:
        values["next_step_on"] = (row.next_step_on or on) if is_unsettled(state) and due_on else None
    conn.execute(update(occurrence).where(occurrence.c.id == row.id).values(values))
    was = {name: _plain(getattr(row, name)) for name in ("state", *columns)}
    made = conn.execute(
        insert(event)
        .values(
            occurrence_id=row.id,
            on=on,
            at=now,
            actor=actor,
            kind=act,
            state=state,
            due_on=due_on,
            note=note,
            details={**(details or {}), "was": was},
        )
        .returning(event.c.id)
    ).scalar_one()
    if state in SETTLED:
        _withdraw_request(conn, row.id, on, actor, now)
    append(conn, [_entry(row, act, state, due_on, on, note, details)], at=now, actor=actor)
    return int(made)


def _entry(
    row: Row[Any], act: Act, state: State, due_on: date | None, on: date, note: str, details: dict[str, Any] | None
) -> Entry:
    before: dict[str, Any] = {"state": row.state}
    after: dict[str, Any] = {"state": state, "on": on, "note": note, **(details or {})}
    if due_on != row.due_on:
        before["due_on"], after["due_on"] = row.due_on, due_on
    return Entry(f"occurrence.{act}", f"occurrence:{row.id}", office=row.office_code, before=before, after=after)


WITHDRAWN = "it was settled"
"""Why a request for more time ended that nobody decided."""


def _withdraw_request(conn: Connection, occurrence_id: int, on: date, actor: str, now: datetime) -> None:
    conn.execute(
        update(extension)
        .where(extension.c.occurrence_id == occurrence_id, extension.c.verdict.is_(None))
        .values(verdict="withdrawn", decided_on=on, decided_at=now, decided_by=actor, decision_reason=WITHDRAWN)
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
