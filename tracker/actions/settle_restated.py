"""Settling a decision that repeats a standing one: it is linked to it, or takes its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from tracker.actions.clock import civil_date
from tracker.actions.incoming import offices_of
from tracker.actions.restating import bound_offices, restated
from tracker.actions.settlement import Settled, Settlement, bind_settled, record_settled
from tracker.actions.supersede import supersede_where
from tracker.domain.due import Deadline
from tracker.domain.errors import Refused
from tracker.settings.model import Settings
from tracker.store.tables import obligation


def link(conn: Connection, row: Row[Any], settlement: Settlement, actor: str, now: datetime) -> Settled:
    """The standing decision goes on alone. Raises Refused when that would lose an office."""
    standing = restated(conn, row)
    reference = f"{standing.minutes_id}/{standing.number}"
    named = settlement.implementers if settlement.implementers is not None else offices_of(row.as_read)
    others = [code for code in named if code not in bound_offices(conn, standing.id)]
    if others:
        raise Refused(
            f"decision {row.number} names offices that {reference} does not bind: {', '.join(others)}",
            hint="bind all of them anew with --replace, or beside it with --confirm",
        )
    record_settled(conn, row, {"state": "linked", "restates_id": standing.id}, settlement.note, actor, now)
    return Settled(row.id, row.number, "linked", None, (), 0, reference)


def replace_standing(
    conn: Connection,
    settings: Settings,
    row: Row[Any],
    deadline: Deadline,
    offices: tuple[str, ...],
    note: str,
    actor: str,
    now: datetime,
) -> Settled:
    """The standing decision ends for these offices today, and the new one is owed from today on."""
    standing = restated(conn, row)
    today = civil_date(now, settings.directory().body.timezone)
    condition = (obligation.c.decision_id == standing.id) & obligation.c.office_code.in_(offices)
    reason = f"restated by {row.minutes_id}/{row.number}"
    ended = supersede_where(conn, condition, on=today, reason=reason, actor=actor, now=now)
    done = bind_settled(conn, settings, row, deadline, offices, note, actor, now, since=today)
    return replace(done, standing=f"{standing.minutes_id}/{standing.number}", superseded=ended.occurrences)
