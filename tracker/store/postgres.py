"""PostgreSQL: connections with the settings that a record needs."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from tracker.domain.errors import ConfigError, TrackerError
from tracker.store.jsontext import dumps
from tracker.store.postgres_refusals import refusal

if TYPE_CHECKING:
    import psycopg

CONNECT_SECONDS = 10


class PostgresServer:
    """A record on a PostgreSQL server: readers see one snapshot, writers are ordinary transactions."""

    reading: Mapping[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    writing: Mapping[str, Any] = {"isolation_level": "READ COMMITTED"}

    def __init__(self, url: URL, busy_seconds: float) -> None:
        """Raises ConfigError when the URL names no database."""
        if not url.database:
            raise ConfigError(
                "the database URL names no database",
                hint="name one after the host: postgresql+psycopg://user@host/name",
            )
        self._url = url.set(drivername="postgresql+psycopg")
        self._lock_timeout = int(busy_seconds * 1000)
        self.name = self._url.render_as_string(hide_password=True)

    def engine(self) -> Engine:
        """Connections that may write, pooled, each tried before it is used."""
        return self._engine(f"-c lock_timeout={self._lock_timeout}")

    def read_only_engine(self) -> Engine:
        """Connections whose transactions the server holds to reading."""
        return self._engine("-c default_transaction_read_only=on")

    def _engine(self, options: str) -> Engine:
        given = self._url.query.get("options", ())
        options = " ".join(["-c timezone=UTC", options, *((given,) if isinstance(given, str) else given)])
        connecting = {
            "connect_timeout": CONNECT_SECONDS,
            "client_encoding": "utf8",
            "application_name": "tracker",
            "options": options,
        }
        try:
            engine = create_engine(
                self._url.difference_update_query(["options"]),
                pool_pre_ping=True,
                json_serializer=dumps,
                connect_args=connecting,
            )
        except ImportError as error:
            raise ConfigError(
                "PostgreSQL needs the library psycopg, which is not installed",
                hint="run: pip install 'tracker[postgres]'",
            ) from error
        event.listen(engine, "connect", self._check_encoding)
        return engine

    def _check_encoding(self, connection: psycopg.Connection[Any], _record: object) -> None:
        encoding = connection.info.parameter_status("server_encoding")
        if encoding != "UTF8":
            connection.close()
            raise ConfigError(
                f"the database {self.name} is encoded in {encoding}, which cannot hold Bengali",
                hint="make it anew: createdb --encoding UTF8 --template template0 NAME",
            )

    def explain(self, error: Exception, *, committing: bool = False) -> TrackerError | None:
        """The refusal that a driver's error stands for; None for integrity errors and program faults."""
        driver = sys.modules.get("psycopg")
        original = error.orig if isinstance(error, DBAPIError) else error
        if driver is None or not isinstance(original, driver.Error):
            return None
        if isinstance(error, DBAPIError):
            lost = error.connection_invalidated
        else:  # straight from the driver, while rows were streamed
            lost = isinstance(original, driver.OperationalError)
        said = " ".join(str(original).split())
        return refusal(self.name, original.sqlstate or "", said, lost=lost, committing=committing)
