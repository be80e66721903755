"""Import minutes: the draft becomes decisions and obligations, or leaves no trace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from tracker.actions.amending import Amended
from tracker.actions.binding import bind
from tracker.actions.clock import today_of
from tracker.actions.findings import propose
from tracker.actions.incoming import Incoming, binding_of, entries_of, incoming, insert_decisions
from tracker.actions.reading import gists, read
from tracker.actions.restating import mark_restated
from tracker.actions.revising import Amends, Plan, find_revised, plan_revision
from tracker.actions.taking_over import Version, take_over
from tracker.domain.errors import BadInput, Refused
from tracker.minutes.draft import Draft
from tracker.settings.model import Settings
from tracker.store.audit import Entry, append, hold_chain
from tracker.store.engine import Store
from tracker.store.offices import take_over_directory
from tracker.store.tables import NOTE, minutes


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
    findings: int = 0
    plan: Plan | None = None
    amended: Amended | None = None


def import_minutes(store: Store, settings: Settings, path: Path, *, actor: str, now: datetime) -> ImportReport:
    """Read the document and store it whole: minutes, decisions, and obligations where the text is clear.

    Raises BadInput when the document cannot be read or holds no decision; Amends when it is another version of known
    minutes. Nothing is stored then.
    """
    return import_draft(store, settings, read(settings, path), actor=actor, now=now)


def import_draft(
    store: Store,
    settings: Settings,
    draft: Draft,
    *,
    items: Sequence[Incoming] | None = None,
    revises: int | None = None,
    revision: bool = False,
    as_new: bool = False,
    actor: str,
    now: datetime,
) -> ImportReport:
    """Store a draft whole, as `import_minutes` does with what it reads; the same refusals.

    `items` are its decisions as a registrar edited them; None takes them as they were read. An amended version of
    known minutes is taken over as a revision of the minutes `revises`, or stored as a document of its own with
    `as_new`. Raises Refused when `revises` are not the minutes that it amends today, or `revision` is wanted of a
    document that amends none.
    """
    if not draft.decisions:
        raise BadInput(
            f"{draft.source.name}: no decision was found, so there is nothing to import",
            hint="look at what was understood with: tracker minutes read FILE",
        )
    found = [incoming(one) for one in draft.decisions] if items is None else items

    def work(conn: Connection) -> ImportReport:
        hold_chain(conn)  # imports one after the other: each sees what the one before it has stored
        known = _known(conn, draft)
        if known is not None:
            return ImportReport(known, already=True, draft=draft)
        take_over_directory(conn, settings.directory(), at=now, actor=actor)
        base = None if as_new else find_revised(conn, draft)
        if base is None:
            if revision:
                raise Refused("no known minutes are amended by this document", hint="import it without --revision")
            return _import(conn, settings, draft, found, actor, now)
        plan = plan_revision(conn, settings, base, draft, found, gists(settings))
        if revises is None:
            raise Amends(plan)
        if revises != base.id:
            raise Refused(f"minutes {revises} were amended meanwhile by minutes {base.id}", hint="look at it again")
        return _revise(conn, settings, draft, plan, actor, now)

    return store.transact(work)


def _known(conn: Connection, draft: Draft) -> int | None:
    known: int | None = conn.scalar(select(minutes.c.id).where(minutes.c.sha256 == draft.source.sha256))
    return known


def _import(
    conn: Connection, settings: Settings, draft: Draft, items: Sequence[Incoming], actor: str, now: datetime
) -> ImportReport:
    items = mark_restated(conn, items, gists(settings))
    minutes_id, ids = _insert(conn, settings, draft, items, {}, actor, now)
    next_meeting_on, today = draft.meeting.next_meeting_on, today_of(settings, now)
    bindings = [
        binding_of(id_, one, next_meeting_on, today)
        for id_, one in zip(ids, items, strict=True)
        if one.state == "binding"
    ]
    made = bind(conn, bindings, settings.reckoning(), settings.ladder(), today)
    append(conn, [_imported(minutes_id, draft), *entries_of(ids, items)], at=now, actor=actor)
    found = propose(conn, settings, ids, items, actor=actor, now=now)
    return replace(_report(minutes_id, draft, items, made), findings=found)


def _revise(conn: Connection, settings: Settings, draft: Draft, plan: Plan, actor: str, now: datetime) -> ImportReport:
    version = {"revises_id": plan.base.id, "revision": plan.base.revision + 1}
    minutes_id, ids = _insert(conn, settings, draft, plan.items, version, actor, now)
    append(conn, [_imported(minutes_id, draft, **version), *entries_of(ids, plan.items)], at=now, actor=actor)
    today = today_of(settings, now)
    done = take_over(conn, settings, plan, ids, Version(minutes_id, draft.meeting.next_meeting_on, today, actor, now))
    new = plan.new(ids)
    found = propose(conn, settings, list(new), list(new.values()), actor=actor, now=now)
    report = _report(minutes_id, draft, plan.items, done.bound)
    return replace(report, plan=plan, amended=done, findings=found)


def _insert(
    conn: Connection,
    settings: Settings,
    draft: Draft,
    items: Sequence[Incoming],
    version: Mapping[str, Any],
    actor: str,
    now: datetime,
) -> tuple[int, list[int]]:
    row = {**_minutes_row(draft, settings.directory().body.code, actor, now), **version}
    minutes_id: int = conn.execute(insert(minutes).values(row).returning(minutes.c.id)).scalar_one()
    reckoning, next_meeting_on = settings.reckoning(), draft.meeting.next_meeting_on
    return minutes_id, insert_decisions(conn, minutes_id, items, reckoning, next_meeting_on, actor=actor, now=now)


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
        "warnings": [*facts["warnings"], *({"code": NOTE, "message": note} for note in draft.notes)],
        "text": draft.text,
        "body_code": body_code,
        "imported_at": now,
        "imported_by": actor,
    }


def _imported(minutes_id: int, draft: Draft, **version: int) -> Entry:
    return Entry(
        action="minutes.import",
        subject=f"minutes:{minutes_id}",
        after={
            "sha256": draft.source.sha256,
            "name": draft.source.name,
            "memo_number": draft.meeting.memo_number,
            "decisions": len(draft.decisions),
            **version,
        },
    )
