"""Import minutes: the draft becomes decisions and obligations, or leaves no trace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from tracker.actions.binding import bind
from tracker.actions.incoming import Incoming, binding_of, entries_of, incoming, insert_decisions
from tracker.actions.reading import gists, read
from tracker.actions.restating import mark_restated
from tracker.domain.errors import BadInput, Refused
from tracker.minutes.draft import Draft
from tracker.settings.model import Settings
from tracker.store.audit import Entry, append
from tracker.store.engine import Store
from tracker.store.insert import insert_new
from tracker.store.offices import take_over_directory
from tracker.store.tables import minutes


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
    dropped: int = 0
    restated: int = 0


def import_minutes(store: Store, settings: Settings, path: Path, *, actor: str, now: datetime) -> ImportReport:
    """Read the document and store it whole: minutes, decisions, and obligations where the text is clear.

    Raises BadInput when the document cannot be read or holds no decision; Refused when other minutes with the same
    memo number are known. Nothing is stored then.
    """
    return import_draft(store, settings, read(settings, path), actor=actor, now=now)


def import_draft(
    store: Store,
    settings: Settings,
    draft: Draft,
    *,
    items: Sequence[Incoming] | None = None,
    actor: str,
    now: datetime,
) -> ImportReport:
    """Store a draft whole, as `import_minutes` does with what it reads; the same refusals.

    `items` are its decisions as a registrar edited them; None takes them as they were read.
    """
    if not draft.decisions:
        raise BadInput(
            f"{draft.source.name}: no decision was found, so there is nothing to import",
            hint="look at what was understood with: tracker minutes read FILE",
        )
    found = [incoming(one) for one in draft.decisions] if items is None else items
    return store.transact(lambda conn: _import(conn, settings, draft, found, actor=actor, now=now))


def _import(
    conn: Connection, settings: Settings, draft: Draft, items: Sequence[Incoming], *, actor: str, now: datetime
) -> ImportReport:
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
    items = mark_restated(conn, items, gists(settings))
    reckoning, next_meeting_on = settings.reckoning(), draft.meeting.next_meeting_on
    ids = insert_decisions(conn, minutes_id, items, reckoning, next_meeting_on, actor=actor, now=now)
    bindings = [
        binding_of(id_, one, next_meeting_on) for id_, one in zip(ids, items, strict=True) if one.state == "binding"
    ]
    made = bind(conn, bindings, reckoning, settings.ladder())
    append(conn, [_imported(minutes_id, draft), *entries_of(ids, items)], at=now, actor=actor)
    return _report(minutes_id, draft, items, made)


def _report(minutes_id: int, draft: Draft, items: Sequence[Incoming], obligations: int) -> ImportReport:
    states = [one.state for one in items]
    return ImportReport(
        minutes_id,
        already=False,
        draft=draft,
        binding=states.count("binding"),
        obligations=obligations,
        in_review=states.count("review"),
        noted=states.count("noted"),
        dropped=states.count("dropped"),
        restated=sum(1 for one in items if one.restates_id is not None),
    )


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


def _imported(minutes_id: int, draft: Draft) -> Entry:
    return Entry(
        action="minutes.import",
        subject=f"minutes:{minutes_id}",
        after={
            "sha256": draft.source.sha256,
            "name": draft.source.name,
            "memo_number": draft.meeting.memo_number,
            "decisions": len(draft.decisions),
        },
    )
