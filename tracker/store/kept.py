"""Odds and ends that are kept in the record by a key."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from tracker.store.insert import insert_new
from tracker.store.tables import meta


def kept(conn: Connection, key: str) -> str | None:
    """What is kept under a key, None when nothing is."""
    value: str | None = conn.scalar(select(meta.c.value).where(meta.c.key == key))
    return value


def keep(conn: Connection, key: str, value: str) -> None:
    """Keep a text under a key, in the place of what was there."""
    if not insert_new(conn, meta, [{"key": key, "value": value}], meta.c.key):
        conn.execute(update(meta).where(meta.c.key == key).values(value=value))
