"""Findings at the meeting: what the minutes say an office had done, or not; it counts once a registrar confirms it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from tracker.actions.incoming import Incoming
from tracker.actions.lives import find_occurrence, last_event, may, record
from tracker.domain.errors import BadInput, Refused
from tracker.domain.life import Act
from tracker.minutes.findings import Finding, about, findings_in
from tracker.minutes.phrasebook import load_phrasebook
from tracker.settings.model import Settings
from tracker.store.audit import Entry, append
from tracker.store.engine import Store
from tracker.store.insert import insert_new
from tracker.store.tables import decision, finding, minutes, obligation, occurrence


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What confirming did: the offices whose duty is accepted on the meeting's day, and those on record as missing."""

    done: tuple[str, ...]
    missing: tuple[str, ...]


def propose(
    conn: Connection, settings: Settings, ids: Sequence[int], items: Sequence[Incoming], *, actor: str, now: datetime
) -> int:
    """Store what the discussions of imported decisions clearly say of their offices, to be confirmed; how many."""
    proposed: list[tuple[int, Finding]] = []
    pairs = [(id_, one) for id_, one in zip(ids, items, strict=True) if one.state in ("binding", "review")]
    for discussion, group in groupby(pairs, key=lambda pair: pair[1].read.discussion):
        if discussion:
            proposed += _of_discussion(settings, discussion, dict(group))
    rows = [
        {
            "decision_id": id_,
            "office_code": each.office_code,
            "found": each.found,
            "text": each.text,
            "origin": "text",
            "state": "proposed",
        }
        for id_, each in proposed
    ]
    made = insert_new(conn, finding, rows, finding.c.id, finding.c.decision_id, finding.c.office_code, finding.c.found)
    entries = [
        Entry("finding.propose", f"decision:{row.decision_id}", office=row.office_code, after={"found": row.found})
        for row in made
    ]
    append(conn, entries, at=now, actor=actor)
    return len(made)


def _of_discussion(settings: Settings, discussion: str, items: dict[int, Incoming]) -> list[tuple[int, Finding]]:
    """What one discussion says, for the decision that it is about."""
    offices = tuple(dict.fromkeys(code for one in items.values() for code in one.item.implementers))
    found = findings_in(discussion, offices, settings.directory(), load_phrasebook(settings.home))
    if not found:
        return []
    chosen = about(found, {id_: one.item.text for id_, one in items.items()})
    if chosen is None:
        return []
    return [(chosen, each) for each in found if each.office_code in items[chosen].item.implementers]


def confirm(
    store: Store, decision_id: int, offices: Sequence[str] | None = None, *, actor: str, now: datetime
) -> Confirmed:
    """Confirm what is proposed of a decision, for `offices` or all (None): it is how their duty starts.

    Done: the first due date is accepted on the meeting's day, by authority of the minutes, if nothing was handed in
    yet; later periods stay. Missing: an event on record. Raises BadInput for an office of which nothing is proposed,
    Refused when the decision binds nobody yet or an office has gone on meanwhile. All or nothing.
    """

    def work(conn: Connection) -> Confirmed:
        rows = _proposed(conn, decision_id, offices)
        for row in rows:
            _apply(conn, row, actor, now)
        _settle(conn, rows, "confirmed", actor, now)
        return _confirmed(rows)

    return store.transact(work)


def dismiss(
    store: Store, decision_id: int, offices: Sequence[str] | None = None, *, actor: str, now: datetime
) -> Sequence[str]:
    """Dismiss what is proposed of a decision, for `offices` or all (None); whose it was. Raises as `confirm`."""

    def work(conn: Connection) -> Sequence[str]:
        rows = _proposed(conn, decision_id, offices)
        _settle(conn, rows, "dismissed", actor, now)
        return [row.office_code for row in rows]

    return store.transact(work)


def add(
    store: Store,
    decision_id: int,
    *,
    done: Sequence[str] = (),
    missing: Sequence[str] = (),
    text: str,
    actor: str,
    now: datetime,
) -> Confirmed:
    """Enter what the meeting found, as a registrar reads it: it counts at once.

    Takes the place of what was proposed or dismissed for the same offices. Raises BadInput without words or offices,
    Refused as `confirm`, and for an office of which something is confirmed already.
    """
    if not text.strip():
        raise BadInput("a finding needs the minutes' words", hint="give them with: --text '…'")
    if not done and not missing:
        raise BadInput("no office is named", hint="name offices with --done CODES or --missing CODES")
    if both := sorted(set(done) & set(missing)):
        raise BadInput(f"{', '.join(both)} cannot be done and missing at once", hint="name each office once")

    def work(conn: Connection) -> Confirmed:
        for found, codes in (("done", done), ("missing", missing)):
            for code in codes:
                _enter(conn, decision_id, code, found, text.strip())
        rows = _proposed(conn, decision_id, (*done, *missing))
        for row in rows:
            _apply(conn, row, actor, now)
        _settle(conn, rows, "confirmed", actor, now)
        return _confirmed(rows)

    return store.transact(work)


def _enter(conn: Connection, decision_id: int, code: str, found: str, text: str) -> None:
    _duty(conn, decision_id, code)
    values = {"found": found, "text": text, "origin": "registrar", "state": "proposed"}
    its = (finding.c.decision_id == decision_id, finding.c.office_code == code)
    state = conn.scalar(select(finding.c.state).where(*its).with_for_update())
    if state == "confirmed":
        raise Refused(
            f"something is confirmed of {code} already", hint="take it back first: tracker correct NO --undo"
        )
    if state is None:
        conn.execute(insert(finding).values(decision_id=decision_id, office_code=code, **values))
    else:
        conn.execute(update(finding).where(*its).values(values))


def _proposed(conn: Connection, decision_id: int, offices: Sequence[str] | None) -> Sequence[Row[Any]]:
    query = select(finding).where(finding.c.decision_id == decision_id, finding.c.state == "proposed")
    rows = conn.execute(query.order_by(finding.c.id).with_for_update()).all()
    if offices is not None:
        known = {row.office_code for row in rows}
        unknown = [code for code in offices if code not in known]
        if unknown:
            raise BadInput(f"nothing is proposed of {', '.join(unknown)}", hint="see: tracker findings list")
        rows = [row for row in rows if row.office_code in offices]
    if not rows:
        raise BadInput("nothing is proposed of this decision", hint="see: tracker findings list")
    return rows


def _duty(conn: Connection, decision_id: int, code: str) -> Row[int, date | None]:
    """The first due date of an office's duty by this decision, and the day that the meeting was held."""
    row = conn.execute(
        select(occurrence.c.id, minutes.c.held_on)
        .join(obligation, obligation.c.id == occurrence.c.obligation_id)
        .join(decision, decision.c.id == obligation.c.decision_id)
        .join(minutes, minutes.c.id == decision.c.minutes_id)
        .where(obligation.c.decision_id == decision_id, obligation.c.office_code == code)
        .order_by(occurrence.c.first_due_on, occurrence.c.id)
        .limit(1)
    ).one_or_none()
    if row is None:
        raise Refused(
            f"the decision does not bind {code}",
            hint="a decision in review is settled first: tracker minutes review",
        )
    return row


def _apply(conn: Connection, row: Row[Any], actor: str, now: datetime) -> None:
    duty = _duty(conn, row.decision_id, row.office_code)
    found = find_occurrence(conn, duty.id)
    act = Act.FIND if row.found == "done" else Act.MISS
    state = may(conn, found, act)
    on = _day(conn, found, duty.held_on)
    details = {"finding": row.id, "authority": "minutes"}
    columns: dict[str, Any] = {"submitted_on": on} if act is Act.FIND else {}
    record(conn, found, act, state, on=on, actor=actor, now=now, note=row.text, details=details, **columns)


def _day(conn: Connection, row: Row[Any], held_on: date | None) -> date:
    """The meeting's day, before anything else happened; else the day of the last change."""
    changed_on: date = row.changed_on
    return held_on if held_on is not None and last_event(conn, row.id) is None else changed_on


def _settle(conn: Connection, rows: Sequence[Row[Any]], state: str, actor: str, now: datetime) -> None:
    ids = [row.id for row in rows]
    conn.execute(
        update(finding).where(finding.c.id.in_(ids)).values(state=state, settled_at=now, settled_by=actor)
    )
    entries = [
        Entry(
            f"finding.{state}",
            f"decision:{row.decision_id}",
            office=row.office_code,
            before={"state": row.state},
            after={"state": state, "found": row.found, "text": row.text, "origin": row.origin},
        )
        for row in rows
    ]
    append(conn, entries, at=now, actor=actor)


def _confirmed(rows: Sequence[Row[Any]]) -> Confirmed:
    done, missing = (tuple(row.office_code for row in rows if row.found == found) for found in ("done", "missing"))
    return Confirmed(done, missing)
