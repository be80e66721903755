"""The life of an occurrence: what may follow what, and what is late."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.oracles import ONE, days
from tracker.domain.errors import Refused
from tracker.domain.life import (
    TRANSITIONS,
    Act,
    Standing,
    State,
    Timeliness,
    acts_from,
    advance,
    is_unsettled,
    timeliness,
)

SETTLED = {State.ACCEPTED, State.WAIVED, State.SUPERSEDED}
DUE = date(2023, 7, 5)


@pytest.mark.parametrize(
    ("acts", "state"),
    [
        ([Act.SUBMIT], State.SUBMITTED),
        ([Act.SUBMIT, Act.ACCEPT], State.ACCEPTED),
        ([Act.SUBMIT, Act.RETURN], State.RETURNED),
        ([Act.SUBMIT, Act.RETURN, Act.SUBMIT, Act.ACCEPT], State.ACCEPTED),
        ([Act.PROGRESS, Act.PROGRESS], State.OPEN),
        ([Act.EXTEND, Act.SUBMIT], State.SUBMITTED),
        ([Act.WAIVE], State.WAIVED),
        ([Act.SUPERSEDE], State.SUPERSEDED),
        ([Act.SUBMIT, Act.SUPERSEDE], State.SUPERSEDED),
        ([Act.SUBMIT, Act.ACCEPT, Act.REOPEN], State.RETURNED),
        ([Act.REQUEST, Act.SUBMIT, Act.EXTEND], State.SUBMITTED),
        ([Act.REQUEST, Act.REFUSE], State.OPEN),
        ([Act.FIND], State.ACCEPTED),
        ([Act.FIND, Act.REOPEN, Act.SUBMIT], State.SUBMITTED),
        ([Act.MISS, Act.CORRECT, Act.SUBMIT, Act.CORRECT, Act.ACCEPT, Act.CORRECT], State.ACCEPTED),
    ],
)
def test_a_life(acts: list[Act], state: State) -> None:
    now = State.OPEN
    for act in acts:
        now = advance(now, act)
    assert now is state


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("act", Act)
def test_every_act_is_legal_or_refused_with_a_sentence_and_the_way_out(state: State, act: Act) -> None:
    if (state, act) in TRANSITIONS:
        assert act in acts_from(state)
        assert isinstance(advance(state, act), State)
        return
    assert act not in acts_from(state)
    with pytest.raises(Refused) as refused:
        advance(state, act)
    assert state.value in refused.value.message
    assert refused.value.hint


def test_nobody_accepts_what_was_not_submitted() -> None:
    assert [s for s in State if (s, Act.ACCEPT) in TRANSITIONS] == [State.SUBMITTED]
    with pytest.raises(Refused, match="nothing has been submitted") as refused:
        advance(State.OPEN, Act.ACCEPT)
    assert refused.value.hint == "possible now: submit, progress, extend, waive, supersede"


def test_only_what_is_still_open_can_be_found_done() -> None:
    assert [s for s in State if (s, Act.FIND) in TRANSITIONS] == [State.OPEN]


@given(st.lists(st.sampled_from(Act)))
def test_what_is_waived_or_superseded_stays_so(acts: list[Act]) -> None:
    for state in (State.WAIVED, State.SUPERSEDED):
        for act in acts:
            with pytest.raises(Refused):
                advance(state, act)


@given(st.lists(st.sampled_from([Act.PROGRESS, Act.REQUEST, Act.EXTEND, Act.REFUSE, Act.MISS, Act.CORRECT])), st.sampled_from([State.OPEN, State.RETURNED]))
def test_being_in_progress_settles_nothing(acts: list[Act], state: State) -> None:
    now = state
    for act in acts:
        now = advance(now, act)
    assert now is state
    assert is_unsettled(now)


def test_only_the_office_can_be_behind() -> None:
    assert {s for s in State if is_unsettled(s)} == {State.OPEN, State.RETURNED}


@pytest.mark.parametrize(
    ("submitted", "state", "today", "expected"),
    [
        (None, State.OPEN, DUE - 3 * ONE, Timeliness(Standing.NOT_DUE, 3)),
        (None, State.OPEN, DUE, Timeliness(Standing.DUE_TODAY)),
        (None, State.OPEN, DUE + ONE, Timeliness(Standing.OVERDUE, 1)),
        (None, State.RETURNED, DUE - ONE, Timeliness(Standing.NOT_DUE, 1)),
        (DUE - ONE, State.RETURNED, DUE + 10 * ONE, Timeliness(Standing.OVERDUE, 10)),
        (DUE, State.SUBMITTED, DUE + 30 * ONE, Timeliness(Standing.AWAITING)),
        (DUE + 2 * ONE, State.SUBMITTED, DUE + 30 * ONE, Timeliness(Standing.AWAITING, 2)),
        (DUE, State.ACCEPTED, DUE + 30 * ONE, Timeliness(Standing.ON_TIME)),
        (DUE + ONE, State.ACCEPTED, DUE + 30 * ONE, Timeliness(Standing.LATE, 1)),
        (None, State.WAIVED, DUE + 30 * ONE, Timeliness(Standing.WAIVED)),
        (None, State.SUPERSEDED, DUE + 30 * ONE, Timeliness(Standing.SUPERSEDED)),
    ],
)
def test_how_it_stands_against_its_deadline(
    submitted: date | None, state: State, today: date, expected: Timeliness
) -> None:
    assert timeliness(DUE, submitted, state, today) == expected


def test_without_a_deadline_nothing_is_late() -> None:
    today = date(2030, 1, 1)
    assert timeliness(None, None, State.OPEN, today) == Timeliness(Standing.NO_DATE)
    assert timeliness(None, today, State.SUBMITTED, today) == Timeliness(Standing.AWAITING)
    assert timeliness(None, today, State.ACCEPTED, today) == Timeliness(Standing.ON_TIME)


def test_a_submission_has_a_date() -> None:
    for state in (State.SUBMITTED, State.ACCEPTED):
        with pytest.raises(ValueError, match="submission date"):
            timeliness(DUE, None, state, DUE)


@given(days, days, st.sampled_from(State), days)
def test_overdue_is_open_or_returned_after_the_deadlines_day(
    due_on: date, submitted: date, state: State, today: date
) -> None:
    found = timeliness(due_on, submitted, state, today)
    behind = state in (State.OPEN, State.RETURNED) and today > due_on
    assert (found.standing is Standing.OVERDUE) is behind
    assert found.days >= 0
    if behind:
        assert due_on + found.days * ONE == today


def test_states_and_acts_are_plain_words() -> None:
    assert [s.value for s in State] == ["open", "submitted", "returned", "accepted", "waived", "superseded"]
    assert f"{Act.SUBMIT}" == "submit"
    assert {s for s, _ in TRANSITIONS} | set(TRANSITIONS.values()) == set(State)
    assert {s for s in State if not is_unsettled(s)} - {State.SUBMITTED} == SETTLED
