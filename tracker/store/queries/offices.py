"""Offices as the record knows them: what they owe, and what they were called before."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, case, func, select

from tracker.store.queries import AnyRow
from tracker.store.tables import audit, obligation, occurrence, office

_OWED = ("open", "returned", "submitted")


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """An office that is not there any more, and still owes something: how many due dates are open, or submitted."""

    code: str
    open: int
    submitted: int

    def words(self) -> str:
        """For people, with the way out."""
        owes = f"{self.open} open" + (f" and {self.submitted} submitted" if self.submitted else "")
        return f"{self.code} is not there any more but owes {owes}: tracker offices transfer {self.code} NEW --reason …"


@dataclass(frozen=True, slots=True)
class Renamed:
    """When an office got other names, and what it was called before."""

    at: str
    actor: str
    names: dict[str, str]


def left_behind(conn: Connection, active: Sequence[str] | None = None) -> Sequence[LeftBehind]:
    """Offices that left the directory or became inactive while they owed something, by code.

    `active` are the codes of a directory that was not taken over yet; else the record says who is there.
    """
    gone = office.c.active == 0 if active is None else office.c.code.not_in(active)
    codes = conn.scalars(select(office.c.code).where(gone)).all()
    if not codes:  # as on nearly every day: the duties need not be looked at
        return []
    is_open = case((occurrence.c.state == "submitted", 0), else_=1)
    query = (
        select(obligation.c.office_code, func.sum(is_open), func.sum(1 - is_open))
        .join(occurrence, occurrence.c.obligation_id == obligation.c.id)
        .where(obligation.c.office_code.in_(codes), occurrence.c.state.in_(_OWED))
        .group_by(obligation.c.office_code)
        .order_by(obligation.c.office_code)
    )
    return [LeftBehind(code, int(open_), int(submitted)) for code, open_, submitted in conn.execute(query)]


def office_row(conn: Connection, code: str) -> AnyRow | None:
    """The office as last taken over from the directory, None when the record does not know it."""
    return conn.execute(select(office).where(office.c.code == code)).one_or_none()


def states_owed(conn: Connection, code: str) -> dict[str, int]:
    """How many due dates of an office are in each state."""
    query = (
        select(occurrence.c.state, func.count())
        .join(obligation, obligation.c.id == occurrence.c.obligation_id)
        .where(obligation.c.office_code == code)
        .group_by(occurrence.c.state)
        .order_by(occurrence.c.state)
    )
    return {state: int(count) for state, count in conn.execute(query)}


def former_names(conn: Connection, code: str) -> Sequence[Renamed]:
    """The names that an office had, each with the instant at which it got others, the oldest first."""
    query = (
        select(audit.c.at, audit.c.actor, audit.c.before)
        .where(audit.c.subject == f"office:{code}", audit.c.action == "office.change")
        .order_by(audit.c.seq)
    )
    found = []
    for at, actor, before in conn.execute(query):
        was = json.loads(before)
        names = {key: was[key] for key in ("name_bn", "name_en") if key in was}
        if names:
            found.append(Renamed(at, actor, names))
    return found
