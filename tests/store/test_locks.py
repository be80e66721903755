"""Locks end with their holder, and a unique key lets only one in."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select, text

from tests.conftest import Opener
from tracker.domain.errors import TryAgain
from tracker.store.engine import Store
from tracker.store.insert import insert_new
from tracker.store.locks import hold_check, sole_sender
from tracker.store.tables import meta

PROJECT = Path(__file__).parents[2]


def test_of_two_senders_the_second_is_told_to_leave(store: Store, store_url: str, opened: Opener) -> None:
    with sole_sender(store) as first, sole_sender(opened(store_url)) as second:
        assert first is not None
        assert second is None
        first()
    with sole_sender(opened(store_url)) as again:
        assert again is not None


def test_a_sender_that_was_killed_leaves_no_lock(store: Store, store_url: str) -> None:
    script = (
        "import sys, time\n"
        "from tracker.store.engine import open_store\n"
        "from tracker.store.locks import sole_sender\n"
        "with sole_sender(open_store(sys.argv[1])) as held:\n"
        "    print(held is not None, flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script, store_url], stdout=subprocess.PIPE, cwd=PROJECT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"True\n"
        with sole_sender(store) as held:
            assert held is None
        process.kill()
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(wait_for, store).result(timeout=20)


def wait_for(store: Store) -> bool:
    """PostgreSQL frees the lock when it notices that the client is gone."""
    while True:
        with sole_sender(store) as held:
            if held is not None:
                return True


@pytest.mark.postgres
def test_a_sender_whose_session_was_ended_stops_before_the_next_message(postgres_store: Store) -> None:
    with pytest.raises(TryAgain, match="session"), sole_sender(postgres_store) as still_held:
        assert still_held is not None
        still_held()
        with postgres_store.engine.connect() as conn:
            conn.execute(text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"))
        still_held()
    with sole_sender(postgres_store) as again:
        assert again is not None


def test_a_lock_that_cannot_be_written_is_told(sqlite_store: Store, tmp_path: Path) -> None:
    (tmp_path / "tracker.db.deliver.lock").mkdir()
    with pytest.raises(Exception, match="lock cannot be written"), sole_sender(sqlite_store):
        pass


def test_one_check_at_a_time(store: Store, store_url: str, opened: Opener) -> None:
    impatient = opened(store_url, busy_seconds=0.2)
    with store.writing() as conn:
        hold_check(conn)
        with pytest.raises(TryAgain, match="busy"), impatient.writing() as other:
            hold_check(other)
    with impatient.writing() as other:
        hold_check(other)


def test_only_what_is_new_goes_in_and_comes_back(store: Store) -> None:
    rows = [{"key": "a", "value": "1"}, {"key": "b", "value": "2"}]
    with store.writing() as conn:
        assert insert_new(conn, meta, rows[:1], meta.c.key) == [("a",)]
        assert insert_new(conn, meta, rows, meta.c.key, meta.c.value) == [("b", "2")]
        assert insert_new(conn, meta, rows, meta.c.key) == []
        assert insert_new(conn, meta, [], meta.c.key) == []
        assert len(conn.execute(select(meta)).all()) == 2
