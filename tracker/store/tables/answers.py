"""What offices and the divisional office exchange about an occurrence: evidence, extensions, parts of a duty."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Integer, Table, UniqueConstraint

from tracker.store.tables.base import Instant, Text, id_column, metadata, one_of, reference

evidence = Table(
    "evidence",
    metadata,
    id_column(),
    reference("submission.id", index=True),
    Column("sha256", Text, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
)
"""A file that was handed in: kept under its SHA-256, `name` is for people alone, `size` is in bytes."""

extension = Table(
    "extension",
    metadata,
    id_column(),
    reference("occurrence.id", index=True),
    Column("requested_on", Date, nullable=False),
    Column("requested_at", Instant, nullable=False),
    Column("requested_by", Text, nullable=False),
    Column("until", Date, nullable=False),
    Column("reason", Text, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("verdict", Text),
    Column("granted_until", Date),
    Column("decided_on", Date),
    Column("decided_at", Instant),
    Column("decided_by", Text),
    Column("decision_reason", Text),
    one_of("verdict", "verdict", "granted", "refused", "withdrawn"),
)
"""More time: asked for `until` a day against the deadline then in force (`due_on`), and what was decided.

At most one request of an occurrence is undecided (`verdict` NULL)."""

part = Table(
    "part",
    metadata,
    id_column(),
    reference("decision.id"),
    Column("position", Integer, nullable=False),
    Column("text", Text, nullable=False),
    UniqueConstraint("decision_id", "position"),
)
"""One of several things that a decision asks for; an occurrence is complete when all are reported."""

part_report = Table(
    "part_report",
    metadata,
    Column("submission_id", Integer, ForeignKey("submission.id"), primary_key=True),
    Column("part_id", Integer, ForeignKey("part.id"), primary_key=True),
    Column("returned_on", Date),
)
"""Which parts a submission reports; `returned_on`: the verifier found that one wanting."""
