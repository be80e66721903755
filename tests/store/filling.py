"""Rows to test queries on: a body with some districts, minutes, decisions, obligations, occurrences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from tracker.domain.offices import Body, Contact, Directory, Office, OfficeKind
from tracker.store.offices import take_over_directory
from tracker.store.tables import decision, event, minutes, obligation, occurrence

NOW = datetime(2023, 6, 25, 4, 30, tzinfo=UTC)
ISSUED = date(2023, 6, 25)
DUE = date(2023, 7, 5)

PLACES = {"dc-dinajpur": "দিনাজপুর", "dc-kurigram": "কুড়িগ্রাম", "dc-rangpur": "রংপুর"}
DISTRICTS = tuple(PLACES)


KINDS = {"submitted": "submit", "accepted": "accept", "returned": "return"}


def directory() -> Directory:
    """A divisional office with three districts."""
    kinds = (
        OfficeKind("divisional_commissioner", {"bn": ("বিভাগীয় কমিশনার",), "en": ("Divisional Commissioner",)}),
        OfficeKind(
            "deputy_commissioner",
            {"bn": ("জেলা প্রশাসক", "জেলা প্রশাসকের কার্যালয়"), "en": ("Deputy Commissioner", "DC")},
        ),
    )
    above = Office("divcom", "divisional_commissioner", {"bn": "রংপুর বিভাগ", "en": "Rangpur Division"})
    return Directory(Body("divcom", above.place), kinds, (above, *(district(code) for code in DISTRICTS)))


def district(code: str, *contacts: Contact) -> Office:
    """One district under the division, with one focal officer unless told otherwise."""
    place = {"bn": PLACES[code], "en": code.removeprefix("dc-").title()}
    focal = Contact("focal", f"focal@{code}.example")
    return Office(code, "deputy_commissioner", place, parent="divcom", contacts=contacts or (focal,))


def take_over(conn: Connection) -> None:
    """The directory, for the first time."""
    take_over_directory(conn, directory(), at=NOW, actor="registrar")


def add_minutes(conn: Connection, n: int = 1, **columns: Any) -> int:
    """Minutes by number: their id."""
    row = {
        "sha256": f"{n:064d}",
        "name": f"minutes-{n}.txt",
        "format": "text",
        "language": "bn",
        "kind": "coordination_minutes",
        "title": "সেবা প্রদান প্রতিশ্রুতি বাস্তবায়ন সভার কার্যবিবরণী",
        "memo_number": f"০৫.৪৭.০০০০.০০৬.১৬.০০{'০১২৩৪৫৬৭৮৯'[n]}.২৩",
        "issued_on": ISSUED,
        "warnings": [],
        "text": "…",
        "body_code": "divcom",
        "imported_at": NOW,
        "imported_by": "registrar",
        **columns,
    }
    return _id(conn, minutes, row)


def add_decision(conn: Connection, minutes_id: int, position: int = 1, **columns: Any) -> int:
    """A binding decision: its id."""
    row = {
        "minutes_id": minutes_id,
        "position": position,
        "number": f"২.{position}",
        "subject": "",
        "text": "কমিটি পুনর্গঠন করে পোর্টালে প্রকাশ করতে হবে।",
        "nature": "obligation",
        "implementer_text": "জেলা প্রশাসক (সকল)",
        "as_read": {},
        "rule": {"kind": "within", "amount": 10, "unit": "day"},
        "origin": "text",
        "state": "binding",
        "review": [],
        **columns,
    }
    return _id(conn, decision, row)


def add_duty(conn: Connection, decision_id: int, code: str, due_on: date | None = DUE, **columns: Any) -> int:
    """An obligation of one office with one occurrence: the occurrence's id."""
    duty = _id(conn, obligation, {"decision_id": decision_id, "office_code": code})
    return add_occurrence(conn, duty, due_on, **columns)


def add_occurrence(conn: Connection, obligation_id: int, due_on: date | None, **columns: Any) -> int:
    """One more occurrence: its id."""
    row = {
        "obligation_id": obligation_id,
        "period": "once",
        "first_due_on": due_on,
        "due_on": due_on,
        "due_quarter": 2023 * 4 if due_on else None,
        "changed_on": ISSUED,
        **columns,
    }
    return _id(conn, occurrence, row)


def happen(
    conn: Connection,
    occurrence_id: int,
    on: date,
    state: str,
    due_on: date | None = None,
    *,
    kind: str = "",
    **columns: Any,
) -> None:
    """Something happens to an occurrence: its event (the kind usual for the state), and the row as it stands after."""
    kind = kind or KINDS.get(state, state)
    row = conn.execute(select(occurrence).where(occurrence.c.id == occurrence_id)).one()
    now_due = due_on or row.due_on
    conn.execute(
        insert(event).values(
            occurrence_id=occurrence_id, on=on, at=NOW, actor="x", kind=kind, state=state, due_on=now_due
        )
    )
    conn.execute(
        occurrence.update()
        .where(occurrence.c.id == occurrence_id)
        .values(state=state, due_on=now_due, changed_on=on, **columns)
    )


def ids(rows: Sequence[Any], column: str = "occurrence_id") -> list[int]:
    """One column of some rows."""
    return [getattr(row, column) for row in rows]


def _id(conn: Connection, table: Any, row: dict[str, Any]) -> int:
    return int(conn.execute(insert(table).values(row).returning(table.c.id)).scalar_one())
