"""Importing minutes: whole or not at all, once, and binding only what is clear."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.actions.world import DISTRICTS, ISSUED, NO_DEADLINE, QUARTERLY, TODAY, VAGUE, World, draft, duty
from tracker.actions.import_minutes import import_draft
from tracker.actions.submit import Report, submit
from tracker.actions.summarise import summarise
from tracker.domain.deadlines import DeadlineRule, Kind
from tracker.domain.errors import BadInput, Refused
from tracker.domain.fiscal import Quarter
from tracker.store.queries.obligations import obligations
from tracker.store.tables import audit, decision, metadata, minutes, obligation, occurrence


def test_a_clear_decision_binds_each_office_with_one_occurrence(world: World) -> None:
    world.import_(duty())
    assert [row.office_code for row in world.rows(obligation)] == list(DISTRICTS)
    assert {(row.period, row.due_on, row.state) for row in world.rows(occurrence)} == {
        ("once", date(2023, 7, 5), "open")
    }


def test_what_the_text_leaves_open_waits_in_review_and_binds_nobody(world: World) -> None:
    world.import_(duty("1", VAGUE), duty("2", NO_DEADLINE), duty("3", review=("ambiguous_implementer",)))
    assert {row.state for row in world.rows(decision)} == {"review"}
    assert world.count(obligation) == 0


def test_information_is_noted_and_a_directive_waits_for_a_registrar(world: World) -> None:
    world.import_(duty("1", nature="information"), duty("2", nature="directive", review=("not_binding",)))
    assert [row.state for row in world.rows(decision)] == ["noted", "review"]
    assert world.count(obligation) == 0


def test_a_periodic_duty_begins_with_its_first_period(world: World) -> None:
    world.import_(duty("1", QUARTERLY))
    assert {(row.period, row.due_on) for row in world.rows(occurrence)} == {("2023-24Q1", date(2023, 9, 30))}


def test_the_same_bytes_again_change_nothing(world: World) -> None:
    first = world.import_(duty())
    before = world.counts(*metadata.sorted_tables)
    report = import_draft(world.store, world.settings, draft([duty()]), actor="registrar", now=TODAY)
    assert (report.already, report.minutes_id) == (True, first)
    assert world.counts(*metadata.sorted_tables) == before


def test_other_words_under_a_known_memo_number_are_refused_rather_than_bound_twice(world: World) -> None:
    world.import_(duty(), sha="abcd" + "0" * 60)
    with pytest.raises(Refused, match="another version of minutes 1"):
        world.import_(duty(), sha="abcd" + "1" * 60)
    assert world.count(minutes) == 1


def test_minutes_without_a_decision_are_refused_and_leave_no_trace(world: World) -> None:
    with pytest.raises(BadInput, match="no decision was found"):
        world.import_()
    assert world.count(audit) == 0


def test_an_import_that_fails_half_way_leaves_no_trace(world: World) -> None:
    unknown = duty("2", implementers=("dc-atlantis",))
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        world.import_(duty("1"), unknown)
    assert world.counts(minutes, decision, obligation, occurrence, audit) == dict.fromkeys(
        ("minutes", "decision", "obligation", "occurrence", "audit"), 0
    )


def test_each_import_and_decision_is_audited(world: World) -> None:
    world.import_(duty("1"), duty("2", VAGUE))
    actions = [row.action for row in world.rows(audit)]
    assert actions.count("minutes.import") == 1
    assert actions.count("decision.read") == 2


def test_a_named_day_of_minutes_without_a_date_binds_and_can_be_met_before_it_comes(world: World) -> None:
    named = date(2023, 12, 30)
    by = DeadlineRule(Kind.BY, date=named, text="by 30 December 2023")
    undated = draft([duty(rule=by, implementers=("dc-kurigram",), first_due_on=named)])
    undated = replace(
        undated,
        meeting=replace(undated.meeting, held_on=None, issued_on=None),
        decisions=tuple(d._replace(basis=None, basis_kind="") for d in undated.decisions),
    )
    import_draft(world.store, world.settings, undated, actor="registrar", now=TODAY)
    [row] = world.rows(occurrence)
    assert (row.due_on, row.state, row.changed_on) == (named, "open", TODAY.date())
    submit(world.store, world.settings, row.id, Report(TODAY.date(), "হয়েছে"), actor="dc-kurigram", now=TODAY)


def test_what_minutes_bind_was_not_owed_before_they_were_issued(world: World) -> None:
    world.import_(duty())
    with world.store.reading() as conn:
        assert obligations(conn, ISSUED - timedelta(days=1)) == []
        assert len(obligations(conn, ISSUED)) == 4
    for day, owed in ((ISSUED - timedelta(days=1), 0), (ISSUED, 4)):
        assert summarise(world.store, world.settings, Quarter(2023, 1), as_of=day).total.not_yet_due == owed
