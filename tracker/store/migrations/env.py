"""Alembic's entry: runs migrations on the connection it is given, or on `-x url=…` for developers."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, create_engine

import tracker.store.tables.indexes  # noqa: F401 (they belong to the metadata)
from tracker.store.tables import Instant, Text, metadata


def plain_types(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Migrations name the database's types, not ours, which may change."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Text):
        return "sa.Text()"
    return False


def run(connection: Connection) -> None:
    """One transaction over all migrations; SQLite rebuilds tables that it cannot alter."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=plain_types,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with create_engine(context.get_x_argument(as_dictionary=True)["url"]).begin() as own:
        run(own)
