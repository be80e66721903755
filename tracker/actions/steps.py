"""Which steps of the ladder have come, and the notices that they give: one mail a day, kind and recipient."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from tracker.actions.address_book import AddressBook, Recipient
from tracker.domain.ladder import Ladder, due_steps
from tracker.store.audit import Entry
from tracker.store.insert import insert_new
from tracker.store.tables import notice, notice_item, obligation, occurrence, step


@dataclass(slots=True)
class Queued:
    """What was queued; `entries` are the audit entries, one a notice."""

    by_kind: Counter[tuple[str, int]] = field(default_factory=Counter)
    superseded: int = 0
    no_contact: tuple[str, ...] = ()
    entries: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class Mail:
    """A notice in the making: its items are occurrence id → (step code, due date, stage).

    `events`: for one that tells of events, which of each occurrence.
    """

    kind: str
    recipient: Recipient
    items: dict[int, tuple[str, date | None, int]] = field(default_factory=dict)
    events: dict[int, int] = field(default_factory=dict)

    def key(self, day: date) -> str:
        """Kind, day, office and address; a notice of events has the first one's number too: each is told once."""
        key = f"{self.kind}/{day.isoformat()}/{self.recipient.office_code}/{self.recipient.email}"
        return f"{key}/{min(self.events.values())}" if self.events else key

    @property
    def stage(self) -> int:
        return max(stage for _, _, stage in self.items.values())


@dataclass(slots=True)
class _Work:
    """Rows to write."""

    mails: dict[tuple[str, str, str], Mail] = field(default_factory=dict)
    steps: list[dict[str, Any]] = field(default_factory=list)
    progress: list[dict[str, Any]] = field(default_factory=list)
    unreachable: set[str] = field(default_factory=set)


def queue_steps(conn: Connection, ladder: Ladder, day: date, *, now: datetime) -> Queued:
    """Take every step that has come by `day`, once; only the newest of an occurrence is mailed, the rest recorded."""
    book = AddressBook(conn, day)
    work = _Work()
    for row in _come(conn, day):
        _decide(work, book, ladder, row, day)
    queued = Queued(no_contact=tuple(sorted(work.unreachable)))
    _write_progress(conn, work)
    queued.superseded = sum(1 for s in work.steps if s["outcome"] == "superseded")
    write_mails(conn, work.mails.values(), day, now, queued)
    return queued


def _come(conn: Connection, day: date) -> Iterable[Any]:
    query = (
        select(
            occurrence.c.id,
            occurrence.c.due_on,
            occurrence.c.stepped_through,
            obligation.c.office_code,
        )
        .join(obligation, obligation.c.id == occurrence.c.obligation_id)
        .where(occurrence.c.next_step_on <= day)
        .order_by(occurrence.c.id)
    )
    return conn.execute(query).all()


def _decide(work: _Work, book: AddressBook, ladder: Ladder, row: Any, day: date) -> None:
    due = due_steps(ladder, row.due_on, day, row.stepped_through)
    work.progress.append({"occ": row.id, "through": day, "next": due.next_on})
    for code in due.superseded:
        work.steps.append(_step_row(row, code, day, "superseded"))
    if due.newest is None:
        return
    recipients = book.recipients(row.office_code, due.newest.roles)
    if not recipients:
        work.unreachable.add(row.office_code)
    outcome = "queued" if recipients else "no_contact"
    work.steps.append(_step_row(row, due.newest.code, day, outcome))
    for recipient in recipients:
        key = (due.newest.kind, recipient.office_code, recipient.email)
        mail = work.mails.setdefault(key, Mail(due.newest.kind, recipient))
        mail.items[row.id] = (due.newest.code, row.due_on, due.newest.stage)


def _step_row(row: Any, code: str, day: date, outcome: str) -> dict[str, Any]:
    return {"occurrence_id": row.id, "due_on": row.due_on, "code": code, "on": day, "outcome": outcome}


def _write_progress(conn: Connection, work: _Work) -> None:
    if work.steps:
        insert_new(conn, step, work.steps, step.c.occurrence_id)
    if work.progress:
        conn.execute(
            update(occurrence)
            .where(occurrence.c.id == bindparam("occ"))
            .values(stepped_through=bindparam("through"), next_step_on=bindparam("next")),
            work.progress,
        )


def write_mails(conn: Connection, mails: Iterable[Mail], day: date, now: datetime, queued: Queued) -> None:
    """Queue the mails, one a day, kind and recipient; one that is queued already is left as it is."""
    by_key = {mail.key(day): mail for mail in mails}
    rows = [_notice_row(key, mail, day, now) for key, mail in by_key.items()]
    ids = {row.key: row.id for row in insert_new(conn, notice, rows, notice.c.key, notice.c.id)}
    items = [
        {
            "notice_id": id_,
            "occurrence_id": occ,
            "step": code,
            "due_on": due_on,
            "event_id": by_key[key].events.get(occ),
        }
        for key, id_ in ids.items()
        for occ, (code, due_on, _) in by_key[key].items.items()
    ]
    if items:
        conn.execute(insert(notice_item), items)
    for key, id_ in ids.items():
        mail = by_key[key]
        queued.by_kind[mail.kind, mail.stage] += 1
        queued.entries.append(_entry(id_, mail))


def _notice_row(key: str, mail: Mail, day: date, now: datetime) -> Mapping[str, Any]:
    return {
        "key": key,
        "kind": mail.kind,
        "stage": mail.stage,
        "office_code": mail.recipient.office_code,
        "role": mail.recipient.role,
        "recipient": mail.recipient.email,
        "language": mail.recipient.language,
        "on": day,
        "created_at": now,
    }


def _entry(notice_id: int, mail: Mail) -> Entry:
    return Entry(
        action="notice.queue",
        subject=f"notice:{notice_id}",
        office=mail.recipient.office_code,
        after={
            "kind": mail.kind,
            "stage": mail.stage,
            "recipient": mail.recipient.email,
            "items": [[occ, code] for occ, (code, _, _) in mail.items.items()],
        },
    )
