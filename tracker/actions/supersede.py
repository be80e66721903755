"""Superseding: a decision binds an office no more; what is still owed of it ends, what is settled stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, select, update

from tracker.actions.clock import refuse_future
from tracker.actions.lives import find_occurrence, move
from tracker.domain.errors import BadInput, Refused
from tracker.domain.life import Act
from tracker.settings.model import Settings
from tracker.store.audit import Entry, append
from tracker.store.engine import Store
from tracker.store.tables import decision, obligation, occurrence

_UNDECIDED = ("open", "submitted", "returned")


@dataclass(frozen=True, slots=True)
class Superseded:
    """What was superseded: the offices set free, and how many due dates ended before they were settled."""

    offices: tuple[str, ...]
    occurrences: int


def supersede(
    store: Store,
    settings: Settings,
    decision_id: int,
    offices: Sequence[str] | None = None,
    *,
    on: date,
    reason: str,
    authority: str,
    actor: str,
    now: datetime,
) -> Superseded:
    """Supersede a decision's obligations: of `offices`, or all of them (None), on the civil date `on`.

    Raises BadInput without a reason and an authority, for a future day or an office that it does not bind; Refused when
    none of them is in force.
    """
    for value, option, what in ((reason, "--reason", "a reason"), (authority, "--authority", "an authority")):
        if not value.strip():
            raise BadInput(f"superseding needs {what}", hint=f"give it with: {option} '…'")
    refuse_future(on, settings, now)

    def work(conn: Connection) -> Superseded:
        _refuse_others(conn, decision_id, offices)
        condition = obligation.c.decision_id == decision_id
        if offices is not None:
            condition &= obligation.c.office_code.in_(offices)
        details = {"authority": authority}
        done = supersede_where(conn, condition, on=on, reason=reason, actor=actor, now=now, details=details)
        if not done.offices:
            raise Refused(
                "none of these obligations is in force: they were superseded before",
                hint="see them with: tracker obligations list",
            )
        return done

    return store.transact(work)


def supersede_where(
    conn: Connection,
    condition: ColumnElement[bool],
    *,
    on: date,
    reason: str,
    actor: str,
    now: datetime,
    details: dict[str, Any] | None = None,
) -> Superseded:
    """Supersede the active obligations that `condition` chooses (on `obligation`), in the caller's transaction.

    Their open, submitted and returned occurrences are superseded, no more are made; settled ones stay. A decision
    that binds no office any more is superseded too. Notices that wait about them are left out when they are rendered.

    Raises Refused when an occurrence was changed after `on`.
    """
    rows = conn.execute(
        select(obligation).where(condition, obligation.c.state == "active").order_by(obligation.c.id).with_for_update()
    ).all()
    ids = [row.id for row in rows]
    ended = list(
        conn.scalars(
            select(occurrence.c.id)
            .where(occurrence.c.obligation_id.in_(ids), occurrence.c.state.in_(_UNDECIDED))
            .order_by(occurrence.c.id)
        )
    )
    for each in ended:
        row = find_occurrence(conn, each)
        move(conn, row, Act.SUPERSEDE, on=on, actor=actor, now=now, note=reason, details=details)
    conn.execute(update(obligation).where(obligation.c.id.in_(ids)).values(state="superseded", made_through=None))
    entries = [
        Entry(
            "obligation.supersede",
            f"obligation:{row.id}",
            office=row.office_code,
            before={"state": row.state, "made_through": row.made_through},
            after={"state": "superseded", "on": on, "reason": reason, **(details or {})},
        )
        for row in rows
    ]
    append(conn, [*entries, *_free_decisions(conn, {row.decision_id for row in rows}, reason)], at=now, actor=actor)
    return Superseded(tuple(row.office_code for row in rows), len(ended))


def _free_decisions(conn: Connection, ids: set[int], reason: str) -> list[Entry]:
    """Mark the decisions of which nothing is in force any more."""
    bound = set(
        conn.scalars(
            select(obligation.c.decision_id).where(obligation.c.decision_id.in_(ids), obligation.c.state == "active")
        )
    )
    free = sorted(ids - bound)
    of_free = (decision.c.id.in_(free), decision.c.state == "binding")
    changed = list(conn.scalars(select(decision.c.id).where(*of_free).order_by(decision.c.id)))
    conn.execute(update(decision).where(*of_free).values(state="superseded"))
    after = {"state": "superseded", "reason": reason}
    return [Entry("decision.supersede", f"decision:{id_}", before={"state": "binding"}, after=after) for id_ in changed]


def _refuse_others(conn: Connection, decision_id: int, offices: Sequence[str] | None) -> None:
    bound = set(conn.scalars(select(obligation.c.office_code).where(obligation.c.decision_id == decision_id)))
    if not bound:
        raise Refused("this decision binds no office", hint="see it with: tracker minutes show")
    others = [code for code in offices or () if code not in bound]
    if others:
        raise BadInput(
            f"the decision does not bind {', '.join(others)}", hint=f"it binds {', '.join(sorted(bound))}"
        )
