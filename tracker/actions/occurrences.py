"""Making occurrences of periodic duties ahead of time, to the configured horizon, until superseded or closed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, exists, select, update

from tracker.actions.binding import Binding, occurrence_values
from tracker.domain.deadlines import DeadlineRule
from tracker.domain.due import Basis
from tracker.domain.periods import occurrences
from tracker.settings.model import Settings
from tracker.store.audit import Entry, append
from tracker.store.insert import insert_new
from tracker.store.tables import decision, obligation, occurrence


def make_ahead(conn: Connection, settings: Settings, day: date, *, actor: str, now: datetime) -> int:
    """Make what periodic duties owe up to `day` + horizon; how many occurrences were made.

    Only obligations whose occurrences do not reach that far yet are looked at.
    """
    through = day + timedelta(days=settings.schedule.horizon_days)
    made = 0
    for _, group in groupby(_short(conn, through), key=lambda row: row.decision_id):
        made += _extend(conn, settings, list(group), day, through, actor, now)
    return made


def make_from(
    conn: Connection, settings: Settings, decision_id: int, day: date, *, whole: bool, actor: str, now: datetime
) -> int:
    """The same at once for what a decision binds from `day` on though it counts from an earlier day: none of its due
    dates shows in the lists of earlier days. `whole`: all of its obligations, else those that begin on that day.
    """
    through = day + timedelta(days=settings.schedule.horizon_days)
    begun = exists().where(occurrence.c.obligation_id == obligation.c.id, occurrence.c.since == day)
    rows = list(_short(conn, through, obligation.c.decision_id == decision_id, *(() if whole else (begun,))))
    return _extend(conn, settings, rows, day, through, actor, now, not_before=day) if rows else 0


def _short(conn: Connection, through: date, *conditions: ColumnElement[bool]) -> Iterable[Any]:
    query = (
        select(
            obligation.c.id,
            obligation.c.decision_id,
            obligation.c.office_code,
            obligation.c.made_through,
            decision.c.rule,
            decision.c.basis_on,
            decision.c.basis_kind,
            decision.c.origin,
        )
        .join(decision, decision.c.id == obligation.c.decision_id)
        .where(obligation.c.made_through < through, obligation.c.state == "active", *conditions)
        .order_by(obligation.c.decision_id, obligation.c.id)
    )
    return conn.execute(query).all()


def _extend(
    conn: Connection,
    settings: Settings,
    rows: list[Any],
    day: date,
    through: date,
    actor: str,
    now: datetime,
    not_before: date = date.min,
) -> int:
    reckoning, ladder, first = settings.reckoning(), settings.ladder(), rows[0]
    binding = Binding(
        first.decision_id,
        DeadlineRule.from_json(first.rule),
        Basis(first.basis_on, first.basis_kind),
        first.origin,
        tuple(row.office_code for row in rows),
    )
    ahead = timedelta(days=settings.schedule.horizon_days)
    oldest = min(row.made_through for row in rows)
    periods = list(occurrences(binding.rule, binding.basis, reckoning, after=oldest, through=through))
    values = [
        {
            "obligation_id": row.id,
            **occurrence_values(p, binding, reckoning, ladder, day),
            "since": max(binding.basis.on, p.due_on - ahead, not_before),  # as if a check had been made on every day
        }
        for p in periods
        for row in rows
        if p.due_on is not None and p.due_on > row.made_through
    ]
    made = insert_new(conn, occurrence, values, occurrence.c.id)
    conn.execute(
        update(obligation).where(obligation.c.id == bindparam("obl")).values(made_through=bindparam("through")),
        [{"obl": row.id, "through": through} for row in rows],
    )
    if made:
        entry = Entry(
            action="occurrence.make",
            subject=f"decision:{first.decision_id}",
            after={"periods": [p.key for p in periods], "offices": list(binding.offices)},
        )
        append(conn, [entry], at=now, actor=actor)
    return len(made)
