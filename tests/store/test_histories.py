"""As of a past day: random lives of occurrences, replayed against snapshots taken on the way."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, select

from tests.store.filling import DISTRICTS, DUE, ISSUED, add_decision, add_minutes, add_occurrence, happen, take_over
from tracker.domain.compliance import Fact, figures_of, tally, tally_by
from tracker.domain.life import TRANSITIONS, Act, State
from tracker.store.engine import Store
from tracker.store.queries.compliance import compliance_facts, compliance_rows
from tracker.store.queries.obligations import obligations
from tracker.store.queries.overdue import overdue
from tracker.store.tables import event, obligation, occurrence

QUARTER = 2023 * 4
FIRST = ISSUED
DAYS = 30

steps = st.lists(
    st.tuples(st.integers(0, DAYS), st.integers(0, 3), st.sampled_from(list(Act)), st.integers(1, 12)), max_size=25
)
deadlines = st.lists(st.none() | st.integers(0, DAYS), min_size=4, max_size=4)

Snapshot = dict[int, tuple[str, date | None, date | None]]


def live(conn: Connection, occurrence_id: int, on: date, act: Act, days: int) -> None:
    """Carry out an act if it is legal, as the actions do."""
    row = conn.execute(select(occurrence).where(occurrence.c.id == occurrence_id)).one()
    after = TRANSITIONS.get((State(row.state), act))
    if after is None:
        return
    columns: dict[str, Any] = {}
    if act in (Act.SUBMIT, Act.FIND):
        columns["submitted_on"] = on
    elif after in (State.OPEN, State.RETURNED):
        columns["submitted_on"] = None
    due_on = row.due_on + timedelta(days=days) if act in (Act.EXTEND, Act.CORRECT) and row.due_on else None
    happen(conn, occurrence_id, on, after, due_on, kind=act, **columns)


def snapshot(conn: Connection) -> Snapshot:
    """The present rows, as a list of that day would show them."""
    handed_in = ("submitted", "accepted")
    return {
        row.id: (row.state, row.due_on, row.submitted_on if row.state in handed_in else None)
        for row in conn.execute(select(occurrence))
    }


def replay(store: Store, acts: list[tuple[int, int, Act, int]], due: list[int | None]) -> list[tuple[date, Snapshot]]:
    """Live through the acts in order of their days: what every third day's end looked like."""
    with store.writing() as conn:
        for table in (event, occurrence, obligation):
            conn.execute(delete(table))
        duties = [
            conn.execute(
                obligation.insert().values(decision_id=1, office_code=code).returning(obligation.c.id)
            ).scalar_one()
            for code in DISTRICTS
        ]
        found = [
            add_occurrence(
                conn,
                duties[n % 3],
                None if days is None else FIRST + timedelta(days=days),
                period=str(n),
                due_quarter=QUARTER,
                changed_on=FIRST,
            )
            for n, days in enumerate(due)
        ]
        days_end = []
        for n in range(DAYS + 1):
            day = FIRST + timedelta(days=n)
            for _, which, act, days in (a for a in sorted(acts, key=lambda a: a[0]) if a[0] == n):
                live(conn, found[which], day, act, days)
            if n % 3 == 0:
                days_end.append((day, snapshot(conn)))
        return days_end


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(acts=steps, due=deadlines)
def test_every_list_of_a_past_day_is_what_it_was_at_that_days_end(
    store: Store, acts: list[tuple[int, int, Act, int]], due: list[int | None]
) -> None:
    with store.writing() as conn:
        if conn.execute(select(obligation)).first() is None:
            take_over(conn)
            add_decision(conn, add_minutes(conn))
    for day, was in replay(store, acts, due):
        with store.read_only() as conn:
            as_listed = {r.occurrence_id: (r.state, r.due_on, r.submitted_on) for r in obligations(conn, day)}
            late = {r.occurrence_id for r in overdue(conn, day)}
            facts = compliance_facts(conn, QUARTER, day)
            counted = compliance_rows(conn, QUARTER, day)
        assert as_listed == was
        assert late == {
            id_ for id_, (state, due_on, _) in was.items()
            if state in ("open", "returned") and due_on is not None and due_on < day
        }  # fmt: skip
        assert {f.occurrence_id: (f.state, f.due_on, f.submitted_on) for f in facts} == was
        check_figures(facts, counted, day)


def check_figures(facts: Any, counted: Any, day: date) -> None:
    """The database counts as the domain does, and the counts tie."""
    as_facts = [Fact(f.office_code, str(f.decision_id), f.due_on, State(f.state), f.submitted_on) for f in facts]
    by_group = tally_by(as_facts, lambda fact: (fact.office, fact.decision), day)
    names = list(figures_of(as_facts[0], day).__slots__)
    assert {
        (row.office_code, str(row.decision_id)): tuple(row._mapping[name] for name in names) for row in counted
    } == {group: tuple(getattr(figures, name) for name in names) for group, figures in by_group.items()}
    total = tally(as_facts, day)
    assert sum(row.due for row in counted) == total.due == total.on_time + total.late + total.awaiting + total.overdue


def test_another_quarter_is_left_out(store: Store) -> None:
    with store.writing() as conn:
        take_over(conn)
        add_decision(conn, add_minutes(conn))
        duty = conn.execute(
            obligation.insert().values(decision_id=1, office_code="dc-kurigram").returning(obligation.c.id)
        ).scalar_one()
        for n in range(3):
            add_occurrence(conn, duty, DUE, period=str(n), due_quarter=QUARTER + n)
    with store.read_only() as conn:
        assert len(compliance_facts(conn, QUARTER + 1, DUE)) == 1
        [row] = compliance_rows(conn, QUARTER + 1, DUE + timedelta(days=1))
        assert (row.due, row.overdue, row.not_yet_due) == (1, 1, 0)
        assert compliance_rows(conn, QUARTER - 1, DUE) == []
