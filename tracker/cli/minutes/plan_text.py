"""What an amended version of minutes changes, decision by decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from tracker.cli.words import reasons, wrapped
from tracker.domain.numerals import format_date

if TYPE_CHECKING:
    from tracker.actions.revising import Plan, Step

LABEL = 12
QUIET = ("unchanged", "reworded")


def plan_lines(plan: Plan) -> Iterator[str]:
    """The plan: what stays in one line, and each decision that changes with what changes."""
    by_change: dict[str, list[str]] = {}
    for step in plan.steps:
        by_change.setdefault(step.change, []).append(step.number or "(no number)")
    for change in QUIET:
        if change in by_change:
            yield from _line(change, ", ".join(by_change[change]))
    for step in plan.steps:
        if step.change not in QUIET:
            yield from _step(step)
    if plan.issued_on != plan.base.issued_on:
        days = f"{_day(plan.base.issued_on)} → {_day(plan.issued_on)}"
        yield from _line("issued", f"{days}; what keeps its deadline counts as before, what changes from the new day")


def _step(step: Step) -> Iterator[str]:
    number = step.number or "(no number)"
    text = step.new.item.text if step.new else step.old.text if step.old else ""
    yield from _line(step.change.upper(), f"{number}  {text}")
    if step.deadline:
        before, after = step.deadline
        yield from _line("", f"deadline: {_day(before)} → {_day(after)}")
    if step.added:
        yield from _line("", f"offices besides: {', '.join(step.added)}")
    if step.removed:
        yield from _line("", f"offices no more: {', '.join(step.removed)}")
    if step.new is not None and step.new.state == "review":
        yield from _line("", f"in review: {reasons(step.new.item.review)}")
    if step.change == "open" and step.holder is not None:
        yield from _line("", "until that is settled, the version before goes on binding")
    if step.change == "withdrawn" and step.holder is not None:
        yield from _line("", "its open due dates end")


def _day(day: date | None) -> str:
    return format_date(day, "en") if day else "no date"


def _line(label: str, text: str) -> Iterator[str]:
    yield from wrapped(text, " " * (2 + LABEL), first=f"  {label:{LABEL}}")
