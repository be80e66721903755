"""One transaction that may be tried out: all is done, and nothing is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection

from tracker.store.engine import Store

T = TypeVar("T")


class _NothingKept(Exception):
    """Leaves the transaction without a commit."""


def transact(store: Store, work: Callable[[Connection], T], *, dry_run: bool) -> T:
    """Do the work in a writing transaction and give what it gave; with `dry_run` it is rolled back."""
    done: list[T] = []
    try:
        with store.writing() as conn:
            done.append(work(conn))
            if dry_run:
                raise _NothingKept
    except _NothingKept:
        pass
    return done[-1]
