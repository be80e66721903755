"""How long something is overdue, in the bands that auditors report by."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

BANDS = ("1-7", "8-15", "16-30", "31-90", "over-90")
"""Days late, both ends counted: up to a week, to the escalation, to a month, to a quarter, longer."""

LAST_DAYS = (7, 15, 30, 90)
"""The last day of each band but the last, which has none."""


class Ageing(NamedTuple):
    """How many are overdue, the longest of them in days, and how many there are in each band."""

    number: int
    longest: int
    bands: dict[str, int]


def band(days_late: int) -> str:
    """The band of so many days late. Raises ValueError for what is not late."""
    if days_late < 1:
        raise ValueError(f"{days_late} days late is not overdue")
    return BANDS[bisect_left(LAST_DAYS, days_late)]


def ageing(days_late: Iterable[int]) -> Ageing:
    """The figures of several; of none all are 0."""
    counted = Counter(days_late)  # most days are those of many
    bands = dict.fromkeys(BANDS, 0)
    for days, number in counted.items():
        bands[band(days)] += number
    return Ageing(counted.total(), max(counted, default=0), bands)
