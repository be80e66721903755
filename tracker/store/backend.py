"""What differs between the databases, as the store sees it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from sqlalchemy import Engine

from tracker.domain.errors import TrackerError, TryAgain


class Conflict(TryAgain):
    """Nothing was stored, a retry may succeed: another transaction came in between, or a connection died."""


class Backend(Protocol):
    """One kind of database. `reading` and `writing` are execution options of such a transaction."""

    name: str
    reading: Mapping[str, Any]
    writing: Mapping[str, Any]

    def engine(self) -> Engine:
        """Connections that may write."""

    def read_only_engine(self) -> Engine:
        """Connections that cannot write, whatever statement they are given."""

    def explain(self, error: Exception, *, committing: bool) -> TrackerError | None:
        """The refusal that a driver's error stands for; None when it is a fault of the program."""
