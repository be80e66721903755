"""Who is written to on a day: the contacts in force, by office and role, and each office's superior."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, or_, select

from tracker.store.tables import contact, office

STANDS_IN = {
    "focal": ("focal", "alternate", "head"),
    "head": ("head", "focal", "alternate"),
    "superior": ("focal", "alternate", "head"),
}
"""Who is written to for a role, the first that somebody holds."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """A mailbox, the office whose it is, and its role there."""

    office_code: str
    role: str
    email: str
    language: str


class AddressBook:
    """The contacts of a civil date, as the record has them."""

    def __init__(self, conn: Connection, day: date) -> None:
        self._languages: dict[str, str] = {}
        self._parents: dict[str, str | None] = {}
        self._gone: set[str] = set()
        for row in conn.execute(select(office.c.code, office.c.parent_code, office.c.language, office.c.active)):
            self._parents[row.code], self._languages[row.code] = row.parent_code, row.language
            if not row.active:
                self._gone.add(row.code)
        self._contacts: dict[tuple[str, str], list[str]] = defaultdict(list)
        in_force = (
            select(contact.c.office_code, contact.c.role, contact.c.email)
            .where(or_(contact.c.valid_from.is_(None), contact.c.valid_from <= day))
            .where(or_(contact.c.valid_until.is_(None), contact.c.valid_until >= day))
            .order_by(contact.c.id)
        )
        for code, role, email in conn.execute(in_force):
            self._contacts[code, role].append(email)
        self._found: dict[tuple[str, tuple[str, ...]], Sequence[Recipient]] = {}

    def recipients(self, office_code: str, roles: tuple[str, ...]) -> Sequence[Recipient]:
        """The mailboxes that roles mean for an office, each once.

        "superior" is the parent office. A role that nobody holds falls to the next who can act (see STANDS_IN), so
        that an office with a single contact is still told. For an office that is not there any more its superior is
        told, whatever the role: what it owes must go over to somebody.
        """
        key = (office_code, roles)
        if key not in self._found:
            self._found[key] = self._look_up(office_code, roles)
        return self._found[key]

    def _look_up(self, office_code: str, roles: Sequence[str]) -> Sequence[Recipient]:
        if office_code in self._gone:
            roles = ("superior",)
        found: dict[str, Recipient] = {}
        for role in roles:
            code = self._above(office_code) if role == "superior" else office_code
            if code is None:
                continue
            for email in self._holders(code, role):
                found.setdefault(email, Recipient(code, role, email, self._languages[code]))
        return tuple(found.values())

    def _above(self, office_code: str) -> str | None:
        """The nearest office above that is there."""
        seen = {office_code}
        above = self._parents.get(office_code)
        while above is not None and above in self._gone and above not in seen:
            seen.add(above)
            above = self._parents.get(above)
        return above if above not in self._gone else None

    def _holders(self, code: str, role: str) -> Sequence[str]:
        chain = STANDS_IN.get(role, (role,))
        return next((emails for r in chain if (emails := self._contacts.get((code, r)))), ())
