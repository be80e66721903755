"""Late holidays: deadlines of what is still owed, counted anew once the calendar has changed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, exists, select, update

from tracker.actions.recount_moves import Days, Found, Moves
from tracker.actions.trial import transact
from tracker.domain.calendar import WorkingCalendar
from tracker.domain.explanation import Explanation
from tracker.domain.recount import CalendarChange, calendar_from_json, calendar_to_json, difference, recounted
from tracker.settings.model import Settings
from tracker.store.engine import Store
from tracker.store.jsontext import dumps
from tracker.store.kept import keep, kept
from tracker.store.tables import obligation, occurrence

CALENDAR = "calendar"
"""The key under which the calendar stands that deadlines were counted by."""

_OWED = ("open", "returned", "submitted")


@dataclass(frozen=True, slots=True)
class Moved:
    """A deadline that moved: of which occurrence and office, from when to when."""

    occurrence_id: int
    office_code: str
    before: date
    after: date


@dataclass(frozen=True, slots=True)
class Recount:
    """What a changed calendar did: the days that closed or opened with their names, and the deadlines that moved.

    `notices` counts the letters queued about them, `no_contact` names offices that have nobody to write to.
    """

    closed: tuple[tuple[date, str], ...] = ()
    opened: tuple[tuple[date, str], ...] = ()
    moved: tuple[Moved, ...] = ()
    notices: int = 0
    no_contact: tuple[str, ...] = ()
    changed: bool = False

    @property
    def parts(self) -> tuple[tuple[str, tuple[tuple[date, str], ...]], ...]:
        """The changed days in two parts, each with its word."""
        return (("closed", self.closed), ("open", self.opened))


def recount(
    store: Store, settings: Settings, day: date, *, actor: str, now: datetime, dry_run: bool = False
) -> Recount:
    """Count deadlines anew by the present calendar on the civil date `day`, as the daily check does by itself.

    A second call changes nothing. With `dry_run` nothing is kept.
    """
    return transact(store, lambda conn: recount_deadlines(conn, settings, day, actor=actor, now=now), dry_run=dry_run)


def note_calendar(conn: Connection, calendar: WorkingCalendar) -> None:
    """Remember what the record's first deadlines are counted by; later changes are measured against it."""
    if kept(conn, CALENDAR) is None and not conn.scalar(select(exists(select(occurrence.c.id)))):
        keep(conn, CALENDAR, dumps(calendar_to_json(calendar)))


def recount_deadlines(conn: Connection, settings: Settings, day: date, *, actor: str, now: datetime) -> Recount:
    """Move the deadlines whose counting went over a day that has closed or opened since, in the caller's transaction.

    Only what is still owed, or waits for verification; never what is settled, nor a deadline that was extended or
    corrected: that one is a named date. Each gets its event, its audit entry and its next step of the ladder; the
    offices are told, in one letter a day.
    """
    calendar = settings.calendar()
    told = kept(conn, CALENDAR)
    present = dumps(calendar_to_json(calendar))
    if told == present:
        return Recount()
    before = calendar_from_json(json.loads(told)) if told else None
    change = difference(before, calendar) if before else CalendarChange(everything=True)
    keep(conn, CALENDAR, present)
    if not change:
        return Recount()
    days = _days(change, before or calendar, calendar)
    found = [(row, new) for row in _candidates(conn, change) if (new := _anew(row, change, calendar)) is not None]
    moved = [(row, new) for row, new in found if new.due_on != row.due_on]
    _explain(conn, [(row, new) for row, new in found if new.due_on == row.due_on])
    moves = Moves(moved, days, day, actor, now)
    queued = moves.write(conn, settings.ladder())
    return Recount(
        *days,
        tuple(Moved(row.id, row.office_code, row.due_on, new.due_on) for row, new in moved if new.due_on),
        queued.by_kind.total(),
        queued.no_contact,
        changed=True,
    )


def _days(change: CalendarChange, before: WorkingCalendar, after: WorkingCalendar) -> Days:
    """The changed days, closed and opened, each with the name of its holiday."""
    days = sorted(change.days)
    return (
        tuple((day, after.holidays.get(day, "")) for day in days if not after.is_open(day)),
        tuple((day, before.holidays.get(day, "")) for day in days if after.is_open(day)),
    )


def _candidates(conn: Connection, change: CalendarChange) -> Iterable[Any]:
    query = (
        select(
            occurrence.c.id,
            occurrence.c.due_on,
            occurrence.c.state,
            occurrence.c.explanation,
            occurrence.c.changed_on,
            occurrence.c.stepped_through,
            occurrence.c.next_step_on,
            obligation.c.office_code,
        )
        .join(obligation, obligation.c.id == occurrence.c.obligation_id)
        .where(occurrence.c.state.in_(_OWED), occurrence.c.due_on.is_not(None))
        .order_by(occurrence.c.id)
        .with_for_update(of=occurrence)
    )
    if change.first is not None:
        query = query.where(occurrence.c.due_on >= change.first)
    return conn.execute(query).all()


def _anew(row: Any, change: CalendarChange, calendar: WorkingCalendar) -> Explanation | None:
    """The new reckoning, None when it is as it was, or the deadline in force is not a reckoned one."""
    if row.explanation is None:
        return None
    told = Explanation.from_json(row.explanation)
    if told.moves or told.due_on != row.due_on or not change.touches(told):
        return None
    new = recounted(told, calendar)
    return None if new == told else new


def _explain(conn: Connection, found: Found) -> None:
    """A deadline that stays may say something new of its day: that it is closed, or that the year is known now."""
    if found:
        conn.execute(
            update(occurrence).where(occurrence.c.id == bindparam("occ")).values(explanation=bindparam("told")),
            [{"occ": row.id, "told": new.to_json()} for row, new in found],
        )
