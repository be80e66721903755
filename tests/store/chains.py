"""Chains to tamper with."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from sqlalchemy import Connection, delete, insert, select

from tests.store.filling import NOW
from tracker.store.audit import Entry, append, verify
from tracker.store.chain import COLUMNS, GENESIS, Checkpoint, Verdict
from tracker.store.engine import Store
from tracker.store.tables import audit


def fill(store: Store, number: int, *, start: int = 1) -> None:
    entries = [
        Entry(
            "occurrence.accept", f"occurrence:{n}", office="dc-kurigram", before={"n": n}, after={"note": f"গৃহীত {n}"}
        )
        for n in range(start, start + number)
    ]
    with store.writing() as conn:
        append(conn, entries, at=NOW, actor="নিবন্ধক")


def verdict(store: Store, checkpoint: Checkpoint | None = None) -> Verdict:
    with store.read_only() as conn:
        return verify(conn, checkpoint)


def found(store: Store, checkpoint: Checkpoint | None = None) -> tuple[str, int | None, int]:
    result = verdict(store, checkpoint)
    assert not result.ok
    assert (result.head.seq if result.head else 0) == result.count
    return result.kind, result.bad_seq, result.count


def rows(conn: Connection) -> list[tuple[object, ...]]:
    return [tuple(row) for row in conn.execute(select(*(audit.c[name] for name in COLUMNS)).order_by(audit.c.seq))]


def put_back(conn: Connection, changed: list[tuple[object, ...]]) -> None:
    conn.execute(delete(audit))
    conn.execute(insert(audit), [dict(zip(COLUMNS, row, strict=True)) for row in changed])


def rewrite(store: Store, change: Callable[[list[tuple[object, ...]]], list[tuple[object, ...]]]) -> None:
    """Change the whole table behind the program's back."""
    with store.writing() as conn:
        put_back(conn, change(rows(conn)))


def hashed(previous: object, row: tuple[object, ...]) -> str:
    """The rule of the chain, written out anew."""
    return hashlib.sha256("\x1f".join(map(str, (previous, *row[:-1]))).encode("utf-8")).hexdigest()


def rechained(changed: list[tuple[object, ...]], start: int = 0) -> list[tuple[object, ...]]:
    """Renumbered and hashed anew from a position on, as a forger who knows the rule would do."""
    out = changed[:start]
    for position in range(start, len(changed)):
        row = (position + 1, *changed[position][1:])
        out.append((*row[:-1], hashed(out[-1][-1] if out else GENESIS, row)))
    return out
