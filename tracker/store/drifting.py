"""Comparing the database as it is with the tables of this program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, Connection, Inspector, inspect

import tracker.store.tables.indexes  # noqa: F401 (they belong to the metadata)
from tracker.store.engine import Store
from tracker.store.tables import metadata


def drift(store: Store) -> tuple[str, ...]:
    """See `tracker.store.schema.drift`; compares tables, columns, types, keys, indexes, checks."""
    with store.reading() as conn:
        context = MigrationContext.configure(conn, opts={"compare_type": True, "include_name": _ours})
        found = list(_flat(compare_metadata(context, metadata)))
        return (*(_line(difference) for difference in found), *_by_name(conn))


def _ours(name: str | None, kind: str, _parents: Mapping[str, Any]) -> bool:
    """A PostgreSQL database may hold tables of others too."""
    return kind != "table" or name in metadata.tables


def _flat(differences: Iterable[Any]) -> Iterable[tuple[Any, ...]]:
    for difference in differences:
        if isinstance(difference, list):
            yield from difference
        else:
            yield difference


def _line(difference: tuple[Any, ...]) -> str:
    """`("add_column", schema, table, column)` and the like, in words."""
    action, *what = difference
    names = [w if isinstance(w, str) else getattr(w, "name", None) for w in what]
    return f"{action.replace('_', ' ')}: {' '.join(str(n) for n in names if n)}"


def _by_name(conn: Connection) -> Iterable[str]:
    """Alembic compares neither checks nor the conditions of partial indexes."""
    inspector = inspect(conn)
    for table in metadata.sorted_tables:
        if not inspector.has_table(table.name):
            continue
        checks = {c.name for c in table.constraints if isinstance(c, CheckConstraint)}
        checks_there = {c["name"] for c in inspector.get_check_constraints(table.name)}
        for name in sorted(str(n) for n in checks ^ checks_there):
            yield f"check differs: {table.name} {name}"
        partial = {i.name for i in table.indexes if i.dialect_options[conn.dialect.name]["where"] is not None}
        for name in sorted(str(n) for n in partial ^ _partial(inspector, table.name)):
            yield f"condition of an index differs: {table.name} {name}"


def _partial(inspector: Inspector, table: str) -> set[str | None]:
    return {
        index["name"]
        for index in inspector.get_indexes(table)
        if any(key.endswith("_where") for key in index.get("dialect_options", {}))
    }
