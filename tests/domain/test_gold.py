"""The due dates of annotated real and realistic minutes follow from their rules."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SHARED, needs_shared
from tracker.domain.calendar import WorkingCalendar
from tracker.domain.deadlines import DeadlineRule
from tracker.domain.due import Reckoning, choose_basis, first_due
from tracker.domain.fiscal import FiscalCalendar

CASES = SHARED / "cases"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
HOLIDAYS = {
    date(year, month, day): name
    for year in range(2022, 2027)
    for month, day, name in ((2, 21, "Shaheed Day"), (3, 26, "Independence Day"), (12, 16, "Victory Day"))
}
DEADLINE_CODES = {"no_deadline", "vague_deadline", "policy_deadline", "next_meeting_unknown", "unknown_event"}

pytestmark = needs_shared


def reckoning(case: Path) -> Reckoning:
    """By the directory that stands beside the case, else the common one."""
    own = case.with_name(f"{case.stem}.offices.toml")
    body: dict[str, Any] = tomllib.loads((own if own.exists() else CASES / "offices.toml").read_text())[
        "body"
    ]
    off = frozenset(WEEKDAYS.index(day) + 1 for day in body["weekly_off"])
    holidays = HOLIDAYS if body["holidays"] == "BD" else {}
    return Reckoning(WorkingCalendar(off, holidays), FiscalCalendar(body["fiscal_year_starts"]))


def annotated() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    for path in sorted(CASES.glob("*.json")):
        case = json.loads(path.read_text())
        for decision in case.get("decisions", ()):
            if decision.get("deadline", {}) and decision["deadline"].get("kind"):
                yield path.name, case["meeting"], decision


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("name", "meeting", "decision"), [pytest.param(*c, id=f"{c[0]}-{c[2]['number']}") for c in annotated()]
)
def test_the_first_due_date_of_the_gold_comes_out(
    name: str, meeting: dict[str, Any], decision: dict[str, Any]
) -> None:
    basis = choose_basis(day(meeting.get("issued_on")), day(meeting.get("held_on")))
    assert basis is not None
    rule = DeadlineRule.from_json(decision["deadline"])
    next_meeting = day(decision.get("first_due_on")) if rule.kind == "before_next_meeting" else None
    found = first_due(rule, basis, reckoning(CASES / name), next_meeting)
    if "first_due_on" in decision:
        assert found.due_on == day(decision["first_due_on"])
    if decision.get("review") is not None:
        assert set(found.review) == set(decision["review"]) & DEADLINE_CODES


def test_there_is_gold_to_compare_with() -> None:
    assert sum("first_due_on" in decision for _, _, decision in annotated()) > 50
