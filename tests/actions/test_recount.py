"""Late holidays (fault 80): the deadlines of what is owed are counted anew, told, audited; nothing else moves."""

from __future__ import annotations

from datetime import date, timedelta

from tests.actions.world import QUARTERLY, TODAY, World, at, duty
from tracker.actions.daily_check import CheckReport, daily_check
from tracker.actions.deliver import deliver
from tracker.actions.letters import compose
from tracker.actions.recount import recount
from tracker.actions.submit import Report, submit
from tracker.actions.verify import accept, send_back
from tracker.domain.deadlines import DeadlineRule, Kind
from tracker.notices.transport import open_transport
from tracker.settings.load import load_settings
from tracker.store.audit import verify
from tracker.store.queries.obligations import obligations
from tracker.store.queries.overdue import overdue
from tracker.store.tables import audit, event, metadata, notice, notice_item, occurrence, step

DUE = date(2023, 7, 5)
EID = (date(2023, 7, 5), date(2023, 7, 6))
MOVED_TO = date(2023, 7, 9)
"""Wednesday and Thursday closed, then Friday and Saturday: the next open day is Sunday, 9 July."""


def check(world: World, day: date) -> CheckReport:
    return daily_check(world.store, world.settings, day, actor="cron", now=at(day))


def holidays(world: World, *rows: str) -> None:
    """The office's own holidays, in the place of those it had."""
    file = world.settings.home / "config/holidays/BD-local.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"holidays = [{', '.join(rows)}]\n", "utf-8")
    world.settings = load_settings(world.settings.home)


def announce_eid(world: World) -> None:
    holidays(world, '{ on = 2023-07-05, until = 2023-07-06, bn = "ঈদের ছুটি", en = "Eid holiday", source = "order" }')


def due_dates(world: World) -> dict[int, date | None]:
    return {row.id: row.due_on for row in world.rows(occurrence)}


def test_a_holiday_added_late_moves_what_is_owed_and_says_why(world: World) -> None:
    world.import_(duty(implementers=("dc-kurigram",)))
    check(world, DUE - timedelta(days=2))
    announce_eid(world)
    report = check(world, DUE - timedelta(days=1))
    [moved] = report.recounted.moved
    assert (moved.before, moved.after) == (DUE, MOVED_TO)
    [row] = world.rows(occurrence)
    assert (row.due_on, row.first_due_on, row.state) == (MOVED_TO, DUE, "open")
    assert row.explanation["due_on"] == MOVED_TO.isoformat()
    assert [day for day, _ in row.explanation["skipped"]] == [f"2023-07-0{n}" for n in range(5, 9)]
    [told] = world.rows(event)
    assert (told.kind, told.on, told.due_on) == ("moved", DUE - timedelta(days=1), MOVED_TO)
    assert told.note == "closed: 2023-07-05 (Eid holiday), 2023-07-06 (Eid holiday)"
    [entry] = world.rows(audit, audit.c.action == "occurrence.moved")
    assert (entry.subject, entry.office) == ("occurrence:1", "dc-kurigram")
    with world.store.reading() as conn:
        assert verify(conn).ok


def test_a_named_date_a_periods_end_and_what_is_settled_stay(world: World) -> None:
    by = DeadlineRule(Kind.BY, date=DUE, text="৫ জুলাই ২০২৩ তারিখের মধ্যে")
    world.import_(duty("1"), duty("2", by), duty("3", QUARTERLY))
    submit(world.store, world.settings, 1, Report(DUE - timedelta(days=2), "হয়েছে"), actor="dc-gaibandha", now=TODAY)
    accept(world.store, world.settings, 1, on=DUE - timedelta(days=2), actor="registrar", now=TODAY)
    before = due_dates(world)
    announce_eid(world)
    report = check(world, DUE - timedelta(days=1))
    assert [(each.occurrence_id, each.after) for each in report.recounted.moved] == [(n, MOVED_TO) for n in (2, 3, 4)]
    assert due_dates(world) == before | dict.fromkeys((2, 3, 4), MOVED_TO)
    closed = world.rows(occurrence, occurrence.c.due_on == DUE, occurrence.c.state == "open")
    assert {row.explanation["closed"] for row in closed} == {"Eid holiday"}


def test_one_that_waits_for_verification_moves_and_counts_as_handed_in_when_it_was(world: World) -> None:
    world.import_(duty(implementers=("dc-kurigram",)))
    handed_in = DUE + timedelta(days=1)
    submit(world.store, world.settings, 1, Report(handed_in, "হয়েছে"), actor="dc-kurigram", now=TODAY)
    announce_eid(world)
    report = check(world, DUE + timedelta(days=2))
    assert len(report.recounted.moved) == 1
    assert not report.recounted.notices
    with world.store.read_only() as conn:
        [row] = obligations(conn, DUE + timedelta(days=2))
    assert (row.state, row.due_on, row.submitted_on) == ("submitted", MOVED_TO, handed_in)
    send_back(world.store, world.settings, 1, on=DUE + timedelta(days=2), reason="ছবি নেই", actor="registrar", now=TODAY)
    assert check(world, MOVED_TO + timedelta(days=1)).queued == {("overdue", 1): 1}


def test_a_deadline_that_somebody_set_by_hand_stays(world: World) -> None:
    world.import_(duty(implementers=("dc-kurigram",)))
    extended = DUE + timedelta(days=1)
    with world.store.writing() as conn:
        conn.execute(occurrence.update().values(due_on=extended))
    announce_eid(world)
    assert not check(world, DUE - timedelta(days=1)).recounted.moved
    assert due_dates(world) == {1: extended}


def test_a_holiday_taken_back_moves_it_back_and_the_ladder_goes_by_the_new_day(world: World) -> None:
    announce_eid(world)
    world.import_(duty(implementers=("dc-kurigram",)))
    assert due_dates(world) == {1: MOVED_TO}
    assert check(world, DUE - timedelta(days=2)).queued == {("reminder", 0): 1}
    holidays(world)
    report = check(world, DUE - timedelta(days=1))
    assert [(m.before, m.after) for m in report.recounted.moved] == [(MOVED_TO, DUE)]
    assert report.recounted.opened == tuple((day, "Eid holiday") for day in EID)
    assert report.queued == {("reminder", 0): 1}
    codes = [(s.due_on, s.code, s.outcome) for s in world.rows(step) if s.due_on == DUE]
    assert codes == [(DUE, "reminder-1", "queued")]


def test_the_ladder_does_not_repeat_what_it_said_and_waits_for_the_new_day(world: World) -> None:
    world.import_(duty(implementers=("dc-kurigram",)))
    seen = [check(world, DUE + timedelta(days=n)).queued for n in range(-8, 0)]
    assert sum(bool(each) for each in seen) == 3
    announce_eid(world)
    later = {n: check(world, DUE + timedelta(days=n)).queued for n in range(0, 9)}
    assert {n: dict(queued) for n, queued in later.items() if queued} == {
        1: {("reminder", 0): 1}, 3: {("reminder", 0): 1}, 4: {("reminder", 0): 1}, 5: {("overdue", 1): 1},
    }  # fmt: skip


def test_a_holiday_announced_after_the_day_undoes_the_delay_but_not_the_past(world: World) -> None:
    world.import_(duty(implementers=("dc-kurigram",)))
    day = DUE + timedelta(days=1)
    check(world, day)
    with world.store.read_only() as conn:
        assert len(overdue(conn, day)) == 1
    announce_eid(world)
    check(world, DUE + timedelta(days=2))
    with world.store.read_only() as conn:
        assert len(overdue(conn, day)) == 1
        assert overdue(conn, DUE + timedelta(days=2)) == []
        assert len(overdue(conn, MOVED_TO + timedelta(days=1))) == 1


def test_without_a_change_nothing_is_done_and_duplicates_are_harmless(world: World) -> None:
    announce_eid(world)
    world.import_(duty())
    before = world.counts(*metadata.sorted_tables)
    assert not recount(world.store, world.settings, DUE, actor="registrar", now=at(DUE)).changed
    row = '{ on = 2023-07-05, bn = "ঈদ", en = "Eid" }'
    holidays(world, '{ on = 2023-07-05, until = 2023-07-06, en = "Eid holiday" }', row, row)
    assert not recount(world.store, world.settings, DUE, actor="registrar", now=at(DUE)).changed
    assert world.counts(*metadata.sorted_tables) == before


def test_a_dry_run_keeps_nothing_and_a_second_run_finds_nothing_to_do(world: World) -> None:
    world.import_(duty())
    announce_eid(world)
    before = world.counts(*metadata.sorted_tables)
    day = DUE - timedelta(days=1)
    tried = recount(world.store, world.settings, day, actor="registrar", now=at(day), dry_run=True)
    assert len(tried.moved) == 4
    assert world.counts(*metadata.sorted_tables) == before
    assert recount(world.store, world.settings, day, actor="registrar", now=at(day)) == tried
    assert not recount(world.store, world.settings, day, actor="registrar", now=at(day)).changed


def test_a_record_that_kept_no_calendar_is_counted_anew_as_a_whole_once(world: World) -> None:
    world.import_(duty())
    with world.store.writing() as conn:
        conn.execute(metadata.tables["meta"].delete())
    announce_eid(world)
    assert len(check(world, DUE - timedelta(days=1)).recounted.moved) == 4
    assert not check(world, DUE).recounted.changed


def test_other_weekly_off_days_count_everything_anew(world: World) -> None:
    world.import_(duty(implementers=("dc-kurigram",)), issued=date(2023, 6, 28))
    assert due_dates(world) == {1: date(2023, 7, 9)}  # the tenth day, 8 July, is a Saturday
    file = world.settings.directory_file
    file.write_text(file.read_text("utf-8").replace('["friday", "saturday"]', '["sunday"]'), "utf-8")
    world.settings = load_settings(world.settings.home)
    assert len(check(world, DUE).recounted.moved) == 1
    assert due_dates(world) == {1: date(2023, 7, 8)}


def test_the_office_is_told_in_its_language_once_a_change(world: World) -> None:
    world.import_(duty("1"), duty("2"))
    announce_eid(world)
    day = DUE - timedelta(days=1)
    assert check(world, day).recounted.notices == 4
    letters = world.rows(notice, notice.c.kind == "moved")
    assert len(letters) == 4
    assert world.count(notice_item, notice_item.c.notice_id == letters[0].id) == 2
    with world.store.reading() as conn:
        text = compose(conn, world.settings, letters[1], at(day)).rendered.text
    assert "৫ জুলাই ২০২৩ (ঈদের ছুটি), ৬ জুলাই ২০২৩ (ঈদের ছুটি)" in text
    assert "পূর্বের সময়সীমা ছিল বুধবার, ৫ জুলাই ২০২৩।" in text
    assert "সময়সীমা: রবিবার, ৯ জুলাই ২০২৩ (প্রথমে" in text
    done = deliver(world.store, world.settings, open_transport(world.settings.mail), clock=lambda: at(day))
    assert done.outcomes["sent"] == len(world.rows(notice))
