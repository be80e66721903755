"""Every list and figure of a past day is what it was in the evening of that day, whatever happened since."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.actions.world import DISTRICTS, ISSUED, QUARTERLY, TEN_DAYS, World, at, duty, make_world
from tracker.actions.correct import correct_due, undo
from tracker.actions.daily_check import daily_check
from tracker.actions.extend import extend
from tracker.actions.handing_over import Transfer
from tracker.actions.submit import Report, progress, submit
from tracker.actions.summarise import summarise
from tracker.actions.supersede import supersede
from tracker.actions.transfer import transfer
from tracker.actions.verify import accept, reopen, send_back
from tracker.actions.waive import waive
from tracker.domain.deadlines import DeadlineRule, Kind, Unit
from tracker.domain.errors import BadInput, Refused
from tracker.settings.load import load_settings
from tracker.store.audit import verify
from tracker.store.engine import open_store
from tracker.store.queries.obligations import obligations
from tracker.store.queries.overdue import overdue
from tracker.store.tables import decision, occurrence

DAYS = 34
MONTHLY = DeadlineRule(Kind.EVERY, every=Unit.MONTH, day=7, text="প্রতি মাসের ৭ তারিখের মধ্যে")
WORKING_DAYS = DeadlineRule(Kind.WITHIN, amount=5, unit=Unit.WORKING_DAY, text="৫ কার্যদিবসের মধ্যে")
QUARTERS = ("2022-23Q4", "2023-24Q1", "2023-24Q2")

Act = tuple[int, str, int, int]
"""On which day, what, to which of the things that are there, and a number for what else is to be chosen."""


def hand_in(world: World, day: date, which: int, n: int) -> None:
    submit(world.store, world.settings, which, Report(day, f"হয়েছে {n}"), actor=owner(world, which), now=at(day, 10))


def go_on(world: World, day: date, which: int, n: int) -> None:
    progress(world.store, world.settings, which, Report(day, f"চলছে {n}"), actor=owner(world, which), now=at(day, 10))


def take(world: World, day: date, which: int, _: int) -> None:
    accept(world.store, world.settings, which, on=day, actor="verifier", now=at(day, 11))


def return_it(world: World, day: date, which: int, n: int) -> None:
    send_back(
        world.store, world.settings, which, on=day, reason=f"ছবি নেই {n}", actor="verifier", now=at(day, 12)
    )


def reopen_it(world: World, day: date, which: int, _: int) -> None:
    reopen(world.store, world.settings, which, on=day, reason="প্রমাণ সঠিক নয়", actor="verifier", now=at(day, 12))


def give_time(world: World, day: date, which: int, n: int) -> None:
    until = due_date(world, which) + timedelta(days=n)
    extend(
        world.store, world.settings, which, until, on=day, reason="বন্যা", actor="verifier", now=at(day, 12)
    )


def free(world: World, day: date, which: int, _: int) -> None:
    waive(
        world.store, world.settings, [which], on=day, reason="প্রযোজ্য নয়", authority="আদেশ ৭", actor="registrar",
        now=at(day, 12),
    )  # fmt: skip


def put_right(world: World, day: date, which: int, n: int) -> None:
    right = due_date(world, which) + timedelta(days=n - 6)
    correct_due(world.store, world.settings, which, right, reason="ভুল তারিখ", actor="registrar", now=at(day, 12))


def take_back(world: World, day: date, which: int, _: int) -> None:
    undo(world.store, world.settings, which, reason="ভুল করে", actor="registrar", now=at(day, 16))


def withdraw(world: World, day: date, which: int, n: int) -> None:
    decisions = world.rows(decision)
    supersede(
        world.store, world.settings, decisions[which % len(decisions)].id, [DISTRICTS[n % len(DISTRICTS)]], on=day, reason="অন্য সিদ্ধান্ত",
        authority="স্মারক ১২", actor="registrar", now=at(day, 13),
    )  # fmt: skip


def give_over(world: World, day: date, which: int, n: int) -> None:
    old = DISTRICTS[which % len(DISTRICTS)]
    new = tuple(code for code in DISTRICTS if code != old)[: n % 2 + 1]
    decisions = world.rows(decision)
    wanted = Transfer(old, new, day, "বিভক্ত", (decisions[n % len(decisions)].id,))
    transfer(world.store, world.settings, wanted, actor="registrar", now=at(day, 14))


def announce(world: World, day: date, which: int, n: int) -> None:
    """Some days are holidays now, and those announced before are no more."""
    first = ISSUED + timedelta(days=5 + which % 9)
    file = world.settings.home / "config/holidays/BD-local.toml"
    file.parent.mkdir(exist_ok=True)
    until = first + timedelta(days=n % 3)
    file.write_text(f'holidays = [{{ on = {first}, until = {until}, en = "Eid {n}" }}]\n', "utf-8")
    world.settings = load_settings(world.settings.home)


ACTS: dict[str, Callable[[World, date, int, int], None]] = {
    "submit": hand_in,
    "progress": go_on,
    "accept": take,
    "return": return_it,
    "reopen": reopen_it,
    "extend": give_time,
    "waive": free,
    "correct": put_right,
    "undo": take_back,
    "supersede": withdraw,
    "transfer": give_over,
    "holiday": announce,
}
NAMES = (*ACTS, *("submit", "accept", "return") * 4, "progress", "holiday", "extend", "undo", "reopen")
"""What happens more often stands there more often, so that occurrences live through whole lives."""


def due_date(world: World, which: int) -> date:
    (row,) = world.rows(occurrence, occurrence.c.id == which)
    return row.due_on or ISSUED


def owner(world: World, which: int) -> str:
    with world.store.reading() as conn:
        rows = obligations(conn, date.max)
    return next((row.office_code for row in rows if row.occurrence_id == which), "registrar")


def evening(world: World, day: date) -> dict[str, Any]:
    """What the lists and figures of a day say: which is asked for on that day, and later again."""
    with world.store.read_only() as conn:
        listed = [tuple(row) for row in obligations(conn, day)]
        late = [tuple(row) for row in overdue(conn, day)]
    figures = {}
    for quarter in QUARTERS:
        found = summarise(world.store, world.settings, world.settings.fiscal.parse_quarter(quarter), as_of=day)
        figures[quarter] = found.to_json()
    return {"obligations": listed, "overdue": late, "summary": figures}


def live(world: World, acts: list[Act]) -> dict[date, dict[str, Any]]:
    """Live through the days, each with its check and then its acts; the evenings."""
    world.import_(
        duty("1", TEN_DAYS), duty("2", MONTHLY), duty("3", WORKING_DAYS, implementers=DISTRICTS[:2]),
        duty("4", QUARTERLY, implementers=DISTRICTS[1:3]),
    )  # fmt: skip
    evenings = {}
    for n in range(DAYS):
        day = ISSUED + timedelta(days=n)
        daily_check(world.store, world.settings, day, actor="cron", now=at(day, 8))
        for _, name, which, number in (act for act in acts if act[0] == n):
            count = world.count(occurrence)
            try:
                ACTS[name](world, day, which % count + 1, number)
            except (Refused, BadInput):
                continue  # what is not possible changes nothing, as the next evening shows
        evenings[day] = evening(world, day)
    return evenings


def check_all(world: World, acts: list[Act]) -> None:
    evenings = live(world, acts)
    for day, seen in evenings.items():
        again = evening(world, day)
        for name in seen:
            assert again[name] == seen[name], f"{name} of {day}"
    with world.store.reading() as conn:
        assert verify(conn).ok


histories = st.lists(
    st.tuples(
        st.integers(0, DAYS - 1),
        st.sampled_from(NAMES),
        st.integers(0, 40),
        st.integers(0, 12),
    ),
    min_size=5,
    max_size=60,
)


@settings(max_examples=8)
@given(acts=histories)
def test_lists_as_of_any_day_are_what_they_were_in_its_evening(_sqlite_template: Path, acts: list[Act]) -> None:
    with TemporaryDirectory() as folder:
        home = Path(folder)
        shutil.copyfile(_sqlite_template, home / "tracker.db")
        store = open_store(f"sqlite:///{home / 'tracker.db'}")
        check_all(make_world(store, home), acts)
        store.close()


@pytest.mark.parametrize("seed", range(2))
def test_so_they_are_on_each_database(world: World, seed: int) -> None:
    chance = Random(seed)
    check_all(
        world,
        [
            (chance.randrange(DAYS), chance.choice(NAMES), chance.randrange(41), chance.randrange(13))
            for _ in range(90)
        ],
    )
