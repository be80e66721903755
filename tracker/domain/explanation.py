"""Why a deadline is the date it is, as a value that is stored with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from tracker.domain.deadlines import DeadlineRule, Kind


@dataclass(frozen=True, slots=True)
class Basis:
    """The date that a relative deadline counts from; `kind` is "issued" (the memo's date) or "held" (the
    meeting's).
    """

    on: date
    kind: str = "issued"


@dataclass(frozen=True, slots=True)
class Span:
    """A period: its stable key ("2023-24Q1"), first and last day."""

    key: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Move:
    """A deadline that a person moved: `kind` is extended or corrected; from which day to which, when, by whom, why."""

    kind: str
    before: date
    after: date
    on: date
    by: str
    why: str

    def to_json(self) -> list[str]:
        """In the order of the fields; dates are ISO."""
        days = (self.before, self.after, self.on)
        return [self.kind, *(day.isoformat() for day in days), self.by, self.why]

    @classmethod
    def from_json(cls, data: Sequence[str]) -> Move:
        """The inverse of `to_json`. Raises ValueError when the data is no such move."""
        kind, before, after, on, by, why = data
        return cls(
            kind, date.fromisoformat(before), date.fromisoformat(after), date.fromisoformat(on), by, why
        )


class Explanation(NamedTuple):
    """What led from a rule to a date; `tracker.domain.explain.sentence` says it in words.

    `origin` is text, policy or registrar. `due_on` is the result (None: no date). `reached` is the last day
    of a count before it moved. `skipped` holds closed days with their reason: those at the end that a
    counted deadline moved over, all of them for a count of working days, whose number is `working_days`.
    `span` is the period whose end or named day counts, `first` whether it is a periodic duty's first, due at
    least `min_days` after the basis (None: the first that begins after it). `closed` is the reason why a
    named date or period end, which stays, is a closed day. `unknown_years` are the years involved whose
    holidays are not known yet: the date may still move. `moves` are what persons changed since, in their order;
    `due_on` is the date before the first of them.
    """

    rule: DeadlineRule
    basis: Basis
    origin: str = "text"
    due_on: date | None = None
    reached: date | None = None
    skipped: tuple[tuple[date, str], ...] = ()
    working_days: int | None = None
    span: Span | None = None
    first: bool = True
    min_days: int | None = None
    closed: str | None = None
    unknown_years: tuple[int, ...] = ()
    moves: tuple[Move, ...] = ()

    @property
    def in_force(self) -> date | None:
        """The deadline after all moves."""
        return self.moves[-1].after if self.moves else self.due_on

    def with_result(self, due_on: date, **reasons: Any) -> Explanation:
        """The same with a date and its reasons (fields of this class)."""
        return self._replace(due_on=due_on, **reasons)

    def from_origin(self, origin: str) -> Explanation:
        """The same with another origin; "at once" in a text becomes a date by policy, never by the text
        itself.
        """
        if origin == "text" and self.rule.kind is Kind.IMMEDIATE:
            origin = "policy"
        return self if origin == self.origin else self._replace(origin=origin)

    def to_json(self) -> dict[str, Any]:
        """Only what is set, beside rule, basis, origin and due_on; dates are ISO."""
        out: dict[str, Any] = {
            "rule": self.rule.to_json(),
            "basis": {"on": self.basis.on.isoformat(), "kind": self.basis.kind},
            "origin": self.origin,
            "due_on": _iso(self.due_on),
        }
        if self.reached is not None:
            out["reached"] = self.reached.isoformat()
        if self.skipped:
            out["skipped"] = [[day.isoformat(), reason] for day, reason in self.skipped]
        if self.working_days is not None:
            out["working_days"] = self.working_days
        if self.span is not None:
            out["span"] = [self.span.key, self.span.start.isoformat(), self.span.end.isoformat()]
        if not self.first:
            out["first"] = False
        if self.min_days is not None:
            out["min_days"] = self.min_days
        if self.closed is not None:
            out["closed"] = self.closed
        if self.unknown_years:
            out["unknown_years"] = list(self.unknown_years)
        if self.moves:
            out["moves"] = [move.to_json() for move in self.moves]
        return out

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Explanation:
        """The inverse of `to_json`. Raises ValueError or KeyError when the data is no explanation."""
        span = data.get("span")
        return cls(
            rule=DeadlineRule.from_json(data["rule"]),
            basis=Basis(date.fromisoformat(data["basis"]["on"]), data["basis"]["kind"]),
            origin=data["origin"],
            due_on=_date(data["due_on"]),
            reached=_date(data.get("reached")),
            skipped=tuple((date.fromisoformat(day), reason) for day, reason in data.get("skipped", ())),
            working_days=data.get("working_days"),
            span=Span(span[0], date.fromisoformat(span[1]), date.fromisoformat(span[2])) if span else None,
            first=data.get("first", True),
            min_days=data.get("min_days"),
            closed=data.get("closed"),
            unknown_years=tuple(data.get("unknown_years", ())),
            moves=tuple(Move.from_json(move) for move in data.get("moves", ())),
        )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
