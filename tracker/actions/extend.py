"""More time: an office asks for it, the divisional office grants or refuses it; the first date stays known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from tracker.actions.clock import refuse_future, today_of
from tracker.actions.lives import find_occurrence, move
from tracker.actions.moving import new_deadline
from tracker.actions.telling import EXTENSION, tell
from tracker.domain.actors import refuse_for_others
from tracker.domain.errors import BadInput, Refused
from tracker.domain.explanation import Move
from tracker.domain.life import Act
from tracker.settings.model import Settings
from tracker.store.engine import Store
from tracker.store.tables import extension


@dataclass(frozen=True, slots=True)
class Extended:
    """What was decided: the deadline before and after (the same when refused), why the new one is a closed day if it
    is, and whether the office could be told.
    """

    before: date
    after: date
    closed: str | None
    told: bool


def request(
    store: Store,
    settings: Settings,
    occurrence_id: int,
    until: date,
    *,
    on: date,
    reason: str,
    actor: str,
    now: datetime,
) -> str | None:
    """Record that an office asks for time until a day; why that is a closed day, None for an open one.

    Nothing moves, and notices go on. Raises BadInput without a reason, for a date that is not later than the deadline
    in force or a day in the future; Refused when a request is undecided, the state does not allow it, or `actor` is
    another office.
    """
    _need_reason(reason)
    refuse_future(on, settings, now)

    def work(conn: Connection) -> None:
        row = find_occurrence(conn, occurrence_id)
        refuse_for_others(actor, row.office_code, settings.directory())
        undecided = _undecided(conn, occurrence_id)
        if undecided is not None:
            raise Refused(
                f"{undecided.requested_by} asked on {undecided.requested_on.isoformat()} for time until"
                f" {undecided.until.isoformat()}, which is not decided yet",
                hint="it is decided with: tracker extension grant NO, or tracker extension refuse NO",
            )
        _check_until(row, until, on)
        details = {"until": until.isoformat()}
        move(conn, row, Act.REQUEST, on=on, actor=actor, now=now, note=reason.strip(), details=details)
        conn.execute(insert(extension).values(_asked(row, until, reason, on, actor, now)))

    store.transact(work)
    return settings.calendar().closed_reason(until)


def grant(
    store: Store,
    settings: Settings,
    occurrence_id: int,
    until: date | None,
    *,
    on: date,
    reason: str,
    actor: str,
    now: datetime,
) -> Extended:
    """Grant the undecided request, until the day asked for or another one: the deadline moves, and the ladder begins
    anew against it. The office is told.

    Raises BadInput or Refused as `request`; Refused also when nothing was asked for, or by `actor`.
    """
    return _extend(store, settings, occurrence_id, until, on, reason, actor, now)


def extend(
    store: Store,
    settings: Settings,
    occurrence_id: int,
    until: date,
    *,
    on: date,
    reason: str,
    actor: str,
    now: datetime,
) -> Extended:
    """Grant more time at once, on a letter of the office: a request that is undecided is granted with it.

    Raises BadInput or Refused as `grant`.
    """
    return _extend(store, settings, occurrence_id, until, on, reason, actor, now, by_letter=True)


def _extend(
    store: Store,
    settings: Settings,
    occurrence_id: int,
    until: date | None,
    on: date,
    reason: str,
    actor: str,
    now: datetime,
    *,
    by_letter: bool = False,
) -> Extended:
    _need_reason(reason)
    refuse_future(on, settings, now)

    def work(conn: Connection) -> Extended:
        row = find_occurrence(conn, occurrence_id)
        _refuse_owner(row, actor)
        asked = _undecided(conn, occurrence_id)
        if asked is None and not by_letter:
            raise _nothing_asked(occurrence_id)
        _refuse_own(asked, actor)
        day = until or (asked.until if asked else None)
        assert day is not None
        _check_until(row, day, on)
        step = Move("extended", row.due_on, day, on, actor, reason.strip())
        columns = new_deadline(settings, row, step)
        details: dict[str, Any] = {"until": day.isoformat(), "first_due_on": row.first_due_on.isoformat()}
        if asked is not None:
            details["request"] = asked.id
        made = move(conn, row, Act.EXTEND, on=on, actor=actor, now=now, note=step.why, details=details, **columns)
        if asked is None:
            values = _asked(row, day, reason, on, row.office_code, now)
            conn.execute(insert(extension).values(**values, **_decided("granted", on, actor, now, step.why, day)))
        else:
            _decide(conn, asked, _decided("granted", on, actor, now, step.why, day))
        told = tell(conn, row, EXTENSION, made, day, day=today_of(settings, now), actor=actor, now=now)
        return Extended(row.due_on, day, settings.calendar().closed_reason(day), told)

    return store.transact(work)


def refuse(
    store: Store, settings: Settings, occurrence_id: int, *, on: date, reason: str, actor: str, now: datetime
) -> Extended:
    """Refuse the undecided request: the deadline stays, and the office is told. Raises as `grant`."""
    _need_reason(reason)
    refuse_future(on, settings, now)

    def work(conn: Connection) -> Extended:
        row = find_occurrence(conn, occurrence_id)
        _refuse_owner(row, actor)
        asked = _undecided(conn, occurrence_id)
        if asked is None:
            raise _nothing_asked(occurrence_id)
        _refuse_own(asked, actor)
        details = {"until": asked.until.isoformat()}
        made = move(conn, row, Act.REFUSE, on=on, actor=actor, now=now, note=reason.strip(), details=details)
        _decide(conn, asked, _decided("refused", on, actor, now, reason.strip(), None))
        told = tell(conn, row, EXTENSION, made, row.due_on, day=today_of(settings, now), actor=actor, now=now)
        return Extended(row.due_on, row.due_on, None, told)

    return store.transact(work)


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise BadInput("more time needs a reason", hint="give it with: --reason '…'")


def _check_until(row: Row[Any], until: date, on: date) -> None:
    if row.due_on is None:
        raise Refused(
            f"occurrence {row.id} has no deadline that could be extended",
            hint=f"see: tracker obligations show {row.id}",
        )
    if until <= row.due_on:
        raise BadInput(
            f"{until.isoformat()} is not later than the deadline in force, {row.due_on.isoformat()}",
            hint="give a later day with --until; a date that was wrong is mended with: tracker correct",
        )
    if until < on:
        raise BadInput(
            f"{until.isoformat()} is over before {on.isoformat()}, the day on which it would be granted",
            hint="give a later day with --until",
        )


def _refuse_owner(row: Row[Any], actor: str) -> None:
    if actor == row.office_code:
        raise Refused(f"{actor} owes this, and nobody grants time to themselves", hint="a verifier does: --actor NAME")


def _refuse_own(asked: Row[Any] | None, actor: str) -> None:
    if asked is not None and asked.requested_by == actor:
        raise Refused(
            f"{actor} made this request, and nobody decides their own", hint="another person does: --actor NAME"
        )


def _nothing_asked(occurrence_id: int) -> Refused:
    return Refused(
        f"nobody has asked for more time for {occurrence_id}, or it is decided",
        hint=f"grant it on a letter with: tracker extend {occurrence_id} --until DAY --reason …",
    )


def _undecided(conn: Connection, occurrence_id: int) -> Row[Any] | None:
    return conn.execute(
        select(extension).where(extension.c.occurrence_id == occurrence_id, extension.c.verdict.is_(None))
    ).one_or_none()


def _asked(row: Row[Any], until: date, reason: str, on: date, by: str, now: datetime) -> dict[str, Any]:
    return {
        "occurrence_id": row.id,
        "requested_on": on,
        "requested_at": now,
        "requested_by": by,
        "until": until,
        "reason": reason.strip(),
        "due_on": row.due_on,
    }


def _decided(verdict: str, on: date, by: str, now: datetime, reason: str, until: date | None) -> dict[str, Any]:
    return {
        "verdict": verdict,
        "granted_until": until,
        "decided_on": on,
        "decided_at": now,
        "decided_by": by,
        "decision_reason": reason,
    }


def _decide(conn: Connection, asked: Row[Any], values: dict[str, Any]) -> None:
    conn.execute(update(extension).where(extension.c.id == asked.id).values(values))
