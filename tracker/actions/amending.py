"""A decision goes on in a later version of its minutes: its obligations follow, with what was changed of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from tracker.actions.binding import Binding, bind, first_period, occurrence_values
from tracker.actions.incoming import offices_of
from tracker.actions.lives import find_occurrence, last_event, move, record
from tracker.actions.occurrences import make_from
from tracker.actions.supersede import supersede_where
from tracker.actions.telling import EXTENSION, Told, tell_together
from tracker.domain.deadlines import Kind
from tracker.domain.ladder import next_step_on
from tracker.domain.life import Act, State, advance, is_unsettled
from tracker.domain.periods import Period, occurrences
from tracker.settings.model import Settings
from tracker.store.audit import Entry, append
from tracker.store.tables import decision, event, finding, obligation, occurrence, part


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a decision becomes: `binding` in its new row, for the offices that the new version names.

    `deadline` is true when the new rule gives another deadline than the old one. `reason` names the new version.
    """

    binding: Binding
    deadline: bool
    on: date
    reason: str
    actor: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Amended:
    """What an amendment did: obligations made and ended, due dates that have another deadline or are owed no more."""

    bound: int = 0
    freed: int = 0
    moved: tuple[Told, ...] = ()
    ended: int = 0

    def __add__(self, other: Amended) -> Amended:
        """What both did."""
        return Amended(
            self.bound + other.bound, self.freed + other.freed, self.moved + other.moved, self.ended + other.ended
        )


def holder_of(conn: Connection, row: Row[Any]) -> Row[Any] | None:
    """The decision in force whose obligations a decision continues: itself, or one of an earlier version that waits
    for the newer ones to be settled. None when nothing of it was in force.
    """
    seen: Row[Any] | None = row
    while seen is not None and seen.state != "binding":
        if seen.continues_id is None or (seen is not row and seen.state != "carried"):
            return None
        seen = conn.execute(select(decision).where(decision.c.id == seen.continues_id)).one_or_none()
    return seen


def offices_named(conn: Connection, holder: Row[Any]) -> frozenset[str]:
    """The offices that the old version names: those read, where they were bound; else those that it binds.

    An office that was transferred since is still named by the text; its obligation went to its successor.
    """
    rows = conn.execute(
        select(obligation.c.office_code, obligation.c.state).where(obligation.c.decision_id == holder.id)
    ).all()
    named = frozenset(offices_of(holder.as_read))
    if named and named <= {row.office_code for row in rows}:
        return named
    return frozenset(row.office_code for row in rows if row.state == "active")


def carry(conn: Connection, holder: Row[Any], to: int, *, actor: str, now: datetime) -> None:
    """The obligations of a decision go on, untouched, under the row that continues it."""
    _follow(conn, holder, to, keep=())
    _carried(conn, holder, to, {}, actor, now)


def amend(conn: Connection, settings: Settings, holder: Row[Any], amendment: Amendment) -> Amended:
    """The obligations go on under the new row: offices that are named no more are freed, others bound, and open due
    dates have the new deadline. What is settled or submitted stays as it is, and no first deadline is lost.
    """
    binding, on = amendment.binding, amendment.on
    before = offices_named(conn, holder)
    removed = before.difference(binding.offices)
    rows = conn.execute(
        select(obligation.c.office_code, obligation.c.state).where(obligation.c.decision_id == holder.id)
    ).all()
    bound = {row.office_code for row in rows if row.state == "active"}
    added = [code for code in binding.offices if code not in before and code not in bound]
    freed = supersede_where(
        conn,
        (obligation.c.decision_id == holder.id) & obligation.c.office_code.in_(removed),
        on=on,
        reason=amendment.reason,
        actor=amendment.actor,
        now=amendment.now,
    )
    _follow(conn, holder, binding.decision_id, keep=(*removed, *added))
    moved, ended = _redate(conn, settings, amendment) if amendment.deadline else ((), 0)
    new = replace(binding, offices=tuple(added), since=on)
    made = bind(conn, [new], settings.reckoning(), settings.ladder(), on)
    make_from(
        conn,
        settings,
        binding.decision_id,
        on,
        whole=amendment.deadline,
        actor=amendment.actor,
        now=amendment.now,
    )
    changes = {"bound": added, "freed": list(freed.offices), "moved": len(moved), "ended": ended + freed.occurrences}
    _carried(conn, holder, binding.decision_id, changes, amendment.actor, amendment.now)
    return Amended(made, len(freed.offices), moved, ended + freed.occurrences)


def _follow(conn: Connection, holder: Row[Any], to: int, keep: Sequence[str]) -> None:
    conn.execute(
        update(obligation)
        .where(obligation.c.decision_id == holder.id, obligation.c.office_code.not_in(keep))
        .values(decision_id=to)
    )
    hand_on(conn, holder.id, to)


def hand_on(conn: Connection, old: int, new: int) -> None:
    """What else belongs to a decision goes on with it: its parts, and what the meeting found."""
    for table in (part, finding):
        conn.execute(update(table).where(table.c.decision_id == old).values(decision_id=new))


def _carried(
    conn: Connection, holder: Row[Any], to: int, changes: Mapping[str, Any], actor: str, now: datetime
) -> None:
    """Both versions tell it: the old one where it went, the new one whose obligations it has."""
    conn.execute(update(decision).where(decision.c.id == holder.id).values(state="carried"))
    gone = {"state": "carried", "to": to}
    entries = [
        Entry("decision.carry", f"decision:{holder.id}", before={"state": "binding"}, after=gone),
        Entry("decision.continue", f"decision:{to}", after={"from": holder.id, **changes}),
    ]
    append(conn, entries, at=now, actor=actor)


def _redate(conn: Connection, settings: Settings, amendment: Amendment) -> tuple[tuple[Told, ...], int]:
    """Give the due dates of a decision's obligations the new deadline; (moved, ended)."""
    binding = amendment.binding
    rows = conn.execute(
        select(*(occurrence.c[name] for name in ("id", "obligation_id", "period", "state", "due_on")))
        .join(obligation, obligation.c.id == occurrence.c.obligation_id)
        .where(obligation.c.decision_id == binding.decision_id, obligation.c.state == "active")
        .order_by(occurrence.c.id)
    ).all()
    periods = _periods(settings, binding, [row.due_on for row in rows if row.due_on is not None])
    moved: list[Told | None] = []
    ended = 0
    for row in rows:
        period = periods.get(row.period)
        if period is None and is_unsettled(State(row.state)):
            _end(conn, row.id, amendment)
            ended += 1
        elif period is not None and (is_unsettled(State(row.state)) or _was_amended_away(conn, row)):
            moved.append(_move(conn, settings, row, period, amendment))
    _add_first(conn, settings, amendment, rows)
    return tuple(each for each in moved if each is not None), ended


def _was_amended_away(conn: Connection, row: Any) -> bool:
    """Whether an earlier version of the minutes ended a due date; what was transferred does not come back."""
    if row.state != State.SUPERSEDED:
        return False
    last = last_event(conn, row.id)
    return last is not None and last.kind == Act.SUPERSEDE


def _periods(settings: Settings, binding: Binding, due: Sequence[date]) -> Mapping[str, Period]:
    """The new rule's due dates by period, as far as the old ones reach."""
    reckoning = settings.reckoning()
    first = first_period(binding, reckoning)
    through = max([*due, first.due_on or date.min])
    later = occurrences(binding.rule, binding.basis, reckoning, None, through, binding.next_meeting_on)
    return {period.key: period for period in (first, *later)}


def _move(conn: Connection, settings: Settings, row: Any, period: Period, amendment: Amendment) -> Told | None:
    """Give one due date the new deadline; the ladder begins anew against it. None where it has that one already.

    Steps before today are not made up for, unless the deadline moved to an earlier day.
    """
    if row.state != State.SUPERSEDED and (row.due_on == period.due_on or _is_extended_past(conn, row, period)):
        return None
    full = find_occurrence(conn, row.id)
    due_on, on = period.due_on, max(amendment.on, full.changed_on)
    through = on if due_on and full.due_on and due_on >= full.due_on else None
    event_id = record(
        conn,
        full,
        Act.AMEND,
        State.OPEN if full.state == State.SUPERSEDED else advance(State(full.state), Act.AMEND),
        on=on,
        actor=amendment.actor,
        now=amendment.now,
        note=amendment.reason,
        due_on=due_on,
        explanation=period.explanation(amendment.binding.origin).to_json(),
        stepped_through=through,
        next_step_on=next_step_on(settings.ladder(), due_on, through) if due_on else None,
    )
    return Told(full.id, full.office_code, event_id, due_on)


def tell_amended(conn: Connection, done: Amended, on: date, *, actor: str, now: datetime) -> None:
    """Each office is told in one letter which of its deadlines are others now."""
    tell_together(conn, EXTENSION, done.moved, day=on, actor=actor, now=now)


def _is_extended_past(conn: Connection, row: Any, period: Period) -> bool:
    """More time that was granted holds where the new deadline is an earlier one."""
    if period.due_on is None or row.due_on is None or row.due_on <= period.due_on:
        return False
    last = conn.scalar(
        select(event.c.due_on)
        .where(event.c.occurrence_id == row.id, event.c.kind == Act.EXTEND)
        .order_by(event.c.id.desc())
        .limit(1)
    )
    return bool(last == row.due_on)


def _end(conn: Connection, occurrence_id: int, amendment: Amendment) -> None:
    row = find_occurrence(conn, occurrence_id)
    on = max(amendment.on, row.changed_on)
    move(conn, row, Act.SUPERSEDE, on=on, actor=amendment.actor, now=amendment.now, note=amendment.reason)


def _add_first(conn: Connection, settings: Settings, amendment: Amendment, rows: Sequence[Any]) -> None:
    """The first due date of the new rule where an obligation has none for that period; later ones are made ahead."""
    binding = amendment.binding
    first = first_period(binding, settings.reckoning())
    active = conn.scalars(
        select(obligation.c.id).where(
            obligation.c.decision_id == binding.decision_id, obligation.c.state == "active"
        )
    ).all()
    have = {row.obligation_id for row in rows if row.period == first.key}
    values = occurrence_values(
        first, replace(binding, since=amendment.on), settings.reckoning(), settings.ladder(), amendment.on
    )
    missing = [{"obligation_id": id_, **values} for id_ in active if id_ not in have]
    if missing:
        conn.execute(insert(occurrence), missing)
    through = first.due_on if binding.rule.kind is Kind.EVERY else None
    conn.execute(update(obligation).where(obligation.c.id.in_(active)).values(made_through=through))
