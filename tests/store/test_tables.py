"""What goes into a column comes out of it, the same on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select
from sqlalchemy.exc import StatementError

from tests.store.filling import DUE, ISSUED, NOW, add_decision, add_duty, add_minutes, take_over
from tracker.domain.errors import BadInput
from tracker.store.engine import Store
from tracker.store.tables import decision, event, meta, minutes, occurrence, run

BENGALI = "আগামী ১০ (দশ) দিনের মধ্যে কমিটি পুনর্গঠন করে ওয়েব-পোর্টালে প্রকাশ; ক্‍ষ র‍্যাব ড়ঢ়য় ৎ ং ঃ ঁ"

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


def test_bengali_text_comes_back_letter_for_letter(store: Store) -> None:
    with store.writing() as conn:
        minutes_id = add_minutes(conn, text=BENGALI * 2000, participants={"মোট": [BENGALI]})
    with store.reading() as conn:
        row = conn.execute(select(minutes).where(minutes.c.id == minutes_id)).one()
    assert row.text == BENGALI * 2000
    assert row.participants == {"মোট": [BENGALI]}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(value=texts, data=json_values)
def test_any_text_and_json_comes_back(store: Store, value: str, data: object) -> None:
    with store.writing() as conn:
        conn.execute(meta.delete())
        conn.execute(run.delete())
        conn.execute(insert(meta).values(key="k", value=value))
        conn.execute(insert(run).values(kind="check", civil_date=DUE, started_at=NOW, counts=data))
    with store.reading() as conn:
        assert conn.scalar(select(meta.c.value)) == value
        assert conn.scalar(select(run.c.counts)) == data


def test_json_is_kept_as_letters_that_a_person_can_read(sqlite_store: Store) -> None:
    with sqlite_store.writing() as conn:
        add_minutes(conn, participants={"b": 1, "a": "কুড়িগ্রাম"})
        kept = conn.exec_driver_sql("SELECT participants FROM minutes").scalar()
    assert kept == '{"a":"কুড়িগ্রাম","b":1}'


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    at=st.datetimes(datetime(1000, 1, 2), datetime(9998, 1, 1)),
    zone=st.sampled_from([UTC, timezone(timedelta(hours=6)), timezone(timedelta(hours=-11, minutes=-30))]),
    day=st.dates(date(1000, 1, 1)),
)
def test_any_instant_and_date_comes_back(store: Store, at: datetime, zone: timezone, day: date) -> None:
    instant = at.replace(tzinfo=zone)
    with store.writing() as conn:
        conn.execute(run.delete())
        conn.execute(insert(run).values(kind="check", civil_date=day, started_at=instant))
    with store.reading() as conn:
        row = conn.execute(select(run)).one()
    assert row.started_at == instant
    assert row.started_at.tzinfo is UTC
    assert row.civil_date == day


def test_an_instant_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(StatementError, match="time zone"), store.writing() as conn:
        conn.execute(insert(run).values(kind="check", civil_date=DUE, started_at=datetime(2023, 7, 5)))


@pytest.mark.parametrize("bad", ["a\0b", "কুড়ি\udcffগ্রাম", "\ud800"])
def test_what_one_database_cannot_store_neither_does(store: Store, bad: str) -> None:
    with pytest.raises(BadInput), store.writing() as conn:
        conn.execute(insert(meta).values(key="x", value=bad))
    if "\0" not in bad:
        with pytest.raises(BadInput), store.writing() as conn:
            add_minutes(conn, participants=[bad])
    with store.reading() as conn:
        assert conn.execute(select(meta)).all() == []


def test_the_defaults_of_the_tables_are_those_of_a_fresh_duty(store: Store) -> None:
    with store.writing() as conn:
        take_over(conn)
        occurrence_id = add_duty(conn, add_decision(conn, add_minutes(conn)), "dc-kurigram")
        conn.execute(
            insert(event).values(occurrence_id=occurrence_id, on=ISSUED, at=NOW, actor="x", kind="x", state="open")
        )
    with store.reading() as conn:
        row = conn.execute(select(occurrence)).one()
        assert (row.state, row.submitted_on, row.next_step_on) == ("open", None, None)
        assert conn.scalar(select(event.c.note)) == ""
        assert conn.scalar(select(decision.c.basis_kind)) == ""
