"""Moving an occurrence through its life: state, event and audit entry together."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from tracker.domain.errors import BadInput, Refused
from tracker.domain.life import Act, State, advance, is_unsettled
from tracker.store.audit import Entry, append
from tracker.store.tables import event, obligation, occurrence


def find_occurrence(conn: Connection, occurrence_id: int) -> Row[Any]:
    """The occurrence with its office, locked for this transaction. Raises BadInput when there is none."""
    row = conn.execute(
        select(occurrence, obligation.c.office_code)
        .join(obligation, obligation.c.id == occurrence.c.obligation_id)
        .where(occurrence.c.id == occurrence_id)
        .with_for_update(of=occurrence)
    ).one_or_none()
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
) -> State:
    """Carry out `act` on the civil date `on`; the state after it. `columns` are further columns of the occurrence.

    A settled or submitted occurrence takes no more steps of the ladder; one that is returned takes them up again
    where it stood, against the same deadline.

    Raises Refused when the occurrence's state does not allow the act, or `on` lies before its last change.
    """
    state = advance(State(row.state), act)
    if on < row.changed_on:
        raise Refused(
            f"occurrence {row.id} was last changed on {row.changed_on.isoformat()}; {on.isoformat()} lies before it",
            hint="give a later date with --on",
        )
    next_step = (row.next_step_on or on) if is_unsettled(state) and row.due_on else None
    conn.execute(
        update(occurrence)
        .where(occurrence.c.id == row.id)
        .values(state=state, changed_on=on, next_step_on=next_step, **columns)
    )
    conn.execute(
        insert(event).values(
            occurrence_id=row.id,
            on=on,
            at=now,
            actor=actor,
            kind=act,
            state=state,
            due_on=row.due_on,
            note=note,
            details=details,
        )
    )
    entry = Entry(
        action=f"occurrence.{act}",
        subject=f"occurrence:{row.id}",
        office=row.office_code,
        before={"state": row.state},
        after={"state": state, "on": on.isoformat(), "note": note, **(details or {})},
    )
    append(conn, [entry], at=now, actor=actor)
    return state
