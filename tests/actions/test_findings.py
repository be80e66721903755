"""Findings: proposed from the text, counted once confirmed; done is accepted on the meeting's day, and only that once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.actions.world import DISTRICTS, QUARTERLY, TODAY, VAGUE, World, at, duty
from tracker.actions.correct import undo
from tracker.actions.daily_check import daily_check
from tracker.actions.findings import Confirmed, add, confirm, dismiss
from tracker.actions.submit import Report, submit
from tracker.domain.errors import BadInput, Refused
from tracker.minutes.draft import DraftDecision
from tracker.store.queries.obligations import obligations
from tracker.store.tables import audit, event, finding, occurrence

HELD = date(2023, 6, 22)
DUE = date(2023, 7, 5)
SAID = "কুড়িগ্রাম ও লালমনিরহাট জেলার ওয়েবসাইটে কমিটি দেয়া থাকলেও বাকি ০২টি জেলায় কমিটি আপলোড করা নাই।"


def imported(world: World, *decisions: DraftDecision) -> World:
    world.import_(*(decisions or (duty(discussion=SAID),)))
    return world


def act(world: World, what: Any, *args: Any, **more: Any) -> Any:
    return what(world.store, 1, *args, actor="registrar", now=TODAY, **more)


def test_what_the_discussion_says_is_proposed_and_counts_for_nothing_yet(world: World) -> None:
    imported(world)
    assert [(f.office_code, f.found, f.state, f.origin) for f in world.rows(finding)] == [
        ("dc-gaibandha", "missing", "proposed", "text"),
        ("dc-kurigram", "done", "proposed", "text"),
        ("dc-lalmonirhat", "done", "proposed", "text"),
        ("dc-rangpur", "missing", "proposed", "text"),
    ]
    assert {f.text for f in world.rows(finding)} == {SAID}
    assert {o.state for o in world.rows(occurrence)} == {"open"}
    day = date(2023, 7, 6)
    assert daily_check(world.store, world.settings, day, actor="cron", now=at(day)).queued == {("overdue", 1): 4}


def test_confirmed_done_is_accepted_on_the_meetings_day_and_missing_is_on_record(world: World) -> None:
    imported(world)
    assert act(world, confirm) == Confirmed(("dc-kurigram", "dc-lalmonirhat"), ("dc-gaibandha", "dc-rangpur"))
    assert [(o.state, o.submitted_on, o.next_step_on is None) for o in world.rows(occurrence)] == [
        ("open", None, False),
        ("accepted", HELD, True),
        ("accepted", HELD, True),
        ("open", None, False),
    ]
    assert [(e.kind, e.on, e.note) for e in world.rows(event)] == [
        ("miss", HELD, SAID),
        ("find", HELD, SAID),
        ("find", HELD, SAID),
        ("miss", HELD, SAID),
    ]
    with world.store.reading() as conn:
        rows = obligations(conn, DUE)
    assert [(r.state, r.submitted_on) for r in rows if r.state == "accepted"] == [("accepted", HELD)] * 2
    actions = [a.action for a in world.rows(audit)]
    assert (actions.count("finding.confirmed"), actions.count("occurrence.find")) == (4, 2)
    with pytest.raises(BadInput, match="nothing is proposed"):
        act(world, confirm)


def test_one_office_is_confirmed_and_another_dismissed(world: World) -> None:
    imported(world)
    assert act(world, confirm, ["dc-kurigram"]) == Confirmed(("dc-kurigram",), ())
    assert act(world, dismiss, ["dc-lalmonirhat", "dc-rangpur"]) == ["dc-lalmonirhat", "dc-rangpur"]
    assert [o.state for o in world.rows(occurrence)] == ["open", "accepted", "open", "open"]
    with pytest.raises(BadInput, match="nothing is proposed of dc-kurigram"):
        act(world, confirm, ["dc-kurigram"])


def test_of_a_periodic_duty_only_the_first_due_date_is_done(world: World) -> None:
    imported(world, duty(rule=QUARTERLY, discussion=SAID, implementers=("dc-kurigram", "dc-rangpur")))
    day = date(2023, 12, 1)
    daily_check(world.store, world.settings, day, actor="cron", now=at(day))
    act(world, confirm, ["dc-kurigram"])
    states = [(o.due_on, o.state) for o in world.rows(occurrence, occurrence.c.obligation_id == 1)]
    assert states[0] == (date(2023, 9, 30), "accepted")
    assert {state for _, state in states[1:]} == {"open"}
    assert len(states) > 1


def test_what_has_gone_on_is_not_found_done_and_nothing_is_changed(world: World) -> None:
    imported(world)
    submit(world.store, world.settings, 3, Report(DUE, "done"), actor="dc-lalmonirhat", now=TODAY)
    with pytest.raises(Refused, match="cannot be found done: the occurrence is submitted"):
        act(world, confirm)
    assert world.count(event) == 1
    assert {f.state for f in world.rows(finding)} == {"proposed"}


def test_a_decision_in_review_is_settled_first(world: World) -> None:
    imported(world, duty(rule=VAGUE, discussion=SAID))
    assert world.count(finding) == 4
    with pytest.raises(Refused, match="does not bind dc-gaibandha"):
        act(world, confirm)


def test_several_decisions_on_one_discussion_are_told_apart_by_their_words(world: World) -> None:
    meetings = duty("2.2", discussion=SAID, text="ত্রৈমাসিক ভিত্তিতে সভা করতে হবে।")
    upload = duty("2.1", discussion=SAID, text="কমিটি পুনর্গঠন করে ওয়েবসাইটে আপলোড করতে হবে।")
    imported(world, meetings, upload)
    assert {f.decision_id for f in world.rows(finding)} == {2}


def test_a_registrar_enters_what_the_meeting_found(world: World) -> None:
    imported(world, duty())
    assert act(world, add, done=["dc-kurigram"], missing=["dc-rangpur"], text="সভায় জানানো হয়") == Confirmed(
        ("dc-kurigram",), ("dc-rangpur",)
    )
    assert [(f.office_code, f.origin, f.state) for f in world.rows(finding)] == [
        ("dc-kurigram", "registrar", "confirmed"),
        ("dc-rangpur", "registrar", "confirmed"),
    ]
    assert [o.state for o in world.rows(occurrence)] == ["open", "accepted", "open", "open"]
    with pytest.raises(Refused, match="something is confirmed of dc-kurigram already"):
        act(world, add, done=["dc-kurigram"], text="x")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"text": " ", "done": ["dc-rangpur"]}, "needs the minutes' words"),
        ({"text": "x"}, "no office is named"),
        ({"text": "x", "done": ["dc-rangpur"], "missing": ["dc-rangpur"]}, "done and missing at once"),
        ({"text": "x", "done": ["dc-nowhere"]}, "does not bind dc-nowhere"),
    ],
)
def test_a_finding_that_cannot_be_is_refused(world: World, given: dict[str, Any], words: str) -> None:
    imported(world, duty())
    with pytest.raises((BadInput, Refused), match=words):
        act(world, add, **given)
    assert world.counts(finding, event) == {"finding": 0, "event": 0}


def test_a_finding_that_was_wrong_is_taken_back(world: World) -> None:
    imported(world)
    act(world, confirm, ["dc-kurigram"])
    undo(world.store, world.settings, 2, reason="misread", actor="registrar", now=TODAY)
    row = world.rows(occurrence)[1]
    assert (row.state, row.submitted_on) == ("open", None)
    assert world.rows(finding)[1].state == "proposed"
    act(world, dismiss, ["dc-kurigram"])


def test_the_same_minutes_again_propose_nothing_more(world: World) -> None:
    imported(world)
    assert len(DISTRICTS) == world.count(finding)
    world.import_(duty(discussion=SAID))
    assert world.count(finding) == len(DISTRICTS)
