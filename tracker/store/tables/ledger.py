"""What the program did: runs, summaries issued, the audit chain; and odds and ends by key."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, Index, Integer, Table

from tracker.store.tables.base import (
    Instant,
    Text,
    id_column,
    metadata,
    one_of,
)

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

run = Table(
    "run",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("civil_date", Date, primary_key=True),
    Column("started_at", Instant, nullable=False),
    Column("finished_at", Instant),
    Column("caught_up_on", Date),
    Column("counts", JSON),
    one_of("kind", "kind", "check", "quarter"),
)
"""One row a kind and civil date, ever; `caught_up_on` names the later run that stood in for a missed day."""

summary = Table(
    "summary",
    metadata,
    id_column(),
    Column("quarter", Text, nullable=False, unique=True),
    Column("issued_on", Date, nullable=False),
    Column("issued_at", Instant, nullable=False),
    Column("figures", JSON, nullable=False),
    Column("checkpoint", Text, nullable=False),
)
"""A closed quarter's summary as issued; never changed."""

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("office", Text, nullable=False, server_default=""),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("hash", Text, nullable=False),
)
"""The chain: `hash` is SHA-256 over the previous hash and this row's columns, as `store.audit` writes them.

`subject` is table:id ("occurrence:17"), `office` an office code where one is concerned; `before` and `after`
are JSON.
Text throughout, so that what was hashed is what is stored.
"""

Index("ix_audit_subject_seq", audit.c.subject, audit.c.seq)
Index("ix_audit_office_seq", audit.c.office, audit.c.seq)
Index("ix_audit_at", audit.c.at)
