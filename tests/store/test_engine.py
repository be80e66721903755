"""Opening stores, and what their transactions promise."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from tests.conftest import Opener
from tracker.domain.errors import ConfigError, TrackerError, TryAgain
from tracker.store.engine import Store, open_store
from tracker.store.tables import contact, meta


def put(conn: Connection, key: str, value: str = "") -> None:
    conn.execute(insert(meta).values(key=key, value=value))


def keys(store: Store) -> list[str]:
    with store.reading() as conn:
        return list(conn.scalars(select(meta.c.key).order_by(meta.c.key)))


def test_what_is_written_is_there_for_the_next_reader(store: Store) -> None:
    with store.writing() as conn:
        put(conn, "a", "কুড়িগ্রাম")
    with store.read_only() as conn:
        assert conn.scalar(select(meta.c.value)) == "কুড়িগ্রাম"


def test_an_exception_leaves_nothing_of_the_transaction(store: Store) -> None:
    with pytest.raises(KeyboardInterrupt), store.writing() as conn:
        put(conn, "a")
        raise KeyboardInterrupt
    assert keys(store) == []


def test_ddl_is_part_of_the_transaction(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.writing() as conn:
        conn.execute(text("CREATE TABLE half_done (id INTEGER)"))
        raise ZeroDivisionError
    with pytest.raises(TrackerError, match="lacks tables"), store.reading() as conn:
        conn.execute(text("SELECT * FROM half_done"))


@pytest.mark.parametrize("transaction", [Store.reading, Store.read_only])
def test_a_reader_cannot_write(store: Store, transaction: Callable[[Store], Store]) -> None:
    with pytest.raises(TrackerError), transaction(store) as conn:  # type: ignore[attr-defined]
        put(conn, "a")
    assert keys(store) == []


def test_a_reader_cannot_change_tables(store: Store) -> None:
    with pytest.raises(TrackerError), store.read_only() as conn:
        conn.execute(text("DROP TABLE meta"))
    assert keys(store) == []


def test_a_reader_keeps_to_one_snapshot(store: Store) -> None:
    count = select(func.count()).select_from(meta)
    with store.reading() as reader:
        before = reader.scalar(count)
        with store.writing() as conn:
            put(conn, "a")
        assert reader.scalar(count) == before == 0
    assert keys(store) == ["a"]


def test_reading_leaves_no_lock_behind(store: Store, store_url: str, opened: Opener) -> None:
    with store.reading() as conn:
        conn.execute(select(meta)).all()
    with pytest.raises(ZeroDivisionError), store.reading() as conn:
        conn.execute(select(meta)).all()
        raise ZeroDivisionError
    other = opened(store_url, busy_seconds=0.2)
    with other.writing() as conn:
        put(conn, "a")


def test_a_write_after_a_read_in_the_same_transaction_waits_for_another_writer(store: Store) -> None:
    """In a deferred transaction SQLite would fail at once, whatever the timeout, with SQLITE_BUSY_SNAPSHOT."""
    with store.writing() as conn:
        put(conn, "n", "0")
    both = threading.Barrier(2)

    def count_up() -> None:
        both.wait()
        for _ in range(20):
            with store.writing() as conn:
                value = conn.scalar(select(meta.c.value).where(meta.c.key == "n").with_for_update())
                conn.execute(update(meta).where(meta.c.key == "n").values(value=str(int(value or "") + 1)))

    threads = [threading.Thread(target=count_up) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.reading() as conn:
        assert conn.scalar(select(meta.c.value)) == "40"


def test_a_database_that_stays_busy_says_try_again(store: Store, store_url: str, opened: Opener) -> None:
    impatient = opened(store_url, busy_seconds=0.1)
    with store.writing() as conn:
        put(conn, "a")
        if conn.dialect.name == "postgresql":
            conn.execute(text("LOCK TABLE meta"))
        with pytest.raises(TryAgain, match="busy") as refusal, impatient.writing() as other:
            put(other, "b")
    assert refusal.value.exit_status == 75
    assert refusal.value.hint
    assert keys(store) == ["a"]


def test_foreign_keys_hold(store: Store) -> None:
    with pytest.raises(IntegrityError), store.writing() as conn:
        conn.execute(insert(contact).values(office_code="nowhere", role="focal", email="x@y.example"))


def test_unique_keys_and_word_lists_hold(store: Store) -> None:
    with store.writing() as conn:
        put(conn, "a")
    with pytest.raises(IntegrityError), store.writing() as conn:
        put(conn, "a")
    with pytest.raises(IntegrityError, match="ck_contact_role"), store.writing() as conn:
        conn.execute(insert(contact).values(office_code="x", role="chief", email="x@y.example"))


def test_a_sqlite_record_survives_power_loss_and_lets_readers_in(sqlite_store: Store) -> None:
    with sqlite_store.writing() as conn:
        found = {name: conn.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous", "foreign_keys")}
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("var/tracker.db", "cannot be read"),
        ("", "cannot be read"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:///file:x.db?uri=true", "names no file"),
        ("sqlite:///x.db?mode=ro", "options"),
        ("mysql://root:secret@host/db", "mysql are not supported"),
        ("postgresql+asyncpg://u:secret@host/db", "not supported"),
        ("postgresql://u:secret@host", "names no database"),
        ("postgresql://u:secret@host:port/db", "cannot be read"),
        ("oracle:secret", "cannot be read"),
    ],
)
def test_a_url_that_cannot_be_used_is_a_mistake_in_the_configuration(url: str, told: str) -> None:
    with pytest.raises(ConfigError, match=told) as refusal:
        open_store(url)
    assert refusal.value.hint
    assert "secret" not in f"{refusal.value} {refusal.value.hint}"


def test_postgres_without_its_library_names_what_to_install() -> None:
    script = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from tracker.store.engine import open_store\n"
        "from tracker.domain.errors import ConfigError\n"
        "try:\n"
        "    with open_store('postgresql://u@localhost/db').reading(): pass\n"
        "except ConfigError as error: print(error.message, '|', error.hint)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "psycopg" in done.stdout
    assert "pip install 'tracker[postgres]'" in done.stdout


def test_a_list_on_sqlite_imports_nothing_that_it_does_not_need(sqlite_store: Store, sqlite_url: str) -> None:
    script = (
        "import sys, datetime\n"
        "from tracker.store.engine import open_store\n"
        "from tracker.store.schema import ensure_schema\n"
        "from tracker.store.queries.overdue import overdue\n"
        "store = open_store(sys.argv[1]); ensure_schema(store)\n"
        "with store.read_only() as conn: overdue(conn, datetime.date(2023, 7, 6))\n"
        "print(*sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, sqlite_url], capture_output=True, text=True, check=True)
    heavy = {"sqlalchemy.orm", "sqlalchemy.dialects.postgresql", "alembic", "psycopg", "pendulum", "jinja2", "lxml"}
    assert heavy & set(done.stdout.split()) == set()


def test_a_store_can_be_used_again_after_it_was_closed(store: Store) -> None:
    assert keys(store) == []
    store.close()
    assert keys(store) == []


def test_a_relative_path_is_one_from_the_present_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: Opener
) -> None:
    monkeypatch.chdir(tmp_path)
    assert opened("sqlite:///var/tracker.db").name == "var/tracker.db"
