"""What a rule is made from: a pattern found, the words it stands in, and what they are read against."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from tracker.domain.deadlines import DeadlineRule, Unit
from tracker.minutes.numbers import FoundNumber
from tracker.minutes.phrases.entries import Entry
from tracker.minutes.phrases.named_days import Bearings

VAGUE_REVIEW, EVENT_REVIEW, POLICY_REVIEW = "vague_deadline", "unknown_event", "policy_deadline"
DATES_REVIEW, SEVERAL_REVIEW, NOTHING_REVIEW = "conflicting_dates", "several_deadlines", "no_deadline"

Told = tuple[DeadlineRule, tuple[str, ...]]


class Case(NamedTuple):
    """A hit with what is needed to make its rule: what its slots hold, its entry, and its words."""

    slots: Mapping[str, Any]
    entry: Entry
    bearings: Bearings
    words: str


def day_named(slots: Mapping[str, Any], entry: Entry) -> int | None:
    """The day of the month that is named; of a numbered week its last, the first week ending on the 7th."""
    day: int | None = slots.get("{day}")
    nth: FoundNumber | None = slots.get("{nth}")
    if nth is None or day is not None:
        return day
    return min(nth.value * 7, 31) if entry.unit is Unit.WEEK else nth.value if entry.monthly else None
