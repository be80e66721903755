"""Choosing among the entries of the audit chain: by what they are about, who acted, and when."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event, insert, text

from tests.store.filling import DUE, NOW, add_decision, add_duty, add_minutes, take_over
from tracker.store.audit import Entry, append
from tracker.store.engine import Store
from tracker.store.queries.audit_log import audit_log
from tracker.store.tables import notice, notice_item


@pytest.fixture
def log(store: Store) -> Store:
    """Two decisions with an occurrence each, a notice about the first, and entries a day apart."""
    with store.writing() as conn:
        take_over(conn)
        minutes = add_minutes(conn)
        first = add_duty(conn, add_decision(conn, minutes, 1), "dc-kurigram")
        second = add_duty(conn, add_decision(conn, minutes, 2), "dc-rangpur")
        assert (first, second) == (1, 2)
        _notice(conn, first)
        entries = [
            Entry("decision.settle", "decision:1"),
            Entry("obligation.x", "obligation:1", office="dc-kurigram"),
            Entry("occurrence.submit", "occurrence:1", office="dc-kurigram"),
            Entry("occurrence.submit", "occurrence:2", office="dc-rangpur"),
            Entry("occurrence.submitted", "occurrence:12"),
            Entry("notice.sent", "notice:1", office="dc-kurigram"),
        ]
        for days, entry in enumerate(entries):
            append(conn, [entry], at=NOW + timedelta(days=days), actor="registrar" if days % 2 else "dc_kurigram")
    return store


def _notice(conn: Connection, occurrence_id: int) -> None:
    row = {"key": "k", "kind": "overdue", "stage": 1, "office_code": "dc-kurigram", "role": "focal"}
    more = {"recipient": "x@y.example", "language": "bn", "on": date(2023, 7, 6), "created_at": NOW}
    conn.execute(insert(notice).values(**row, **more))
    conn.execute(insert(notice_item).values(notice_id=1, occurrence_id=occurrence_id, step="overdue-1", due_on=DUE))


def subjects(store: Store, **choice: Any) -> list[str]:
    with store.read_only() as conn:
        return [row.subject for row in audit_log(conn, **choice) if not row.subject.startswith("office:")]


def test_a_decision_stands_for_its_duties_and_the_notices_about_them(log: Store) -> None:
    assert subjects(log, decision_id=1) == ["decision:1", "obligation:1", "occurrence:1", "notice:1"]
    assert subjects(log, decision_id=2) == ["occurrence:2"]


def test_an_action_is_meant_alone_or_with_all_of_its_kind(log: Store) -> None:
    assert subjects(log, action="occurrence.submit") == ["occurrence:1", "occurrence:2"]
    assert subjects(log, action="occurrence") == ["occurrence:1", "occurrence:2", "occurrence:12"]
    assert subjects(log, action="occ") == []


def test_office_actor_and_subject_are_matched_whole(log: Store) -> None:
    assert subjects(log, office="dc-kurigram")[-3:] == ["obligation:1", "occurrence:1", "notice:1"]
    assert subjects(log, actor="dc_kurigram") == ["decision:1", "occurrence:1", "occurrence:12"]
    assert subjects(log, subject="occurrence:1") == ["occurrence:1"]


@pytest.mark.parametrize("odd", ["%", "_", "dc_kurigra_", "' OR '1'='1", "\\", "x; DROP TABLE audit", "occurrence%"])
def test_fault_125_nothing_that_is_typed_is_a_pattern_or_a_statement(log: Store, odd: str) -> None:
    for choice in ("subject", "office", "actor", "action"):
        assert subjects(log, **{choice: odd}) == []


def test_time_is_from_an_instant_up_to_another(log: Store) -> None:
    day = timedelta(days=1)
    assert subjects(log, since=NOW + 4 * day) == ["occurrence:12", "notice:1"]
    assert subjects(log, before=NOW + day, action="decision") == ["decision:1"]
    assert subjects(log, since=NOW + day, before=NOW + 3 * day) == ["obligation:1", "occurrence:1"]
    assert subjects(log, since=datetime(2099, 1, 1, tzinfo=UTC)) == []


def test_the_newest_are_taken_and_given_in_their_order(log: Store) -> None:
    assert subjects(log, last=2) == ["occurrence:12", "notice:1"]
    assert subjects(log, last=1, decision_id=1) == ["notice:1"]


@pytest.mark.parametrize(
    ("choice", "index"),
    [
        ({"subject": "occurrence:1"}, "ix_audit_subject_seq"),
        ({"decision_id": 1}, "ix_audit_subject_seq"),
        ({"office": "dc-kurigram"}, "ix_audit_office_seq"),
    ],
)
def test_what_is_asked_often_has_an_index(sqlite_store: Store, choice: dict[str, Any], index: str) -> None:
    seen: list[str] = []
    with sqlite_store.read_only() as conn:
        event.listen(conn, "before_cursor_execute", lambda *a: seen.append(a[2]))
        audit_log(conn, **choice, last=50)
        [statement] = [s for s in seen if "FROM audit" in s]
        plan = [row[3] for row in conn.execute(text(f"EXPLAIN QUERY PLAN {statement.replace('?', '1')}"))]
    assert any(index in step for step in plan), plan
    assert not [step for step in plan if step.startswith("SCAN audit")]
