"""A decision on its way into the record: as the document has it, and as it is to stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert

from tracker.actions.binding import Binding
from tracker.domain.deadlines import NO_DEADLINE
from tracker.domain.due import Basis, Reckoning, first_due
from tracker.minutes.draft import DraftDecision
from tracker.store.audit import Entry
from tracker.store.tables import decision

NOTED = frozenset({"information", "enquiry"})
"""Natures that leave nothing to do: kept with the minutes, binding nobody."""

EDITABLE = ("nature", "text", "number", "implementers", "deadline", "review")
"""What a registrar can change of a reading before it is imported."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One decision of an import.

    `read` is the reader's, kept as `as_read`; `item` is what stands, with what a registrar changed. `state` and
    `origin` are those of the table. `settled` is true when a registrar had a hand in it, with the `note`.
    `restates_id`: the standing decision that it seems to repeat; `continues_id`: the one that it amends; `stands`: the
    row of the earlier version whose rule, dates and settlement hold for this one as well.
    """

    read: DraftDecision
    item: DraftDecision
    state: str
    origin: str = "text"
    settled: bool = False
    note: str = ""
    restates_id: int | None = None
    continues_id: int | None = None
    stands: Row[Any] | None = None


def incoming(read: DraftDecision) -> Incoming:
    """A decision as it was read: binding only where nothing is left open for a person."""
    return Incoming(read, read, state_of(read))


def state_of(item: DraftDecision) -> str:
    """Where an imported decision starts: binding only where nothing is left open for a person."""
    if item.nature in NOTED:
        return "noted"
    return "review" if item.review or item.nature != "obligation" else "binding"


def insert_decisions(
    conn: Connection,
    minutes_id: int,
    items: Sequence[Incoming],
    reckoning: Reckoning,
    next_meeting_on: date | None,
    *,
    actor: str,
    now: datetime,
) -> list[int]:
    """Write the decisions in their order; their ids."""
    rows = [
        {"minutes_id": minutes_id, "position": position, **_row(one, reckoning, next_meeting_on, actor, now)}
        for position, one in enumerate(items, start=1)
    ]
    ids = conn.execute(insert(decision).returning(decision.c.id, sort_by_parameter_order=True), rows)
    return list(ids.scalars())


def _row(
    one: Incoming, reckoning: Reckoning, next_meeting_on: date | None, actor: str, now: datetime
) -> dict[str, Any]:
    item = one.item
    explanation, due_on = None, item.first_due_on
    if item.deadline is not None and item.basis is not None:
        basis = Basis(item.basis, item.basis_kind)
        due = first_due(item.deadline, basis, reckoning, next_meeting_on, origin=one.origin)
        explanation, due_on = due.explanation.to_json(), due.due_on
    return {
        "number": item.number,
        "subject": item.subject,
        "text": item.text,
        "nature": item.nature,
        "implementer_text": item.implementer_text,
        "as_read": _as_read(one),
        "rule": (item.deadline or NO_DEADLINE).to_json(),
        "basis_on": item.basis,
        "basis_kind": item.basis_kind,
        "first_due_on": due_on,
        "explanation": explanation,
        "origin": one.origin,
        "state": one.state,
        "review": list(item.review),
        "settled_at": now if one.settled else None,
        "settled_by": actor if one.settled else None,
        "settled_note": one.note if one.settled else None,
        "restates_id": one.restates_id,
        "continues_id": one.continues_id,
        **_kept(one.stands),
    }


_KEPT = (
    "rule", "basis_on", "basis_kind", "first_due_on", "explanation", "origin", "review",
    "settled_at", "settled_by", "settled_note",
)  # fmt: skip


def _kept(stands: Row[Any] | None) -> dict[str, Any]:
    """What an earlier version's decision leaves to the one that continues it unchanged."""
    return {name: getattr(stands, name) for name in _KEPT} if stands is not None else {}


def _as_read(one: Incoming) -> dict[str, Any]:
    """The reading, and beside it the offices that a registrar named for a decision that still waits in review."""
    as_read = one.read.to_json()
    if one.item.implementers != one.read.implementers:
        as_read["edited"] = {"implementers": list(one.item.implementers)}
    return as_read


def offices_of(as_read: Mapping[str, Any]) -> tuple[str, ...]:
    """The offices that a stored decision names: as read, or as a registrar edited them before the import."""
    return tuple(as_read.get("edited", as_read)["implementers"])


def binding_of(decision_id: int, one: Incoming, next_meeting_on: date | None, today: date) -> Binding:
    """What a binding decision of an import binds. A named day needs none to count from, and binds from `today` on
    where the minutes state no date.
    """
    item = one.item
    if item.deadline is None:
        raise AssertionError("a decision without a rule is in review, so it does not come here")
    return Binding(
        decision_id=decision_id,
        rule=item.deadline,
        basis=Basis(today, "held") if item.basis is None else Basis(item.basis, item.basis_kind),
        origin=one.origin,
        offices=item.implementers,
        next_meeting_on=next_meeting_on,
    )


def entries_of(ids: Sequence[int], items: Sequence[Incoming]) -> Iterator[Entry]:
    """The audit entries of imported decisions: what was read, and what a registrar made of it."""
    for id_, one in zip(ids, items, strict=True):
        told = {"number": one.read.number, "state": one.state, **_told(one.read)}
        links = {"restates": one.restates_id, "continues": one.continues_id}
        yield Entry(
            action="decision.read",
            subject=f"decision:{id_}",
            after={**told, **{key: value for key, value in links.items() if value is not None}},
        )
        if one.settled:
            yield _edit(id_, one)


def _told(item: DraftDecision) -> dict[str, Any]:
    return {
        "implementers": list(item.implementers),
        "deadline": item.deadline.to_json() if item.deadline else None,
        "first_due_on": item.first_due_on.isoformat() if item.first_due_on else None,
        "review": list(item.review),
    }


def _edit(decision_id: int, one: Incoming) -> Entry:
    before, after = one.read.to_json(), one.item.to_json()
    changed = [key for key in EDITABLE if before[key] != after[key]]
    return Entry(
        action="decision.edit",
        subject=f"decision:{decision_id}",
        before={"state": state_of(one.read), **{key: before[key] for key in changed}},
        after={"state": one.state, "note": one.note, **{key: after[key] for key in changed}},
    )
