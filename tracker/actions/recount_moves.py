"""Deadlines that a changed calendar moved: their rows, events, audit entries and the letters that tell of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, update

from tracker.actions.address_book import AddressBook
from tracker.actions.steps import Mail, Queued, write_mails
from tracker.domain.explanation import Explanation
from tracker.domain.ladder import Ladder, next_step_on
from tracker.store.audit import Entry, append
from tracker.store.tables import event, occurrence

MOVED = "moved"
"""The kind of the event, and of the notice that tells of it."""

Found = Sequence[tuple[Any, Explanation]]
"""Rows of occurrences with their office, and how each is reckoned now."""

Days = tuple[tuple[tuple[date, str], ...], tuple[tuple[date, str], ...]]
"""The days that closed and those that opened, with the names of their holidays ("": none)."""


@dataclass(frozen=True, slots=True)
class Moves:
    """What moved because of which days, on the civil date `day`."""

    found: Found
    days: Days
    day: date
    actor: str
    now: datetime

    def write(self, conn: Connection, ladder: Ladder) -> Queued:
        """Write it all in the caller's transaction; what was queued about it."""
        append(conn, [self._change(), *self._entries()], at=self.now, actor=self.actor)
        if not self.found:
            return Queued()
        self._move(conn, ladder)
        ids = conn.execute(insert(event).returning(event.c.id, sort_by_parameter_order=True), [*self._events()])
        return self._tell(conn, list(ids.scalars()))

    def _move(self, conn: Connection, ladder: Ladder) -> None:
        names = ("due_on", "explanation", "changed_on", "next_step_on")
        conn.execute(
            update(occurrence)
            .where(occurrence.c.id == bindparam("occ"))
            .values({name: bindparam(f"new_{name}") for name in names}),
            [
                {
                    "occ": row.id,
                    "new_due_on": new.due_on,
                    "new_explanation": new.to_json(),
                    "new_changed_on": self._on(row),
                    "new_next_step_on": _next_step(ladder, row, new),
                }
                for row, new in self.found
            ],
        )

    def _on(self, row: Any) -> date:
        """The day of the event: an occurrence's events never go back in time."""
        changed_on: date = row.changed_on
        return max(self.day, changed_on)

    def _events(self) -> Iterator[dict[str, Any]]:
        for row, new in self.found:
            was = {
                "state": row.state,
                "due_on": row.due_on.isoformat(),
                "explanation": row.explanation,
                "next_step_on": row.next_step_on.isoformat() if row.next_step_on else None,
            }
            yield {
                "occurrence_id": row.id,
                "on": self._on(row),
                "at": self.now,
                "actor": self.actor,
                "kind": MOVED,
                "state": row.state,
                "due_on": new.due_on,
                "note": self._reason(),
                "details": {**self._changed(), "was": was},
            }

    def _changed(self) -> dict[str, Any]:
        closed, opened = ([day.isoformat() for day, _ in part] for part in self.days)
        return {"closed": closed, "opened": opened}

    def _reason(self) -> str:
        """For people: "closed: 2025-03-31 (Eid-ul-Fitr)"."""
        told = [
            f"{word}: {', '.join(f'{day.isoformat()} ({name})' if name else day.isoformat() for day, name in part)}"
            for word, part in zip(("closed", "open"), self.days, strict=True)
            if part
        ]
        return "; ".join(told) or "the calendar has changed"

    def _change(self) -> Entry:
        after = {**self._changed(), "moved": len(self.found), "on": self.day, "note": self._reason()}
        return Entry("calendar.change", "meta:calendar", after=after)

    def _entries(self) -> Iterator[Entry]:
        for row, new in self.found:
            yield Entry(
                f"occurrence.{MOVED}",
                f"occurrence:{row.id}",
                office=row.office_code,
                before={"due_on": row.due_on},
                after={"due_on": new.due_on, "on": self._on(row), "note": self._reason()},
            )

    def _tell(self, conn: Connection, events: Sequence[int]) -> Queued:
        """Queue one letter to the focal officer of each office, about all that it still owes of these."""
        book, queued = AddressBook(conn, self.day), Queued()
        mails: dict[tuple[str, str], Mail] = {}
        unreachable: set[str] = set()
        for (row, new), event_id in zip(self.found, events, strict=True):
            if row.state == "submitted":
                continue
            recipients = book.recipients(row.office_code, ("focal",))
            if not recipients:
                unreachable.add(row.office_code)
            for recipient in recipients:
                mail = mails.setdefault((recipient.office_code, recipient.email), Mail(MOVED, recipient))
                mail.items[row.id] = (MOVED, new.due_on, 0)
                mail.events[row.id] = event_id
        queued.no_contact = tuple(sorted(unreachable))
        write_mails(conn, mails.values(), self.day, self.now, queued)
        append(conn, queued.entries, at=self.now, actor=self.actor)
        return queued


def _next_step(ladder: Ladder, row: Any, new: Explanation) -> date | None:
    if row.state == "submitted" or new.due_on is None:
        return None
    return next_step_on(ladder, new.due_on, row.stepped_through)
