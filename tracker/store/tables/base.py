"""What the tables are made of: the metadata, texts and instants that both databases hold alike, helpers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ColumnElement,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    TypeDecorator,
    literal_column,
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


def in_words(column: Column[str], words: tuple[str, ...]) -> ColumnElement[bool]:
    """`column IN ('a', 'b')` with the words written out: SQLite uses a partial index for literals alone."""
    return column.in_([literal_column(f"'{word}'") for word in words])


def id_column() -> Column[Any]:
    return Column("id", Integer, primary_key=True)


def reference(target: str, **options: Any) -> Column[Any]:
    """A required foreign key named after its table."""
    name = target.split(".")[0]
    return Column(f"{name}_id", Integer, ForeignKey(target), nullable=False, **options)
