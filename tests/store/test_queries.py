"""Lists and stories of obligations, minutes, notices, and the status."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Connection, insert

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
from tracker.domain.errors import BadInput
from tracker.store.audit import head
from tracker.store.engine import Store
from tracker.store.queries.minutes import decisions, in_review, minutes_list, minutes_story
from tracker.store.queries.notices import notice_story, notices
from tracker.store.queries.obligations import obligation_story, obligations, occurrence_story
from tracker.store.queries.status import status
from tracker.store.tables import attempt, notice, notice_item, run, submission

LATER = DUE + timedelta(days=30)


@pytest.fixture
def filled(store: Store) -> Store:
    """Two minutes; the first with a binding decision on three districts, one in review and one noted."""
    with store.writing() as conn:
        take_over(conn)
        first = add_minutes(conn, 1)
        binding = add_decision(conn, first, 1)
        add_decision(conn, first, 2, state="review", review=["no_deadline"], rule={"kind": "none"})
        add_decision(conn, first, 3, state="noted", nature="information")
        for code in DISTRICTS:
            add_duty(conn, binding, code)
        add_minutes(conn, 2, title=None, memo_number=None, name="দ্বিতীয় সভা.docx")
    return store


def add_notice(conn: Connection, n: int, state: str, **columns: object) -> int:
    row = {
        "key": f"overdue/{n}", "kind": "overdue", "stage": 1, "office_code": "dc-kurigram", "role": "focal",
        "recipient": "focal@dc-kurigram.example", "language": "bn", "on": DUE + timedelta(days=n),
        "created_at": NOW + timedelta(hours=n), "state": state, "message": b"From: x\r\n\r\n", **columns,
    }  # fmt: skip
    notice_id = int(conn.execute(insert(notice).values(row).returning(notice.c.id)).scalar_one())
    conn.execute(insert(notice_item).values(notice_id=notice_id, occurrence_id=2, step="first", due_on=DUE))
    return notice_id


def test_obligations_are_listed_by_minutes_decision_and_office(filled: Store) -> None:
    with filled.writing() as conn:
        other = add_duty(conn, 2, "dc-rangpur", None, state="open")
        add_occurrence(conn, 1, LATER, period="2023-24Q2", due_quarter=2023 * 4 + 1, changed_on=ISSUED)
    with filled.read_only() as conn:
        rows = obligations(conn, DUE)
        assert [(r.office_code, r.period, r.due_on) for r in rows] == [
            ("dc-dinajpur", "once", DUE),
            ("dc-dinajpur", "2023-24Q2", LATER),
            ("dc-kurigram", "once", DUE),
            ("dc-rangpur", "once", DUE),
            ("dc-rangpur", "once", None),
        ]
        assert ids(obligations(conn, DUE, decision_id=2)) == [other]
        assert ids(obligations(conn, DUE, offices=["dc-kurigram"])) == [2]
        assert ids(obligations(conn, DUE, quarter=2023 * 4 + 1)) == [5]
        assert len(obligations(conn, DUE, minutes_id=1)) == 5
        assert obligations(conn, DUE, minutes_id=2) == []


def test_obligations_are_chosen_by_the_state_of_that_day(filled: Store) -> None:
    with filled.writing() as conn:
        happen(conn, 2, DUE, "submitted", submitted_on=DUE)
        happen(conn, 2, LATER, "accepted")
    with filled.read_only() as conn:
        assert ids(obligations(conn, DUE, states=["submitted"])) == [2]
        assert ids(obligations(conn, DUE, states=["accepted"])) == []
        assert ids(obligations(conn, LATER, states=["accepted"])) == [2]
        assert obligations(conn, LATER, states=["accepted"])[0].submitted_on == DUE


def test_the_story_of_an_obligation(filled: Store) -> None:
    with filled.writing() as conn:
        happen(conn, 2, DUE, "submitted", submitted_on=DUE)
    with filled.read_only() as conn:
        story = obligation_story(conn, 2, ISSUED)
        assert (story.row.office_code, story.row.decision_number, story.row.rule["amount"]) == (
            "dc-kurigram",
            "২.1",
            10,
        )
        assert [(o.id, o.state, o.due_on) for o in story.occurrences] == [(2, "open", DUE)]
        assert obligation_story(conn, 2, LATER).occurrences[0].state == "submitted"
        with pytest.raises(BadInput, match="no obligation 99"):
            obligation_story(conn, 99, LATER)


def test_the_story_of_an_occurrence_tells_who_was_told_and_what_was_answered(filled: Store) -> None:
    with filled.writing() as conn:
        notice_id = add_notice(conn, 1, "sent", subject="তাগিদপত্র", sent_at=NOW)
        for n, (outcome, code, answer) in enumerate([("temporary", 451, "later"), ("sent", 250, "OK")], start=1):
            conn.execute(
                insert(attempt).values(
                    notice_id=notice_id, n=n, started_at=NOW, finished_at=NOW, outcome=outcome, code=code, answer=answer
                )
            )
        add_notice(conn, 2, "waiting")
        happen(conn, 2, DUE + timedelta(days=3), "submitted", submitted_on=DUE + timedelta(days=3))
        conn.execute(
            insert(submission).values(
                occurrence_id=2,
                submitted_on=DUE,
                submitted_at=NOW,
                submitted_by="x",
                note="হয়েছে",
                links=["https://x.example"],
            )
        )
    with filled.read_only() as conn:
        story = occurrence_story(conn, 2)
        assert (story.row.occurrence_id, story.row.state, story.row.office_name_en) == (
            2, "submitted", "Deputy Commissioner, Kurigram",
        )  # fmt: skip
        assert [e.state for e in story.events] == ["submitted"]
        assert [s.links for s in story.submissions] == [["https://x.example"]]
        assert [(n.state, n.subject, n.n, n.outcome, n.code, n.answer) for n in story.notices] == [
            ("sent", "তাগিদপত্র", 1, "temporary", 451, "later"),
            ("sent", "তাগিদপত্র", 2, "sent", 250, "OK"),
            ("waiting", None, None, None, None, None),
        ]
        with pytest.raises(BadInput, match="no occurrence 99"):
            occurrence_story(conn, 99)


def test_minutes_are_listed_with_what_they_hold(filled: Store) -> None:
    with filled.read_only() as conn:
        rows = minutes_list(conn)
    assert [(r.id, r.name, r.decisions, r.binding, r.in_review) for r in rows] == [
        (1, "minutes-1.txt", 3, 1, 1),
        (2, "দ্বিতীয় সভা.docx", 0, 0, 0),
    ]
    assert "text" not in rows[0]._fields


@pytest.mark.parametrize(
    "reference",
    ["1", "১", " 1 ", "minutes-1.txt", "০৫.৪৭.০০০০.০০৬.১৬.০০১.২৩", "05.47.0000.006.16.001.23", "0" * 63 + "1"],
)
def test_minutes_go_by_several_names(filled: Store, reference: str) -> None:
    with filled.read_only() as conn:
        story = minutes_story(conn, reference)
    assert story.row.id == 1
    assert story.row.text == "…"
    assert [(d.number, d.state, d.offices) for d in story.decisions] == [
        ("২.1", "binding", 3),
        ("২.2", "review", 0),
        ("২.3", "noted", 0),
    ]


def test_minutes_that_nobody_knows_or_several_are_refused(filled: Store) -> None:
    with filled.read_only() as conn:
        for unknown in ("3", "", "0000000", "minutes"):
            with pytest.raises(BadInput, match="there are no minutes") as refusal:
                minutes_story(conn, unknown)
            assert refusal.value.hint
        with pytest.raises(BadInput, match="several minutes go by 00000000: numbers 1, 2"):
            minutes_story(conn, "00000000")


def test_decisions_by_state_and_those_in_review(filled: Store) -> None:
    with filled.read_only() as conn:
        assert [d.number for d in decisions(conn)] == ["২.1", "২.2", "২.3"]
        assert [d.number for d in decisions(conn, states=["noted", "review"])] == ["২.2", "২.3"]
        [waiting] = in_review(conn)
    assert (waiting.number, waiting.review, waiting.memo_number) == (
        "২.2", ["no_deadline"], "০৫.৪৭.০০০০.০০৬.১৬.০০১.২৩",
    )  # fmt: skip


def test_notices_are_listed_and_chosen(filled: Store) -> None:
    with filled.writing() as conn:
        for n, state in enumerate(("sent", "waiting", "held", "undeliverable", "superseded")):
            add_notice(conn, n, state)
        reminder = add_notice(conn, 9, "waiting", kind="reminder", stage=0, office_code="dc-rangpur")
    with filled.read_only() as conn:
        rows = notices(conn)
        assert ids(rows, "id") == [1, 2, 3, 4, 5, 6]
        assert (rows[0].name_en, rows[0].items, rows[0].created_at) == ("Deputy Commissioner, Kurigram", 1, NOW)
        assert "message" not in rows[0]._fields
        assert ids(notices(conn, states=["waiting", "held"]), "id") == [2, 3, 6]
        assert ids(notices(conn, states=["sent"]), "id") == [1]
        assert ids(notices(conn, kinds=["reminder"]), "id") == [reminder]
        assert ids(notices(conn, offices=["dc-rangpur"]), "id") == [reminder]
        assert ids(notices(conn, stage=0), "id") == [reminder]
        assert ids(notices(conn, since=DUE + timedelta(days=3), until=DUE + timedelta(days=4)), "id") == [4, 5]


def test_the_story_of_a_notice(filled: Store) -> None:
    with filled.writing() as conn:
        notice_id = add_notice(conn, 1, "sent")
        conn.execute(insert(attempt).values(notice_id=notice_id, n=1, started_at=NOW))
    with filled.read_only() as conn:
        story = notice_story(conn, notice_id)
        assert story.row.message == b"From: x\r\n\r\n"
        assert [(i.occurrence_id, i.office_code, i.step, i.state) for i in story.items] == [
            (2, "dc-kurigram", "first", "open")
        ]
        assert [(a.n, a.outcome) for a in story.attempts] == [(1, None)]
        with pytest.raises(BadInput, match="no notice 99"):
            notice_story(conn, 99)


def test_the_status_of_a_fresh_record(store: Store) -> None:
    with store.read_only() as conn:
        found = status(conn)
    assert (found.last_check, found.checked_at, found.oldest_waiting, found.in_review, found.checkpoint) == (
        None, None, None, 0, None,
    )  # fmt: skip
    assert dict(found.pending) == {"waiting": 0, "sending": 0, "held": 0, "undeliverable": 0}


def test_the_status_tells_what_waits(filled: Store) -> None:
    with filled.writing() as conn:
        for n, state in enumerate(("sent", "held", "waiting", "waiting", "sending", "undeliverable", "superseded")):
            add_notice(conn, n, state)
        for day, finished in ((date(2023, 7, 5), NOW), (date(2023, 7, 6), NOW), (date(2023, 7, 7), None)):
            conn.execute(insert(run).values(kind="check", civil_date=day, started_at=NOW, finished_at=finished))
    with filled.read_only() as conn:
        found = status(conn)
        assert found.checkpoint == head(conn)
    assert (found.last_check, found.checked_at) == (date(2023, 7, 6), NOW)
    assert dict(found.pending) == {"waiting": 2, "sending": 1, "held": 1, "undeliverable": 1}
    assert found.oldest_waiting == NOW + timedelta(hours=2)
    assert found.in_review == 1
