"""The daemon's tick: what is due is read from the tables, so downtime, restarts and rivals change nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.actions.world import DISTRICTS, QUARTERLY, World, at, duty, make_world
from tracker.domain.errors import ConfigError
from tracker.scheduler import Configuration, tick
from tracker.settings.load import load_settings
from tracker.store.engine import Store
from tracker.store.tables import notice, occurrence, run, summary

DUE = date(2023, 7, 5)


@pytest.fixture
def world(store: Store, tmp_path: Path) -> World:
    """A small office with one duty on four districts."""
    home = tmp_path / "home"
    home.mkdir()
    made = make_world(store, home)
    made.import_(duty())
    return made


def ticks(world: World, *instants: datetime) -> None:
    for instant in instants:
        tick(world.store, world.settings, clock_at(instant), lambda: False)


def clock_at(instant: datetime) -> Callable[[], datetime]:
    return lambda: instant


def mails(world: World) -> list[str]:
    folder = world.settings.mail.folder
    return sorted(f.name for f in folder.iterdir()) if folder.is_dir() else []


def test_nothing_is_checked_before_the_hour(world: World) -> None:
    ticks(world, at(DUE, hour=7))
    assert world.count(run) == 0


def test_the_days_check_and_its_delivery_happen_once_however_often_it_ticks(world: World) -> None:
    ticks(world, *(at(DUE, hour) for hour in (8, 9, 12, 23)))
    assert world.count(run, run.c.civil_date == DUE) == 1
    assert len(mails(world)) == 4


def test_after_downtime_the_missed_days_are_stood_in_for_by_one_check(world: World) -> None:
    ticks(world, at(DUE - timedelta(days=7)), at(DUE + timedelta(days=8)))
    assert world.count(run, run.c.kind == "check") == 16
    assert world.count(notice) == 8
    assert len([name for name in mails(world) if "overdue-2" in name]) == 4


def test_three_weeks_down_over_a_quarters_end_give_one_notice_each_and_one_summary(world: World) -> None:
    """Fault 72: the dates are right, whatever was missed."""
    quarterly = duty("2", QUARTERLY, text="গণশুনানির প্রতিবেদন ত্রৈমাসিক ভিত্তিতে পাঠাতে হবে।")
    world.import_(quarterly, sha="b" * 64)
    last, back = date(2023, 9, 20), date(2023, 10, 11)
    ticks(world, at(last))
    before = world.count(notice, notice.c.kind != "operator")
    ticks(world, at(back), at(back, 10))
    new = world.rows(notice, notice.c.on == back, notice.c.kind.in_(("reminder", "overdue", "escalation")))
    # The quarterly duty was due on 30 September: of its steps the second overdue notice, of 7 October, is the newest. Of
    # the first duty, long overdue, it is a weekly step to the superior office, in one letter for all four.
    assert [(n.kind, n.stage, n.office_code) for n in new] == [
        ("escalation", 4, "divcom-rangpur"), *(("overdue", 2, code) for code in DISTRICTS),
    ]  # fmt: skip
    assert world.count(notice, notice.c.kind != "operator") == before + len(new)
    assert world.count(run, run.c.caught_up_on == back) == 20
    assert [row.quarter for row in world.rows(summary)] == ["2023-24Q1"]
    ahead = [o.due_on for o in world.rows(occurrence) if o.period == "2023-24Q2"]
    assert ahead == [date(2023, 12, 31)] * 4


def test_the_ended_quarter_is_summarised_once(world: World) -> None:
    ticks(world, at(date(2023, 10, 1)), at(date(2023, 10, 1), 10), at(date(2023, 10, 2)))
    assert world.count(summary) == 1
    assert (world.settings.home / "var" / "reports" / "summary-2023-24Q1.html").is_file()


def test_one_part_that_fails_does_not_keep_the_others_from_their_turn(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    (world.settings.home / "config" / "ladder.toml").write_text("[[step]]\n", "utf-8")
    world.settings = load_settings(world.settings.home)
    ticks(world, at(date(2023, 10, 1)))
    assert "check" in caplog.text
    assert world.count(summary) == 1


def test_a_changed_file_needs_no_restart_and_a_wrong_one_changes_nothing(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    configuration = Configuration(world.settings)
    file = world.settings.home / "config/holidays/BD-local.toml"
    file.parent.mkdir()
    file.write_text('holidays = [{ on = 2023-07-05, en = "Eid" }]\n', "utf-8")
    assert not configuration.now().calendar().is_open(DUE)
    file.write_text("holidays = [{ on = 5 }]\n", "utf-8")
    assert not configuration.now().calendar().is_open(DUE)
    assert "stays in force" in caplog.text
    assert "BD-local.toml:1" in caplog.text
    file.unlink()
    assert configuration.now().calendar().is_open(DUE)


def test_a_wrong_configuration_is_refused_at_the_start(world: World) -> None:
    world.settings.directory_file.write_text("nothing", "utf-8")
    with pytest.raises(ConfigError):
        Configuration(load_settings(world.settings.home))
