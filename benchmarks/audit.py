"""Verifying the audit chain against a bare loop that reads the same rows and hashes them."""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measure import Ratio, paired
from tracker.store.audit import Entry, append, verify
from tracker.store.engine import Store, open_store
from tracker.store.schema import ensure_schema

ENTRIES = 1_000_000
NOW = datetime(2026, 6, 30, 4, tzinfo=UTC)


def measure() -> Iterator[Ratio]:
    """One ratio over a million entries in SQLite."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "audit.db"
        store = _filled(path)
        ours, bare = paired(lambda: _verified(store), lambda: _bare(path), rounds=3)
        yield Ratio(f"audit verify, {ENTRIES:,} entries ÷ bare loop", ours / bare, 1.5, f"{ours:.1f} s ÷ {bare:.1f} s")


def _filled(path: Path) -> Store:
    store = open_store(f"sqlite:///{path}")
    ensure_schema(store)
    for start in range(0, ENTRIES, 50_000):
        entries = [
            Entry("occurrence.submit", f"occurrence:{n}", "dc-kurigram", {"state": "open"}, {"state": "submitted"})
            for n in range(start, start + 50_000)
        ]
        with store.writing() as conn:
            append(conn, entries, at=NOW, actor="benchmark")
    return store


def _verified(store: Store) -> None:
    with store.read_only() as conn:
        verdict = verify(conn)
    assert verdict.count == ENTRIES, verdict


def _bare(path: Path) -> None:
    """What nobody can do without: read the rows with the driver, hash their text in a chain."""
    previous = ""
    columns = "seq, at, actor, action, subject, office, before, after, hash"
    rows = sqlite3.connect(path).execute(f"SELECT {columns} FROM audit ORDER BY seq")
    for seq, at, actor, action, subject, office, before, after, _ in rows:
        text = "\x1f".join((previous, str(seq), at, actor, action, subject, office, before, after))
        previous = hashlib.sha256(text.encode()).hexdigest()
