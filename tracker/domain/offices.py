"""The body that meets, its offices and whom to write to: the directory, as plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

LANGUAGES = ("bn", "en", "hi")

Names = Mapping[str, tuple[str, ...]]
"""Names by language code, the usual one first."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A person or mailbox through which an office is reached; `role` is focal, alternate, head or copy."""

    role: str
    email: str
    name: str = ""
    valid_from: date | None = None
    valid_until: date | None = None

    def serves_on(self, day: date) -> bool:
        """Whether the contact holds on that civil date (both ends included)."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )

    def serves_with(self, other: Contact) -> bool:
        """Whether there is a day on which both hold."""
        starts = [day for day in (self.valid_from, other.valid_from) if day is not None]
        first = max(starts, default=date.min)
        return all(contact.valid_until is None or first <= contact.valid_until for contact in (self, other))


@dataclass(frozen=True, slots=True)
class OfficeKind:
    """A kind of office (deputy_commissioner) with the posts and office names that mean it, by language."""

    id: str
    names: Names


@dataclass(frozen=True, slots=True)
class Office:
    """One office: its kind in its place. An office implements; a person is only its contact."""

    code: str
    kind: str
    place: Mapping[str, str]
    names: Names = field(default_factory=dict)
    parent: str | None = None
    language: str = "bn"
    active: bool = True
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """The office that holds the meetings, and the calendar it works by.

    `weekly_off` holds ISO weekdays (Monday is 1); `holidays` names a holiday table (a country code);
    `fiscal_year_starts` is a month.
    """

    code: str
    place: Mapping[str, str]
    timezone: str = "Asia/Dhaka"
    weekly_off: frozenset[int] = frozenset({5, 6})
    fiscal_year_starts: int = 7
    holidays: str = "BD"


@dataclass(frozen=True, slots=True)
class Directory:
    """All offices that a body writes to, in the file's order."""

    body: Body
    kinds: tuple[OfficeKind, ...]
    offices: tuple[Office, ...]

    def office(self, code: str) -> Office | None:
        """The office with that code, or None."""
        return next((o for o in self.offices if o.code == code), None)

    def kind(self, kind_id: str) -> OfficeKind | None:
        """The kind with that id, or None."""
        return next((k for k in self.kinds if k.id == kind_id), None)

    def active_of_kind(self, kind_id: str) -> Iterator[Office]:
        """Active offices of a kind, in the file's order."""
        return (o for o in self.offices if o.active and o.kind == kind_id)

    def is_below(self, office: Office, ancestor: str) -> bool:
        """Whether `ancestor` is the office's parent, or its parent's parent, and so on."""
        seen: set[str] = set()
        parent = office.parent
        while parent and parent not in seen:
            if parent == ancestor:
                return True
            seen.add(parent)
            above = self.office(parent)
            parent = above.parent if above else None
        return False
