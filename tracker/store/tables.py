"""The tables, as SQLAlchemy Core: writes are set-based, and listings must not pay for importing the ORM.

The words are the design's: minutes → decision → obligation (one office) → occurrence (a due date) → notice.
Civil dates are `Date`, instants are `Instant` (UTC). Overdue is computed from dates and never stored.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy import Text as PlainText

from tracker.domain.errors import BadInput

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = MetaData(naming_convention=NAMES)


class Text(TypeDecorator[str]):
    """Text of any length, in NFC by the caller's care; what one database cannot store is refused by both."""

    impl = PlainText
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """Raises BadInput for NUL and for lone surrogates (bytes of a command line that are not UTF-8)."""
        if value is None or (value.isascii() and "\0" not in value):
            return value
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise BadInput("a text is not valid UTF-8 and cannot be stored", hint="type it anew") from error
        if "\0" in value:
            raise BadInput("a text holds the character NUL, which cannot be stored", hint="take it out")
        return value


class Instant(TypeDecorator[datetime]):
    """An instant in UTC: aware in Python; SQLite drops the zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Refuses naive instants (ValueError): their zone would be a guess."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """UTC, whatever the session's zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def one_of(name: str, column: str, *values: str) -> CheckConstraint:
    """A CHECK that a text column holds one of the given words."""
    words = ", ".join(f"'{v}'" for v in values)
    return CheckConstraint(f"{column} IN ({words})", name=name)


def _id() -> Column[Any]:
    return Column("id", Integer, primary_key=True)


def _to(target: str, **options: Any) -> Column[Any]:
    """A required foreign key named after its table."""
    name = target.split(".")[0]
    return Column(f"{name}_id", Integer, ForeignKey(target), nullable=False, **options)


meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
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
"""The directory as last taken over from the configuration; an office that leaves it stays, inactive."""

contact = Table(
    "contact",
    metadata,
    _id(),
    Column("office_code", Text, ForeignKey("office.code"), nullable=False),
    Column("role", Text, nullable=False),
    Column("name", Text, nullable=False, server_default=""),
    Column("email", Text, nullable=False),
    Column("valid_from", Date),
    Column("valid_until", Date),
    one_of("role", "role", "focal", "alternate", "head", "copy"),
    UniqueConstraint("office_code", "role", "email"),
)

minutes = Table(
    "minutes",
    metadata,
    _id(),
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
)

decision = Table(
    "decision",
    metadata,
    _id(),
    _to("minutes.id", index=True),
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
    one_of("origin", "origin", "text", "policy", "registrar"),
    one_of("state", "state", "review", "binding", "noted", "dropped", "superseded"),
    UniqueConstraint("minutes_id", "position"),
)
"""`as_read` is the draft decision as the reader gave it; rule, due date and origin are those in force.

State: review (waits for a registrar, binds nobody), binding (has obligations), noted (information, enquiry),
dropped, superseded.
"""

obligation = Table(
    "obligation",
    metadata,
    _id(),
    _to("decision.id"),
    Column("office_code", Text, ForeignKey("office.code"), nullable=False, index=True),
    Column("state", Text, nullable=False, server_default="active"),
    Column("made_through", Date),
    one_of("state", "state", "active", "closed", "superseded"),
    UniqueConstraint("decision_id", "office_code"),
)
"""`made_through`: periodic duties only, the day up to which occurrences have been made; else NULL."""

Index("ix_obligation_made_through", obligation.c.made_through, sqlite_where=text("made_through IS NOT NULL"),
      postgresql_where=text("made_through IS NOT NULL"))

occurrence = Table(
    "occurrence",
    metadata,
    _id(),
    _to("obligation.id"),
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
"""

Index("ix_occurrence_next_step_on", occurrence.c.next_step_on, sqlite_where=text("next_step_on IS NOT NULL"),
      postgresql_where=text("next_step_on IS NOT NULL"))
Index("ix_occurrence_unsettled", occurrence.c.due_on, sqlite_where=text("state IN ('open', 'returned')"),
      postgresql_where=text("state IN ('open', 'returned')"))
Index("ix_occurrence_due_quarter", occurrence.c.due_quarter, occurrence.c.obligation_id)
Index("ix_occurrence_changed_on", occurrence.c.changed_on)

event = Table(
    "event",
    metadata,
    _id(),
    _to("occurrence.id"),
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
    _id(),
    _to("occurrence.id", index=True),
    Column("submitted_on", Date, nullable=False),
    Column("submitted_at", Instant, nullable=False),
    Column("submitted_by", Text, nullable=False),
    Column("implemented_on", Date),
    Column("note", Text, nullable=False),
    Column("links", JSON, nullable=False),
    Column("verdict", Text),
    Column("verified_on", Date),
    Column("verified_by", Text),
    Column("reason", Text),
    one_of("verdict", "verdict", "accepted", "returned"),
)

notice = Table(
    "notice",
    metadata,
    _id(),
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
    one_of("kind", "kind", "reminder", "overdue", "escalation", "summary", "operator"),
    one_of("state", "state", "waiting", "sending", "sent", "held", "undeliverable", "superseded"),
)
"""The outbox: one row a mail, to one recipient. `key` is kind/date/office/recipient, so a check run twice, or
by two schedulers, queues it once. `message` is rendered once, at the first attempt, and the same bytes go out
on a retry. `office_code` is the office written to. In `sending` the last outcome is not known yet."""

Index("ix_notice_unsent", notice.c.next_try_at, sqlite_where=text("state IN ('waiting', 'sending')"),
      postgresql_where=text("state IN ('waiting', 'sending')"))

notice_item = Table(
    "notice_item",
    metadata,
    Column("notice_id", Integer, ForeignKey("notice.id"), primary_key=True),
    Column("occurrence_id", Integer, ForeignKey("occurrence.id"), primary_key=True, index=True),
    Column("step", Text, nullable=False),
    Column("due_on", Date, nullable=False),
)

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
    _id(),
    _to("notice.id"),
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
    _id(),
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
