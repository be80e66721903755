"""Letters that tell an office of one event: a returned submission, an answer to a request for more time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, and_, exists, or_, select, update

from tracker.actions.address_book import AddressBook
from tracker.actions.steps import Mail, Queued, write_mails
from tracker.domain.life import Act
from tracker.store.audit import Entry, append
from tracker.store.tables import notice, notice_item, occurrence

RETURNED = "returned"
EXTENSION = "extension"
_TOLD_STATES = {RETURNED: ("returned",), EXTENSION: ("open", "returned", "submitted")}
"""The kinds of such letters, and the states of the occurrence in which they are still worth sending."""


_TELLING = frozenset({Act.RETURN, Act.REOPEN, Act.EXTEND, Act.REFUSE, Act.CORRECT, Act.UNDO, Act.AMEND})


class Told(NamedTuple):
    """An event that an office is told of: the occurrence and its office, the event's id, the deadline in force."""

    occurrence_id: int
    office_code: str
    event_id: int
    due_on: date | None


def tell(
    conn: Connection,
    row: Row[Any],
    kind: str,
    event_id: int,
    due_on: date | None,
    *,
    day: date,
    actor: str,
    now: datetime,
) -> bool:
    """Queue a letter about the event to the office's focal officer, in the caller's transaction: once for each event.

    False when the office has nobody to write to on the civil date `day`; the audit log has it then.
    """
    told = Told(row.id, row.office_code, event_id, due_on)
    return not tell_together(conn, kind, [told], day=day, actor=actor, now=now)


def tell_together(
    conn: Connection, kind: str, events: Sequence[Told], *, day: date, actor: str, now: datetime
) -> Sequence[Told]:
    """The same for events of one cause: one letter to each officer tells of all. Those that nobody can be told of."""
    queued, book = Queued(), AddressBook(conn, day)
    mails: dict[tuple[str, str], Mail] = {}
    untold = []
    for each in events:
        recipients = book.recipients(each.office_code, ("focal",))
        for recipient in recipients:
            mail = mails.setdefault((recipient.office_code, recipient.email), Mail(kind, recipient))
            mail.items[each.occurrence_id], mail.events[each.occurrence_id] = (kind, each.due_on, 0), each.event_id
        if not recipients:
            untold.append(each)
    write_mails(conn, mails.values(), day, now, queued)
    nobody = {"kind": kind, "reason": "the office has no contact"}
    for each in untold:
        subject = f"occurrence:{each.occurrence_id}"
        queued.entries.append(Entry("notice.no_contact", subject, each.office_code, after=nobody))
    append(conn, queued.entries, at=now, actor=actor)
    return untold


def stands() -> ColumnElement[bool]:
    """The condition on notice_item and occurrence that an item is still to be told: owed, by the same deadline."""
    owed = and_(
        notice_item.c.step.not_in(tuple(_TOLD_STATES)),
        occurrence.c.state.in_(("open", "returned")),
        occurrence.c.due_on == notice_item.c.due_on,
    )
    told = (and_(notice_item.c.step == kind, occurrence.c.state.in_(states)) for kind, states in _TOLD_STATES.items())
    return or_(owed, *told)


def told_of(row: Any) -> dict[str, Any]:
    """What a letter tells of the event (`event_kind`, `event_note`, `event_details`) it is about: see NoticeItem."""
    if row.event_kind not in _TELLING:
        return {}
    details = row.event_details
    until, before = details.get("until"), details["was"].get("due_on")
    return {
        "event": row.event_kind,
        "reason": row.event_note,
        "asked_until": date.fromisoformat(until) if until else None,
        "wanting": tuple(details.get("wanting", ())),
        "was_due_on": date.fromisoformat(before) if before else None,
    }


def call_off(conn: Connection, event_id: int, *, actor: str, now: datetime) -> bool:
    """Leave out the letters about an event that have not been tried yet: it was taken back.

    Whether others were tried, so that the office may have read of it.
    """
    about = select(notice_item.c.notice_id).where(notice_item.c.event_id == event_id)
    unsent = (notice.c.id.in_(about), notice.c.attempts == 0, notice.c.state.in_(("waiting", "held")))
    rows = conn.execute(select(notice.c.id, notice.c.office_code, notice.c.state).where(*unsent)).all()
    reason = "what it tells of was taken back"
    conn.execute(update(notice).where(*unsent).values(state="superseded", reason=reason))
    after = {"reason": reason}
    entries = [Entry("notice.superseded", f"notice:{r.id}", r.office_code, {"state": r.state}, after) for r in rows]
    append(conn, entries, at=now, actor=actor)
    return bool(conn.scalar(select(exists(select(notice.c.id).where(notice.c.id.in_(about), notice.c.attempts > 0)))))
