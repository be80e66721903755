"""Opening the record, and its transactions: reading, reading only, writing, writing with retries."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TypeVar

from sqlalchemy import Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, StatementError

from tracker.domain.errors import BadInput, ConfigError, TrackerError
from tracker.store.backend import Backend, Conflict
from tracker.store.sqlite import SqliteFile, check_unchanged

T = TypeVar("T")

BUSY_SECONDS = 10.0
"""How long a statement waits for another one's lock before the command gives up with TryAgain."""

TRIES = 5
FIRST_WAIT = 0.05

_EXAMPLES = "write sqlite:///var/tracker.db or postgresql+psycopg://user@host/name"


class Store:
    """A database that holds the record. Nothing is opened before the first transaction.

    Each transaction ends with its `with` block, and leaves no connection holding a lock. What the database
    refuses comes as TrackerError: TryAgain when it is busy, away or full, ConfigError when the address, the
    file or the rights are wrong, Refused when the file is damaged. Integrity errors come as SQLAlchemy's.
    """

    def __init__(self, backend: Backend) -> None:
        self.backend = backend

    @property
    def name(self) -> str:
        """What messages call the database: its path, or its address without the password."""
        return self.backend.name

    @cached_property
    def engine(self) -> Engine:
        """The engine for reading and writing."""
        return self.backend.engine()

    @cached_property
    def _read_only_engine(self) -> Engine:
        return self.backend.read_only_engine()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One snapshot to read from; a statement that writes fails."""
        with self._refusals(), self.engine.connect() as conn:
            yield conn.execution_options(**self.backend.reading)

    @contextmanager
    def read_only(self) -> Iterator[Connection]:
        """One snapshot over a connection that cannot write by construction, for listings and auditors.

        Works where the user has no right to write: on a read-only file, folder or account.
        """
        with self._refusals(), self._read_only_engine.connect() as conn:
            yield conn.execution_options(**self.backend.reading)
            check_unchanged(conn)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: committed at the end of the block, rolled back whole on any exception.

        In SQLite it holds the write lock from the start (BEGIN IMMEDIATE), so what is read in it stays true.
        """
        with self._refusals(), self.engine.connect() as conn:
            transaction = conn.execution_options(**self.backend.writing).begin()
            try:
                yield conn
            except BaseException:
                transaction.rollback()
                raise
            with self._refusals(committing=True):
                transaction.commit()

    def transact(self, function: Callable[[Connection], T]) -> T:
        """Call `function` in a writing transaction, at most 5 times, and give what it gave.

        It is called again when the transaction fell to a deadlock, a serialization failure or a lost
        connection, so it must do nothing that a rollback leaves standing.
        """
        for n in range(TRIES - 1):
            try:
                with self.writing() as conn:
                    return function(conn)
            except Conflict:
                time.sleep(FIRST_WAIT * 2**n * random.uniform(0.5, 1.5))  # noqa: S311 (spreads waits)
        with self.writing() as conn:
            return function(conn)

    @contextmanager
    def session(self) -> Iterator[Connection]:
        """A connection to keep while other transactions come and go; its own are the caller's to begin and end."""
        with self._refusals(), self.engine.connect() as conn:
            yield conn

    def close(self) -> None:
        """Let go of pooled connections; the store may be used again."""
        for name in ("engine", "_read_only_engine"):
            if engine := self.__dict__.pop(name, None):
                engine.dispose()

    @contextmanager
    def _refusals(self, *, committing: bool = False) -> Iterator[None]:
        try:
            yield
        except StatementError as error:
            if isinstance(error.orig, TrackerError):  # a value refused on its way to the database
                raise error.orig from error
            self._refuse(error, committing)
            raise
        except UnicodeEncodeError as error:
            raise BadInput("a text is not valid UTF-8 and cannot be stored", hint="type it anew") from error
        except Exception as error:
            self._refuse(error, committing)
            raise

    def _refuse(self, error: Exception, committing: bool) -> None:
        refusal = self.backend.explain(error, committing=committing)
        if refusal is not None:
            raise refusal from error


def open_store(url: str, *, busy_seconds: float = BUSY_SECONDS) -> Store:
    """The store at a database URL: `sqlite:///var/tracker.db`,
    `postgresql+psycopg://user:password@host/name`.

    Raises ConfigError when the URL cannot be used. The database is looked at by the first transaction.
    """
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:  # told without the URL, which may hold a password
        raise ConfigError("the database URL cannot be read", hint=_EXAMPLES) from error
    if address.drivername in ("sqlite", "sqlite+pysqlite"):
        return Store(SqliteFile(address, busy_seconds))
    if address.drivername in ("postgresql", "postgresql+psycopg"):
        from tracker.store.postgres import PostgresServer

        return Store(PostgresServer(address, busy_seconds))
    raise ConfigError(f"databases of the kind {address.drivername} are not supported", hint=_EXAMPLES)
