"""The ladder of reminders and overdue notices from config/ladder.toml."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tracker.domain.calendar import WorkingCalendar
from tracker.domain.ladder import DEFAULT_LADDER, KINDS, ROLES, Ladder, Step
from tracker.settings.toml_source import CheckedTable, TomlSource

FURTHEST = 3660
"""Days from the due date to a step at most, either way."""


def load_ladder(path: Path, calendar: Callable[[], WorkingCalendar] | None = None) -> Ladder:
    """The steps of a ladder file, in its order; a file without steps means the usual ladder.

    `calendar` is asked for only when a step counts working days. Raises ConfigError with every mistake.
    """
    top = TomlSource.load(path).checked()
    steps = tuple(_step(row) for row in top.tables("step"))
    top.finish()
    top.refuse("the ladder has mistakes", "mend the lines named here; nothing was sent")
    if not steps:
        return DEFAULT_LADDER
    try:
        return Ladder(steps, calendar() if calendar and any(s.working_days for s in steps) else None)
    except ValueError as wrong:
        for problem in str(wrong).split("; "):
            top.problem(problem, "step")
        top.refuse("the ladder has mistakes", "mend the steps named here; nothing was sent")
        raise


def _step(row: CheckedTable) -> Step:
    kind = row.choice("kind", KINDS, "reminder", required=True)
    step = Step(
        code=row.text("code", required=True),
        kind=kind,
        stage=row.integer("stage", 0, low=0, high=99),
        days=row.integer("days", 0, low=-FURTHEST, high=FURTHEST),
        roles=_roles(row),
        repeat_every=row.integer("repeat_every", 0, low=1, high=366) or None,
        working_days=row.flag("working_days", False),
    )
    if "days" not in row.data:
        row.problem("[[step]] needs `days` (days after the due date, before it with a minus sign)")
    if kind == "reminder" and step.stage:
        row.problem("a reminder has no `stage`", "stage")
    if kind != "reminder" and not step.stage:
        row.problem("an overdue notice or escalation needs `stage` (1 for the first)", "stage")
    row.finish()
    return step


def _roles(row: CheckedTable) -> tuple[str, ...]:
    roles = row.texts("to")
    if not roles:
        row.problem(f"[[step]] needs `to` ({', '.join(ROLES)})", "to")
        return ("focal",)
    for index, role in enumerate(roles):
        if role not in ROLES:
            row.problem(f"{role!r} is no role; there are {', '.join(ROLES)}", "to", index)
    return tuple(role for role in roles if role in ROLES) or ("focal",)
