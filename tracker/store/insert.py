"""Inserting only what is not there yet: the unique key does the work, on both databases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Row, Table


def insert_new(
    conn: Connection, table: Table, rows: Sequence[Mapping[str, Any]], *returning: Column[Any]
) -> list[Row[Any]]:
    """Insert rows, leaving out those whose unique key exists; the `returning` columns of the rows that went in."""
    if not rows:
        return []
    statement: Any
    if conn.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql

        statement = postgresql.insert(table)
    else:
        from sqlalchemy.dialects import sqlite

        statement = sqlite.insert(table)
    return list(conn.execute(statement.on_conflict_do_nothing().returning(*returning), list(rows)))
