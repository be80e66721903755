"""Fault 24: SQLite before 3.51.3 can damage a file in WAL mode, but for the versions to which the cure was carried."""

from __future__ import annotations

import pytest

from tracker.store.sqlite import has_wal_reset_fault


@pytest.mark.parametrize(
    ("version", "has"),
    [
        ((3, 6, 23), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 0), True),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 52, 0), False),
    ],
)
def test_the_versions_that_have_the_fault(version: tuple[int, ...], has: bool) -> None:
    assert has_wal_reset_fault(version) is has
