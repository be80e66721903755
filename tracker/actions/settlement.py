"""What a registrar says of a decision in review, and writing down what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, update

from tracker.actions.amending import Amendment, amend, holder_of, tell_amended
from tracker.actions.binding import Binding, bind
from tracker.actions.clock import today_of
from tracker.actions.occurrences import make_from
from tracker.domain.deadlines import DeadlineRule
from tracker.domain.due import Deadline
from tracker.settings.model import Settings
from tracker.store.audit import Entry, append
from tracker.store.tables import decision


@dataclass(frozen=True, slots=True)
class Settlement:
    """What the registrar says: a deadline `rule`, the `policy`'s one, `implementers` in place of those read, or `drop`.

    What is left out stays as it was read; all left out confirms the reading. `note` is kept with the decision and is
    required for dropping. Of a decision that repeats a standing one: `link` leaves the standing one to go on alone,
    `replace` supersedes it for the offices that are bound anew; neither binds beside it.
    """

    rule: DeadlineRule | None = None
    policy: bool = False
    implementers: tuple[str, ...] | None = None
    drop: bool = False
    note: str = ""
    link: bool = False
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of the decision: its state, deadline and how many obligations were made.

    `standing` is the standing decision that it was linked to or replaced, as "1/2.1"; `superseded` how many of that
    one's due dates ended with it. `moved`: open due dates of an earlier version that have another deadline now.
    """

    decision_id: int
    number: str
    state: str
    deadline: Deadline | None
    offices: tuple[str, ...]
    obligations: int
    standing: str = ""
    superseded: int = 0
    moved: int = 0


def bind_settled(
    conn: Connection,
    settings: Settings,
    row: Row[Any],
    deadline: Deadline,
    offices: tuple[str, ...],
    note: str,
    actor: str,
    now: datetime,
    since: date | None = None,
) -> Settled:
    """The decision binds its offices: anew, or with the obligations of the earlier version that it amends."""
    explanation = deadline.explanation
    record_settled(
        conn,
        row,
        {
            "state": "binding",
            "rule": explanation.rule.to_json(),
            "origin": explanation.origin,
            "basis_on": explanation.basis.on,
            "basis_kind": explanation.basis.kind,
            "first_due_on": deadline.due_on,
            "explanation": explanation.to_json(),
        },
        note,
        actor,
        now,
        offices,
    )
    binding = Binding(
        row.id, explanation.rule, explanation.basis, explanation.origin, offices, row.next_meeting_on, since
    )
    holder = holder_of(conn, row)
    if holder is None:
        made = bind(conn, [binding], settings.reckoning(), settings.ladder(), today_of(settings, now))
        if since is not None:
            make_from(conn, settings, row.id, since, whole=True, actor=actor, now=now)
        return Settled(row.id, row.number, "binding", deadline, offices, made)
    moved = deadline.due_on != holder.first_due_on or (
        explanation.rule.with_text("") != DeadlineRule.from_json(holder.rule).with_text("")
    )
    today = today_of(settings, now)
    reason = f"amended by minutes {row.minutes_id}"
    done = amend(conn, settings, holder, Amendment(binding, moved, today, reason, actor, now))
    tell_amended(conn, done, today, actor=actor, now=now)
    return Settled(row.id, row.number, "binding", deadline, offices, done.bound, moved=len(done.moved))


def record_settled(
    conn: Connection,
    row: Row[Any],
    values: dict[str, Any],
    note: str,
    actor: str,
    now: datetime,
    offices: tuple[str, ...] = (),
) -> None:
    """Write the decision's new `values` (state, rule, …) with their audit entry."""
    conn.execute(
        update(decision)
        .where(decision.c.id == row.id)
        .values(**values, settled_at=now, settled_by=actor, settled_note=note)
    )
    told: dict[str, Any] = {key: values[key] for key in ("state", "rule", "origin", "restates_id") if key in values}
    entry = Entry(
        action="decision.settle",
        subject=f"decision:{row.id}",
        before={"state": row.state, "rule": row.rule, "review": row.review},
        after={**told, "note": note, "implementers": list(offices)},
    )
    append(conn, [entry], at=now, actor=actor)
