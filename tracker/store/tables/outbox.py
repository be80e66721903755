"""Notices: the outbox, what each one is about, the attempts to deliver it, the steps of the ladder."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, LargeBinary, Table, UniqueConstraint

from tracker.domain.notices import KINDS
from tracker.store.tables.base import (
    Instant,
    Text,
    id_column,
    in_words,
    metadata,
    one_of,
    reference,
)

notice = Table(
    "notice",
    metadata,
    id_column(),
    Column("key", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("stage", Integer, nullable=False),
    Column("office_code", Text, ForeignKey("office.code"), nullable=False, index=True),
    Column("role", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("on", Date, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("state", Text, nullable=False, server_default="waiting"),
    Column("reason", Text, nullable=False, server_default=""),
    Column("message_id", Text, unique=True),
    Column("subject", Text),
    Column("message", LargeBinary),
    Column("rendered_at", Instant),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("next_try_at", Instant),
    Column("sent_at", Instant),
    one_of("kind", "kind", *KINDS),
    one_of("state", "state", "waiting", "sending", "sent", "held", "undeliverable", "superseded"),
)
"""The outbox: one row a mail, to one recipient. `key` is kind/date/office/recipient, so a check run twice, or
by two schedulers, queues it once. `message` is rendered once, at the first attempt, and the same bytes go out
on a retry. `office_code` is the office written to. In `sending` the last outcome is not known yet."""

Index("ix_notice_on_kind", notice.c.on, notice.c.kind)

PENDING = in_words(notice.c.state, ("waiting", "sending", "held", "undeliverable"))
"""Notices that want doing: ask with this condition beside the state, for their index to be used."""

notice_item = Table(
    "notice_item",
    metadata,
    Column("notice_id", Integer, ForeignKey("notice.id"), primary_key=True),
    Column("occurrence_id", Integer, ForeignKey("occurrence.id"), primary_key=True, index=True),
    Column("step", Text, nullable=False),
    Column("due_on", Date),
    Column("event_id", Integer, ForeignKey("event.id")),
)
"""`step` is the code of the ladder's step, or the kind of a notice that tells of an event, which `event_id` names.
`due_on` is the deadline when it was queued (NULL: an ongoing duty without a date)."""

step = Table(
    "step",
    metadata,
    Column("occurrence_id", Integer, ForeignKey("occurrence.id"), primary_key=True),
    Column("due_on", Date, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("on", Date, nullable=False),
    Column("outcome", Text, nullable=False),
    one_of("outcome", "outcome", "queued", "superseded", "no_contact"),
)
"""Each ladder step once for each deadline in force; `outcome` says what became of it."""

attempt = Table(
    "attempt",
    metadata,
    id_column(),
    reference("notice.id"),
    Column("n", Integer, nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("finished_at", Instant),
    Column("outcome", Text),
    Column("stage", Text),
    Column("code", Integer),
    Column("answer", Text),
    one_of("outcome", "outcome", "sent", "temporary", "permanent", "ours", "in_doubt"),
    UniqueConstraint("notice_id", "n"),
)
"""Written before the data leaves; a row without an outcome is a delivery that died and may have been read."""
