"""Locks that the kernel or the database frees at death, never a timer."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, text

from tracker.domain.errors import TryAgain
from tracker.store.engine import Store

_CHECK, _DELIVERY = 7_304_001, 7_304_002


def hold_check(conn: Connection) -> None:
    """Let one check at a time pass, until the transaction ends. SQLite's write transaction is that lock already."""
    if conn.dialect.name == "postgresql":
        conn.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CHECK})


@contextmanager
def sole_sender(store: Store) -> Iterator[Callable[[], None] | None]:
    """Be the only delivery on this database: gives None when another one is at work.

    Else gives a function to call before each message: it raises TryAgain when the lock is gone (a database session
    that was ended), so that two senders never overlap.
    """
    if store.engine.dialect.name == "postgresql":
        yield from _by_session(store)
    else:
        yield from _by_file(store)


def _by_session(store: Store) -> Iterator[Callable[[], None] | None]:
    with store.engine.connect() as conn:
        if not conn.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": _DELIVERY}):
            yield None
            return
        conn.commit()

        def still_held() -> None:
            try:
                conn.execute(text("SELECT 1"))
                conn.commit()
            except Exception as lost:
                raise TryAgain(
                    "the database ended the session that holds the delivery lock",
                    hint="deliver again: tracker notices deliver",
                ) from lost

        try:
            yield still_held
        finally:
            if not conn.invalidated and not conn.closed:
                conn.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _DELIVERY})
                conn.commit()


def _by_file(store: Store) -> Iterator[Callable[[], None] | None]:
    database = store.engine.url.database
    assert database, "the store is a file, or open_store would have refused it"
    with Path(f"{database}.deliver.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
            return
        yield lambda: None
