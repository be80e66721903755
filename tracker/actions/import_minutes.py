"""Import minutes: the draft becomes decisions and obligations, or leaves no trace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from tracker.actions.binding import Binding, bind
from tracker.actions.reading import read
from tracker.domain.deadlines import NO_DEADLINE
from tracker.domain.due import Basis, Reckoning, first_due
from tracker.domain.errors import BadInput, Refused
from tracker.minutes.draft import Draft, DraftDecision
from tracker.settings.model import Settings
from tracker.store.audit import Entry, append
from tracker.store.engine import Store
from tracker.store.insert import insert_new
from tracker.store.offices import take_over_directory
from tracker.store.tables import decision, minutes

NOTED = frozenset({"information", "enquiry"})
"""Natures that leave nothing to do: kept with the minutes, binding nobody."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. `already` is true when the same bytes were imported before: then nothing was changed."""

    minutes_id: int
    already: bool
    draft: Draft | None = None
    binding: int = 0
    obligations: int = 0
    in_review: int = 0
    noted: int = 0


def import_minutes(store: Store, settings: Settings, path: Path, *, actor: str, now: datetime) -> ImportReport:
    """Read the document and store it whole: minutes, decisions, and obligations where the text is clear.

    Raises BadInput when the document cannot be read or holds no decision; Refused when other minutes with the same
    memo number are known. Nothing is stored then.
    """
    return import_draft(store, settings, read(settings, path), actor=actor, now=now)


def import_draft(store: Store, settings: Settings, draft: Draft, *, actor: str, now: datetime) -> ImportReport:
    """Store a draft whole, as `import_minutes` does with what it reads; the same refusals."""
    if not draft.decisions:
        raise BadInput(
            f"{draft.source.name}: no decision was found, so there is nothing to import",
            hint="look at what was understood with: tracker minutes read FILE",
        )
    return store.transact(lambda conn: _import(conn, settings, draft, actor=actor, now=now))


def _import(conn: Connection, settings: Settings, draft: Draft, *, actor: str, now: datetime) -> ImportReport:
    known = conn.scalar(select(minutes.c.id).where(minutes.c.sha256 == draft.source.sha256))
    if known is not None:
        return ImportReport(known, already=True, draft=draft)
    _refuse_known_memo(conn, draft)
    directory = settings.directory()
    take_over_directory(conn, directory, at=now, actor=actor)
    inserted = insert_new(conn, minutes, [_minutes_row(draft, directory.body.code, actor, now)], minutes.c.id)
    if not inserted:  # another import of the same bytes committed while this one waited
        known = conn.scalar(select(minutes.c.id).where(minutes.c.sha256 == draft.source.sha256))
        assert known is not None
        return ImportReport(known, already=True, draft=draft)
    minutes_id: int = inserted[0].id
    states = [state_of(d) for d in draft.decisions]
    reckoning = settings.reckoning()
    ids = _insert_decisions(conn, minutes_id, draft, states, reckoning)
    bindings = [
        _binding(id_, d, draft) for id_, d, s in zip(ids, draft.decisions, states, strict=True) if s == "binding"
    ]
    made = bind(conn, bindings, reckoning, settings.ladder())
    append(conn, _audit(minutes_id, draft, ids, states), at=now, actor=actor)
    return ImportReport(
        minutes_id,
        already=False,
        draft=draft,
        binding=len(bindings),
        obligations=made,
        in_review=states.count("review"),
        noted=states.count("noted"),
    )


def state_of(item: DraftDecision) -> str:
    """Where an imported decision starts: binding only where nothing is left open for a person."""
    if item.nature in NOTED:
        return "noted"
    return "review" if item.review or item.nature != "obligation" else "binding"


def _refuse_known_memo(conn: Connection, draft: Draft) -> None:
    memo = draft.meeting.memo_number
    if memo is None:
        return
    other = conn.execute(
        select(minutes.c.id, minutes.c.name).where(minutes.c.memo_number == memo).limit(1)
    ).one_or_none()
    if other is not None:
        raise Refused(
            f"memo number {memo} is already known as minutes {other.id} ({other.name}), with other words",
            hint="amended minutes are not taken over yet; importing them would bind the offices twice",
        )


def _minutes_row(draft: Draft, body_code: str, actor: str, now: datetime) -> dict[str, Any]:
    facts = draft.to_json()
    meeting = draft.meeting
    return {
        "sha256": draft.source.sha256,
        "name": draft.source.name,
        "format": draft.source.format,
        "language": draft.source.language,
        "kind": draft.kind,
        "title": meeting.title,
        "memo_number": meeting.memo_number,
        "held_on": meeting.held_on,
        "issued_on": meeting.issued_on,
        "chair": meeting.chair,
        "place": meeting.place,
        "fiscal_year": meeting.fiscal_year,
        "quarter": meeting.quarter,
        "next_meeting_on": meeting.next_meeting_on,
        "participants": facts["meeting"]["participants"],
        "warnings": facts["warnings"],
        "text": draft.text,
        "body_code": body_code,
        "imported_at": now,
        "imported_by": actor,
    }


def _insert_decisions(
    conn: Connection, minutes_id: int, draft: Draft, states: Sequence[str], reckoning: Reckoning
) -> list[int]:
    facts = draft.to_json()["decisions"]
    rows = [
        {
            "minutes_id": minutes_id,
            "position": position,
            "number": item.number,
            "subject": item.subject,
            "text": item.text,
            "nature": item.nature,
            "implementer_text": item.implementer_text,
            "as_read": as_read,
            "rule": (item.deadline or NO_DEADLINE).to_json(),
            "basis_on": item.basis,
            "basis_kind": item.basis_kind,
            "first_due_on": item.first_due_on,
            "explanation": _explanation(item, draft, reckoning),
            "origin": "text",
            "state": state,
            "review": list(item.review),
        }
        for position, (item, as_read, state) in enumerate(zip(draft.decisions, facts, states, strict=True), start=1)
    ]
    ids = conn.execute(insert(decision).returning(decision.c.id, sort_by_parameter_order=True), rows)
    return list(ids.scalars())


def _explanation(item: DraftDecision, draft: Draft, reckoning: Reckoning) -> dict[str, Any] | None:
    if item.deadline is None or item.basis is None:
        return None
    basis = Basis(item.basis, item.basis_kind)
    return first_due(item.deadline, basis, reckoning, draft.meeting.next_meeting_on).explanation.to_json()


def _binding(decision_id: int, item: DraftDecision, draft: Draft) -> Binding:
    if item.deadline is None or item.basis is None:
        raise AssertionError("a decision without a rule or a basis is in review, so it does not come here")
    return Binding(
        decision_id=decision_id,
        rule=item.deadline,
        basis=Basis(item.basis, item.basis_kind),
        origin="text",
        offices=item.implementers,
        next_meeting_on=draft.meeting.next_meeting_on,
    )


def _audit(minutes_id: int, draft: Draft, ids: Sequence[int], states: Sequence[str]) -> list[Entry]:
    imported = Entry(
        action="minutes.import",
        subject=f"minutes:{minutes_id}",
        after={
            "sha256": draft.source.sha256,
            "name": draft.source.name,
            "memo_number": draft.meeting.memo_number,
            "decisions": len(draft.decisions),
        },
    )
    return [imported] + [
        Entry(
            action="decision.read",
            subject=f"decision:{id_}",
            after={
                "number": item.number,
                "state": state,
                "implementers": list(item.implementers),
                "deadline": item.deadline.to_json() if item.deadline else None,
                "first_due_on": item.first_due_on.isoformat() if item.first_due_on else None,
                "review": list(item.review),
            },
        )
        for id_, item, state in zip(ids, draft.decisions, states, strict=True)
    ]
