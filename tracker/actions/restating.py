"""Restatement: decisions of new minutes that repeat a standing one, so that nobody is bound twice unawares."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, exists, or_, select

from tracker.actions.incoming import NOTED, Incoming
from tracker.domain.errors import BadInput, Refused
from tracker.minutes.likeness import ALIKE, Gist, Gists, Index
from tracker.store.tables import decision, obligation, occurrence

RESTATEMENT = "restatement"
"""The review code of a decision that seems to repeat a standing one."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A decision in force: its id, gist and the offices that it still binds."""

    id: int
    gist: Gist
    offices: frozenset[str]


def mark_restated(
    conn: Connection, items: Sequence[Incoming], gists: Gists, besides: Collection[int] = ()
) -> list[Incoming]:
    """The items, those that repeat a standing decision put into review with the one that they repeat.

    A standing decision is one in force that offices still owe something of: unsettled, or periodic; `besides` are
    ids of decisions that do not count.
    """
    if not any(_may_repeat(one) for one in items):
        return list(items)
    standing = {each.id: each for each in _standing(conn, gists) if each.id not in besides}
    index = Index({id_: each.gist for id_, each in standing.items()})
    return [_marked(one, standing, index, gists) if _may_repeat(one) else one for one in items]


def _may_repeat(one: Incoming) -> bool:
    return one.state in ("binding", "review") and one.item.nature not in NOTED


def _marked(one: Incoming, standing: Mapping[int, Standing], index: Index, gists: Gists) -> Incoming:
    item = one.item
    gist = gists.gist(item.text, item.deadline.text if item.deadline else "")
    offices = frozenset(item.implementers)
    score, best = index.nearest(gist, lambda id_: not offices or bool(standing[id_].offices & offices))
    if score < ALIKE or best is None:
        return one
    return replace(one, item=item._replace(review=(RESTATEMENT, *item.review)), state="review", restates_id=best)


def _standing(conn: Connection, gists: Gists) -> Iterable[Standing]:
    owed = exists().where(
        occurrence.c.obligation_id == obligation.c.id, occurrence.c.state.in_(("open", "submitted", "returned"))
    )
    rows = conn.execute(
        select(decision.c.id, decision.c.text, decision.c.rule, obligation.c.office_code)
        .join(obligation, obligation.c.decision_id == decision.c.id)
        .where(
            decision.c.state == "binding",
            obligation.c.state == "active",
            or_(obligation.c.made_through.is_not(None), owed),
        )
        .order_by(decision.c.id, obligation.c.id)
    ).all()
    offices: dict[int, set[str]] = {}
    for row in rows:
        offices.setdefault(row.id, set()).add(row.office_code)
    for row in {row.id: row for row in rows}.values():
        yield Standing(row.id, gists.gist(row.text, row.rule.get("text", "")), frozenset(offices[row.id]))


def restated(conn: Connection, row: Row[Any]) -> Row[Any]:
    """The decision in force that a decision in review repeats, with `reference` as a person types it.

    One that has been carried into a revision of its minutes is followed there. Raises BadInput when the row repeats
    none, Refused when that one is in force no more.
    """
    if row.restates_id is None:
        raise BadInput(
            f"decision {row.number} repeats no standing decision", hint="settle it by itself: --confirm, --within, …"
        )
    found = _by(conn, decision.c.id == row.restates_id)
    while found is not None and found.state == "carried":
        found = _by(conn, decision.c.continues_id == found.id)
    if found is None or found.state != "binding":
        raise Refused(
            f"what decision {row.number} repeats is in force no more",
            hint="settle it by itself: --confirm, --within, …",
        )
    return found


def _by(conn: Connection, condition: ColumnElement[bool]) -> Row[Any] | None:
    return conn.execute(select(decision).where(condition).order_by(decision.c.id.desc()).limit(1)).one_or_none()


def bound_offices(conn: Connection, decision_id: int) -> tuple[str, ...]:
    """The offices that a decision binds today."""
    return tuple(
        conn.scalars(
            select(obligation.c.office_code)
            .where(obligation.c.decision_id == decision_id, obligation.c.state == "active")
            .order_by(obligation.c.id)
        )
    )
