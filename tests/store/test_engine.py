"""Opening stores, and what their transactions promise."""

from __future__ import annotations

from sqlalchemy import select, text

from tracker.store.engine import Store
from tracker.store.tables import meta


def test_smoke(store: Store) -> None:
    with store.writing() as conn:
        conn.execute(meta.insert().values(key="a", value="কুড়িগ্রাম"))
    with store.reading() as conn:
        assert conn.scalar(select(meta.c.value)) == "কুড়িগ্রাম"
    with store.read_only() as conn:
        assert conn.scalar(select(meta.c.value)) == "কুড়িগ্রাম"
        assert conn.scalar(text("select 1")) == 1
