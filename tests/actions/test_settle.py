"""Settling what waits in review: confirmed, completed, put under the policy, or dropped."""

from __future__ import annotations

from datetime import date

import pytest

from tests.actions.world import DISTRICTS, NO_DEADLINE, QUARTERLY, TEN_DAYS, TODAY, VAGUE, World, duty
from tracker.actions.settle import Settled, Settlement, settle
from tracker.domain.deadlines import DeadlineRule, Kind
from tracker.domain.errors import BadInput, Refused
from tracker.store.tables import audit, decision, obligation, occurrence


def settled(world: World, **says: object) -> Settled:
    settlement = Settlement(**says)  # type: ignore[arg-type]
    return settle(world.store, world.settings, 1, settlement, actor="registrar", now=TODAY)


def test_a_registrar_gives_the_deadline_that_the_text_lacks(world: World) -> None:
    world.import_(duty("1", NO_DEADLINE))
    done = settled(world, rule=TEN_DAYS)
    assert (done.state, done.obligations) == ("binding", 4)
    row = world.rows(decision)[0]
    assert (row.origin, row.first_due_on, row.settled_by) == ("registrar", date(2023, 7, 5), "registrar")


def test_a_registrar_accepts_the_configured_policy(world: World) -> None:
    world.import_(duty("1", VAGUE))
    settled(world, policy=True)
    row = world.rows(decision)[0]
    assert (row.origin, row.rule["kind"], row.rule["text"]) == ("policy", "every", "নিয়মিত")
    assert {o.due_on for o in world.rows(occurrence)} == {date(2023, 9, 30)}


def test_a_registrar_confirms_what_was_read(world: World) -> None:
    world.import_(duty("1", QUARTERLY, review=("conflicting_frequency",)))
    settled(world)
    assert world.rows(decision)[0].origin == "text"
    assert world.count(obligation) == 4


def test_a_registrar_names_the_implementers(world: World) -> None:
    world.import_(duty("1", implementers=(), review=("no_implementer",)))
    settled(world, implementers=("dc-kurigram", "dc-rangpur", "dc-kurigram"))
    assert [o.office_code for o in world.rows(obligation)] == ["dc-kurigram", "dc-rangpur"]


def test_confirming_a_decision_without_a_usable_deadline_is_refused(world: World) -> None:
    world.import_(duty("1", VAGUE))
    with pytest.raises(Refused, match="no usable deadline"):
        settled(world)
    assert world.rows(decision)[0].state == "review"


def test_a_policy_that_says_nothing_of_the_kind_is_refused(world: World) -> None:
    world.import_(duty("1", DeadlineRule(Kind.EVENT), review=("unknown_event",)))
    with pytest.raises(Refused, match="policy has no deadline"):
        settled(world, policy=True)


def test_dropping_needs_a_reason_and_binds_nobody(world: World) -> None:
    world.import_(duty("1", NO_DEADLINE))
    with pytest.raises(BadInput, match="needs a reason"):
        settled(world, drop=True)
    assert settled(world, drop=True, note="an address to all, not a duty").state == "dropped"
    assert world.count(obligation) == 0


def test_an_office_that_the_directory_does_not_know_is_named(world: World) -> None:
    world.import_(duty("1", NO_DEADLINE))
    with pytest.raises(BadInput, match="dc-atlantis"):
        settled(world, rule=TEN_DAYS, implementers=("dc-atlantis", "dc-rangpur"))
    assert world.count(obligation) == 0


def test_what_was_settled_once_cannot_be_settled_again(world: World) -> None:
    world.import_(duty("1", NO_DEADLINE))
    settled(world, rule=TEN_DAYS)
    with pytest.raises(Refused, match="does not wait in review"):
        settled(world, rule=TEN_DAYS)
    assert world.count(obligation) == len(DISTRICTS)


def test_settling_is_audited_with_what_was_before_and_after(world: World) -> None:
    world.import_(duty("1", VAGUE))
    settled(world, policy=True, note="as in the last meeting")
    entry = world.rows(audit, audit.c.action == "decision.settle")[0]
    assert '"state":"review"' in entry.before
    assert '"origin":"policy"' in entry.after
    assert "as in the last meeting" in entry.after
