"""Compliance figures: each occurrence counted once, and totals that tie."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.oracles import ONE
from tracker.domain.compliance import Fact, Figures, figures_of, tally, tally_by
from tracker.domain.life import State

DUE = date(2023, 9, 30)
CLOSED = date(2023, 10, 31)


def fact(
    state: State, submitted: int | None = None, *, due_on: date | None = DUE, office: str = "dc-rangpur"
) -> Fact:
    """An occurrence, submitted so many days after its due date."""
    return Fact(office, "1", due_on, state, DUE + submitted * ONE if submitted is not None else None)


facts = st.builds(
    Fact,
    office=st.sampled_from(["dc-rangpur", "dc-kurigram", "dc-dinajpur"]),
    decision=st.sampled_from(["1", "2.1"]),
    due_on=st.none() | st.integers(-30, 30).map(lambda n: DUE + n * ONE),
    state=st.sampled_from(State),
    submitted_on=st.integers(-40, 40).map(lambda n: DUE + n * ONE),
)


@pytest.mark.parametrize(
    ("case", "counted"),
    [
        (fact(State.ACCEPTED, 0), Figures(due=1, on_time=1)),
        (fact(State.ACCEPTED, 1), Figures(due=1, late=1)),
        (fact(State.SUBMITTED, 5), Figures(due=1, awaiting=1)),
        (fact(State.OPEN), Figures(due=1, overdue=1)),
        (fact(State.RETURNED, -5), Figures(due=1, overdue=1, returned=1)),
        (fact(State.WAIVED), Figures(waived=1)),
        (fact(State.SUPERSEDED), Figures(waived=1)),
        (fact(State.OPEN, due_on=CLOSED), Figures(not_yet_due=1)),
        (fact(State.OPEN, due_on=CLOSED + ONE), Figures(not_yet_due=1)),
        (fact(State.RETURNED, due_on=CLOSED), Figures(not_yet_due=1, returned=1)),
        (fact(State.ACCEPTED, due_on=CLOSED + ONE, submitted=0), Figures(due=1, on_time=1)),
        (fact(State.OPEN, due_on=None), Figures(undated=1)),
        (fact(State.ACCEPTED, 0, due_on=None), Figures(undated=1)),
        (fact(State.WAIVED, due_on=None), Figures(waived=1)),
    ],
)
def test_where_an_occurrence_is_counted(case: Fact, counted: Figures) -> None:
    assert figures_of(case, CLOSED) == counted


def test_a_quarter_of_eight_districts() -> None:
    found = tally(
        [
            *[fact(State.ACCEPTED, 0)] * 4,
            fact(State.ACCEPTED, 3),
            fact(State.SUBMITTED, 2),
            fact(State.OPEN),
            fact(State.WAIVED),
        ],
        CLOSED,
    )
    assert found == Figures(due=7, on_time=4, late=1, awaiting=1, overdue=1, waived=1)
    assert found.rate == pytest.approx(5 / 7)
    assert found.on_time_rate == pytest.approx(4 / 7)
    assert found.total == 8


@pytest.mark.parametrize("cases", [[], [fact(State.WAIVED)], [fact(State.OPEN, due_on=CLOSED)]])
def test_none_due_has_no_rate(cases: list[Fact]) -> None:
    found = tally(cases, CLOSED)
    assert (found.due, found.rate, found.on_time_rate) == (0, None, None)


def test_what_is_handed_in_early_counts_as_due() -> None:
    found = tally([fact(State.ACCEPTED, -20)], DUE - 10 * ONE)
    assert (found.due, found.rate) == (1, 1.0)


@given(st.lists(facts))
def test_totals_tie(cases: list[Fact]) -> None:
    whole = tally(cases, DUE)
    assert whole.due == whole.on_time + whole.late + whole.awaiting + whole.overdue
    assert whole.total == len(cases)
    assert whole.returned <= whole.overdue + whole.not_yet_due + whole.undated
    for key in (lambda f: f.office, lambda f: f.decision, lambda f: (f.office, f.decision)):
        assert sum(tally_by(cases, key, DUE).values(), Figures()) == whole


@given(st.lists(facts), st.lists(facts))
def test_figures_add_up_in_any_order(one: list[Fact], other: list[Fact]) -> None:
    assert tally(one, DUE) + tally(other, DUE) == tally(other + one, DUE)


@given(st.lists(facts, min_size=1))
def test_rates_lie_between_nothing_and_all(cases: list[Fact]) -> None:
    found = tally(cases, DUE)
    if found.rate is not None and found.on_time_rate is not None:
        assert 0 <= found.on_time_rate <= found.rate <= 1


@given(st.lists(facts))
def test_after_the_quarter_nothing_is_not_yet_due(cases: list[Fact]) -> None:
    assert tally(cases, DUE + 31 * ONE).not_yet_due == 0


def test_groups_keep_the_order_in_which_they_come() -> None:
    cases = [
        fact(State.OPEN, office="dc-b"),
        fact(State.OPEN, office="dc-a"),
        fact(State.OPEN, office="dc-b"),
    ]
    assert list(tally_by(cases, lambda f: f.office, CLOSED)) == ["dc-b", "dc-a"]
