"""Correcting a mistake by a new entry: a wrong date gets the right one, the last act is taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, select, update

from tracker.actions.clock import today_of
from tracker.actions.lives import SETTLED, WITHDRAWN, find_occurrence, last_event, move, record
from tracker.actions.moving import new_deadline
from tracker.actions.telling import EXTENSION, call_off, tell
from tracker.domain.errors import BadInput, Refused
from tracker.domain.explanation import Move
from tracker.domain.life import Act, State
from tracker.settings.model import Settings
from tracker.store.engine import Store
from tracker.store.tables import extension, finding, part_report, submission

UNDOABLE = frozenset(
    {
        Act.SUBMIT,
        Act.PROGRESS,
        Act.ACCEPT,
        Act.RETURN,
        Act.REQUEST,
        Act.EXTEND,
        Act.REFUSE,
        Act.WAIVE,
        Act.REOPEN,
        Act.FIND,
        Act.MISS,
        Act.CORRECT,
    }
)
"""Acts that concern one occurrence alone; others changed more than it, and are mended by a further act."""

_UNDECIDED = dict.fromkeys(
    ("verdict", "granted_until", "decided_on", "decided_at", "decided_by", "decision_reason")
)
"""A request for more time that waits for a decision."""

_DATES = ("due_on", "submitted_on", "stepped_through", "next_step_on")


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back: the act, by whom on which day; the state and deadline that hold again.

    `told`: the office had been told of it. A letter then says that the deadline is another again; of anything else
    (`untold`) a person must tell it.
    """

    act: str
    by: str
    on: date
    state: str
    due_on: date | None
    told: bool = False
    untold: bool = False


def correct_due(
    store: Store, settings: Settings, occurrence_id: int, due_on: date, *, reason: str, actor: str, now: datetime
) -> tuple[date, bool | None]:
    """Give an occurrence the date that it should have had; the wrong one, which is returned, stays on record.

    The office is told by a letter; False when it has nobody to write to, None when it is accepted and owes nothing.

    Raises BadInput without a reason, Refused when it has no deadline, has that one already, or is waived or superseded.
    """
    _need_reason(reason)
    today = today_of(settings, now)

    def work(conn: Connection) -> tuple[date, bool | None]:
        row = find_occurrence(conn, occurrence_id)
        if row.due_on is None:
            raise Refused(
                f"occurrence {row.id} has no deadline to correct", hint=f"see: tracker obligations show {row.id}"
            )
        if row.due_on == due_on:
            raise Refused(f"occurrence {row.id} is due on {due_on} already", hint="give the right day with --due")
        on = max(today, row.changed_on)
        step = Move("corrected", row.due_on, due_on, on, actor, reason.strip())
        columns = new_deadline(settings, row, step)
        made = move(conn, row, Act.CORRECT, on=on, actor=actor, now=now, note=step.why, **columns)
        if row.state == State.ACCEPTED:
            return row.due_on, None
        return row.due_on, tell(conn, row, EXTENSION, made, due_on, day=today, actor=actor, now=now)

    return store.transact(work)


def undo(
    store: Store, settings: Settings, occurrence_id: int, *, reason: str, actor: str, now: datetime
) -> Undone:
    """Take back the last act on an occurrence: a new event restores the state and deadline before it.

    What it had decided waits for a decision again, what was handed in counts as withdrawn, a letter about it that has
    not gone out is called off. Raises BadInput without a reason, Refused when nothing happened yet, or the last act
    cannot be taken back.
    """
    _need_reason(reason)
    today = today_of(settings, now)

    def work(conn: Connection) -> Undone:
        row = find_occurrence(conn, occurrence_id)
        last = last_event(conn, occurrence_id)
        _refuse(row, last)
        assert last is not None
        was = dict(last.details["was"])
        state = State(was.pop("state"))
        columns = {name: _value(name, value) for name, value in was.items()}
        details = {"event": last.id, "act": last.kind}
        on = max(today, row.changed_on)
        made = record(
            conn, row, Act.UNDO, state, on=on, actor=actor, now=now, note=reason.strip(), details=details, **columns
        )
        _restore(conn, occurrence_id, last)
        due_on = columns.get("due_on", row.due_on)
        told = call_off(conn, last.id, actor=actor, now=now)
        anew = told and due_on != row.due_on
        if anew:
            anew = tell(conn, row, EXTENSION, made, due_on, day=today, actor=actor, now=now)
        return Undone(last.kind, last.actor, last.on, state, due_on, told, told and not anew)

    return store.transact(work)


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise BadInput("a correction needs a reason", hint="give it with: --reason 'what was wrong'")


def _refuse(row: Row[Any], last: Row[Any] | None) -> None:
    hint = f"see: tracker obligations show {row.id}"
    if last is None:
        raise Refused(f"nothing has happened to occurrence {row.id} that could be taken back", hint=hint)
    if last.kind == Act.UNDO:
        raise Refused(
            f"the last act was taken back already, by {last.actor} on {last.on.isoformat()}",
            hint="what should hold instead is done anew",
        )
    if "was" not in (last.details or {}):
        raise Refused(f"“{last.kind}” by {last.actor} was recorded without what it changed", hint=hint)
    if last.kind not in UNDOABLE:
        raise Refused(f"“{last.kind}” by {last.actor} concerned more than occurrence {row.id} alone", hint=hint)


def _value(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name in _DATES and value else value


def _restore(conn: Connection, occurrence_id: int, last: Row[Any]) -> None:
    """Put back what the act had decided beside the occurrence itself."""
    if last.state in SETTLED:
        _ask_again(conn, occurrence_id, last)
    if last.kind in (Act.SUBMIT, Act.PROGRESS):
        kind = "complete" if last.kind == Act.SUBMIT else "progress"
        _last_submission(conn, occurrence_id, {"verdict": "withdrawn", "verified_on": last.on}, kind=kind)
    elif last.kind in (Act.ACCEPT, Act.RETURN):
        undecided = {"verdict": None, "verified_on": None, "verified_by": None, "reason": None}
        _last_submission(conn, occurrence_id, undecided, kind="complete")
        _clear_wanting(conn, occurrence_id, last)
    elif last.kind == Act.REFUSE or "request" in last.details:
        _last_extension(conn, occurrence_id, _UNDECIDED)
    elif last.kind in (Act.REQUEST, Act.EXTEND):
        _last_extension(conn, occurrence_id, {"verdict": "withdrawn"})
    elif last.kind in (Act.FIND, Act.MISS) and (found := last.details.get("finding")):
        conn.execute(update(finding).where(finding.c.id == found).values(state="proposed"))


def _last_submission(conn: Connection, occurrence_id: int, values: Mapping[str, Any], *, kind: str) -> None:
    last = (
        select(submission.c.id)
        .where(submission.c.occurrence_id == occurrence_id, submission.c.kind == kind)
        .order_by(submission.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    conn.execute(update(submission).where(submission.c.id == last).values(dict(values)))


def _last_extension(conn: Connection, occurrence_id: int, values: Mapping[str, Any]) -> None:
    last = (
        select(extension.c.id)
        .where(extension.c.occurrence_id == occurrence_id)
        .order_by(extension.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    conn.execute(update(extension).where(extension.c.id == last).values(dict(values)))


def _ask_again(conn: Connection, occurrence_id: int, last: Row[Any]) -> None:
    """The request for more time that ended with the settling waits for a decision again."""
    ended = (extension.c.verdict == "withdrawn", extension.c.decision_reason == WITHDRAWN)
    conn.execute(
        update(extension)
        .where(extension.c.occurrence_id == occurrence_id, extension.c.decided_at == last.at, *ended)
        .values(_UNDECIDED)
    )


def _clear_wanting(conn: Connection, occurrence_id: int, last: Row[Any]) -> None:
    of_it = select(submission.c.id).where(submission.c.occurrence_id == occurrence_id)
    conn.execute(
        update(part_report)
        .where(and_(part_report.c.submission_id.in_(of_it), part_report.c.returned_on == last.on))
        .values(returned_on=None)
    )
