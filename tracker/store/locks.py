"""Locks that the kernel or the database frees at death, never a timer."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text

from tracker.domain.errors import TryAgain
from tracker.store.engine import Store
from tracker.store.sqlite import SqliteFile

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

    Raises TryAgain when the database is away, ConfigError when the lock's file cannot be written.
    """
    if isinstance(store.backend, SqliteFile):
        yield from _by_file(store.backend)
    else:
        yield from _by_session(store)


def _by_session(store: Store) -> Iterator[Callable[[], None] | None]:
    with store.session() as conn:
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


def _by_file(database: SqliteFile) -> Iterator[Callable[[], None] | None]:
    try:
        lock = database.path.with_name(f"{database.path.name}.deliver.lock").open("a")
    except OSError as error:
        raise database.no_right(f"its lock cannot be written ({error.strerror})") from error
    with lock as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
            return
        yield lambda: None
