"""The quarterly summary: figures as of any day, and a closed quarter issued once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import event

from tests.actions.world import QUARTERLY, TODAY, World, at, duty
from tracker.actions.submit import Report, submit
from tracker.actions.summarise import issue_ended_quarter, summarise
from tracker.actions.verify import accept
from tracker.domain.compliance import Figures
from tracker.domain.fiscal import Quarter
from tracker.reports.summary import OfficeFigures, Summary
from tracker.store.audit import verify
from tracker.store.chain import Checkpoint
from tracker.store.tables import summary

DUE = date(2023, 7, 5)
Q1 = Quarter(2023, 1)


def lived(world: World) -> World:
    """Four offices, due 5 July and 30 September: one on time, one late, one awaiting, one does nothing in July."""
    world.import_(duty("1"), duty("2", QUARTERLY))
    for number, days, verified in ((1, 0, True), (2, 3, True), (3, 1, False)):
        on = DUE + timedelta(days=days)
        submit(world.store, world.settings, number, Report(on, "হয়েছে"), actor="district", now=TODAY)
        if verified:
            accept(world.store, world.settings, number, on=on + timedelta(days=5), actor="registrar", now=TODAY)
    return world


def of(found: Summary, office: str) -> OfficeFigures:
    return next(line for line in found.offices if line.office == office)


def test_figures_per_office_and_in_all(world: World) -> None:
    found = summarise(lived(world).store, world.settings, Q1, as_of=date(2023, 9, 30))
    total = found.total
    assert (total.due, total.on_time, total.late, total.awaiting, total.overdue) == (4, 1, 1, 1, 1)
    assert total.not_yet_due == 4
    assert total.rate == 0.5
    assert of(found, "dc-rangpur").figures.overdue == 1
    assert sum((line.figures for line in found.offices[1:]), found.offices[0].figures) == total
    assert sum((line.figures for line in found.decisions[1:]), found.decisions[0].figures) == total


def test_as_of_an_earlier_day_gives_what_was_true_then(world: World) -> None:
    found = summarise(lived(world).store, world.settings, Q1, as_of=DUE + timedelta(days=1))
    total = found.total
    assert (total.due, total.on_time, total.awaiting, total.overdue) == (4, 0, 2, 2)


def test_a_quarter_with_nothing_due_has_no_rate(world: World) -> None:
    world.import_(duty())
    found = summarise(world.store, world.settings, Quarter(2022, 2), as_of=DUE)
    assert found.total.rate is None


def test_an_ended_quarter_is_issued_once_with_a_page(world: World) -> None:
    lived(world)
    first = issue_ended_quarter(world.store, world.settings, actor="scheduler", now=at(date(2023, 10, 1)))
    assert first is not None
    assert first.quarter == "2023-24Q1"
    assert "<html" in first.path.read_text("utf-8")
    assert issue_ended_quarter(world.store, world.settings, actor="scheduler", now=at(date(2023, 10, 2))) is None
    row = world.rows(summary)[0]
    assert Summary.from_json(row.figures).total.due == 8
    page = first.path.read_text("utf-8")
    assert row.checkpoint in page and "নিরীক্ষা চেকপয়েন্ট" in page
    with world.store.read_only() as conn:
        assert verify(conn, Checkpoint.parse(row.checkpoint)).ok


def test_fault_90_a_summary_is_of_one_moment_while_others_write(world: World) -> None:
    """Between its SELECTs another connection commits: the figures are those of the beginning, and tie."""
    lived(world)
    before = summarise(world.store, world.settings, Q1, as_of=date(2023, 9, 30))
    meddled: list[bool] = []

    def meddle(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not meddled and statement.startswith(("SELECT", "WITH")):
            meddled.append(True)
            accept(world.store, world.settings, 3, on=date(2023, 7, 20), actor="registrar", now=TODAY)
            world.import_(duty("3", QUARTERLY), sha="b" * 64)

    engine = world.store._read_only_engine
    event.listen(engine, "after_cursor_execute", meddle)
    during = summarise(world.store, world.settings, Q1, as_of=date(2023, 9, 30))
    event.remove(engine, "after_cursor_execute", meddle)
    after = summarise(world.store, world.settings, Q1, as_of=date(2023, 9, 30))
    assert meddled
    assert during == before != after
    for found in (during, after):
        assert sum((line.figures for line in found.offices), Figures()) == found.total
        assert sum((line.figures for line in found.decisions), Figures()) == found.total


def test_a_quarter_in_which_nothing_fell_due_is_not_issued(world: World) -> None:
    assert issue_ended_quarter(world.store, world.settings, actor="scheduler", now=at(date(2023, 10, 1))) is None
