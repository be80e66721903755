"""Carrying out the migrations: one upgrader at a time, all or nothing, a copy of the file first."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from tracker.domain.errors import TryAgain
from tracker.store.engine import Store
from tracker.store.schema import HEAD, Schema, Upgraded, check_schema, current
from tracker.store.sqlite import SqliteFile

MIGRATIONS = Path(__file__).parent / "migrations"
WAIT_SECONDS = 60.0
_LOCK = 7_304_000
_ONE_THREAD = threading.Lock()
"""Alembic keeps what it works on in module globals."""


def upgrade(store: Store) -> Upgraded:
    """See `tracker.store.schema.upgrade`."""
    with _ONE_THREAD:
        if isinstance(store.backend, SqliteFile):
            return _upgrade_file(store, store.backend)
        return _upgrade_server(store)


def configuration(conn: Connection | None = None) -> Config:
    """Alembic's configuration: the migrations of this package, on that connection."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = conn
    return config


def _upgrade_server(store: Store) -> Upgraded:
    check_schema(store)
    with store.writing() as conn:
        conn.execute(text(f"SET LOCAL lock_timeout = '{WAIT_SECONDS:.0f}s'"))
        conn.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        before = current(store)
        command.upgrade(configuration(conn), "head")
    return Upgraded(before, HEAD)


def _upgrade_file(store: Store, file: SqliteFile) -> Upgraded:
    try:
        file.path.parent.mkdir(parents=True, exist_ok=True)
        with _folder_lock(file):
            state, before = check_schema(store), current(store)
            if state is Schema.CURRENT:
                return Upgraded(before, HEAD)
            store.close()
            if not file.path.exists():
                _make(file)
                return Upgraded(None, HEAD)
            return Upgraded(before, HEAD, _migrate(file, before))
    except OSError as error:
        raise file.no_right(error.strerror or str(error)) from error
    except DBAPIError as error:
        refusal = file.explain(error)
        if refusal is None:
            raise
        raise refusal from error


def _make(file: SqliteFile) -> None:
    """Make the database under another name and move it into place: dying in between leaves no half of it."""
    new = file.path.with_name(f"{file.path.name}.new")
    for left_over in (new, *(new.with_name(f"{new.name}{end}") for end in ("-wal", "-shm", "-journal"))):
        left_over.unlink(missing_ok=True)
    _migrate_engine(file.at(new).engine("rwc"))
    _sync(new)
    new.rename(file.path)
    _sync(file.path.parent)


def _migrate(file: SqliteFile, before: str | None) -> Path | None:
    engine = file.engine()
    copy = file.path.with_name(f"{file.path.name}.before-{HEAD}") if before else None
    _migrate_engine(engine, lambda: _copy(file, copy) if copy else None)
    return copy


def _migrate_engine(engine: Engine, once_locked: object = None) -> None:
    try:
        with engine.connect() as conn:
            # Rebuilding a table drops the old one; with foreign keys on, that strikes at what refers to it.
            conn.connection.cursor().execute("PRAGMA foreign_keys = OFF")
            with conn.execution_options(**SqliteFile.writing).begin():
                if callable(once_locked):
                    once_locked()
                command.upgrade(configuration(conn), "head")
                broken = conn.execute(text("PRAGMA foreign_key_check")).all()
                if broken:
                    raise AssertionError(f"the migration broke references: {broken[:3]}")
    finally:
        engine.dispose()


def _copy(file: SqliteFile, copy: Path) -> None:
    """Copy what is committed; an older copy of that name, from an upgrade that was cut short, is replaced."""
    part = copy.with_name(f"{copy.name}.part")
    part.unlink(missing_ok=True)
    with closing(file.connect("ro")) as source, closing(sqlite3.connect(part)) as target:
        source.backup(target)
    _sync(part)
    part.rename(copy)
    _sync(copy.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _folder_lock(file: SqliteFile) -> Iterator[None]:
    """Hold the file's folder: a lock that the kernel frees at death, and that leaves no file behind."""
    descriptor = os.open(file.path.parent, os.O_RDONLY)
    try:
        until = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() > until:
                    raise TryAgain(
                        f"{file.name} is being upgraded by another command", hint="run the same command again"
                    ) from error
                time.sleep(0.05)
        yield
    finally:
        os.close(descriptor)
