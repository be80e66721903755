"""Whom a waiting notice goes to when its turn comes: officers change between the check and the delivery."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, exists, or_, select, update

from tracker.actions.address_book import AddressBook, Recipient
from tracker.store.audit import Entry, append
from tracker.store.tables import contact, notice, office

TO_OFFICES = frozenset({"reminder", "overdue", "escalation", "returned", "extension", "duties", "moved"})
"""The kinds that are written to the contacts of an office; others go to addresses of the configuration."""


class Kept(NamedTuple):
    """A notice that does not go out: its state from now on, and why."""

    state: str
    reason: str


def whom_now(conn: Connection, row: Row[Any], day: date) -> Recipient | Kept | None:
    """Who gets a notice that was not attempted yet, on the civil date `day`.

    None: the one it was queued for, who still serves. Kept: it stays here. An attempted notice may have been read
    and goes to nobody else: do not ask for it.
    """
    if row.kind not in TO_OFFICES or _serves(conn, row, day):
        return None
    if not conn.scalar(select(office.c.active).where(office.c.code == row.office_code)):
        return Kept("superseded", f"{row.office_code} is not there any more")
    role = "focal" if row.role == "superior" else row.role
    found = AddressBook(conn, day).recipients(row.office_code, (role,))
    gone = f"{row.recipient} does not serve at {row.office_code} any more"
    if not found:
        return Kept("held", f"{gone}, and nobody else does: add a contact to the directory, then release it")
    told = set(
        conn.scalars(
            select(notice.c.recipient).where(
                notice.c.kind == row.kind, notice.c.on == row.on, notice.c.office_code == row.office_code
            )
        )
    )
    new = next((each for each in found if each.email not in told), None)
    if new is None:
        return Kept("superseded", f"{gone}, and {found[0].email} is told of it too")
    return Recipient(row.office_code, row.role, new.email, row.language)


def readdress(conn: Connection, row: Row[Any], new: Recipient, *, at: datetime, actor: str) -> None:
    """Let a waiting notice go to another contact of its office, with its audit entry."""
    conn.execute(update(notice).where(notice.c.id == row.id).values(recipient=new.email))
    entry = Entry(
        "notice.readdress",
        f"notice:{row.id}",
        office=row.office_code,
        before={"recipient": row.recipient},
        after={"recipient": new.email, "reason": "another officer serves now"},
    )
    append(conn, [entry], at=at, actor=actor)


def _serves(conn: Connection, row: Row[Any], day: date) -> bool:
    found = (
        select(contact.c.id)
        .join(office, office.c.code == contact.c.office_code)
        .where(contact.c.office_code == row.office_code, contact.c.email == row.recipient, office.c.active == 1)
        .where(or_(contact.c.valid_from.is_(None), contact.c.valid_from <= day))
        .where(or_(contact.c.valid_until.is_(None), contact.c.valid_until >= day))
    )
    return bool(conn.scalar(select(exists(found))))
