"""Which version the database's schema has, and whether this program can work with it: cheap, for all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import OperationalError, ProgrammingError

from tracker.domain.errors import ConfigError, Refused
from tracker.store.engine import Store
from tracker.store.sqlite import SqliteFile

KNOWN = ("0001", "0002")
"""Every version this program knows, the oldest first; a test holds it to the migrations."""
HEAD = KNOWN[-1]


class Schema(StrEnum):
    """How a database's schema stands to this program's."""

    CURRENT = "current"
    OLDER = "older"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What an upgrade did: the versions before (None: nothing there) and after, and the copy made before."""

    before: str | None
    after: str
    backup: Path | None = None


def current(store: Store) -> str | None:
    """The version of the database's schema; None when there is no database, or nothing in it yet.

    Raises Refused when there is something else in it.
    """
    if isinstance(store.backend, SqliteFile) and _no_file(store.backend):
        return None
    with store.read_only() as conn:
        try:
            versions = conn.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
        except (OperationalError, ProgrammingError) as error:
            if not _lacks_table(error):
                raise
            versions = []
        if versions:
            return str(versions[0])
        conn.rollback()
        if conn.dialect.name == "sqlite" and conn.scalar(text("SELECT count(*) FROM sqlite_master")):
            raise Refused(
                f"{store.name} is a database of another program; it was left as it is",
                hint="name another file in the database URL",
            )
    return None


def check_schema(store: Store) -> Schema:
    """How the database stands to this program: one SELECT, nothing changed.

    Raises Refused when the database was made by a newer program or by another one.
    """
    version = current(store)
    if version is None:
        return Schema.MISSING
    if version not in KNOWN:
        raise Refused(
            f"{store.name} has schema {version}, which this program (schema {HEAD}) does not know",
            hint="it belongs to a newer version: install that one",
        )
    return Schema.CURRENT if version == HEAD else Schema.OLDER


def ensure_schema(store: Store) -> None:
    """See to it that the schema is this program's: SQLite is upgraded, PostgreSQL is never changed unasked.

    Raises ConfigError when a PostgreSQL database needs `tracker db upgrade`, else as `check_schema`.
    """
    state = check_schema(store)
    if state is Schema.CURRENT:
        return
    if isinstance(store.backend, SqliteFile):
        upgrade(store)
        return
    lacks = "has no tables yet" if state is Schema.MISSING else "has the tables of an older version"
    raise ConfigError(f"{store.name} {lacks}", hint="run: tracker db upgrade")


def upgrade(store: Store) -> Upgraded:
    """Bring the database to this program's schema; any number of processes may do so at once.

    All or nothing; a SQLite file is copied beside itself first. Raises Refused as `check_schema`, TryAgain
    when another upgrade lasts too long, ConfigError when rights are missing.
    """
    from tracker.store import upgrading  # alembic costs as much to import as all the rest

    return upgrading.upgrade(store)


def drift(store: Store) -> tuple[str, ...]:
    """Where the database differs from the tables of this program, one line each; () when it does not."""
    from tracker.store import drifting

    return drifting.drift(store)


def _no_file(file: SqliteFile) -> bool:
    file.check_kind()
    try:
        size = file.path.stat().st_size
    except FileNotFoundError:
        return True
    except OSError as error:
        raise file.no_right(error.strerror or "it cannot be looked at") from error
    if size == 0:
        raise Refused(
            f"{file.name} is empty, which a record never is; it was left as it is",
            hint="put a backup in its place, or delete it to begin anew",
        )
    return False


def _lacks_table(error: OperationalError | ProgrammingError) -> bool:
    return getattr(error.orig, "sqlstate", "") == "42P01" or str(error.orig).startswith("no such table")
