"""The daily check: the ladder day by day, each step once, after downtime only the newest."""

from __future__ import annotations

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest

from tests.actions.world import DISTRICTS, ISSUED, QUARTERLY, World, at, duty
from tracker.actions.daily_check import CheckReport, daily_check
from tracker.domain.errors import Refused
from tracker.store.engine import open_store
from tracker.store.queries.obligations import obligations
from tracker.store.tables import audit, contact, metadata, notice, notice_item, occurrence, run, step

DUE = date(2023, 7, 5)


def check(world: World, day: date, **options: bool) -> CheckReport:
    return daily_check(world.store, world.settings, day, actor="cron", now=at(day), **options)


def test_the_day_after_the_deadline_each_office_gets_its_first_overdue_notice(world: World) -> None:
    world.import_(duty())
    report = check(world, DUE + timedelta(days=1))
    assert report.queued == {("overdue", 1): 4}
    queued = world.rows(notice)
    assert [(n.office_code, n.kind, n.stage, n.state) for n in queued] == [
        (code, "overdue", 1, "waiting") for code in DISTRICTS
    ]


def test_the_whole_ladder_in_its_days(world: World) -> None:
    world.import_(duty(implementers=("dc-kurigram",)))
    seen = []
    for n in range(-10, 40):
        report = check(world, DUE + timedelta(days=n))
        seen += [(n, kind, stage) for kind, stage in report.queued]
    assert seen == [
        (-7, "reminder", 0), (-3, "reminder", 0), (-1, "reminder", 0), (0, "reminder", 0),
        (1, "overdue", 1), (7, "overdue", 2), (15, "escalation", 3),
        (22, "escalation", 4), (29, "escalation", 4), (36, "escalation", 4),
    ]  # fmt: skip


def test_the_second_notice_goes_to_the_head_and_the_escalation_to_the_superior_office(world: World) -> None:
    world.import_(duty())
    check(world, DUE + timedelta(days=7))
    assert {n.recipient for n in world.rows(notice)} == {f"head@{code}.example" for code in DISTRICTS}
    check(world, DUE + timedelta(days=15))
    escalations = world.rows(notice, notice.c.kind == "escalation")
    assert [n.recipient for n in escalations] == ["focal@divcom-rangpur.example"]
    assert world.count(notice_item, notice_item.c.notice_id == escalations[0].id) == 4


def test_a_second_check_of_the_same_day_changes_nothing(world: World) -> None:
    world.import_(duty(), duty("2", QUARTERLY))
    check(world, DUE)
    before = world.counts(*metadata.sorted_tables)
    assert check(world, DUE).already
    assert world.counts(*metadata.sorted_tables) == before


def test_after_three_weeks_of_downtime_one_notice_goes_out_and_the_skipped_steps_are_recorded(world: World) -> None:
    world.import_(duty(implementers=("dc-kurigram",)))
    check(world, DUE - timedelta(days=8))
    report = check(world, DUE + timedelta(days=13))
    assert report.queued == {("overdue", 2): 1}
    assert report.missed == tuple(DUE + timedelta(days=n) for n in range(-7, 13))
    assert [(s.code, s.outcome) for s in world.rows(step)] == [
        ("due-today", "superseded"),
        ("overdue-1", "superseded"),
        ("overdue-2", "queued"),
        ("reminder-1", "superseded"),
        ("reminder-3", "superseded"),
        ("reminder-7", "superseded"),
    ]


def test_every_civil_date_is_on_record_once_even_the_missed_ones(world: World) -> None:
    check(world, date(2023, 7, 1))
    check(world, date(2023, 7, 4))
    assert [(r.civil_date.day, r.caught_up_on and r.caught_up_on.day) for r in world.rows(run)] == [
        (1, None), (2, 4), (3, 4), (4, None),
    ]  # fmt: skip


def test_a_check_cannot_go_back(world: World) -> None:
    check(world, date(2023, 7, 4))
    assert check(world, date(2023, 7, 4)).already
    with pytest.raises(Refused, match="cannot go back"):
        check(world, date(2023, 7, 3))


def test_a_dry_run_tells_what_would_go_out_and_keeps_nothing(world: World) -> None:
    world.import_(duty())
    before = world.counts(*metadata.sorted_tables)
    assert check(world, DUE, dry_run=True).queued == {("reminder", 0): 4}
    assert world.counts(*metadata.sorted_tables) == before


def test_one_reminder_a_day_holds_all_items_of_an_office(world: World) -> None:
    world.import_(duty("1"), duty("2"), duty("3"))
    assert check(world, DUE).queued == {("reminder", 0): 4}
    assert world.count(notice_item) == 12


def test_an_office_that_nobody_can_be_written_to_is_named(world: World) -> None:
    file = world.settings.directory_file
    text = file.read_text("utf-8")
    start = text.index("contacts", text.index("dc-kurigram"))
    file.write_text(text[:start] + text[text.index("]\n", text.index("head@dc-kurigram")) + 2 :], "utf-8")
    world.import_(duty())
    assert world.count(contact, contact.c.office_code == "dc-kurigram") == 0
    report = check(world, DUE)
    assert report.no_contact == ("dc-kurigram",)
    assert report.queued == {("reminder", 0): 3}
    assert [s.outcome for s in world.rows(step, step.c.code == "due-today")].count("no_contact") == 1


def test_periodic_duties_are_made_ahead_over_the_year_end_without_end(world: World) -> None:
    world.import_(duty("1", QUARTERLY, implementers=("dc-kurigram",)))
    check(world, date(2023, 7, 1))
    check(world, date(2024, 6, 30))
    assert [o.period for o in world.rows(occurrence)] == [
        "2023-24Q1", "2023-24Q2", "2023-24Q3", "2023-24Q4", "2024-25Q1",
    ]  # fmt: skip
    assert check(world, date(2024, 7, 1)).occurrences_made == 0


def test_each_notice_is_audited_in_the_same_transaction(world: World) -> None:
    world.import_(duty())
    check(world, DUE)
    actions = [row.action for row in world.rows(audit)]
    assert actions.count("notice.queue") == 4
    assert actions.count("check.run") == 1


def test_checks_at_the_same_moment_give_what_one_gives(world: World, store_url: str) -> None:
    world.import_(duty(), duty("2", QUARTERLY))
    barrier, reports = Barrier(4), list[CheckReport]()

    def one() -> None:
        store = open_store(store_url)
        barrier.wait()
        reports.append(daily_check(store, world.settings, DUE, actor="cron", now=at(DUE)))
        store.close()

    threads = [Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(r.already for r in reports) == [False, True, True, True]
    assert world.count(notice) == 4


def test_one_made_ahead_is_on_no_list_of_a_day_before_it_was_made(world: World) -> None:
    world.import_(duty("1", QUARTERLY, implementers=("dc-kurigram",)))
    check(world, date(2024, 6, 30))
    horizon = timedelta(days=world.settings.schedule.horizon_days)
    with world.store.read_only() as conn:
        for due in (date(2023, 12, 31), date(2024, 6, 30)):
            first_seen = due - horizon
            on_that_day, the_day_before = (
                {row.due_on for row in obligations(conn, day)} for day in (first_seen, first_seen - timedelta(days=1))
            )
            assert due in on_that_day
            assert due not in the_day_before
        assert [row.due_on for row in obligations(conn, ISSUED)] == [date(2023, 9, 30)]


def test_lists_as_of_each_day_are_what_they_were_in_its_evening(world: World) -> None:
    world.import_(duty("1", QUARTERLY, implementers=("dc-kurigram",)))
    seen = {}
    for n in range(150):
        day = ISSUED + timedelta(days=n)
        check(world, day)
        with world.store.read_only() as conn:
            seen[day] = [(row.period, row.due_on, row.state) for row in obligations(conn, day)]
    with world.store.read_only() as conn:
        assert {day: [(r.period, r.due_on, r.state) for r in obligations(conn, day)] for day in seen} == seen
    assert len(seen[ISSUED]) == 1 < len(seen[max(seen)])
