"""Amended minutes: untouched duties keep their history, changed ones change, withdrawn ones end (faults 87, 104, 105)."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from tests.actions.world import (
    DISTRICTS,
    ISSUED,
    NO_DEADLINE,
    QUARTERLY,
    TEN_DAYS,
    TODAY,
    VAGUE,
    World,
    at,
    draft,
    duty,
)
from tracker.actions.daily_check import daily_check
from tracker.actions.deliver import deliver
from tracker.actions.import_minutes import ImportReport, import_draft
from tracker.actions.lives import find_occurrence, move
from tracker.actions.parts import set_parts
from tracker.actions.revising import Amends
from tracker.actions.settle import Settlement, settle
from tracker.actions.submit import Report, submit
from tracker.actions.verify import accept
from tracker.domain.deadlines import DeadlineRule, Kind, Unit
from tracker.domain.errors import Refused
from tracker.domain.life import Act
from tracker.minutes.draft import Draft, DraftDecision
from tracker.notices.folder import FolderTransport
from tracker.store.queries.obligations import obligations
from tracker.store.tables import (
    audit,
    decision,
    event,
    finding,
    metadata,
    minutes,
    notice,
    obligation,
    occurrence,
    part,
    step,
)

FIFTEEN = DeadlineRule(Kind.WITHIN, amount=15, unit=Unit.DAY, text="আগামী ১৫ দিনের মধ্যে")
MONTHLY = DeadlineRule(Kind.EVERY, every=Unit.MONTH, text="প্রতি মাসে")
DESK = "সেবা সহায়তা ডেস্ক আগামী ১০ দিনের মধ্যে স্থাপন করতে হবে।"
CHARTER = "সিটিজেন চার্টার ত্রৈমাসিক ভিত্তিতে হালনাগাদ করতে হবে।"
HEARING = "গণশুনানির দিনপঞ্জি প্রতিটি কার্যালয়ে টাঙাতে হবে।"

_shas = (f"abcd{n:060d}" for n in itertools.count())
"""All begin alike, which gives them one memo number: versions of the same minutes."""


def version(*decisions: DraftDecision) -> Draft:
    return draft(decisions, sha=next(_shas))


def bring(world: World, *decisions: DraftDecision, on: date | None = None) -> ImportReport:
    """Import a version, taking it over where it amends the last one."""
    paper = version(*decisions)
    now = at(on) if on else TODAY
    try:
        return import_draft(world.store, world.settings, paper, actor="registrar", now=now)
    except Amends as amends:
        base = amends.plan.base.id
        return import_draft(world.store, world.settings, paper, revises=base, actor="registrar", now=now)


def changes(report: ImportReport) -> list[tuple[str, str]]:
    assert report.plan is not None
    return [(step_.change.value, step_.number) for step_ in report.plan.steps]


def occurrences(world: World, number: str, minutes_id: int) -> list[Any]:
    """The due dates of a decision, by office."""
    ids = {d.id for d in world.rows(decision) if (d.number, d.minutes_id) == (number, minutes_id)}
    held = {o.id: o.office_code for o in world.rows(obligation) if o.decision_id in ids}
    return sorted((o for o in world.rows(occurrence) if o.obligation_id in held), key=lambda o: o.id)


def state(world: World, number: str, minutes_id: int) -> str:
    (found,) = (d for d in world.rows(decision) if (d.number, d.minutes_id) == (number, minutes_id))
    return str(found.state)


@pytest.fixture
def first(world: World) -> World:
    """A duty with a deadline, a periodic one, and one that a registrar put under the policy."""
    bring(world, duty("1", text=DESK), duty("2", QUARTERLY, text=CHARTER), duty("3", VAGUE, text=HEARING))
    settle(world.store, world.settings, 3, Settlement(policy=True, note="as ever"), actor="registrar", now=TODAY)
    return world


def test_another_version_is_not_taken_over_unasked(first: World) -> None:
    before = first.counts(*metadata.sorted_tables)
    with pytest.raises(Amends, match="another version of minutes 1") as refused:
        import_draft(first.store, first.settings, version(duty("1", text=DESK)), actor="registrar", now=TODAY)
    assert [s.change.value for s in refused.value.plan.steps] == ["unchanged", "withdrawn", "withdrawn"]
    assert first.counts(*metadata.sorted_tables) == before


def test_an_unchanged_decision_keeps_its_obligations_and_what_a_registrar_settled(first: World) -> None:
    before = [(o.id, o.obligation_id, o.due_on, o.state, o.next_step_on) for o in first.rows(occurrence)]
    report = bring(first, duty("1", text=DESK), duty("2", QUARTERLY, text=CHARTER), duty("3", VAGUE, text=HEARING))
    assert changes(report) == [("unchanged", "1"), ("unchanged", "2"), ("unchanged", "3")]
    assert [(o.id, o.obligation_id, o.due_on, o.state, o.next_step_on) for o in first.rows(occurrence)] == before
    assert {o.decision_id for o in first.rows(obligation)} == {4, 5, 6}
    old, new = first.rows(decision)[2], first.rows(decision)[5]
    assert (old.state, new.state, new.continues_id) == ("carried", "binding", old.id)
    assert (new.origin, new.settled_by, new.settled_note, new.rule) == ("policy", "registrar", "as ever", old.rule)
    actions = [row.action for row in first.rows(audit)]
    assert (actions.count("decision.carry"), actions.count("decision.continue")) == (3, 3)


def test_reordered_and_reworded_decisions_are_the_same_duties(first: World) -> None:
    report = bring(
        first,
        duty("1", QUARTERLY, text=CHARTER),
        duty("2", VAGUE, text=HEARING + " বিষয়টি গুরুত্বপূর্ণ।"),
        duty("3", text=DESK),
    )
    assert changes(report) == [("unchanged", "1"), ("reworded", "2"), ("unchanged", "3")]
    assert first.count(obligation) == 12
    assert first.count(event) == 0
    assert state(first, "2", 2) == "binding"


def test_a_changed_deadline_moves_what_is_open_and_leaves_what_is_settled(first: World) -> None:
    submit(first.store, first.settings, 1, Report(date(2023, 7, 3), "done"), actor=DISTRICTS[0], now=TODAY)
    accept(first.store, first.settings, 1, on=date(2023, 7, 4), actor="verifier", now=TODAY)
    report = bring(
        first,
        duty("1", FIFTEEN, text=DESK.replace("১০", "১৫")),
        duty("2", QUARTERLY, text=CHARTER),
        duty("3", VAGUE, text=HEARING),
    )
    assert report.plan is not None
    assert report.plan.steps[0].deadline == (date(2023, 7, 5), date(2023, 7, 10))
    found = occurrences(first, "1", 2)
    assert [(o.state, o.due_on, o.first_due_on) for o in found] == [
        ("accepted", date(2023, 7, 5), date(2023, 7, 5)),
        *[("open", date(2023, 7, 10), date(2023, 7, 5))] * 3,
    ]
    amended = [row for row in first.rows(event) if row.kind == "amend"]
    assert [(row.due_on, row.note) for row in amended] == [(date(2023, 7, 10), "amended by minutes 2")] * 3


def test_reminders_begin_anew_only_where_the_deadline_changed(first: World) -> None:
    daily_check(first.store, first.settings, date(2023, 7, 4), actor="system", now=at(date(2023, 7, 4)))
    taken = first.counts(step)
    bring(
        first,
        duty("1", FIFTEEN, text=DESK.replace("১০", "১৫")),
        duty("2", QUARTERLY, text=CHARTER),
        duty("3", VAGUE, text=HEARING),
        on=date(2023, 7, 4),
    )
    transport = FolderTransport(first.settings.home / "mail")
    deliver(first.store, first.settings, transport, clock=lambda: at(date(2023, 7, 4), 10))
    assert {row.state for row in first.rows(notice) if row.kind == "reminder"} == {"superseded"}
    told = [row for row in first.rows(notice) if row.kind == "extension"]
    assert [(row.office_code, row.state) for row in told] == [(code, "sent") for code in DISTRICTS]
    text = message_from_bytes(told[0].message, policy=default).get_body(("plain",))
    assert text is not None and "সভার কার্যবিবরণী সংশোধিত হওয়ায়" in text.get_content()
    assert "পূর্বের সময়সীমা ছিল বুধবার, ৫ জুলাই ২০২৩" in " ".join(text.get_content().split())
    assert first.count(step) == taken["step"]
    daily_check(first.store, first.settings, date(2023, 7, 7), actor="system", now=at(date(2023, 7, 7)))
    new = [row for row in first.rows(step) if row.on == date(2023, 7, 7)]
    assert {(row.code, row.due_on) for row in new if row.outcome == "queued"} == {("reminder-3", date(2023, 7, 10))}


def test_offices_are_freed_and_bound_and_the_others_keep_their_history(first: World) -> None:
    kept = {o.id for o in first.rows(obligation) if o.decision_id == 1 and o.office_code != "dc-rangpur"}
    report = bring(
        first,
        duty("1", text=DESK, implementers=(*DISTRICTS[:3], "divcom-rangpur")),
        duty("2", QUARTERLY, text=CHARTER),
        duty("3", VAGUE, text=HEARING),
    )
    assert report.plan is not None
    (changed,) = (s for s in report.plan.steps if s.change == "changed")
    assert (changed.added, changed.removed, changed.deadline) == (("divcom-rangpur",), ("dc-rangpur",), None)
    here = {o.office_code: o for o in first.rows(obligation) if o.decision_id == 4}
    assert set(here) == {*DISTRICTS[:3], "divcom-rangpur"}
    assert kept < {o.id for o in here.values()}
    (freed,) = (o for o in first.rows(obligation) if o.office_code == "dc-rangpur" and o.decision_id == 1)
    assert freed.state == "superseded"
    (new,) = (o for o in first.rows(occurrence) if o.obligation_id == here["divcom-rangpur"].id)
    assert (new.due_on, new.since) == (date(2023, 7, 5), TODAY.date())


def test_a_withdrawn_decision_ends_what_is_open_and_a_new_one_binds(first: World) -> None:
    report = bring(
        first,
        duty("1", text=DESK),
        duty("3", VAGUE, text=HEARING),
        duty("4", text="অভিযোগ প্রতিকার কর্মকর্তা নিয়োগ করতে হবে।"),
    )
    assert changes(report) == [("unchanged", "1"), ("unchanged", "3"), ("new", "4"), ("withdrawn", "2")]
    assert state(first, "2", 1) == "superseded"
    assert {o.state for o in occurrences(first, "2", 1)} == {"superseded"}
    assert {o.since for o in occurrences(first, "4", 2)} == {TODAY.date()}
    daily_check(first.store, first.settings, date(2024, 1, 2), actor="system", now=at(date(2024, 1, 2)))
    assert len(occurrences(first, "2", 1)) == 4


def test_another_rhythm_ends_the_old_periods_and_a_third_version_brings_them_back(first: World) -> None:
    rest = (duty("1", text=DESK), duty("3", VAGUE, text=HEARING))
    bring(first, *rest, duty("2", MONTHLY, text=CHARTER.replace("ত্রৈমাসিক ভিত্তিতে", "প্রতি মাসে")))
    found = {o.period: (o.state, o.since) for o in occurrences(first, "2", 2)}
    assert found["2023-24Q1"] == ("superseded", ISSUED)
    assert found["2023-07"] == ("open", TODAY.date())
    assert list(found)[-1] == "2024-04"  # through the horizon, at once
    bring(first, *rest, duty("2", QUARTERLY, text=CHARTER))
    owed = {(o.period, o.due_on) for o in occurrences(first, "2", 3) if o.state == "open"}
    assert owed == {
        ("2023-24Q1", date(2023, 9, 30)),
        ("2023-24Q2", date(2023, 12, 31)),
        ("2023-24Q3", date(2024, 3, 31)),
    }
    assert {o.since for o in occurrences(first, "2", 3) if o.period == "2023-24Q2"} == {TODAY.date()}
    assert [(m.id, m.revises_id, m.revision) for m in first.rows(minutes)] == [(1, None, 1), (2, 1, 2), (3, 2, 3)]


def test_a_change_that_leaves_something_open_waits_while_the_old_version_binds(first: World) -> None:
    report = bring(
        first,
        duty("1", NO_DEADLINE, text=DESK.replace("আগামী ১০ দিনের মধ্যে ", "")),
        duty("2", QUARTERLY, text=CHARTER),
        duty("3", VAGUE, text=HEARING),
    )
    assert changes(report)[0] == ("open", "1")
    assert (state(first, "1", 1), state(first, "1", 2)) == ("binding", "review")
    assert {o.state for o in occurrences(first, "1", 1)} == {"open"}
    done = settle(first.store, first.settings, 4, Settlement(rule=FIFTEEN), actor="registrar", now=TODAY)
    assert (done.obligations, done.moved) == (0, 4)
    assert {(o.state, o.due_on) for o in occurrences(first, "1", 2)} == {("open", date(2023, 7, 10))}
    assert (state(first, "1", 1), state(first, "1", 2)) == ("carried", "binding")
    assert first.count(obligation) == 12


def test_what_waits_in_review_of_an_amended_version_may_be_dropped_with_its_duties(first: World) -> None:
    bring(first, duty("1", NO_DEADLINE, text=DESK.replace("আগামী ১০ দিনের মধ্যে ", "")))
    settle(first.store, first.settings, 4, Settlement(drop=True, note="taken back"), actor="registrar", now=TODAY)
    assert {o.state for o in first.rows(occurrence)} == {"superseded"}
    assert state(first, "1", 1) == "superseded"


def test_a_third_version_amends_what_still_waits_of_the_second(first: World) -> None:
    rest = (duty("2", QUARTERLY, text=CHARTER), duty("3", VAGUE, text=HEARING))
    bring(first, duty("1", NO_DEADLINE, text=DESK.replace("আগামী ১০ দিনের মধ্যে ", "")), *rest)
    report = bring(first, duty("1", FIFTEEN, text=DESK.replace("১০", "১৫")), *rest)
    assert changes(report)[0] == ("changed", "1")
    assert [d.state for d in first.rows(decision) if d.number == "1"] == ["carried", "carried", "binding"]
    assert {(o.state, o.due_on) for o in occurrences(first, "1", 3)} == {("open", date(2023, 7, 10))}


def test_the_parts_of_a_duty_go_on_with_it(first: World) -> None:
    set_parts(first.store, 1, ("photo", "office order"), actor="registrar", now=TODAY)
    bring(first, duty("1", text=DESK), duty("2", QUARTERLY, text=CHARTER), duty("3", VAGUE, text=HEARING))
    assert {(row.decision_id, row.text) for row in first.rows(part)} == {(4, "photo"), (4, "office order")}


def test_what_the_meeting_found_goes_on_with_its_duty(first: World) -> None:
    values = {"decision_id": 1, "office_code": DISTRICTS[0], "found": "done", "text": "…", "origin": "registrar"}
    with first.store.writing() as conn:
        conn.execute(insert(finding).values(**values, state="proposed"))
    bring(first, duty("1", text=DESK), duty("2", QUARTERLY, text=CHARTER))
    assert [row.decision_id for row in first.rows(finding)] == [4]


def test_more_time_that_was_granted_outlives_an_earlier_deadline(first: World) -> None:
    with first.store.writing() as conn:
        row = find_occurrence(conn, 1)
        until = date(2023, 8, 1)
        move(conn, row, Act.EXTEND, on=date(2023, 7, 1), actor="verifier", now=TODAY, due_on=until)
    bring(first, duty("1", FIFTEEN, text=DESK.replace("১০", "১৫")))
    assert [o.due_on for o in occurrences(first, "1", 2)] == [until, *[date(2023, 7, 10)] * 3]


def listed(world: World, day: date) -> list[Any]:
    """What a day's list of due dates says, but for the version in which a decision stands today."""
    with world.store.reading() as conn:
        return sorted((o.occurrence_id, o.due_on, o.state, o.office_code) for o in obligations(conn, day))


def test_lists_of_earlier_days_stay_as_they_were(first: World) -> None:
    days = [date(2023, 7, 20), date(2023, 10, 2), date(2023, 12, 31)]
    for day in days:
        daily_check(first.store, first.settings, day, actor="system", now=at(day))
    before = [listed(first, day) for day in days]
    bring(
        first,
        duty("1", FIFTEEN, text=DESK.replace("১০", "১৫"), implementers=(*DISTRICTS[:2], "divcom-rangpur")),
        duty("2", MONTHLY, text=CHARTER.replace("ত্রৈমাসিক ভিত্তিতে", "প্রতি মাসে")),
        duty("4", MONTHLY, text="বৃক্ষরোপণের প্রতিবেদন প্রতি মাসে পাঠাতে হবে।"),
    )
    later = date(2024, 2, 1)
    daily_check(first.store, first.settings, later, actor="system", now=at(later))
    bring(first, duty("2", QUARTERLY, text=CHARTER), on=later)
    assert [listed(first, day) for day in days] == before
    assert len(listed(first, later)) > len(before[-1])


def test_what_was_dropped_or_waited_does_not_come_back_unasked(world: World) -> None:
    bring(world, duty("1", NO_DEADLINE, text=DESK), duty("2", NO_DEADLINE, text=CHARTER), duty("3", text=HEARING))
    settle(world.store, world.settings, 1, Settlement(drop=True, note="a wish"), actor="registrar", now=TODAY)
    bring(world, duty("1", NO_DEADLINE, text=DESK), duty("2", NO_DEADLINE, text=CHARTER), duty("3", text=HEARING))
    assert [d.state for d in world.rows(decision)] == ["carried"] * 3 + ["dropped", "review", "binding"]


def test_the_same_bytes_of_an_old_version_change_nothing(world: World) -> None:
    old = version(duty("1", text=DESK))
    import_draft(world.store, world.settings, old, actor="registrar", now=TODAY)
    bring(world, duty("1", text=DESK), duty("2", QUARTERLY, text=CHARTER))
    before = world.counts(*metadata.sorted_tables)
    report = import_draft(world.store, world.settings, old, actor="registrar", now=TODAY)
    assert (report.already, report.minutes_id) == (True, 1)
    assert world.counts(*metadata.sorted_tables) == before


def test_a_version_that_fails_half_way_leaves_no_trace(first: World) -> None:
    before = first.counts(*metadata.sorted_tables)
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        bring(first, duty("1", text=DESK), duty("9", text="নতুন কাজ", implementers=("dc-atlantis",)))
    assert first.counts(*metadata.sorted_tables) == before


def test_of_two_versions_at_once_one_wins_and_the_other_is_told(first: World) -> None:
    papers = [version(duty("1", text=DESK)), version(duty("2", QUARTERLY, text=CHARTER))]

    def take(paper: Draft) -> str:
        try:
            import_draft(first.store, first.settings, paper, revises=1, actor="registrar", now=TODAY)
        except Refused as refused:
            return refused.message
        return "won"

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(take, papers))
    assert told == ["minutes 1 were amended meanwhile by minutes 2", "won"]
    assert first.count(minutes) == 2


def test_the_same_version_twice_at_once_is_taken_over_once(first: World) -> None:
    paper = version(duty("1", text=DESK), duty("2", QUARTERLY, text=CHARTER))

    def take(_: int) -> bool:
        return import_draft(first.store, first.settings, paper, revises=1, actor="registrar", now=TODAY).already

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(take, range(2))) == [False, True]


def test_without_a_memo_number_the_day_and_the_words_tell_the_same_minutes(world: World) -> None:
    text = " ".join(f"শব্দ{n}" for n in range(200))

    def paper(sha: str, words: str, held: date) -> Draft:
        made = draft([duty("1", text=DESK)], sha=sha * 64)
        return replace(made, text=words, meeting=replace(made.meeting, memo_number=None, held_on=held))

    day = date(2023, 6, 22)
    import_draft(world.store, world.settings, paper("a", text, day), actor="registrar", now=TODAY)
    with pytest.raises(Amends):
        import_draft(world.store, world.settings, paper("b", text + " আরও", day), actor="registrar", now=TODAY)
    later = paper("c", text + " আরও", day + timedelta(days=90))
    assert import_draft(world.store, world.settings, later, actor="registrar", now=TODAY).minutes_id == 2
    other = paper("d", "একেবারে অন্য সভার কথা", day)
    assert import_draft(world.store, world.settings, other, actor="registrar", now=TODAY).plan is None


def test_a_document_of_its_own_is_imported_as_new(first: World) -> None:
    report = import_draft(
        first.store, first.settings, version(duty("1", text="ভিন্ন কাজ")), as_new=True, actor="registrar", now=TODAY
    )
    assert (report.minutes_id, report.plan, first.rows(minutes)[1].revises_id) == (2, None, None)


_TEXTS = (DESK, CHARTER, HEARING, "বৃক্ষরোপণের প্রতিবেদন পাঠাতে হবে।", "খাস জমির তালিকা প্রস্তুত করতে হবে।")
_RULES = (TEN_DAYS, FIFTEEN, QUARTERLY, MONTHLY, VAGUE)
_VERSION = st.lists(
    st.tuples(
        st.integers(0, len(_TEXTS) - 1), st.sampled_from(_RULES), st.sampled_from([DISTRICTS, DISTRICTS[:2], DISTRICTS[1:]])
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda item: item[0],
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(versions=st.lists(_VERSION, min_size=2, max_size=4), shuffles=st.randoms())
def test_random_edits_never_touch_what_stays_the_same(
    sqlite_world: Callable[[], World], versions: list[list[Any]], shuffles: Any
) -> None:
    world = sqlite_world()
    before: dict[int, Any] = {}
    for version_ in versions:
        shuffles.shuffle(version_)
        stood = {str(t + 1): history(world, str(t + 1)) for t in before}
        report = bring(world, *(duty(str(t + 1), rule, text=_TEXTS[t], implementers=o) for t, rule, o in version_))
        stay = {str(t + 1) for t, rule, o in version_ if before.get(t) == (rule, o)}
        if report.plan is not None:
            assert stay <= {s.number for s in report.plan.steps if s.change in ("unchanged", "open")}
        for number in stay:
            assert history(world, number) == stood[number]
        before = {t: (rule, o) for t, rule, o in version_}
        bound = {d.id for d in world.rows(decision) if d.state == "binding"}
        active = [o for o in world.rows(obligation) if o.state == "active"]
        assert {o.decision_id for o in active} <= bound
        texts = {d.id: d.text for d in world.rows(decision)}
        doubles = [(texts[o.decision_id], o.office_code) for o in active]
        assert len(doubles) == len(set(doubles))
    assert all(o.first_due_on is not None for o in world.rows(occurrence))


def history(world: World, number: str) -> tuple[list[Any], list[Any]]:
    """The due dates of the decision of that number in force, and all that happened to them."""
    ids = {d.id for d in world.rows(decision) if d.number == number and d.state == "binding"}
    held = {o.id for o in world.rows(obligation) if o.decision_id in ids}
    due = [o for o in world.rows(occurrence) if o.obligation_id in held]
    return due, [e for e in world.rows(event) if e.occurrence_id in {o.id for o in due}]


def test_the_day_that_deadlines_count_from_stays_for_what_is_unchanged(first: World) -> None:
    paper = draft([duty("1", text=DESK), duty("2", QUARTERLY, text=CHARTER)], issued=ISSUED + timedelta(days=7), sha=next(_shas))
    import_draft(first.store, first.settings, paper, revises=1, actor="registrar", now=TODAY)
    assert {o.due_on for o in occurrences(first, "1", 2)} == {date(2023, 7, 5)}
    assert first.rows(decision)[3].basis_on == ISSUED
