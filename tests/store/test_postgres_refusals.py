"""What a PostgreSQL server refuses is one line with the way out and without the password; what may pass is retried."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable

import pytest
from sqlalchemy import Connection, func, insert, select, text, update

from tests.conftest import Opener
from tests.postgres import PASSWORD, Server
from tracker.domain.errors import ConfigError, TrackerError, TryAgain
from tracker.store.backend import Conflict
from tracker.store.engine import Store, open_store
from tracker.store.schema import upgrade
from tracker.store.tables import meta

pytestmark = pytest.mark.postgres

SECRET = "p%40ssw0rd"


def refusal_of(url: str, work: Callable[[Connection], object] = lambda _conn: None) -> TrackerError:
    store = open_store(url)
    try:
        with pytest.raises(TrackerError) as refusal, store.writing() as conn:
            work(conn)
    finally:
        store.close()
    told = f"{refusal.value.message}\n{refusal.value.hint}"
    assert told.count("\n") == 1
    assert refusal.value.hint
    assert "p@ssw0rd" not in told
    assert SECRET not in told
    return refusal.value


def over_loopback(server: Server, user: str, password: str, database: str = "postgres") -> str:
    return f"postgresql+psycopg://{user}:{password}@127.0.0.1:{server.port}/{database}"


def test_a_wrong_password_is_told_without_it(postgres_server: Server) -> None:
    refusal = refusal_of(over_loopback(postgres_server, "guest", SECRET))
    assert isinstance(refusal, ConfigError)
    assert "refused the account's name or password" in refusal.message
    assert "***" in refusal.message


def test_the_right_password_lets_in(postgres_server: Server, opened: Opener) -> None:
    store = opened(over_loopback(postgres_server, "guest", PASSWORD.replace(" ", "%20")))
    with store.reading() as conn:
        assert conn.scalar(text("SELECT current_user")) == "guest"
    store.close()


def test_an_account_that_is_not_there(postgres_server: Server) -> None:
    refusal = refusal_of(over_loopback(postgres_server, "nobody", SECRET))
    assert isinstance(refusal, ConfigError)


def test_a_database_that_is_not_there(postgres_server: Server) -> None:
    refusal = refusal_of(postgres_server.url("nowhere"))
    assert isinstance(refusal, ConfigError)
    assert "no database of that name" in refusal.message
    assert "createdb" in refusal.hint


def test_a_server_that_is_away(postgres_server: Server) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    refusal = refusal_of(f"postgresql+psycopg://u:{SECRET}@127.0.0.1:{port}/db")
    assert isinstance(refusal, TryAgain)
    refusal = refusal_of(f"postgresql+psycopg://u:{SECRET}@/db?host={postgres_server.folder}/elsewhere")
    assert isinstance(refusal, TryAgain)


def test_a_host_that_nobody_knows() -> None:
    assert refusal_of(f"postgresql+psycopg://u:{SECRET}@nowhere.invalid/db")


def test_a_database_in_another_encoding(postgres_server: Server) -> None:
    postgres_server.run("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    refusal = refusal_of(postgres_server.url("latin"))
    postgres_server.run("DROP DATABASE latin")
    assert isinstance(refusal, ConfigError)
    assert "LATIN1" in refusal.message
    assert "UTF8" in refusal.hint


def test_tables_that_are_not_there(postgres_url: str) -> None:
    refusal = refusal_of(postgres_url, lambda conn: conn.execute(select(meta)))
    assert "tracker db upgrade" in refusal.hint


def test_an_account_without_rights_can_neither_write_nor_make_tables(
    postgres_server: Server, postgres_url: str, opened: Opener
) -> None:
    database = postgres_url.split("@/")[1].split("?")[0]
    as_guest = over_loopback(postgres_server, "guest", PASSWORD.replace(" ", "%20"), database)
    with pytest.raises(ConfigError, match="no right"):
        upgrade(opened(as_guest))
    upgrade(opened(postgres_url))
    refusal = refusal_of(as_guest, lambda conn: conn.execute(insert(meta).values(key="a", value="")))
    assert "no right" in refusal.message


def test_a_deadlock_is_retried_whole(postgres_store: Store) -> None:
    with postgres_store.writing() as conn:
        conn.execute(insert(meta), [{"key": "a", "value": "0"}, {"key": "b", "value": "0"}])
    met = threading.Barrier(2, timeout=20)
    calls = {"ab": 0, "ba": 0}

    def crossed(order: str) -> None:
        def work(conn: Connection) -> None:
            calls[order] += 1
            for key in order:
                value = func.cast(meta.c.value, type_=meta.c.value.type)
                conn.execute(update(meta).where(meta.c.key == key).values(value=value + order[0]))
                if key == order[0] and calls[order] == 1:
                    met.wait()

        postgres_store.transact(work)

    threads = [threading.Thread(target=crossed, args=(order,)) for order in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(calls.values()) == [1, 2]
    with postgres_store.reading() as conn:
        values = conn.scalars(select(meta.c.value)).all()
    assert {"".join(sorted(v)) for v in values} == {"0ab"}


def test_a_serialization_failure_is_retried_at_most_five_times(postgres_store: Store) -> None:
    tries = []

    def always_late(conn: Connection) -> None:
        tries.append(conn)
        conn.execute(text("DO $$ BEGIN RAISE serialization_failure; END $$"))

    with pytest.raises(Conflict, match="another change came in between") as refusal:
        postgres_store.transact(always_late)
    assert refusal.value.exit_status == 75
    assert len(tries) == 5


def test_a_connection_ended_by_the_server_is_retried_from_the_start(postgres_store: Store) -> None:
    tries: list[int | None] = []

    def once_ended(conn: Connection) -> str:
        conn.execute(insert(meta).values(key=f"try {len(tries)}", value=""))
        tries.append(conn.scalar(text("SELECT pg_backend_pid()")))
        if len(tries) == 1:
            with postgres_store.engine.connect() as other:
                other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": tries[0]})
            conn.execute(select(meta))
        return "done"

    assert postgres_store.transact(once_ended) == "done"
    with postgres_store.reading() as conn:
        assert conn.scalars(select(meta.c.key)).all() == ["try 1"]


def test_a_connection_lost_in_the_commit_is_not_retried(postgres_store: Store) -> None:
    tries = []

    def ended(conn: Connection) -> None:
        tries.append(conn.scalar(text("SELECT pg_backend_pid()")))
        with postgres_store.engine.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": tries[-1]})

    with pytest.raises(TryAgain, match="may be stored or not"):
        postgres_store.transact(ended)
    assert len(tries) == 1


def test_a_pooled_connection_that_died_is_replaced_unseen(postgres_server: Server, postgres_store: Store) -> None:
    with postgres_store.reading() as conn:
        database = conn.scalar(text("SELECT current_database()"))
    postgres_server.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'")
    with postgres_store.reading() as conn:
        assert conn.scalar(text("SELECT 1")) == 1


def test_a_statement_that_takes_too_long_says_try_again(postgres_store: Store) -> None:
    with pytest.raises(TryAgain), postgres_store.writing() as conn:
        conn.execute(text("SET LOCAL statement_timeout = 50"))
        conn.execute(text("SELECT pg_sleep(5)"))


def test_too_many_connections_say_try_again(postgres_server: Server, postgres_url: str) -> None:
    database = postgres_url.split("@/")[1].split("?")[0]
    postgres_server.run(f"ALTER DATABASE {database} CONNECTION LIMIT 0")
    postgres_server.run(f"GRANT CONNECT ON DATABASE {database} TO guest")
    refusal = refusal_of(over_loopback(postgres_server, "guest", PASSWORD.replace(" ", "%20"), database))
    assert isinstance(refusal, TryAgain)


def test_times_are_utc_whatever_the_server_thinks(postgres_store: Store) -> None:
    with postgres_store.reading() as conn:
        assert conn.scalar(text("SHOW timezone")) == "UTC"


def test_the_servers_options_in_the_url_are_kept(postgres_url: str, opened: Opener) -> None:
    store = opened(f"{postgres_url}&options=-c%20statement_timeout%3D1234")
    with store.reading() as conn:
        assert conn.scalar(text("SHOW statement_timeout")) == "1234ms"
    store.close()
