"""Waiving with authority; correcting by new entries: a wrong date, and the last act of each kind taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.actions.test_verify import sent
from tests.actions.world import World, at, duty
from tracker.actions.correct import Undone, correct_due, undo
from tracker.actions.daily_check import daily_check
from tracker.actions.extend import extend, grant, refuse, request
from tracker.actions.submit import Report, progress, submit
from tracker.actions.supersede import supersede
from tracker.actions.verify import accept, reopen, send_back
from tracker.actions.waive import waive
from tracker.domain.due import Explanation
from tracker.domain.errors import BadInput, Refused
from tracker.domain.explain import sentence
from tracker.store.tables import audit, event, extension, notice, occurrence, submission

DUE = date(2023, 7, 5)
DAY = date(2023, 7, 6)
NOW = at(DAY)


@pytest.fixture
def kurigram(world: World) -> World:
    world.import_(duty(implementers=("dc-kurigram",)))
    return world


class Acts:
    """Each act on occurrence 1, on one day."""

    def __init__(self, world: World) -> None:
        self.w = world

    def _args(self) -> tuple[Any, Any, int]:
        return self.w.store, self.w.settings, 1

    def submit(self) -> None:
        submit(*self._args(), Report(DAY, "done"), actor="dc-kurigram", now=NOW)

    def progress(self) -> None:
        progress(*self._args(), Report(DAY, "partly"), actor="dc-kurigram", now=NOW)

    def accept(self) -> None:
        accept(*self._args(), on=DAY, actor="karim", now=NOW)

    def send_back(self) -> None:
        send_back(*self._args(), on=DAY, reason="x", actor="karim", now=NOW)

    def reopen(self) -> None:
        reopen(*self._args(), on=DAY, reason="x", actor="karim", now=NOW)

    def request(self) -> None:
        request(*self._args(), date(2023, 7, 20), on=DAY, reason="x", actor="dc-kurigram", now=NOW)

    def grant(self) -> None:
        grant(*self._args(), None, on=DAY, reason="x", actor="karim", now=NOW)

    def refuse(self) -> None:
        refuse(*self._args(), on=DAY, reason="x", actor="karim", now=NOW)

    def extend(self) -> None:
        extend(*self._args(), date(2023, 7, 20), on=DAY, reason="x", actor="karim", now=NOW)

    def waive(self) -> None:
        waive(*self._args()[:2], [1], on=DAY, reason="x", authority="memo 7", actor="registrar", now=NOW)

    def correct(self) -> None:
        correct_due(*self._args(), date(2023, 8, 5), reason="x", actor="registrar", now=NOW)

    def undo(self) -> Undone:
        return undo(*self._args(), reason="entered by mistake", actor="registrar", now=NOW)


KEPT = ("state", "due_on", "submitted_on", "explanation")

LIVES: list[list[Callable[[Acts], Any]]] = [
    [Acts.submit],
    [Acts.progress],
    [Acts.submit, Acts.accept],
    [Acts.submit, Acts.send_back],
    [Acts.submit, Acts.accept, Acts.reopen],
    [Acts.request],
    [Acts.request, Acts.refuse],
    [Acts.request, Acts.grant],
    [Acts.extend],
    [Acts.submit, Acts.extend],
    [Acts.waive],
    [Acts.correct],
    [Acts.submit, Acts.accept, Acts.correct],
]


@pytest.mark.parametrize("life", LIVES, ids=lambda life: "-".join(act.__name__ for act in life))
def test_what_was_before_the_last_act_holds_again(kurigram: World, life: list[Callable[[Acts], Any]]) -> None:
    acts = Acts(kurigram)
    for act in life[:-1]:
        act(acts)
    before = [getattr(kurigram.rows(occurrence)[0], name) for name in KEPT]
    life[-1](acts)
    done = acts.undo()
    assert [getattr(kurigram.rows(occurrence)[0], name) for name in KEPT] == before
    kinds = [e.kind for e in kurigram.rows(event)]
    assert kinds[-2:] == [done.act, "undo"]
    assert len(kinds) == len(life) + 1
    assert "occurrence.undo" in {a.action for a in kurigram.rows(audit)}
    with pytest.raises(Refused, match="taken back already, by registrar"):
        acts.undo()
    life[-1](acts)


def test_what_is_owed_again_takes_its_steps_again(kurigram: World) -> None:
    Acts(kurigram).waive()
    Acts(kurigram).undo()
    day = DAY + timedelta(days=1)
    assert daily_check(kurigram.store, kurigram.settings, day, actor="cron", now=at(day)).queued == {("overdue", 1): 1}


def test_a_verdict_taken_back_waits_for_a_verdict_and_a_submission_counts_no_more(kurigram: World) -> None:
    acts = Acts(kurigram)
    acts.submit()
    acts.accept()
    acts.undo()
    assert kurigram.rows(submission)[0].verdict is None
    acts.send_back()
    acts.submit()
    acts.undo()
    assert [s.verdict for s in kurigram.rows(submission)] == ["returned", "withdrawn"]


def test_a_request_waits_again_when_its_granting_or_refusal_is_taken_back(kurigram: World) -> None:
    acts = Acts(kurigram)
    acts.request()
    acts.grant()
    acts.undo()
    acts.refuse()
    acts.undo()
    [asked] = kurigram.rows(extension)
    assert (asked.verdict, asked.granted_until, asked.decided_by, asked.decision_reason) == (None, None, None, None)
    acts.grant()
    assert [e.verdict for e in kurigram.rows(extension)] == ["granted"]


def test_a_request_that_ended_with_its_occurrence_waits_again_when_that_is_taken_back(kurigram: World) -> None:
    acts = Acts(kurigram)
    acts.request()
    acts.waive()
    assert [e.verdict for e in kurigram.rows(extension)] == ["withdrawn"]
    acts.undo()
    acts.submit()
    acts.accept()
    acts.undo()
    assert [(e.verdict, e.decided_on) for e in kurigram.rows(extension)] == [(None, None)]


def test_of_several_the_one_that_cannot_be_is_named(world: World) -> None:
    world.import_(duty("1", implementers=("dc-kurigram",)), duty("2", implementers=("dc-kurigram",)))
    args = (world.store, world.settings)
    words: dict[str, Any] = {"on": DAY, "reason": "x", "authority": "memo 7", "actor": "registrar", "now": NOW}
    waive(*args, [2], **words)
    with pytest.raises(Refused, match=r"^occurrence 2: it cannot be waived"):
        waive(*args, [1, 2], **words)
    assert [o.state for o in world.rows(occurrence)] == ["open", "waived"]


def test_a_letter_about_it_that_has_not_left_is_called_off(kurigram: World) -> None:
    acts = Acts(kurigram)
    acts.submit()
    acts.send_back()
    assert not acts.undo().told
    assert sent(kurigram, DAY) == []
    assert [(n.state, n.reason) for n in kurigram.rows(notice)] == [("superseded", "what it tells of was taken back")]


def test_an_office_that_was_told_of_another_deadline_is_told_again(kurigram: World) -> None:
    acts = Acts(kurigram)
    acts.extend()
    assert len(sent(kurigram, DAY)) == 1
    done = acts.undo()
    assert (done.told, done.untold) == (True, False)
    [text] = sent(kurigram, DAY)
    assert "সময়সীমা সংশোধন" in text
    assert [e.verdict for e in kurigram.rows(extension)] == ["withdrawn"]


def test_what_else_an_office_was_told_is_for_a_person_to_put_right(kurigram: World) -> None:
    acts = Acts(kurigram)
    acts.submit()
    acts.send_back()
    sent(kurigram, DAY)
    assert acts.undo().untold


def test_a_wrong_date_gets_the_right_one_and_stays_on_record(kurigram: World) -> None:
    was, told = correct_due(
        kurigram.store, kurigram.settings, 1, date(2023, 7, 1), reason="typing error", actor="registrar", now=NOW
    )
    assert (was, told) == (DUE, True)
    row = kurigram.rows(occurrence)[0]
    assert (row.first_due_on, row.due_on) == (DUE, date(2023, 7, 1))
    assert sentence(Explanation.from_json(row.explanation), "en").startswith(
        "due 1 July 2023: corrected from 5 July 2023 by registrar on 6 July 2023 (typing error); at first due 5 July 2023:"
    )
    [text] = sent(kurigram, DAY)
    assert "১ জুলাই ২০২৩" in text
    day = DAY + timedelta(days=1)
    assert daily_check(kurigram.store, kurigram.settings, day, actor="cron", now=at(day)).queued == {("overdue", 1): 1}


def test_what_is_accepted_is_judged_by_the_right_date_and_nobody_is_asked_for_anything(kurigram: World) -> None:
    acts = Acts(kurigram)
    acts.submit()
    acts.accept()
    _, told = correct_due(
        kurigram.store, kurigram.settings, 1, date(2023, 7, 8), reason="x", actor="registrar", now=NOW
    )
    assert told is None
    row = kurigram.rows(occurrence)[0]
    assert (row.state, row.due_on, row.next_step_on) == ("accepted", date(2023, 7, 8), None)
    assert kurigram.count(notice) == 0


def test_a_correction_that_corrects_nothing_is_refused(kurigram: World) -> None:
    with pytest.raises(Refused, match="is due on 2023-07-05 already"):
        correct_due(kurigram.store, kurigram.settings, 1, DUE, reason="x", actor="registrar", now=NOW)
    with pytest.raises(BadInput, match="needs a reason"):
        correct_due(kurigram.store, kurigram.settings, 1, DAY, reason=" ", actor="registrar", now=NOW)
    with pytest.raises(Refused, match="nothing has happened to occurrence 1"):
        Acts(kurigram).undo()
    with pytest.raises(BadInput, match="there is no occurrence 9"):
        undo(kurigram.store, kurigram.settings, 9, reason="x", actor="registrar", now=NOW)


def test_what_concerned_more_than_one_occurrence_is_not_taken_back_by_itself(kurigram: World) -> None:
    supersede(
        kurigram.store, kurigram.settings, 1, on=DAY, reason="x", authority="y", actor="registrar", now=NOW
    )
    with pytest.raises(Refused, match="concerned more than occurrence 1"):
        Acts(kurigram).undo()


def test_waiving_needs_reason_and_authority_and_is_all_or_nothing(world: World) -> None:
    world.import_(duty(implementers=("dc-kurigram", "dc-rangpur")))
    given: dict[str, Any] = {"on": DAY, "reason": "flood", "authority": "memo 7", "actor": "registrar", "now": NOW}
    for name in ("reason", "authority"):
        with pytest.raises(BadInput, match=f"needs an? {name}"):
            waive(world.store, world.settings, [1], **{**given, name: " "})
    with pytest.raises(BadInput, match="in the future"):
        waive(world.store, world.settings, [1], **{**given, "on": DAY + timedelta(days=1)})
    submit(world.store, world.settings, 2, Report(DAY, "done"), actor="dc-rangpur", now=NOW)
    with pytest.raises(Refused, match="cannot be waived"):
        waive(world.store, world.settings, [1, 2], **given)
    assert [o.state for o in world.rows(occurrence)] == ["open", "submitted"]
    waive(world.store, world.settings, [1], **given)
    row = world.rows(occurrence)[0]
    assert (row.state, row.next_step_on) == ("waived", None)
    assert world.rows(event, event.c.kind == "waive")[0].details["authority"] == "memo 7"
