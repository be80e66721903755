"""How decisions of later minutes repeat those of earlier ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, or_, select

from tracker.store.tables import decision


@dataclass(slots=True)
class Chains:
    """Which duty each decision is part of: decisions that repeat or continue one another are one duty.

    `carried` maps a decision that repeats another to how often the duty had been carried over by then; `repeated_by`
    maps a decision to the references ("2/1") of those that repeat it.
    """

    carried: Mapping[int, int] = field(default_factory=dict)
    repeated_by: Mapping[int, list[str]] = field(default_factory=dict)


def chains(conn: Connection) -> Chains:
    """All chains of the record; only decisions that repeat or continue another are read."""
    rows = conn.execute(
        select(
            decision.c.id, decision.c.minutes_id, decision.c.number, decision.c.restates_id, decision.c.continues_id
        )
        .where(
            or_(decision.c.restates_id.is_not(None), decision.c.continues_id.is_not(None)),
            decision.c.state.not_in(("dropped",)),
        )
        .order_by(decision.c.id)
    ).all()
    roots: dict[int, int] = {}
    meetings: dict[int, set[int]] = {}
    carried: dict[int, int] = {}
    repeated_by: dict[int, list[str]] = {}
    for row in rows:
        earlier = row.continues_id or row.restates_id
        root = roots[row.id] = roots.get(earlier, earlier)
        if row.continues_id is not None:  # another version of the same meeting's minutes
            if row.continues_id in carried:
                carried[row.id] = carried[row.continues_id]
            continue
        meetings.setdefault(root, set()).add(row.minutes_id)
        carried[row.id] = len(meetings[root])
        repeated_by.setdefault(row.restates_id, []).append(f"{row.minutes_id}/{row.number}")
    return Chains(carried, repeated_by)
