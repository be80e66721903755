"""The overdue list: what is on it, as of any day, and what it costs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Connection, insert, text
from sqlalchemy.dialects import sqlite

from tests.store.filling import (
    DISTRICTS,
    DUE,
    ISSUED,
    NOW,
    add_decision,
    add_duty,
    add_minutes,
    add_occurrence,
    happen,
    ids,
    take_over,
)
from tracker.store.engine import Store
from tracker.store.queries.overdue import overdue, select_overdue
from tracker.store.tables import notice, notice_item

LATER = DUE + timedelta(days=30)


def listed(store: Store, as_of: date, **choice: object) -> list[int]:
    with store.read_only() as conn:
        return ids(overdue(conn, as_of, **choice))


@pytest.fixture
def duties(store: Store) -> dict[str, int]:
    """One decision on three districts: the occurrences by office."""
    with store.writing() as conn:
        take_over(conn)
        decision_id = add_decision(conn, add_minutes(conn))
        return {code: add_duty(conn, decision_id, code) for code in DISTRICTS}


def test_a_deadline_is_good_until_its_day_ends(store: Store, duties: dict[str, int]) -> None:
    assert listed(store, DUE) == []
    assert listed(store, DUE + timedelta(days=1)) == list(duties.values())


def test_a_row_holds_all_that_a_list_shows(store: Store, duties: dict[str, int]) -> None:
    with store.read_only() as conn:
        row = overdue(conn, date(2023, 7, 15), offices=["dc-kurigram"])[0]
    assert row._asdict() == {
        "occurrence_id": duties["dc-kurigram"],
        "obligation_id": 2,
        "decision_id": 1,
        "minutes_id": 1,
        "office_code": "dc-kurigram",
        "office_name_bn": "জেলা প্রশাসকের কার্যালয়, কুড়িগ্রাম",
        "office_name_en": "Deputy Commissioner, Kurigram",
        "minutes_title": "সেবা প্রদান প্রতিশ্রুতি বাস্তবায়ন সভার কার্যবিবরণী",
        "minutes_name": "minutes-1.txt",
        "memo_number": "০৫.৪৭.০০০০.০০৬.১৬.০০১.২৩",
        "decision_number": "২.1",
        "decision_text": "কমিটি পুনর্গঠন করে পোর্টালে প্রকাশ করতে হবে।",
        "period": "once",
        "first_due_on": DUE,
        "due_on": DUE,
        "state": "open",
        "submitted_on": None,
        "stage": None,
    }


def test_submitted_accepted_and_waived_ones_are_not_overdue_but_returned_ones_are(
    store: Store, duties: dict[str, int]
) -> None:
    one, two, three = duties.values()
    with store.writing() as conn:
        happen(conn, one, DUE, "submitted", submitted_on=DUE)
        happen(conn, two, DUE, "waived")
        happen(conn, three, DUE, "submitted", submitted_on=DUE)
        happen(conn, three, DUE + timedelta(days=2), "returned", submitted_on=None)
    assert listed(store, LATER) == [three]


def test_one_without_a_deadline_is_never_overdue(store: Store, duties: dict[str, int]) -> None:
    with store.writing() as conn:
        add_duty(conn, add_decision(conn, 1, 2), "dc-rangpur", None)
    assert listed(store, date(2099, 1, 1)) == list(duties.values())


def test_the_longest_overdue_comes_first(store: Store, duties: dict[str, int]) -> None:
    with store.writing() as conn:
        early = add_occurrence(conn, 1, DUE - timedelta(days=3), period="early")
    assert listed(store, LATER) == [early, *duties.values()]


def test_a_past_day_shows_what_was_true_at_its_end(store: Store, duties: dict[str, int]) -> None:
    one = duties["dc-kurigram"]
    others = [id_ for code, id_ in duties.items() if code != "dc-kurigram"]
    with store.writing() as conn:
        happen(conn, one, DUE + timedelta(days=3), "submitted", submitted_on=DUE + timedelta(days=3))
        happen(conn, one, DUE + timedelta(days=5), "returned", submitted_on=None)
        happen(conn, one, DUE + timedelta(days=8), "submitted", submitted_on=DUE + timedelta(days=8))
        happen(conn, one, DUE + timedelta(days=9), "accepted")
    seen = {n for n in range(12) if one in listed(store, DUE + timedelta(days=n))}
    assert seen == {1, 2, 5, 6, 7}
    assert listed(store, DUE + timedelta(days=11)) == others


def test_an_extension_takes_effect_on_its_day(store: Store, duties: dict[str, int]) -> None:
    one = duties["dc-kurigram"]
    new = DUE + timedelta(days=10)
    with store.writing() as conn:
        happen(conn, one, DUE + timedelta(days=4), "open", new)
    seen = {n for n in range(20) if one in listed(store, DUE + timedelta(days=n))}
    assert seen == {1, 2, 3, *range(11, 20)}
    with store.read_only() as conn:
        before, after = (overdue(conn, DUE + timedelta(days=n), offices=["dc-kurigram"])[0] for n in (2, 15))
    assert (before.due_on, before.first_due_on) == (DUE, DUE)
    assert (after.due_on, after.first_due_on) == (new, DUE)


def test_of_two_events_on_one_day_the_last_counts(store: Store, duties: dict[str, int]) -> None:
    one = duties["dc-kurigram"]
    day = DUE + timedelta(days=2)
    with store.writing() as conn:
        happen(conn, one, day, "submitted", submitted_on=day)
        happen(conn, one, day, "returned", submitted_on=None)
        happen(conn, one, day + timedelta(days=5), "waived")
    assert one in listed(store, day)


def test_it_can_be_narrowed(store: Store, duties: dict[str, int]) -> None:
    with store.writing() as conn:
        second = add_minutes(conn, 2)
        other = add_decision(conn, second, 1)
        late = add_duty(conn, other, "dc-rangpur", LATER, due_quarter=2023 * 4 + 1)
    day = LATER + timedelta(days=1)
    assert listed(store, day) == [*duties.values(), late]
    assert listed(store, day, offices=["dc-rangpur"]) == [duties["dc-rangpur"], late]
    assert listed(store, day, offices=[]) == []
    assert listed(store, day, minutes_id=second) == [late]
    assert listed(store, day, decision_id=1) == list(duties.values())
    assert listed(store, day, quarter=2023 * 4 + 1) == [late]
    assert listed(store, day, due_from=DUE + timedelta(days=1)) == [late]


def test_it_can_be_narrowed_by_age_and_stage(store: Store, duties: dict[str, int]) -> None:
    one, two, three = duties.values()
    day = DUE + timedelta(days=10)
    with store.writing() as conn:
        remind(conn, one, DUE + timedelta(days=1), "overdue", 1)
        happen(conn, three, DUE - timedelta(days=1), "open", DUE + timedelta(days=4))
    assert listed(store, day, older_than=9) == [one, two]
    assert listed(store, day, older_than=10) == []
    assert listed(store, day, older_than=5) == [one, two, three]
    assert listed(store, day, older_than=6) == [one, two]
    assert listed(store, day, late_since=DUE + timedelta(days=1)) == [one, two, three]
    assert listed(store, day, late_since=DUE + timedelta(days=2)) == [three]
    assert listed(store, day, late_since=DUE + timedelta(days=6)) == []
    assert listed(store, day, stages=[1]) == [one]
    assert listed(store, day, stages=[0]) == [two, three]
    assert listed(store, day, stages=[0, 1]) == [one, two, three]


def test_it_can_be_ordered_by_several_things(store: Store, duties: dict[str, int]) -> None:
    dinajpur, kurigram, rangpur = duties.values()
    with store.writing() as conn:
        early = add_duty(conn, add_decision(conn, 1, 2), "dc-rangpur", DUE - timedelta(days=3))
        remind(conn, kurigram, DUE + timedelta(days=1), "overdue", 1)
    assert listed(store, LATER) == [early, dinajpur, kurigram, rangpur]
    assert listed(store, LATER, order=["office"]) == [dinajpur, kurigram, early, rangpur]
    assert listed(store, LATER, order=["item", "office"]) == [dinajpur, kurigram, rangpur, early]
    assert listed(store, LATER, order=["stage"]) == [kurigram, early, dinajpur, rangpur]
    assert listed(store, LATER, order=["late", "place"]) == [early, dinajpur, kurigram, rangpur]
    assert listed(store, LATER, order=["band", "item"]) == [early, dinajpur, kurigram, rangpur]
    assert listed(store, LATER - timedelta(days=1), order=["band", "item"]) == [early, dinajpur, kurigram, rangpur]
    assert listed(store, LATER - timedelta(days=2), order=["band", "item"]) == [early, dinajpur, kurigram, rangpur]
    assert listed(store, LATER - timedelta(days=3), order=["band", "item"]) == [dinajpur, kurigram, rangpur, early]


def test_the_stage_is_that_of_the_notices_for_the_deadline_in_force_then(store: Store, duties: dict[str, int]) -> None:
    one = duties["dc-kurigram"]
    with store.writing() as conn:
        remind(conn, one, DUE - timedelta(days=3), "reminder", 0)
        remind(conn, one, DUE + timedelta(days=1), "overdue", 1)
        remind(conn, one, DUE + timedelta(days=7), "overdue", 2)
        happen(conn, one, DUE + timedelta(days=10), "open", DUE + timedelta(days=12))
    with store.read_only() as conn:
        stages = {
            n: row.stage
            for n in (1, 6, 7, 9, 20)
            for row in overdue(conn, DUE + timedelta(days=n), offices=["dc-kurigram"])
        }
    assert stages == {1: 1, 6: 1, 7: 2, 9: 2, 20: None}


def remind(conn: Connection, occurrence_id: int, on: date, kind: str, stage: int) -> None:
    row = {"key": f"{kind}/{on}", "kind": kind, "stage": stage, "office_code": "dc-kurigram", "role": "focal"}
    more = {"recipient": "x@y.example", "language": "bn", "on": on, "created_at": NOW}
    notice_id = conn.execute(insert(notice).values(**row, **more).returning(notice.c.id)).scalar_one()
    conn.execute(insert(notice_item).values(notice_id=notice_id, occurrence_id=occurrence_id, step="x", due_on=DUE))


def test_it_reads_only_what_is_overdue_and_what_has_changed_since(sqlite_store: Store) -> None:
    """SQLite uses a partial index only where the words of its condition stand in the query."""
    query = select_overdue(DUE).compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    with sqlite_store.read_only() as conn:
        plan = [row[3] for row in conn.execute(text(f"EXPLAIN QUERY PLAN {query}"))]
    of_occurrences = [step for step in plan if " occurrence " in step]
    assert of_occurrences == [
        "SEARCH occurrence USING INDEX ix_occurrence_unsettled (due_on<?)",
        "SEARCH occurrence USING INDEX ix_occurrence_changed_on (changed_on>?)",
    ]
    assert not [step for step in plan if step.startswith("SCAN") and step != "SCAN standing"]


@pytest.mark.postgres
def test_postgres_uses_the_same_indexes(postgres_store: Store) -> None:
    with postgres_store.writing() as conn:
        take_over(conn)
        decision_id = add_decision(conn, add_minutes(conn))
        add_duty(conn, decision_id, "dc-kurigram")
        conn.execute(
            text(
                "INSERT INTO occurrence (obligation_id, period, first_due_on, due_on, state, changed_on) "
                "SELECT 1, n::text, d, d, CASE WHEN n % 100 = 0 THEN 'open' ELSE 'accepted' END, :day "
                "FROM (SELECT n, :due + n / 100 AS d FROM generate_series(1, 20000) n) x"
            ),
            {"day": ISSUED, "due": DUE},
        )
        conn.execute(text("ANALYZE occurrence"))
        query = select_overdue(DUE + timedelta(days=9))
        sql = query.compile(conn, compile_kwargs={"literal_binds": True})
        plan = "\n".join(conn.scalars(text(f"EXPLAIN {sql}")))
    assert "ix_occurrence_unsettled" in plan
    assert "Seq Scan on occurrence" not in plan
