"""Obligations, their occurrences, and what happened to them."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, ForeignKey, Index, Integer, Table, UniqueConstraint

from tracker.store.tables.base import (
    Instant,
    Text,
    id_column,
    in_words,
    metadata,
    one_of,
    reference,
)

obligation = Table(
    "obligation",
    metadata,
    id_column(),
    reference("decision.id"),
    Column("office_code", Text, ForeignKey("office.code"), nullable=False, index=True),
    Column("state", Text, nullable=False, server_default="active"),
    Column("made_through", Date),
    one_of("state", "state", "active", "closed", "superseded"),
    UniqueConstraint("decision_id", "office_code"),
)
"""`made_through`: periodic duties only, the day up to which occurrences have been made; else NULL."""

occurrence = Table(
    "occurrence",
    metadata,
    id_column(),
    reference("obligation.id"),
    Column("period", Text, nullable=False),
    Column("first_due_on", Date),
    Column("due_on", Date),
    Column("due_quarter", Integer),
    Column("explanation", JSON),
    Column("state", Text, nullable=False, server_default="open"),
    Column("changed_on", Date, nullable=False),
    Column("submitted_on", Date),
    Column("stepped_through", Date),
    Column("next_step_on", Date),
    Column("since", Date),
    one_of("state", "state", "open", "submitted", "returned", "accepted", "waived", "superseded"),
    UniqueConstraint("obligation_id", "period"),
)
"""`period`: "once", or the fiscal period it is for ("2023-24Q1"): the key, so a moved date doubles nothing.

`first_due_on` is never changed; `due_on` is the deadline in force (NULL: an ongoing duty without a date).
`due_quarter` is fiscal year × 4 + quarter − 1 of `first_due_on`, for summaries.
`changed_on` is the civil date of the last entry in `event` (or of its making): an as-of day on or after it
may trust `state` and `due_on`, an earlier one asks `event`.
`submitted_on`: the date of the submission that counts. `stepped_through`: ladder steps up to that day are
handled; `next_step_on`: the day the next one falls due (NULL: none).
`since`: the civil date from which it is owed at all: the decision's basis, or a later day of one made
ahead, taken over from another office, or bound later. Lists of an earlier day leave it out.
"""

UNSETTLED = in_words(occurrence.c.state, ("open", "returned"))
"""The condition to ask with, word for word, for the index of unsettled ones to be used."""

SUBMITTED = in_words(occurrence.c.state, ("submitted",))
"""The same for those that wait for verification."""

Index("ix_occurrence_due_quarter", occurrence.c.due_quarter, occurrence.c.obligation_id)
Index("ix_occurrence_changed_on", occurrence.c.changed_on)

event = Table(
    "event",
    metadata,
    id_column(),
    reference("occurrence.id"),
    Column("on", Date, nullable=False),
    Column("at", Instant, nullable=False),
    Column("actor", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("due_on", Date),
    Column("note", Text, nullable=False, server_default=""),
    Column("details", JSON),
)
"""The life of an occurrence: what happened on which civil date, the state and deadline in force after it."""

Index("ix_event_occurrence_id_on", event.c.occurrence_id, event.c.on, event.c.id)

submission = Table(
    "submission",
    metadata,
    id_column(),
    reference("occurrence.id", index=True),
    Column("submitted_on", Date, nullable=False),
    Column("submitted_at", Instant, nullable=False),
    Column("submitted_by", Text, nullable=False),
    Column("implemented_on", Date),
    Column("note", Text, nullable=False),
    Column("links", JSON, nullable=False),
    Column("kind", Text, nullable=False, server_default="complete"),
    Column("verdict", Text),
    Column("verified_on", Date),
    Column("verified_by", Text),
    Column("reason", Text),
    one_of("kind", "kind", "complete", "progress"),
    one_of("verdict", "verdict", "accepted", "returned", "withdrawn"),
)
"""What an office handed in: complete, to be verified, or progress, which is on record and settles nothing.

Withdrawn: the registrar took the submission back, which had been entered by mistake.
"""
