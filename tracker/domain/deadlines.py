"""Deadline rules: what a text says about time, and the civil date that it gives, with the reasons."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple


class Kind(StrEnum):
    """The kinds of deadline that a decision can state."""

    WITHIN = "within"
    BY = "by"
    END_OF = "end_of"
    EVERY = "every"
    IMMEDIATE = "immediate"
    BEFORE_NEXT_MEETING = "before_next_meeting"
    EVENT = "event"
    VAGUE = "vague"
    ONGOING = "ongoing"
    NONE = "none"


class Unit(StrEnum):
    """Spans of time: `within` and `event` use hour to month, `end_of` and `every` the fiscal periods."""

    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    BIMONTH = "bimonth"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


class DeadlineRule(NamedTuple):
    """What the text says; which fields are set depends on `kind` (see each field).

    `text` keeps the words of the document that gave rise to the rule.
    """

    kind: Kind
    amount: int | None = None
    """within, event: how many `unit`s; negative for days before an event."""
    unit: Unit | None = None
    """within, event: hour … month; end_of: week, month, quarter, half_year, year."""
    date: date | None = None
    """by: the named last day."""
    every: Unit | None = None
    """every: day, week, fortnight, month, bimonth, quarter, half_year, year."""
    day: int | None = None
    """every month: the named day of the month (1 to 31; a shorter month ends on its last day)."""
    weekdays: tuple[int, ...] = ()
    """every week: ISO weekdays (Monday is 1). end_of/by never carry it."""
    dates: tuple[tuple[int, int], ...] = ()
    """every year: named (month, day) pairs."""
    text: str = ""

    def with_text(self, text: str) -> DeadlineRule:
        """The same rule with the document's words."""
        return self._replace(text=text)

    def to_json(self) -> dict[str, Any]:
        """The keys of the reading contract that are set; dates as ISO, named dates as MM-DD."""
        out: dict[str, Any] = {"kind": self.kind.value}
        if self.amount is not None:
            out["amount"] = self.amount
        if self.unit is not None:
            out["unit"] = self.unit.value
        if self.date is not None:
            out["date"] = self.date.isoformat()
        if self.every is not None:
            out["every"] = self.every.value
        if self.day is not None:
            out["day"] = self.day
        if self.weekdays:
            out["weekdays"] = list(self.weekdays)
        if self.dates:
            out["dates"] = [f"{m:02d}-{d:02d}" for m, d in self.dates]
        out["text"] = self.text
        return out

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> DeadlineRule:
        """The inverse of `to_json`.

        Raises ValueError or KeyError when the data is not a rule.
        """
        return cls(
            kind=Kind(data["kind"]),
            amount=data.get("amount"),
            unit=Unit(data["unit"]) if data.get("unit") else None,
            date=date.fromisoformat(data["date"]) if data.get("date") else None,
            every=Unit(data["every"]) if data.get("every") else None,
            day=data.get("day"),
            weekdays=tuple(data.get("weekdays", ())),
            dates=tuple((int(s[:2]), int(s[3:])) for s in data.get("dates", ())),
            text=data.get("text", ""),
        )


NO_DEADLINE = DeadlineRule(Kind.NONE)
