"""When a notice that was not sent is tried again: waits grow from a minute to six hours, for five days."""

from __future__ import annotations

import hashlib
from datetime import timedelta

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
SPREAD = 0.2
"""Waits differ by up to a fifth either way, so that what failed together does not come back together."""

GIVE_UP_AFTER = timedelta(days=5)
"""A notice that is still not delivered after that is held for a person."""


def next_wait(attempt: int, key: str) -> timedelta:
    """How long to wait after the `attempt`-th failure (from 1) of the notice with that key: always the same.

    Raises ValueError when `attempt` is less than 1.
    """
    if attempt < 1:
        raise ValueError("attempts are counted from 1")
    wait = min(FIRST_WAIT * (1 << min(attempt - 1, 20)), LONGEST_WAIT)
    drawn = int.from_bytes(hashlib.sha256(f"{key}/{attempt}".encode()).digest()[:4], "big") / 0xFFFFFFFF
    return wait * (1 + SPREAD * (2 * drawn - 1))
