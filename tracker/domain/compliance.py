"""Compliance figures: what was due, what was done in time, and the rates, from plain facts as of a day."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import TypeVar

from tracker.domain.life import Standing, State, timeliness

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of one occurrence at the end of a day."""

    office: str
    decision: str
    due_on: date | None
    state: State
    submitted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of occurrences. They tie: due = on_time + late + awaiting + overdue, and every occurrence is
    counted in exactly one of due, not_yet_due, waived and undated.

    `due`: the deadline has passed, or it was handed in. `on_time`, `late`: accepted. `awaiting`: submitted,
    to be verified. `overdue`: open or returned after the deadline. `not_yet_due`: open or returned, and the
    deadline is still ahead (or is that day). `waived`: waived or superseded, left out of the rates.
    `undated`: without a deadline. `returned` says how many of the overdue and not yet due ones had been
    handed in and sent back.
    """

    due: int = 0
    on_time: int = 0
    late: int = 0
    awaiting: int = 0
    returned: int = 0
    overdue: int = 0
    waived: int = 0
    not_yet_due: int = 0
    undated: int = 0

    @property
    def rate(self) -> float | None:
        """Accepted, on time or late, ÷ due; None when none was due."""
        return (self.on_time + self.late) / self.due if self.due else None

    @property
    def on_time_rate(self) -> float | None:
        """Accepted on time ÷ due; None when none was due."""
        return self.on_time / self.due if self.due else None

    @property
    def total(self) -> int:
        """All occurrences counted."""
        return self.due + self.not_yet_due + self.waived + self.undated

    def __add__(self, other: Figures) -> Figures:
        return Figures(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


_COUNTED = {
    Standing.ON_TIME: Figures(due=1, on_time=1),
    Standing.LATE: Figures(due=1, late=1),
    Standing.AWAITING: Figures(due=1, awaiting=1),
    Standing.OVERDUE: Figures(due=1, overdue=1),
    Standing.NOT_DUE: Figures(not_yet_due=1),
    Standing.DUE_TODAY: Figures(not_yet_due=1),
    Standing.WAIVED: Figures(waived=1),
    Standing.SUPERSEDED: Figures(waived=1),
}


def figures_of(fact: Fact, as_of: date) -> Figures:
    """The figures of one occurrence at the end of `as_of`."""
    if fact.due_on is None and fact.state not in (State.WAIVED, State.SUPERSEDED):
        counted = Figures(undated=1)
    else:
        counted = _COUNTED[timeliness(fact.due_on, fact.submitted_on, fact.state, as_of).standing]
    return counted + Figures(returned=1) if fact.state is State.RETURNED else counted


def tally(facts: Iterable[Fact], as_of: date) -> Figures:
    """The figures of all facts together, at the end of `as_of`."""
    return sum((figures_of(fact, as_of) for fact in facts), Figures())


def tally_by(facts: Iterable[Fact], key: Callable[[Fact], Key], as_of: date) -> dict[Key, Figures]:
    """The figures by office, decision or whatever `key` gives, in the order in which the keys first occur."""
    out: dict[Key, Figures] = {}
    for fact in facts:
        group = key(fact)
        out[group] = out.get(group, Figures()) + figures_of(fact, as_of)
    return out
