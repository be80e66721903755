"""SQLite: opening a file with the settings that a record needs, and its refusals in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from tracker.domain.errors import ConfigError, Refused, TrackerError, TryAgain
from tracker.store.jsontext import dumps

_BEGIN = "tracker_begin"


def has_wal_reset_fault(version: tuple[int, ...]) -> bool:
    """Whether this SQLite can damage a file in WAL mode when two connections write and check-point at once.

    So do 3.7.0 to 3.51.2, but for 3.44.6 and 3.50.7, where it was mended too. Source: sqlite.org/wal.html#walresetbug.
    """
    mended = (3, 44, 6) <= version < (3, 45) or (3, 50, 7) <= version < (3, 51)
    return (3, 7) <= version < (3, 51, 3) and not mended


class FileConnection(sqlite3.Connection):
    """A driver's connection; `frozen` is what the file was like at opening where it could not be locked."""

    path: Path
    frozen: tuple[int, int] | None = None


class SqliteFile:
    """A record in one file, in WAL mode: readers never wait, one writes at a time, each commit is flushed."""

    reading: Mapping[str, Any] = {_BEGIN: ("PRAGMA query_only = ON", "BEGIN")}
    writing: Mapping[str, Any] = {_BEGIN: ("PRAGMA query_only = OFF", "BEGIN IMMEDIATE")}

    def __init__(self, url: URL, busy_seconds: float) -> None:
        """Raises ConfigError when the URL names no file, or something that is not a file."""
        if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
            raise ConfigError(
                "the database URL names no file, and a record in memory would be lost",
                hint="name one: sqlite:///var/tracker.db",
            )
        if url.query:
            raise ConfigError(
                "the database URL has options after '?', which a SQLite file does not take",
                hint=f"leave them out: sqlite:///{url.database}",
            )
        self.name = url.database
        self.path = Path(url.database)
        self._url = url
        self._busy_seconds = busy_seconds
        self.check_kind()

    def at(self, path: Path) -> SqliteFile:
        """The same settings for another file."""
        return SqliteFile(self._url.set(database=str(path)), self._busy_seconds)

    def engine(self, mode: str = "rw") -> Engine:
        """Connections that may write, pooled; mode "rwc" makes the file when it is missing."""
        return self._engine(lambda: self.connect(mode))

    def read_only_engine(self) -> Engine:
        """Connections opened with `mode=ro`, each for one transaction."""
        return self._engine(self._connect_read_only, poolclass=NullPool)

    def _engine(self, creator: Any, **options: Any) -> Engine:
        engine = create_engine(self._url, creator=creator, json_serializer=dumps, **options)
        event.listen(engine, "begin", _begin)
        return engine

    def connect(self, mode: str) -> FileConnection:
        """A connection by the driver; modes are SQLite's: ro, rw (the file must be there), rwc."""
        conn = self._open(f"mode={mode}")
        try:
            if conn.execute("PRAGMA journal_mode").fetchone()[0] != "wal" and mode != "ro":
                conn.execute("PRAGMA journal_mode = WAL")
            conn.execute("PRAGMA synchronous = FULL")
            conn.execute("PRAGMA foreign_keys = ON")
            if conn.execute("PRAGMA foreign_keys").fetchone() != (1,):
                raise ConfigError("this SQLite has no foreign keys", hint="use another build of Python")
        except BaseException:
            conn.close()
            raise
        return conn

    def _connect_read_only(self) -> FileConnection:
        try:
            return self.connect("ro")
        except sqlite3.OperationalError as error:
            lockable = error.sqlite_errorname not in _CANNOT_LOCK
            if lockable or _wal(self.path).exists() or not self.path.is_file():
                raise
        conn = self._open("mode=ro&immutable=1")
        conn.frozen = _look(self.path)
        return conn

    def _open(self, query: str) -> FileConnection:
        # isolation_level None: the driver begins nothing by itself, so DDL and reads are in transactions too.
        conn = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?{query}",
            uri=True,
            isolation_level=None,
            timeout=self._busy_seconds,
            check_same_thread=False,
            factory=FileConnection,
        )
        conn.path = self.path
        return conn

    def check_kind(self) -> None:
        """Raises ConfigError when there is something else than a file, or it cannot be looked at."""
        try:
            wrong = self.path.exists() and not self.path.is_file()
        except (OSError, ValueError) as error:
            raise self.no_right(getattr(error, "strerror", None) or str(error)) from error
        if wrong:
            kind = "a folder" if self.path.is_dir() else "not a regular file"
            raise ConfigError(
                f"{self.name} is {kind}, so it cannot be the database",
                hint="name a file in the database URL: sqlite:///var/tracker.db",
            )

    def explain(self, error: Exception, *, committing: bool = False) -> TrackerError | None:  # noqa: ARG002
        """The refusal that a driver's error stands for; None for integrity errors and program faults."""
        original = error.orig if isinstance(error, DBAPIError) else error
        if not isinstance(original, sqlite3.Error):
            return None
        if str(original).startswith("no such table"):
            return ConfigError(f"{self.name} lacks tables of this program", hint="run: tracker db upgrade")
        code = getattr(original, "sqlite_errorname", "")
        kind = "_".join(code.split("_")[:2])
        if kind == "SQLITE_CANTOPEN":
            return self._cannot_open()
        if kind not in _REFUSALS:
            return None
        refusal, message, hint = _REFUSALS[kind]
        return refusal(message.format(name=self.name), hint=hint)

    def _cannot_open(self) -> TrackerError:
        self.check_kind()
        if not self.path.exists():
            return ConfigError(f"there is no database at {self.name}", hint="make one: tracker db upgrade")
        return self.no_right("the file cannot be opened, or its folder takes no new files")

    def no_right(self, reason: str) -> ConfigError:
        """The refusal of a file that rights keep from being used."""
        return ConfigError(
            f"{self.name} cannot be used: {reason}",
            hint="get the right to read and write the file and its folder, or name another database",
        )


def check_unchanged(conn: Connection) -> None:
    """Raises TryAgain when a file that could not be locked was changed while it was read."""
    file: object = conn.connection.dbapi_connection
    if (
        isinstance(file, FileConnection)
        and file.frozen is not None
        and (_look(file.path) != file.frozen or _wal(file.path).exists())
    ):
        raise TryAgain(
            f"{file.path} was changed while it was read, so what was read may not hold together",
            hint="run the same command again",
        )


def _wal(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _look(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_mtime_ns, found.st_size


def _begin(conn: Connection) -> None:
    for statement in conn.get_execution_options().get(_BEGIN, ("BEGIN",)):
        conn.exec_driver_sql(statement)


_CANNOT_LOCK = ("SQLITE_READONLY_DIRECTORY", "SQLITE_READONLY_CANTINIT", "SQLITE_CANTOPEN")

_BUSY = (TryAgain, "{name} is busy: another command is writing to it", "run the same command again")
_NO_RIGHT = (
    ConfigError,
    "{name} cannot be written: the right to write the file or its folder is missing",
    "get that right, or name another database; lists and reports work without it",
)
_REFUSALS: Mapping[str, tuple[type[TrackerError], str, str]] = {
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_NOTADB": (
        ConfigError,
        "{name} is not a database of this program; it was left as it is",
        "name another file in the database URL, or put a backup in its place",
    ),
    "SQLITE_CORRUPT": (
        Refused,
        "{name} is damaged; nothing was changed",
        "keep the file, put a backup in its place, and check that with: tracker audit verify",
    ),
    "SQLITE_FULL": (
        TryAgain,
        "the disk that holds {name} is full; nothing was stored",
        "make room, then run the same command again",
    ),
    "SQLITE_IOERR": (
        TryAgain,
        "the disk that holds {name} does not take or give data; nothing was stored",
        "see to the disk (full, over quota, failing), then run the same command again",
    ),
    "SQLITE_READONLY": _NO_RIGHT,
    "SQLITE_PERM": _NO_RIGHT,
    "SQLITE_AUTH": _NO_RIGHT,
}
