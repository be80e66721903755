"""The ladder: which reminder, overdue notice or escalation an unsettled occurrence takes on which day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from tracker.domain.calendar import BeyondCalendar, WorkingCalendar

KINDS = ("reminder", "overdue", "escalation")
ROLES = ("focal", "alternate", "head", "copy", "superior")

LAST_DAY = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what kind of notice goes to which roles, how many days after the due date (negative:
    before).

    `stage` counts overdue notices and escalations from 1, reminders have 0. `repeat_every`: again every so
    many calendar days without end; the occurrences are then named code-1, code-2, …. With `working_days`,
    `days` counts open days.
    """

    code: str
    kind: str
    stage: int
    days: int
    roles: tuple[str, ...]
    repeat_every: int | None = None
    working_days: bool = False


@dataclass(frozen=True, slots=True)
class Ladder:
    """Steps in the order in which they fall due; `calendar` is needed for steps in working days.

    Raises ValueError, naming everything that is wrong, when codes are doubled, days do not increase, a step
    but the last repeats, a reminder comes after the due date or another notice before it, or a kind or role
    is unknown.
    """

    steps: tuple[Step, ...]
    calendar: WorkingCalendar | None = None

    def __post_init__(self) -> None:
        problems = [*_problems(self.steps)]
        if self.calendar is None and any(s.working_days for s in self.steps):
            problems.append("steps in working days need a working calendar")
        if problems:
            raise ValueError("; ".join(problems))


@dataclass(frozen=True, slots=True)
class StepsDue:
    """What a day asks for: the newest step (None: none), the codes it stands in for, and the next step's
    day.
    """

    newest: Step | None
    superseded: tuple[str, ...]
    next_on: date | None


def due_steps(ladder: Ladder, due_on: date, today: date, stepped_through: date | None) -> StepsDue:
    """The steps that have come by `today`, after those of days up to `stepped_through` (None: none was taken
    yet).

    Only the newest goes out; the others, skipped in a downtime, are named as superseded. The caller keeps
    `today` as the new `stepped_through`, so that each step is taken once.
    """
    handled = stepped_through.toordinal() if stepped_through else 0
    now = today.toordinal()
    come: list[str] = []
    newest: Step | None = None
    following: int | None = None
    for on, step, round_ in _rungs(ladder, due_on, handled):
        if on > now:
            following = on
            break
        newest = _named(step, round_)
        come.append(newest.code)
    return StepsDue(newest, tuple(come[:-1]), _day(following))


def next_step_on(ladder: Ladder, due_on: date, after: date | None) -> date | None:
    """The day of the first step after `after` (None: the first of all), None when there is no more."""
    handled = after.toordinal() if after else 0
    return _day(next((on for on, _, _ in _rungs(ladder, due_on, handled)), None))


def plan(ladder: Ladder, due_on: date, count: int) -> list[tuple[date, Step]]:
    """The first `count` steps with their days: what will go when, while the occurrence stays unsettled."""
    out: list[tuple[date, Step]] = []
    for on, step, round_ in _rungs(ladder, due_on, 0):
        if len(out) >= count:
            break
        out.append((date.fromordinal(on), _named(step, round_)))
    return out


def _rungs(ladder: Ladder, due_on: date, handled: int) -> Iterator[tuple[int, Step, int]]:
    """The steps on days after `handled` (an ordinal) as (ordinal, step, round), by day; round 0 is a step
    that does not repeat. Steps outside the years 1 to 9999 do not exist.
    """
    due = due_on.toordinal()
    days = [_step_day(ladder, step, due) for step in ladder.steps]
    for on, position in sorted((on, i) for i, on in enumerate(days) if on is not None):
        step = ladder.steps[position]
        if step.repeat_every is None:
            if on > handled:
                yield on, step, 0
            continue
        round_ = max(0, -(-(handled + 1 - on) // step.repeat_every))
        while (again := on + round_ * step.repeat_every) <= LAST_DAY:
            yield again, step, round_ + 1
            round_ += 1


def _step_day(ladder: Ladder, step: Step, due: int) -> int | None:
    if not step.working_days:
        on = due + step.days
        return on if 1 <= on <= LAST_DAY else None
    assert ladder.calendar is not None
    try:
        return ladder.calendar.open_days_after(date.fromordinal(due), step.days).toordinal()
    except BeyondCalendar:
        return None


def _named(step: Step, round_: int) -> Step:
    return replace(step, code=f"{step.code}-{round_}") if round_ else step


def _day(ordinal: int | None) -> date | None:
    return date.fromordinal(ordinal) if ordinal is not None else None


def _problems(steps: tuple[Step, ...]) -> Iterator[str]:
    codes = [s.code for s in steps]
    for code in sorted({c for c in codes if codes.count(c) > 1}):
        yield f"two steps are called {code}"
    for before, step in pairwise(steps):
        if step.days <= before.days:
            yield f"{step.code} must come after {before.code}"
        if before.repeat_every is not None:
            yield f"{before.code} repeats, so no step can follow it"
    for step in steps:
        yield from _step_problems(step)


def _step_problems(step: Step) -> Iterator[str]:
    if step.kind not in KINDS:
        yield f"{step.code}: no kind {step.kind} ({', '.join(KINDS)})"
    elif (step.kind == "reminder") != (step.days <= 0):
        yield f"{step.code}: reminders come on or before the due date, other notices after it"
    if not step.roles or not set(step.roles) <= set(ROLES):
        yield f"{step.code}: roles are one or more of {', '.join(ROLES)}"
    if step.repeat_every is not None and step.repeat_every < 1:
        yield f"{step.code}: repeats every 1 or more days"


DEFAULT_LADDER = Ladder(
    (
        Step("reminder-7", "reminder", 0, -7, ("focal",)),
        Step("reminder-3", "reminder", 0, -3, ("focal",)),
        Step("reminder-1", "reminder", 0, -1, ("focal",)),
        Step("due-today", "reminder", 0, 0, ("focal",)),
        Step("overdue-1", "overdue", 1, 1, ("focal",)),
        Step("overdue-2", "overdue", 2, 7, ("head", "copy")),
        Step("escalation", "escalation", 3, 15, ("superior",)),
        Step("weekly", "escalation", 4, 22, ("superior",), repeat_every=7),
    )
)
"""Used where config/ladder.toml says nothing."""
