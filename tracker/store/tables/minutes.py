"""Offices, minutes and their decisions."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, ForeignKey, Integer, Table, UniqueConstraint

from tracker.store.tables.base import (
    Instant,
    Text,
    id_column,
    in_words,
    metadata,
    one_of,
    reference,
)

office = Table(
    "office",
    metadata,
    Column("code", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name_bn", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("place_bn", Text, nullable=False),
    Column("place_en", Text, nullable=False),
    Column("parent_code", Text, ForeignKey("office.code")),
    Column("language", Text, nullable=False),
    Column("active", Integer, nullable=False, server_default="1"),
)
"""The directory as last taken over from the configuration; an office that leaves it stays, inactive.

`name_bn` and `place_bn` are in the local language: Hindi where the directory has no Bengali.
"""

contact = Table(
    "contact",
    metadata,
    id_column(),
    Column("office_code", Text, ForeignKey("office.code"), nullable=False),
    Column("role", Text, nullable=False),
    Column("name", Text, nullable=False, server_default=""),
    Column("email", Text, nullable=False),
    Column("valid_from", Date),
    Column("valid_until", Date),
    one_of("role", "role", "focal", "alternate", "head", "copy"),
    UniqueConstraint("office_code", "role", "email", "valid_from"),
)
"""One person may serve twice, at different times; `store.offices` refuses times that overlap."""

minutes = Table(
    "minutes",
    metadata,
    id_column(),
    Column("sha256", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("format", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("title", Text),
    Column("memo_number", Text),
    Column("held_on", Date),
    Column("issued_on", Date),
    Column("chair", Text),
    Column("place", Text),
    Column("fiscal_year", Text),
    Column("quarter", Integer),
    Column("next_meeting_on", Date),
    Column("participants", JSON),
    Column("warnings", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("body_code", Text, nullable=False),
    Column("imported_at", Instant, nullable=False),
    Column("imported_by", Text, nullable=False),
    Column("revises_id", Integer, ForeignKey("minutes.id")),
    Column("revision", Integer, nullable=False, server_default="1"),
)
"""`revises_id`: the minutes that these amend; `revision` counts from 1. Those that no others revise are in force.

`warnings`: {"code", "message", "excerpt", "place"}; those of the code NOTE are only remarks on the text.
"""

NOTE = "note"

decision = Table(
    "decision",
    metadata,
    id_column(),
    reference("minutes.id"),
    Column("position", Integer, nullable=False),
    Column("number", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("nature", Text, nullable=False),
    Column("implementer_text", Text, nullable=False),
    Column("as_read", JSON, nullable=False),
    Column("rule", JSON, nullable=False),
    Column("basis_on", Date),
    Column("basis_kind", Text, nullable=False, server_default=""),
    Column("first_due_on", Date),
    Column("explanation", JSON),
    Column("origin", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("review", JSON, nullable=False),
    Column("settled_at", Instant),
    Column("settled_by", Text),
    Column("settled_note", Text),
    Column("continues_id", Integer, ForeignKey("decision.id")),
    Column("restates_id", Integer, ForeignKey("decision.id")),
    one_of("origin", "origin", "text", "policy", "registrar"),
    one_of("state", "state", "review", "binding", "noted", "dropped", "superseded", "carried", "linked"),
    UniqueConstraint("minutes_id", "position"),
)
"""`as_read` is the draft decision as the reader gave it; rule, due date and origin are those in force.

State: review (waits for a registrar, binds nobody), binding (has obligations), noted (information, enquiry),
dropped, superseded, carried (its obligations go on under the decision of a later revision that continues it),
linked (repeats a standing decision of earlier minutes, which goes on binding alone).
`continues_id`: the decision of the revised minutes whose obligations this one took over. `restates_id`: the
standing decision that this one repeats, found at import, to be linked or bound anew by a registrar.
"""

IN_REVIEW = in_words(decision.c.state, ("review",))

finding = Table(
    "finding",
    metadata,
    id_column(),
    reference("decision.id"),
    Column("office_code", Text, ForeignKey("office.code"), nullable=False),
    Column("found", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("settled_at", Instant),
    Column("settled_by", Text),
    one_of("found", "found", "done", "missing"),
    one_of("origin", "origin", "text", "registrar"),
    one_of("state", "state", "proposed", "confirmed", "dismissed"),
    UniqueConstraint("decision_id", "office_code"),
)
"""What the minutes say an office had done, or not, when they met; it counts once a registrar confirms it."""
