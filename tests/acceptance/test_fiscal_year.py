"""A whole fiscal year of eight districts: what is overdue on its days and the figures of its quarters, by hand.

The story is in `year.py`; the comments here show the reckoning. The same year with days on which no check was made
leaves the same record.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from tests.acceptance.year import (
    ALL,
    COMPLAINTS,
    DESK,
    DINAJPUR,
    FIRST_DAY,
    GAIBANDHA,
    HEARINGS,
    KURIGRAM,
    LALMONIRHAT,
    LAST_DAY,
    LIST,
    MEETING,
    NILPHAMARI,
    OPINIONS,
    PANCHAGARH,
    Q1,
    Q2,
    Q3,
    Q4,
    RANGPUR,
    THAKURGAON,
    TRAINING,
    Year,
)
from tracker.actions.summarise import summarise
from tracker.store.audit import verify
from tracker.store.engine import Store
from tracker.store.queries.obligations import obligations
from tracker.store.queries.offices import former_names
from tracker.store.queries.overdue import overdue
from tracker.store.tables import decision, event, notice, obligation, occurrence, step

OVERDUE: dict[date, list[tuple[str, str]]] = {
    # The list of services was due on 20 July; a deadline is good until its day ends. Dinajpur is late. Gaibandha
    # handed in on the 19th, and is overdue from its return on the 23rd until it hands in again on the 30th.
    date(2025, 7, 20): [],
    date(2025, 7, 21): [(LIST, DINAJPUR)],
    date(2025, 7, 24): [(LIST, DINAJPUR), (LIST, GAIBANDHA)],
    date(2025, 7, 26): [(LIST, GAIBANDHA)],
    date(2025, 7, 31): [],
    # The training was due on 31 August: Kurigram does it on 20 October only. Nilphamari has time until 15 September and
    # hands in on the 14th, Panchagarh need not do it.
    date(2025, 9, 1): [(TRAINING, KURIGRAM)],
    date(2025, 9, 15): [(TRAINING, KURIGRAM)],
    # The meeting of the first quarter was due on 30 September; Rangpur hands in on 5 October.
    date(2025, 10, 1): [(TRAINING, KURIGRAM), (MEETING, RANGPUR)],
    date(2025, 10, 6): [(TRAINING, KURIGRAM)],
    date(2025, 10, 21): [],
    # Complaints were due on 27 October; Gaibandha hands in on 10 November.
    date(2025, 10, 28): [(COMPLAINTS, GAIBANDHA)],
    # Opinions were due on 30 November; Thakurgaon hands in on 20 December.
    date(2025, 12, 1): [(OPINIONS, THAKURGAON)],
    # The meeting of the second quarter: all handed in on 30 December, Kurigram's came back on 4 January.
    date(2026, 1, 1): [],
    date(2026, 1, 5): [(MEETING, KURIGRAM)],
    date(2026, 2, 2): [],
    # The desk was due on 25 March; the late holiday moved it to Sunday the 29th: 24 and 25 closed, 26 Independence Day,
    # 27 and 28 Friday and Saturday.
    date(2026, 3, 26): [],
    # The meeting of the third quarter: Lalmonirhat hands in on 10 April. Dinajpur's opinions, accepted in December, are
    # reopened on 5 April and handed in again on the 20th.
    date(2026, 4, 1): [(MEETING, LALMONIRHAT)],
    date(2026, 4, 6): [(OPINIONS, DINAJPUR), (MEETING, LALMONIRHAT)],
    date(2026, 4, 11): [(OPINIONS, DINAJPUR)],
    date(2026, 6, 30): [],
}
"""What is overdue in the evening of a day, the longest overdue first."""

FIGURES: dict[tuple[str, date], dict[str, int]] = {
    # First quarter, due in it: list 8, meeting 8, training 8 = 24.
    # 30 September: list 6 on time, 2 late (Dinajpur 25 July, Gaibandha 30 July). Training 6 on time (5 on 30 August,
    # Nilphamari within its extension), Kurigram overdue, Panchagarh waived. Meeting 7 handed in and not verified;
    # Rangpur's deadline is this very day.
    (Q1, date(2025, 9, 30)): {
        "due": 22, "on_time": 12, "late": 2, "awaiting": 7, "overdue": 1, "waived": 1, "not_yet_due": 1,
    },
    # 15 October: the 7 meetings were in time, Rangpur's is late; Kurigram's training is still overdue.
    (Q1, date(2025, 10, 15)): {"due": 23, "on_time": 19, "late": 3, "overdue": 1, "waived": 1},
    # 31 December: Kurigram's training was handed in on 20 October, late.
    (Q1, date(2025, 12, 31)): {"due": 23, "on_time": 19, "late": 4, "waived": 1},
    # Second quarter: complaints 8, opinions 8, meeting 8 = 24; the decision that repeats the meeting adds none.
    # 31 December: complaints 7 on time, Gaibandha late; opinions 7 on time, Thakurgaon late; 8 meetings to be verified.
    (Q2, date(2025, 12, 31)): {"due": 24, "on_time": 14, "late": 2, "awaiting": 8},
    # 31 March: 7 meetings on time; what counts of Kurigram is what it handed in on 1 February.
    (Q2, date(2026, 3, 31)): {"due": 24, "on_time": 21, "late": 3},
    # 6 April: Dinajpur's opinions are reopened, and owed again since 30 November.
    (Q2, date(2026, 4, 6)): {"due": 24, "on_time": 20, "late": 3, "overdue": 1, "returned": 1},
    # 30 June: they were handed in on 20 April.
    (Q2, date(2026, 6, 30)): {"due": 24, "on_time": 20, "late": 4},
    # Third quarter: desk 8, hearings 8, meeting 8 = 24.
    # 31 March: desk: Rangpur on time, 7 to be verified; hearings 8 on time; meeting: 7 to be verified, Lalmonirhat's
    # deadline is this very day.
    (Q3, date(2026, 3, 31)): {"due": 23, "on_time": 9, "awaiting": 14, "not_yet_due": 1},
    # 30 June: desk 7 on time (until 29 March), Nilphamari late by a day; hearings 8; meeting 7, Lalmonirhat late.
    (Q3, date(2026, 6, 30)): {"due": 24, "on_time": 22, "late": 2},
    # Fourth quarter: the meeting alone.
    (Q4, date(2026, 6, 30)): {"due": 8, "awaiting": 8},
    (Q4, date(2026, 7, 5)): {"due": 8, "on_time": 8},
}
"""The figures of a quarter as of a day; those that are not named are 0."""

DAYS = [FIRST_DAY + timedelta(days=n) for n in range((LAST_DAY - FIRST_DAY).days + 1)]


def overdue_on(year: Year, day: date) -> list[tuple[str, str]]:
    with year.store.read_only() as conn:
        return [(f"{row.minutes_id}/{row.decision_number}", row.office_code) for row in overdue(conn, day)]


def figures(year: Year, quarter: str, day: date) -> dict[str, int]:
    total = summarise(year.store, year.settings, year.settings.fiscal.parse_quarter(quarter), as_of=day).total
    return {name: count for name in total.__slots__ if (count := getattr(total, name))}


def check_evening(year: Year) -> None:
    """What is asked for in the evening itself."""
    if year.day in OVERDUE:
        assert overdue_on(year, year.day) == OVERDUE[year.day], year.day
    for (quarter, day), wanted in FIGURES.items():
        if day == year.day:
            assert figures(year, quarter, day) == wanted, (quarter, day)


def check_looking_back(year: Year) -> None:
    """The same, asked for when the year is over."""
    for day, wanted in OVERDUE.items():
        assert overdue_on(year, day) == wanted, day
    for (quarter, day), counts in FIGURES.items():
        assert figures(year, quarter, day) == counts, (quarter, day)
    with year.store.reading() as conn:
        assert verify(conn).ok


def record(year: Year) -> dict[str, list[Any]]:
    """Obligations, occurrences and events, without numbers and instants."""
    whose = (decision.c.minutes_id, decision.c.number, obligation.c.office_code)
    of_duty = select(*whose, obligation.c.state, obligation.c.made_through).join(decision)
    of_date = select(
        *whose,
        *(c for c in occurrence.c if c.name not in ("id", "obligation_id", "stepped_through", "next_step_on")),
    ).select_from(occurrence.join(obligation).join(decision))
    of_event = select(*whose, occurrence.c.period, event.c.on, event.c.kind, event.c.state, event.c.due_on).add_columns(
        event.c.actor, event.c.note
    )
    of_event = of_event.select_from(event.join(occurrence).join(obligation).join(decision)).order_by(event.c.id)
    with year.store.reading() as conn:
        duties = sorted(map(tuple, conn.execute(of_duty)))
        dates = sorted((tuple(row) for row in conn.execute(of_date)), key=lambda row: row[:4])
        events = sorted((tuple(row) for row in conn.execute(of_event)), key=lambda row: row[:4])
    return {"obligations": duties, "occurrences": dates, "events": events}


def steps_taken(year: Year) -> set[tuple[Any, ...]]:
    """The steps of the ladder that notices were queued for, by what they are about."""
    query = (
        select(
            decision.c.minutes_id, decision.c.number, obligation.c.office_code, occurrence.c.period,
            step.c.due_on, step.c.code,
        )
        .select_from(step.join(occurrence).join(obligation).join(decision))
        .where(step.c.outcome == "queued")
    )  # fmt: skip
    with year.store.reading() as conn:
        return {tuple(row) for row in conn.execute(query)}


@pytest.fixture(scope="module")
def day_by_day(tmp_path_factory: pytest.TempPathFactory, _sqlite_template: Path) -> Iterator[Year]:
    """The year with a check on each of its days, each evening as it should be."""
    from tracker.store.engine import open_store

    folder = tmp_path_factory.mktemp("year")
    file = folder / "tracker.db"
    file.write_bytes(_sqlite_template.read_bytes())
    store = open_store(f"sqlite:///{file}")
    year = Year(store, folder / "office")
    year.live(DAYS, check_evening, delivered=[date(2025, 7, 24), date(2025, 12, 1), date(2026, 3, 22)])
    yield year
    store.close()


def test_every_day_is_reckoned_right_and_looks_the_same_when_the_year_is_over(day_by_day: Year) -> None:
    check_looking_back(day_by_day)


def test_the_new_focal_officer_is_written_to_from_his_first_day(day_by_day: Year) -> None:
    with day_by_day.store.reading() as conn:
        rows = conn.execute(
            select(notice.c.on, notice.c.recipient).where(
                notice.c.office_code == THAKURGAON, notice.c.role == "focal", notice.c.kind.in_(("reminder", "overdue"))
            )
        ).all()
    before, after = ({r.recipient for r in rows if (r.on < date(2025, 11, 1)) is old} for old in (True, False))
    assert before == {"focal@dc-thakurgaon.example"}
    assert after == {"salma@dc-thakurgaon.example"}
    assert date(2025, 12, 1) in {r.on for r in rows}


def test_the_renamed_office_has_its_new_name_in_lists_and_its_old_one_in_the_mails_of_then(day_by_day: Year) -> None:
    with day_by_day.store.reading() as conn:
        (row,) = (r for r in overdue(conn, date(2025, 10, 28)))
        assert row.office_name_en == "Office of the Deputy Commissioner, New Gaibandha"
        (former,) = former_names(conn, GAIBANDHA)
        sent = conn.scalars(
            select(notice.c.message).where(notice.c.office_code == GAIBANDHA, notice.c.on == date(2025, 7, 24))
        ).all()
    assert former.names["name_en"] == "Office of the Deputy Commissioner, Gaibandha"
    for message in sent:
        body = message_from_bytes(message, policy=default).get_body(("plain",))
        assert body is not None
        assert "জেলা প্রশাসকের কার্যালয়, গাইবান্ধা" in body.get_content()
    assert sent


def test_the_late_holiday_moves_what_is_owed_and_is_told_to_who_owes_it(day_by_day: Year) -> None:
    with day_by_day.store.reading() as conn:
        told = set(conn.scalars(select(notice.c.office_code).where(notice.c.kind == "moved")))
        desk = {r.office_code: r.due_on for r in obligations(conn, LAST_DAY) if r.decision_number == "1" and r.minutes_id == 3}
    # Rangpur was accepted before the announcement, and stays; Dinajpur waited for its verdict, moved, and owes nothing.
    assert told == set(ALL) - {RANGPUR, DINAJPUR}
    assert desk == dict.fromkeys(ALL, date(2026, 3, 29)) | {RANGPUR: date(2026, 3, 25)}


def test_everything_was_due_that_the_minutes_asked_for(day_by_day: Year) -> None:
    with day_by_day.store.reading() as conn:
        owed = [(f"{r.minutes_id}/{r.decision_number}", r.period) for r in obligations(conn, LAST_DAY)]
    one_offs = (LIST, TRAINING, COMPLAINTS, OPINIONS, DESK, HEARINGS)
    quarters = (Q1, Q2, Q3, Q4, "2026-27Q1")
    assert sorted(owed) == sorted(
        [(item, "once") for item in one_offs for _ in ALL] + [(MEETING, quarter) for quarter in quarters for _ in ALL]
    )
    assert PANCHAGARH in ALL and NILPHAMARI in ALL


@pytest.mark.parametrize("seed", [1, 2])
def test_missed_days_leave_the_same_record_and_only_the_newest_notices(
    day_by_day: Year, sqlite_store: Store, tmp_path: Path, seed: int
) -> None:
    chance = Random(seed)
    checked = {day for day in DAYS if chance.random() < 0.3} | {LAST_DAY}
    year = Year(sqlite_store, tmp_path / "office")
    year.live(checked)
    assert record(year) == record(day_by_day)
    check_looking_back(year)
    assert steps_taken(year) < steps_taken(day_by_day)


@pytest.mark.postgres
def test_on_postgres_the_year_is_the_same(day_by_day: Year, postgres_store: Store, tmp_path: Path) -> None:
    year = Year(postgres_store, tmp_path / "office")
    year.live({day for day in DAYS if day.toordinal() % 9 == 0} | {LAST_DAY})
    assert record(year) == record(day_by_day)
    check_looking_back(year)
