"""Superseding: what is owed ends with a reason and an authority, what is settled stays, nothing more is made."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.actions.world import QUARTERLY, TODAY, World, at, duty
from tracker.actions.daily_check import daily_check
from tracker.actions.submit import Report, submit
from tracker.actions.supersede import Superseded, supersede
from tracker.actions.verify import accept
from tracker.domain.errors import BadInput, Refused
from tracker.store.tables import audit, decision, event, obligation, occurrence

DAY = date(2023, 7, 10)
BY_ORDER: dict[str, Any] = {"reason": "replaced by a new form", "authority": "memo 123", "actor": "registrar"}


def end(world: World, offices: tuple[str, ...] | None = None, on: date = DAY) -> Superseded:
    return supersede(world.store, world.settings, 1, offices, on=on, now=TODAY, **BY_ORDER)


def test_what_is_owed_ends_and_what_is_settled_stays(world: World) -> None:
    world.import_(duty())
    submit(world.store, world.settings, 1, Report(DAY, "done"), actor="dc-gaibandha", now=TODAY)
    accept(world.store, world.settings, 1, on=DAY, actor="registrar", now=TODAY)
    submit(world.store, world.settings, 2, Report(DAY, "done"), actor="dc-kurigram", now=TODAY)
    assert end(world) == Superseded(("dc-gaibandha", "dc-kurigram", "dc-lalmonirhat", "dc-rangpur"), 3)
    assert [o.state for o in world.rows(occurrence)] == ["accepted", "superseded", "superseded", "superseded"]
    assert {o.next_step_on for o in world.rows(occurrence)} == {None}
    assert {o.state for o in world.rows(obligation)} == {"superseded"}
    assert world.rows(decision)[0].state == "superseded"
    told = world.rows(event, event.c.kind == "supersede")
    assert {(e.note, e.details["authority"]) for e in told} == {("replaced by a new form", "memo 123")}
    actions = [a.action for a in world.rows(audit)]
    assert actions.count("obligation.supersede") == 4
    assert actions[-1] == "decision.supersede"


def test_one_office_is_set_free_and_the_others_stay_bound(world: World) -> None:
    world.import_(duty())
    assert end(world, ("dc-kurigram",)) == Superseded(("dc-kurigram",), 1)
    assert [o.state for o in world.rows(obligation)] == ["active", "superseded", "active", "active"]
    assert world.rows(decision)[0].state == "binding"
    with pytest.raises(Refused, match="superseded before"):
        end(world, ("dc-kurigram",))


def test_no_more_periods_are_made(world: World) -> None:
    world.import_(duty(rule=QUARTERLY))
    end(world)
    before = world.count(occurrence)
    day = DAY + timedelta(days=400)
    report = daily_check(world.store, world.settings, day, actor="cron", now=at(day))
    assert (report.occurrences_made, world.count(occurrence)) == (0, before)


def test_superseding_needs_reason_authority_and_an_office_that_is_bound(world: World) -> None:
    world.import_(duty(implementers=("dc-kurigram",)))
    for name in ("reason", "authority"):
        with pytest.raises(BadInput, match=f"needs an? {name}"):
            supersede(world.store, world.settings, 1, on=DAY, now=TODAY, **{**BY_ORDER, name: " "})
    with pytest.raises(BadInput, match="does not bind dc-rangpur"):
        end(world, ("dc-rangpur",))
    with pytest.raises(Refused, match="binds no office"):
        supersede(world.store, world.settings, 99, on=DAY, now=TODAY, **BY_ORDER)
    assert world.rows(occurrence)[0].state == "open"


def test_nothing_is_superseded_when_one_was_changed_later(world: World) -> None:
    world.import_(duty())
    later = DAY + timedelta(days=1)
    submit(world.store, world.settings, 4, Report(later, "done"), actor="dc-rangpur", now=TODAY)
    with pytest.raises(Refused, match="lies before it"):
        end(world)
    assert {o.state for o in world.rows(occurrence)} == {"open", "submitted"}
    assert {o.state for o in world.rows(obligation)} == {"active"}
