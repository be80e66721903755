"""Measuring in turn, and saying what came out against what was promised."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """A measured ratio beside the limit that it must keep."""

    name: str
    value: float
    limit: float
    detail: str = ""
    at_least: bool = False

    @property
    def kept(self) -> bool:
        """Whether the promise holds."""
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def __str__(self) -> str:
        bound = "at least" if self.at_least else "at most"
        verdict = "kept" if self.kept else "NOT KEPT"
        return f"{verdict:8}  {self.name}: {self.value:.2f} ({bound} {self.limit:g})  {self.detail}"


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """How long one call takes."""
    start = clock()
    work()
    return clock() - start


def paired(
    ours: Callable[[], object],
    limit: Callable[[], object],
    rounds: int = 5,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[float, float]:
    """Median seconds of both, measured in turn after one unmeasured round of each. `clock` is `time.process_time` for
    what only reckons: other programs on the machine then count less."""
    ours(), limit()
    pairs = [(seconds(ours, clock), seconds(limit, clock)) for _ in range(rounds)]
    return statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)
