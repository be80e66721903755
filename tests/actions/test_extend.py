"""More time: the first deadline stays known, the ladder begins anew, the office is told, nobody decides their own."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.actions.test_verify import sent
from tests.actions.world import World, at, duty
from tracker.actions.daily_check import daily_check
from tracker.actions.extend import Extended, extend, grant, refuse, request
from tracker.actions.submit import Report, submit
from tracker.actions.waive import waive
from tracker.domain.deadlines import DeadlineRule, Kind
from tracker.domain.due import Explanation
from tracker.domain.errors import BadInput, Refused
from tracker.domain.explain import sentence
from tracker.store.queries.overdue import overdue
from tracker.store.tables import event, extension, notice, occurrence

DUE = date(2023, 7, 5)
ASKED = date(2023, 7, 3)
UNTIL = date(2023, 7, 20)


@pytest.fixture
def kurigram(world: World) -> World:
    world.import_(duty(implementers=("dc-kurigram",)))
    return world


def ask(world: World, until: date = UNTIL, on: date = ASKED, actor: str = "dc-kurigram") -> str | None:
    return request(world.store, world.settings, 1, until, on=on, reason="বন্যা", actor=actor, now=at(on))


def decide(world: World, until: date | None = None, on: date = ASKED, actor: str = "karim") -> Extended:
    return grant(world.store, world.settings, 1, until, on=on, reason="বন্যা বিবেচনায়", actor=actor, now=at(on))


def check(world: World, day: date) -> dict[Any, int]:
    return dict(daily_check(world.store, world.settings, day, actor="cron", now=at(day)).queued)


def test_a_request_moves_nothing_and_silences_nothing(kurigram: World) -> None:
    assert ask(kurigram) is None
    row = kurigram.rows(occurrence)[0]
    assert (row.state, row.due_on) == ("open", DUE)
    assert check(kurigram, DUE + timedelta(days=1)) == {("overdue", 1): 1}
    with pytest.raises(Refused, match="asked on 2023-07-03 for time until 2023-07-20, which is not decided yet"):
        ask(kurigram, on=DUE)


def test_granted_the_deadline_moves_and_the_first_one_stays_known(kurigram: World) -> None:
    ask(kurigram)
    assert decide(kurigram) == Extended(DUE, UNTIL, None, told=True)
    row = kurigram.rows(occurrence)[0]
    assert (row.first_due_on, row.due_on, row.stepped_through) == (DUE, UNTIL, ASKED)
    assert row.next_step_on == UNTIL - timedelta(days=7)
    told = Explanation.from_json(row.explanation)
    assert sentence(told, "en") == (
        "due 20 July 2023: extended from 5 July 2023 by karim on 3 July 2023 (বন্যা বিবেচনায়); at first due 5 July 2023: "
        "within 10 days of issue (25 June 2023); day of issue not counted; Wednesday, open"
    )
    assert told.in_force == UNTIL
    [asked] = kurigram.rows(extension)
    assert (asked.verdict, asked.granted_until, asked.due_on, asked.decided_by) == ("granted", UNTIL, DUE, "karim")
    assert [(e.kind, e.due_on) for e in kurigram.rows(event)] == [("request", DUE), ("extend", UNTIL)]


def test_nothing_goes_out_until_the_new_deadline_is_near(kurigram: World) -> None:
    check(kurigram, ASKED)
    ask(kurigram)
    decide(kurigram)
    days = [ASKED + timedelta(days=n) for n in range(1, 19)]
    queued = {day: found for day in days if (found := check(kurigram, day))}
    assert queued == {
        UNTIL - timedelta(days=7): {("reminder", 0): 1},
        UNTIL - timedelta(days=3): {("reminder", 0): 1},
        UNTIL - timedelta(days=1): {("reminder", 0): 1},
        UNTIL: {("reminder", 0): 1},
        UNTIL + timedelta(days=1): {("overdue", 1): 1},
    }


def test_notices_of_the_old_deadline_that_have_not_left_are_left_out(kurigram: World) -> None:
    day = DUE + timedelta(days=1)
    check(kurigram, day)
    extend(kurigram.store, kurigram.settings, 1, UNTIL, on=day, reason="x", actor="karim", now=at(day))
    [text] = sent(kurigram, day)
    assert "সময় বৃদ্ধি মঞ্জুর" in text
    assert "৫ জুলাই ২০২৩" in text
    assert "২০ জুলাই ২০২৩" in text
    assert {(n.kind, n.state) for n in kurigram.rows(notice)} == {("overdue", "superseded"), ("extension", "sent")}


def test_an_extended_one_is_not_overdue_and_the_list_of_the_day_before_stays_as_it_was(kurigram: World) -> None:
    day = DUE + timedelta(days=2)
    extend(kurigram.store, kurigram.settings, 1, UNTIL, on=day, reason="x", actor="karim", now=at(day))
    with kurigram.store.reading() as conn:
        late = {n: len(overdue(conn, DUE + timedelta(days=n))) for n in (0, 1, 2, 15, 16)}
    assert late == {0: 0, 1: 1, 2: 0, 15: 0, 16: 1}


def test_another_day_than_asked_for_can_be_granted(kurigram: World) -> None:
    ask(kurigram)
    friday = date(2023, 7, 14)
    assert decide(kurigram, friday) == Extended(DUE, friday, "weekly_off", told=True)
    assert kurigram.rows(extension)[0].until == UNTIL


def test_a_second_extension_tells_both(kurigram: World) -> None:
    ask(kurigram)
    decide(kurigram)
    later = date(2023, 7, 31)
    ask(kurigram, later, on=date(2023, 7, 18))
    decide(kurigram, on=date(2023, 7, 18))
    row = kurigram.rows(occurrence)[0]
    assert (row.first_due_on, row.due_on) == (DUE, later)
    told = sentence(Explanation.from_json(row.explanation), "en")
    assert told.startswith("due 31 July 2023: extended from 20 July 2023 by karim on 18 July 2023")
    assert "extended from 5 July 2023 by karim" in told
    for language in ("bn", "hi"):
        assert "karim" in sentence(Explanation.from_json(row.explanation), language)


def test_refused_the_deadline_stays_and_the_office_is_told(kurigram: World) -> None:
    ask(kurigram)
    done = refuse(kurigram.store, kurigram.settings, 1, on=ASKED, reason="সময় যথেষ্ট", actor="karim", now=at(ASKED))
    assert (done.after, done.told) == (DUE, True)
    [text] = sent(kurigram, ASKED)
    assert "নামঞ্জুর" in text
    assert "কারণ: সময় যথেষ্ট" in text
    assert kurigram.rows(occurrence)[0].due_on == DUE
    ask(kurigram, on=ASKED)


def test_what_was_handed_in_late_can_still_be_given_the_time_that_was_asked_for(kurigram: World) -> None:
    ask(kurigram)
    on = DUE + timedelta(days=3)
    submit(kurigram.store, kurigram.settings, 1, Report(on, "done"), actor="dc-kurigram", now=at(on))
    decide(kurigram, on=on)
    row = kurigram.rows(occurrence)[0]
    assert (row.state, row.due_on, row.next_step_on, row.submitted_on) == ("submitted", UNTIL, None, on)


def test_nobody_decides_their_own_request(kurigram: World) -> None:
    ask(kurigram, actor="registrar")
    for actor in ("registrar", "dc-kurigram"):
        with pytest.raises(Refused, match=r"nobody (decides|grants)"):
            decide(kurigram, actor=actor)
    with pytest.raises(Refused, match="cannot answer for dc-kurigram"):
        ask(kurigram, actor="dc-rangpur")


@pytest.mark.parametrize(
    ("until", "on", "words"),
    [
        (DUE, ASKED, "not later than the deadline in force, 2023-07-05"),
        (date(2023, 7, 6), date(2023, 7, 10), "is over before 2023-07-10"),
        (UNTIL, date(2023, 7, 25), "is over before"),
    ],
)
def test_a_day_that_gives_no_time_is_refused(kurigram: World, until: date, on: date, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        ask(kurigram, until, on)
    with pytest.raises(BadInput, match=words):
        extend(kurigram.store, kurigram.settings, 1, until, on=on, reason="x", actor="karim", now=at(on))
    assert kurigram.counts(event, extension, notice) == {"event": 0, "extension": 0, "notice": 0}


def test_what_nobody_asked_for_or_has_no_date_is_refused(world: World) -> None:
    world.import_(duty(implementers=("dc-kurigram",), rule=DeadlineRule(Kind.ONGOING)))
    with pytest.raises(Refused, match="nobody has asked for more time"):
        decide(world)
    with pytest.raises(Refused, match="has no deadline that could be extended"):
        ask(world)
    with pytest.raises(BadInput, match="needs a reason"):
        request(world.store, world.settings, 1, UNTIL, on=ASKED, reason=" ", actor="dc-kurigram", now=at(ASKED))


def test_a_request_ends_with_what_it_was_for(kurigram: World) -> None:
    ask(kurigram)
    waive(
        kurigram.store, kurigram.settings, [1], on=ASKED, reason="x", authority="memo", actor="registrar", now=at(ASKED)
    )
    assert kurigram.rows(extension)[0].verdict == "withdrawn"
    with pytest.raises(Refused, match="nobody has asked"):
        decide(kurigram)
