"""An office is split, merged, closed or gets another code: what it owes goes over, and its history stays (fault 86)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.actions.world import QUARTERLY, TODAY, World, at, duty
from tracker.actions.daily_check import CheckReport, daily_check
from tracker.actions.handing_over import Transfer, Transferred
from tracker.actions.submit import Report, submit
from tracker.actions.transfer import transfer
from tracker.actions.verify import accept, reopen, send_back
from tracker.domain.errors import BadInput, Refused
from tracker.settings.load import load_settings
from tracker.store.audit import verify
from tracker.store.queries.obligations import obligations
from tracker.store.queries.offices import former_names, left_behind
from tracker.store.queries.overdue import overdue
from tracker.store.tables import audit, event, metadata, notice, obligation, occurrence, step

DUE = date(2023, 7, 5)
SPLIT = date(2023, 7, 10)


def check(world: World, day: date) -> CheckReport:
    return daily_check(world.store, world.settings, day, actor="cron", now=at(day))


def go_over(world: World, *new: str, old: str = "dc-kurigram", on: date = SPLIT, **options: Any) -> Transferred:
    wanted = Transfer(old, new, on, "order no. 12: the district was split", **options)
    return transfer(world.store, world.settings, wanted, actor="registrar", now=TODAY)


def rewrite(world: World, *changes: tuple[str, str]) -> None:
    """The directory with other words in it."""
    text = world.settings.directory_file.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    world.settings.directory_file.write_text(text, "utf-8")
    world.settings = load_settings(world.settings.home)


def close(world: World, code: str) -> None:
    rewrite(world, (f'code = "{code}"\n', f'code = "{code}"\nactive = false\n'))


def states(world: World, day: date, **options: Any) -> list[tuple[str, str, str, date | None]]:
    with world.store.read_only() as conn:
        return [(r.office_code, r.period, r.state, r.due_on) for r in obligations(conn, day, **options)]


@pytest.fixture
def kurigram(world: World) -> World:
    world.import_(duty(implementers=("dc-kurigram",)))
    return world


def test_a_split_gives_both_new_offices_the_same_deadline_from_that_day(kurigram: World) -> None:
    done = go_over(kurigram, "dc-gaibandha", "dc-rangpur")
    assert [(old, code) for old, code, _ in done.moved] == [(1, "dc-gaibandha"), (1, "dc-rangpur")]
    assert states(kurigram, SPLIT) == [
        ("dc-kurigram", "once", "superseded", DUE), ("dc-gaibandha", "once", "open", DUE),
        ("dc-rangpur", "once", "open", DUE),
    ]  # fmt: skip
    assert states(kurigram, SPLIT - timedelta(days=1)) == [("dc-kurigram", "once", "open", DUE)]
    old, first, second = kurigram.rows(occurrence)
    assert first.explanation == second.explanation == old.explanation
    assert (first.first_due_on, first.due_quarter, first.since) == (DUE, old.due_quarter, SPLIT)
    told = [(e.occurrence_id, e.kind, e.note) for e in kurigram.rows(event)]
    reason = "order no. 12: the district was split"
    assert told == [(1, "transfer", reason), (2, "receive", reason), (3, "receive", reason)]
    with kurigram.store.read_only() as conn:
        assert verify(conn).ok
        assert [r.office_code for r in overdue(conn, SPLIT)] == ["dc-gaibandha", "dc-rangpur"]
        assert [r.office_code for r in overdue(conn, SPLIT - timedelta(days=1))] == ["dc-kurigram"]


def test_only_the_newest_step_is_told_anew_and_what_waits_for_the_old_office_is_cancelled(kurigram: World) -> None:
    for n in range(-8, 5):
        check(kurigram, DUE + timedelta(days=n))
    done = go_over(kurigram, "dc-gaibandha")
    waiting = kurigram.rows(notice, notice.c.office_code == "dc-kurigram")
    assert done.notices == len(waiting) == 5
    assert {(n.state, n.reason) for n in waiting} == {
        ("superseded", "the duties of dc-kurigram went over to dc-gaibandha")
    }
    assert check(kurigram, SPLIT + timedelta(days=1)).queued == {("overdue", 1): 1}
    assert [(s.code, s.outcome) for s in kurigram.rows(step, step.c.occurrence_id == 2)] == [
        ("due-today", "superseded"), ("overdue-1", "queued"), ("reminder-1", "superseded"),
        ("reminder-3", "superseded"), ("reminder-7", "superseded"),
    ]  # fmt: skip
    assert check(kurigram, SPLIT + timedelta(days=2)).queued == {("overdue", 2): 1}


def test_a_merged_office_that_owes_the_same_already_owes_it_once(world: World) -> None:
    world.import_(duty(implementers=("dc-kurigram", "dc-gaibandha")))
    done = go_over(world, "dc-gaibandha")
    assert done.moved == [(1, "dc-gaibandha", None)]
    assert states(world, SPLIT) == [
        ("dc-kurigram", "once", "superseded", DUE), ("dc-gaibandha", "once", "open", DUE),
    ]  # fmt: skip


def test_a_duty_that_the_new_office_has_settled_itself_is_named(world: World) -> None:
    world.import_(duty(implementers=("dc-kurigram", "dc-gaibandha")))
    submit(world.store, world.settings, 2, Report(DUE, "হয়েছে"), actor="dc-gaibandha", now=TODAY)
    assert go_over(world, "dc-gaibandha", decisions=(1,)).settled == []
    accept(world.store, world.settings, 2, on=SPLIT, actor="verifier", now=TODAY)
    world.import_(duty("9", text="অন্য কাজ করে প্রতিবেদন দিতে হবে।", implementers=("dc-rangpur", "dc-gaibandha")), sha="c" * 64)
    rangpur, gaibandha = (row.id for row in world.rows(occurrence)[2:])
    submit(world.store, world.settings, gaibandha, Report(DUE, "হয়েছে"), actor="dc-gaibandha", now=TODAY)
    accept(world.store, world.settings, gaibandha, on=SPLIT, actor="verifier", now=TODAY)
    assert go_over(world, "dc-gaibandha", old="dc-rangpur").settled == [(rangpur, "dc-gaibandha", "accepted")]


def test_periodic_duties_go_on_with_the_new_office_alone(world: World) -> None:
    world.import_(duty("1", QUARTERLY, implementers=("dc-kurigram",)))
    check(world, SPLIT)
    go_over(world, "dc-rangpur")
    check(world, date(2024, 3, 1))
    periods = [(r.office_code, r.period, r.state) for r in _joined(world)]
    assert periods == [
        ("dc-kurigram", "2023-24Q1", "superseded"),
        ("dc-rangpur", "2023-24Q1", "open"), ("dc-rangpur", "2023-24Q2", "open"),
        ("dc-rangpur", "2023-24Q3", "open"),
    ]  # fmt: skip
    assert [(o.office_code, o.state) for o in world.rows(obligation)] == [
        ("dc-kurigram", "superseded"), ("dc-rangpur", "active"),
    ]  # fmt: skip


def _joined(world: World) -> list[Any]:
    with world.store.read_only() as conn:
        return sorted(obligations(conn, date(2024, 3, 1)), key=lambda r: (r.office_code, r.period))


def test_what_is_settled_stays_and_what_is_submitted_goes_over_only_when_it_is_returned(world: World) -> None:
    world.import_(*(duty(n, implementers=("dc-kurigram",)) for n in "123"))
    for number in (1, 2, 3):
        submit(world.store, world.settings, number, Report(DUE, "হয়েছে"), actor="dc-kurigram", now=TODAY)
    accept(world.store, world.settings, 1, on=DUE, actor="verifier", now=TODAY)
    done = go_over(world, "dc-rangpur")
    assert (done.moved, done.waiting) == ([], [2, 3])
    later = SPLIT + timedelta(days=3)
    accept(world.store, world.settings, 2, on=later, actor="verifier", now=TODAY)
    send_back(world.store, world.settings, 3, on=later, reason="ছবি নেই", actor="verifier", now=TODAY)
    assert sorted(states(world, later)) == [
        ("dc-kurigram", "once", "accepted", DUE), ("dc-kurigram", "once", "accepted", DUE),
        ("dc-kurigram", "once", "superseded", DUE), ("dc-rangpur", "once", "open", DUE),
    ]  # fmt: skip
    with world.store.read_only() as conn:
        accepted = obligations(conn, later, states=["accepted"])
        assert {r.submitted_on for r in accepted} == {DUE}
        assert [r.office_code for r in overdue(conn, later)] == ["dc-rangpur"]


def test_what_is_reopened_after_the_duty_went_over_follows_it(world: World) -> None:
    world.import_(*(duty(n, implementers=("dc-kurigram",)) for n in "12"))
    for number in (1, 2):
        submit(world.store, world.settings, number, Report(DUE, "হয়েছে"), actor="dc-kurigram", now=TODAY)
    go_over(world, "dc-rangpur")
    later = SPLIT + timedelta(days=3)
    for number in (1, 2):
        accept(world.store, world.settings, number, on=later, actor="verifier", now=TODAY)
    reopen(world.store, world.settings, 2, on=later, reason="ছবি অন্য জায়গার", actor="verifier", now=TODAY)
    assert sorted(states(world, later)) == [
        ("dc-kurigram", "once", "accepted", DUE), ("dc-kurigram", "once", "superseded", DUE),
        ("dc-rangpur", "once", "open", DUE),
    ]  # fmt: skip


def test_what_was_accepted_before_the_duty_went_over_and_is_reopened_can_go_over(world: World) -> None:
    world.import_(duty(rule=QUARTERLY, implementers=("dc-kurigram",)))
    submit(world.store, world.settings, 1, Report(DUE, "হয়েছে"), actor="dc-kurigram", now=TODAY)
    accept(world.store, world.settings, 1, on=DUE, actor="verifier", now=TODAY)
    go_over(world, "dc-rangpur")
    later = SPLIT + timedelta(days=3)
    with pytest.raises(Refused, match="owes nothing"):
        go_over(world, "dc-rangpur", on=later)
    reopen(world.store, world.settings, 1, on=later, reason="ছবি অন্য জায়গার", actor="verifier", now=TODAY)
    done = go_over(world, "dc-rangpur", on=later)
    assert [(old, code) for old, code, _ in done.moved] == [(1, "dc-rangpur")]


def test_one_decision_alone_can_go_over(world: World) -> None:
    world.import_(duty("1", implementers=("dc-kurigram",)), duty("2", implementers=("dc-kurigram",)))
    assert go_over(world, "dc-rangpur", decisions=(2,)).obligations == 1
    assert [r[0] for r in states(world, SPLIT, decision_id=1)] == ["dc-kurigram"]


@pytest.mark.parametrize(
    ("new", "options", "words"),
    [
        (("dc-kurigram",), {}, "take over from itself"),
        (("dc-nowhere",), {}, "no active office has the code dc-nowhere"),
        (("dc-rangpur",), {"old": "dc-nowhere"}, "no office has the code dc-nowhere"),
        (("dc-rangpur",), {"on": date(2099, 1, 1)}, "in the future"),
    ],
)
def test_a_transfer_that_cannot_be_meant_changes_nothing(
    kurigram: World, new: tuple[str, ...], options: dict[str, Any], words: str
) -> None:
    before = kurigram.counts(*metadata.sorted_tables)
    with pytest.raises(BadInput, match=words):
        go_over(kurigram, *new, **options)
    assert kurigram.counts(*metadata.sorted_tables) == before


def test_a_second_transfer_finds_nothing_to_go_over(kurigram: World) -> None:
    go_over(kurigram, "dc-rangpur")
    before = kurigram.counts(*metadata.sorted_tables)
    with pytest.raises(Refused, match="owes nothing that could go over"):
        go_over(kurigram, "dc-gaibandha")
    assert kurigram.counts(*metadata.sorted_tables) == before


def test_a_duty_that_is_given_back_is_owed_again(kurigram: World) -> None:
    go_over(kurigram, "dc-gaibandha")
    back = SPLIT + timedelta(days=5)
    done = go_over(kurigram, "dc-kurigram", old="dc-gaibandha", on=back)
    assert done.moved == [(2, "dc-kurigram", 1)] and done.settled == []
    assert states(kurigram, back) == [
        ("dc-kurigram", "once", "open", DUE), ("dc-gaibandha", "once", "superseded", DUE),
    ]  # fmt: skip
    assert states(kurigram, back - timedelta(days=1)) == [
        ("dc-kurigram", "once", "superseded", DUE), ("dc-gaibandha", "once", "open", DUE),
    ]  # fmt: skip
    assert [n.office_code for n in kurigram.rows(obligation) if n.state == "active"] == ["dc-kurigram"]
    check(kurigram, back)
    assert "dc-kurigram" in {n.office_code for n in kurigram.rows(notice)}
    with kurigram.store.read_only() as conn:
        assert verify(conn).ok
    with pytest.raises(Refused):
        go_over(kurigram, "dc-gaibandha", old="dc-kurigram", on=SPLIT)


def test_what_was_given_back_stays_when_it_is_returned(kurigram: World) -> None:
    go_over(kurigram, "dc-gaibandha")
    back = SPLIT + timedelta(days=5)
    go_over(kurigram, "dc-kurigram", old="dc-gaibandha", on=back)
    submit(kurigram.store, kurigram.settings, 1, Report(back, "হয়েছে"), actor="dc-kurigram", now=TODAY)
    send_back(kurigram.store, kurigram.settings, 1, on=back, reason="ছবি নেই", actor="verifier", now=TODAY)
    assert states(kurigram, back) == [
        ("dc-kurigram", "once", "returned", DUE), ("dc-gaibandha", "once", "superseded", DUE),
    ]  # fmt: skip


def test_nothing_goes_over_before_its_last_change(kurigram: World) -> None:
    submit(kurigram.store, kurigram.settings, 1, Report(SPLIT, "হয়েছে"), actor="dc-kurigram", now=TODAY)
    with pytest.raises(Refused, match="lies before it"):
        go_over(kurigram, "dc-rangpur", on=SPLIT - timedelta(days=1))
    assert [r[0] for r in states(kurigram, SPLIT)] == ["dc-kurigram"]


def test_an_office_that_closes_with_open_duties_is_named_and_its_superior_is_told(kurigram: World) -> None:
    check(kurigram, DUE)
    close(kurigram, "dc-kurigram")
    report = check(kurigram, DUE + timedelta(days=1))
    assert [(each.code, each.open) for each in report.left_behind] == [("dc-kurigram", 1)]
    told = kurigram.rows(notice, notice.c.kind == "overdue")
    assert [(n.office_code, n.role, n.recipient) for n in told] == [
        ("divcom-rangpur", "superior", "focal@divcom-rangpur.example")
    ]
    assert len(kurigram.rows(audit, audit.c.action == "office.retire")) == 1
    go_over(kurigram, "dc-rangpur")
    with kurigram.store.read_only() as conn:
        assert left_behind(conn) == []
    assert check(kurigram, SPLIT + timedelta(days=1)).left_behind == ()


def test_an_office_that_takes_over_must_be_there_and_may_be_new(kurigram: World) -> None:
    new = '\n[[office]]\ncode = "dc-ulipur"\nkind = "deputy_commissioner"\nplace = { bn = "উলিপুর", en = "Ulipur" }\n'
    with pytest.raises(BadInput, match="dc-ulipur"):
        go_over(kurigram, "dc-ulipur")
    file = kurigram.settings.directory_file
    file.write_text(file.read_text("utf-8") + new, "utf-8")
    kurigram.settings = load_settings(kurigram.settings.home)
    assert go_over(kurigram, "dc-ulipur").moved[0][1] == "dc-ulipur"


def test_a_renamed_office_keeps_its_duties_and_the_record_knows_what_it_was_called(kurigram: World) -> None:
    rewrite(kurigram, ('bn = "কুড়িগ্রাম", en = "Kurigram"', 'bn = "কুড়িগ্রাম সদর", en = "Kurigram Sadar"'))
    check(kurigram, DUE)
    with kurigram.store.read_only() as conn:
        [row] = obligations(conn, DUE)
        [former] = former_names(conn, "dc-kurigram")
    assert row.office_name_en == "Deputy Commissioner, Kurigram Sadar"
    assert former.names["name_en"] == "Deputy Commissioner, Kurigram"
