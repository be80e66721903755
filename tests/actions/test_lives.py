"""Submitting and verifying: two pairs of eyes, on time by the submission's date, nothing silenced by a return."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tests.actions.world import TODAY, World, at, duty
from tracker.actions.daily_check import daily_check
from tracker.actions.submit import Report, submit
from tracker.actions.verify import accept, send_back
from tracker.domain.errors import BadInput, Refused
from tracker.store.tables import audit, event, notice, occurrence, submission

DUE = date(2023, 7, 5)


def hand_in(world: World, on: date = DUE, actor: str = "dc-kurigram", now: datetime = TODAY) -> None:
    submit(world.store, world.settings, 1, Report(on, "আপলোড করা হয়েছে"), actor=actor, now=now)


@pytest.fixture
def kurigram(world: World) -> World:
    world.import_(duty(implementers=("dc-kurigram",)))
    return world


def test_submitted_then_accepted(kurigram: World) -> None:
    hand_in(kurigram)
    accept(kurigram.store, kurigram.settings, 1, on=DUE + timedelta(days=2), actor="registrar", now=TODAY)
    row = kurigram.rows(occurrence)[0]
    assert (row.state, row.submitted_on, row.next_step_on) == ("accepted", DUE, None)
    assert [(e.kind, e.state) for e in kurigram.rows(event)] == [("submit", "submitted"), ("accept", "accepted")]
    assert kurigram.rows(submission)[0].verdict == "accepted"
    assert {"occurrence.submit", "occurrence.accept"} <= {a.action for a in kurigram.rows(audit)}


def test_nobody_verifies_their_own_submission(kurigram: World) -> None:
    hand_in(kurigram, actor="registrar")
    with pytest.raises(Refused, match="nobody verifies their own"):
        accept(kurigram.store, kurigram.settings, 1, on=DUE, actor="registrar", now=TODAY)


def test_an_office_verifies_nothing_that_it_owes_whoever_handed_it_in(kurigram: World) -> None:
    hand_in(kurigram, actor="registrar")
    with pytest.raises(Refused, match="nobody verifies their own"):
        accept(kurigram.store, kurigram.settings, 1, on=DUE, actor="dc-kurigram", now=TODAY)
    assert kurigram.rows(occurrence)[0].state == "submitted"


def test_a_submitted_occurrence_is_reminded_no_more_and_a_returned_one_again(kurigram: World) -> None:
    hand_in(kurigram, DUE - timedelta(days=5))
    first = daily_check(kurigram.store, kurigram.settings, DUE, actor="cron", now=at(DUE))
    assert not first.queued
    send_back(kurigram.store, kurigram.settings, 1, on=DUE + timedelta(days=1), reason="ছবি নেই", actor="registrar", now=TODAY)
    day = DUE + timedelta(days=2)
    assert daily_check(kurigram.store, kurigram.settings, day, actor="cron", now=at(day)).queued == {("overdue", 1): 1}
    assert [n.kind for n in kurigram.rows(notice)] == ["returned", "overdue"]


def test_returning_needs_a_reason(kurigram: World) -> None:
    hand_in(kurigram)
    with pytest.raises(BadInput, match="needs a reason"):
        send_back(kurigram.store, kurigram.settings, 1, on=DUE, reason=" ", actor="registrar", now=TODAY)


def test_an_open_occurrence_cannot_be_accepted(kurigram: World) -> None:
    with pytest.raises(Refused, match="nothing has been submitted"):
        accept(kurigram.store, kurigram.settings, 1, on=DUE, actor="registrar", now=TODAY)


def test_a_second_submission_before_the_verdict_is_refused(kurigram: World) -> None:
    hand_in(kurigram)
    with pytest.raises(Refused, match="waits for verification"):
        hand_in(kurigram)
    assert kurigram.count(submission) == 1


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (Report(DUE, " "), "says what was done"),
        (Report(date(2025, 1, 1), "done"), "is in the future"),
        (Report(DUE, "done", implemented_on=DUE + timedelta(days=1)), "reported before"),
    ],
)
def test_a_report_that_cannot_be_true_is_refused(kurigram: World, report: Report, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        submit(kurigram.store, kurigram.settings, 1, report, actor="dc-kurigram", now=TODAY)
    assert kurigram.count(submission) == 0


def test_an_occurrence_that_is_not_there_is_named(world: World) -> None:
    with pytest.raises(BadInput, match="no occurrence 1"):
        hand_in(world)
