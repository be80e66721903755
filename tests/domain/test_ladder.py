"""The ladder: each step once, the newest only after downtime, repeats without end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.oracles import ONE, days
from tracker.domain.calendar import WorkingCalendar
from tracker.domain.ladder import DEFAULT_LADDER, Ladder, Step, due_steps, next_step_on, plan

DUE = date(2023, 7, 5)


def step(code: str, days: int, **rest: object) -> Step:
    kind, stage = ("reminder", 0) if days <= 0 else ("overdue", 1)
    return replace(Step(code, kind, stage, days, ("focal",)), **rest)  # type: ignore[arg-type]


@st.composite
def ladders(draw: st.DrawFn) -> Ladder:
    """Any valid ladder, in calendar days or (with rests and a holiday) in working days."""
    offsets = sorted(draw(st.sets(st.integers(-15, 40), min_size=1, max_size=8)))
    working = draw(st.booleans())
    steps = [step(f"step{n}", n, working_days=working) for n in offsets]
    if steps[-1].days > 0 and draw(st.booleans()):
        steps[-1] = replace(steps[-1], repeat_every=draw(st.integers(1, 10)))
    return Ladder(tuple(steps), WorkingCalendar(holidays={DUE + 3 * ONE: "a holiday"}))


def fires_on(ladder: Ladder, on: date) -> list[str]:
    """The codes that a day brings, each step tried by itself."""
    out = []
    for each in ladder.steps:
        if each.working_days:
            assert ladder.calendar is not None
            first = DUE
            passed = 0
            while passed < abs(each.days):
                first += ONE if each.days > 0 else -ONE
                passed += ladder.calendar.is_open(first)
        else:
            first = DUE + each.days * ONE
        if each.repeat_every is None:
            out += [each.code] if on == first else []
        elif on >= first and (on - first).days % each.repeat_every == 0:
            out.append(f"{each.code}-{(on - first).days // each.repeat_every + 1}")
    return out


@given(ladders(), st.integers(1, 60))
def test_checked_every_day_each_step_comes_once_on_its_day(ladder: Ladder, length: int) -> None:
    through: date | None = None
    for n in range(-40, length):
        today = DUE + n * ONE
        found = due_steps(ladder, DUE, today, through)
        expected = fires_on(ladder, today)
        assert [*found.superseded, *([found.newest.code] if found.newest else [])] == expected
        through = today


@given(ladders(), st.lists(st.integers(1, 30), min_size=1, max_size=12))
def test_after_downtime_the_newest_goes_out_and_the_skipped_are_named(
    ladder: Ladder, gaps: list[int]
) -> None:
    through: date | None = None
    today = DUE - 40 * ONE
    for gap in gaps:
        last, today = today, today + gap * ONE
        missed = [code for n in range(gap) for code in fires_on(ladder, last + (n + 1) * ONE)]
        found = due_steps(ladder, DUE, today, through or last)
        assert [*found.superseded, *([found.newest.code] if found.newest else [])] == missed
        assert due_steps(ladder, DUE, today, today).newest is None
        through = today


@given(ladders(), st.integers(-45, 80))
def test_the_next_step_is_the_next_day_that_brings_one(ladder: Ladder, offset: int) -> None:
    today = DUE + offset * ONE
    horizon = [DUE + n * ONE for n in range(-60, 150)]
    coming = [d for d in horizon if d > today and fires_on(ladder, d)]
    expected = coming[0] if coming else None
    assert next_step_on(ladder, DUE, today) == expected
    assert due_steps(ladder, DUE, today, None).next_on == expected
    assert next_step_on(ladder, DUE, None) == next(d for d in horizon if fires_on(ladder, d))


@pytest.mark.parametrize(
    ("today", "code", "kind", "stage", "next_on"),
    [
        (date(2023, 6, 28), "reminder-7", "reminder", 0, date(2023, 7, 2)),
        (date(2023, 7, 2), "reminder-3", "reminder", 0, date(2023, 7, 4)),
        (date(2023, 7, 4), "reminder-1", "reminder", 0, date(2023, 7, 5)),
        (date(2023, 7, 5), "due-today", "reminder", 0, date(2023, 7, 6)),
        (date(2023, 7, 6), "overdue-1", "overdue", 1, date(2023, 7, 12)),
        (date(2023, 7, 12), "overdue-2", "overdue", 2, date(2023, 7, 20)),
        (date(2023, 7, 20), "escalation", "escalation", 3, date(2023, 7, 27)),
        (date(2023, 7, 27), "weekly-1", "escalation", 4, date(2023, 8, 3)),
        (date(2024, 7, 4), "weekly-50", "escalation", 4, date(2024, 7, 11)),
    ],
)
def test_the_default_ladder(today: date, code: str, kind: str, stage: int, next_on: date) -> None:
    found = due_steps(DEFAULT_LADDER, DUE, today, today - ONE)
    assert found.newest is not None
    assert (found.newest.code, found.newest.kind, found.newest.stage) == (code, kind, stage)
    assert (found.superseded, found.next_on) == ((), next_on)
    assert due_steps(DEFAULT_LADDER, DUE, today, today) == replace(found, newest=None)


def test_the_second_notice_goes_to_the_head_with_copies_and_the_third_to_the_superior() -> None:
    roles = {s.code: s.roles for s in DEFAULT_LADDER.steps}
    assert roles["overdue-1"] == ("focal",)
    assert roles["overdue-2"] == ("head", "copy")
    assert roles["escalation"] == ("superior",)


def test_a_first_check_long_after_sends_one_notice_for_all() -> None:
    found = due_steps(DEFAULT_LADDER, DUE, date(2023, 7, 21), None)
    assert found.newest is not None
    assert found.newest.code == "escalation"
    assert found.superseded == (
        "reminder-7",
        "reminder-3",
        "reminder-1",
        "due-today",
        "overdue-1",
        "overdue-2",
    )


def test_between_steps_there_is_nothing_to_say() -> None:
    found = due_steps(DEFAULT_LADDER, DUE, date(2023, 7, 8), date(2023, 7, 7))
    assert (found.newest, found.superseded, found.next_on) == (None, (), date(2023, 7, 12))


def test_a_ladder_without_repeats_ends() -> None:
    ladder = Ladder((step("a", -1), step("b", 1)))
    assert next_step_on(ladder, DUE, DUE) == DUE + ONE
    assert next_step_on(ladder, DUE, DUE + ONE) is None
    assert due_steps(ladder, DUE, DUE + ONE, None).next_on is None


def test_a_step_may_go_to_everybody() -> None:
    everybody = step("a", 1, roles=("focal", "alternate", "head", "copy", "superior"))
    assert Ladder((everybody,)).steps == (everybody,)


def test_a_ladder_may_be_empty() -> None:
    assert next_step_on(Ladder(()), DUE, None) is None


@given(days, st.integers(1, 60))
def test_an_extended_deadline_starts_the_ladder_anew(new: date, later: int) -> None:
    stepped = new - later * ONE
    steps = plan(DEFAULT_LADDER, new, 10)
    expected = next(on for on, _ in steps if on > stepped)
    assert next_step_on(DEFAULT_LADDER, new, stepped) == expected


def test_the_plan_names_what_will_go_when() -> None:
    found = plan(DEFAULT_LADDER, DUE, 10)
    assert [s.code for _, s in found][-3:] == ["weekly-1", "weekly-2", "weekly-3"]
    assert [on for on, _ in found] == sorted(on for on, _ in found)
    assert plan(DEFAULT_LADDER, DUE, 0) == []


def test_working_days_skip_the_weekend() -> None:
    ladder = Ladder(
        (step("before", -3, working_days=True), step("after", 3, working_days=True)), WorkingCalendar()
    )
    wednesday = date(2023, 7, 5)
    assert [on for on, _ in plan(ladder, wednesday, 2)] == [date(2023, 7, 2), date(2023, 7, 10)]


def test_steps_beyond_the_calendar_do_not_exist() -> None:
    assert next_step_on(DEFAULT_LADDER, date.max, date.max) is None
    assert next_step_on(DEFAULT_LADDER, date.max, date.max - ONE) == date.max
    assert next_step_on(DEFAULT_LADDER, date.max - 29 * ONE, date.max - ONE) == date.max  # weekly-2
    assert due_steps(DEFAULT_LADDER, date(9999, 12, 30), date.max, None).next_on is None
    assert next_step_on(DEFAULT_LADDER, date.min, None) == date.min
    working = Ladder(
        (step("before", -3, working_days=True), step("after", 3, working_days=True)), WorkingCalendar()
    )
    assert next_step_on(working, date.max, None) == date(9999, 12, 28)
    assert next_step_on(working, date.max, date.max) is None


@pytest.mark.parametrize(
    ("steps", "problem"),
    [
        ((step("a", -1), step("a", 1)), "two steps are called a"),
        ((step("a", -1), step("b", -1)), "b must come after a"),
        ((step("a", -1), step("b", -3)), "b must come after a"),
        ((step("a", 1, repeat_every=7), step("b", 30)), "a repeats"),
        ((step("a", 1, repeat_every=0),), "every 1 or more days"),
        ((step("a", 1, kind="reminder"),), "reminders come on or before"),
        ((step("a", -1, kind="overdue"),), "reminders come on or before"),
        ((step("a", 1, kind="shout"),), "no kind shout"),
        ((step("a", 1, roles=("boss",)),), "roles are"),
        ((step("a", 1, roles=()),), "roles are"),
        ((step("a", 1, working_days=True),), "need a working calendar"),
    ],
)
def test_a_ladder_that_cannot_work_is_refused(steps: tuple[Step, ...], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        Ladder(steps)


def test_all_problems_of_a_ladder_are_told_at_once() -> None:
    with pytest.raises(ValueError) as refused:
        Ladder((step("a", 1, kind="shout"), step("a", 1, roles=("boss",))))
    assert str(refused.value).count(";") == 3
