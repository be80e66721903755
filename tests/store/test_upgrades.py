"""Upgrades: whoever starts them, whenever they die, they end at one version and lose nothing."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, insert, inspect, select, text

import tracker.store.tables.indexes  # noqa: F401 (they belong to the metadata)
from tests.conftest import Opener
from tests.store.filling import NOW
from tracker.domain.errors import ConfigError, Refused
from tracker.store import audit, schema, upgrading
from tracker.store.engine import Store
from tracker.store.schema import KNOWN, Schema, check_schema, current, drift, ensure_schema, upgrade
from tracker.store.sqlite import SqliteFile
from tracker.store.tables import decision, meta, minutes, notice, notice_item, occurrence, submission

PROJECT = Path(__file__).parents[2]
SECOND = """
import sqlalchemy as sa
from alembic import op

revision = "9000"
down_revision = "@HEAD@"


def upgrade() -> None:
    op.add_column("meta", sa.Column("added", sa.Text(), nullable=False, server_default="x"))
    with op.batch_alter_table("contact") as batch:
        batch.add_column(sa.Column("phone", sa.Text()))
        batch.alter_column("name", nullable=True)
""".replace("@HEAD@", KNOWN[-1])


@pytest.fixture
def second_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that knows one version more."""
    migrations = tmp_path / "migrations"
    shutil.copytree(upgrading.MIGRATIONS, migrations)
    (migrations / "versions" / "9000_second.py").write_text(SECOND)
    monkeypatch.setattr(upgrading, "MIGRATIONS", migrations)
    monkeypatch.setattr(schema, "KNOWN", (*KNOWN, "9000"))
    monkeypatch.setattr(schema, "HEAD", "9000")
    monkeypatch.setattr(upgrading, "HEAD", "9000")
    return migrations / "versions" / "9000_second.py"


def test_the_first_command_makes_a_sqlite_database(sqlite_url: str, opened: Opener, tmp_path: Path) -> None:
    ensure_schema(opened(sqlite_url))
    ensure_schema(opened(sqlite_url))
    assert check_schema(opened(sqlite_url)) is Schema.CURRENT
    assert {p.name for p in tmp_path.iterdir()} <= {"tracker.db", "tracker.db-wal", "tracker.db-shm"}


@pytest.mark.postgres
def test_a_postgres_database_is_never_changed_unasked(postgres_url: str, opened: Opener) -> None:
    with pytest.raises(ConfigError, match="has no tables yet") as refusal:
        ensure_schema(opened(postgres_url))
    assert "tracker db upgrade" in refusal.value.hint
    assert current(opened(postgres_url)) is None


@pytest.mark.postgres
def test_an_older_postgres_database_asks_for_its_upgrade(postgres_store: Store, second_version: Path) -> None:
    with pytest.raises(ConfigError, match="older version"):
        ensure_schema(postgres_store)
    assert upgrade(postgres_store).before == KNOWN[-1]
    ensure_schema(postgres_store)


def test_a_newer_database_is_refused_and_left_alone(store: Store) -> None:
    with store.writing() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '0099'"))
    for use in (check_schema, ensure_schema, upgrade):
        with pytest.raises(Refused, match="0099") as refusal:
            use(store)
        assert "newer version" in refusal.value.hint
    assert current(store) == "0099"


def test_an_older_database_keeps_every_row(store: Store, second_version: Path) -> None:
    with store.writing() as conn:
        conn.execute(insert(meta).values(key="a", value="কুড়িগ্রাম"))
        audit.append(conn, [audit.Entry("x", "x:1")], at=NOW, actor="x")
    assert check_schema(store) is Schema.OLDER
    assert upgrade(store).before == KNOWN[-1]
    with store.reading() as conn:
        assert conn.execute(text("SELECT key, value, added FROM meta")).all() == [("a", "কুড়িগ্রাম", "x")]
        assert audit.verify(conn).count == 1


def test_an_older_sqlite_file_is_copied_first_and_upgraded_by_the_first_command(
    sqlite_store: Store, second_version: Path, opened: Opener
) -> None:
    with sqlite_store.writing() as conn:
        conn.execute(insert(meta).values(key="a", value="1"))
    ensure_schema(sqlite_store)
    assert current(sqlite_store) == "9000"
    copy = opened(f"sqlite:///{sqlite_store.name}.before-9000")
    assert current(copy) == KNOWN[-1]
    with copy.read_only() as conn:
        assert conn.execute(select(meta)).all() == [("a", "1")]


def test_an_upgrade_that_fails_leaves_everything_as_it_was(store: Store, second_version: Path) -> None:
    second_version.write_text(SECOND + '    op.execute("SELECT nonsense FROM nowhere")\n')
    with pytest.raises(Exception, match=r"nowhere|lacks tables"):
        upgrade(store)
    assert current(store) == KNOWN[-1]
    assert drift(store) == ()
    second_version.write_text(SECOND)
    upgrade(store)
    assert current(store) == "9000"


def test_an_upgrade_that_would_break_references_is_rolled_back(sqlite_store: Store, second_version: Path) -> None:
    second_version.write_text(
        SECOND + "    op.execute(\"INSERT INTO contact (office_code, role, email) VALUES ('no', 'focal', 'x')\")\n"
    )
    with pytest.raises(AssertionError, match="broke references"):
        upgrade(sqlite_store)
    assert current(sqlite_store) == KNOWN[-1]


def test_any_number_of_upgrades_at_once_end_at_one_version(empty_url: str, opened: Opener) -> None:
    script = (
        "import sys\n"
        "from tracker.store.engine import open_store\n"
        "from tracker.store.schema import upgrade\n"
        "sys.stdin.readline()\n"
        "print(upgrade(open_store(sys.argv[1])).before)\n"
    )
    racers = [
        subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", script, empty_url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=PROJECT,
        )
        for _ in range(6)
    ]
    results = []
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("go\n")
        racer.stdin.flush()
    for racer in racers:
        out, err = racer.communicate()
        assert racer.returncode == 0, err
        results.append(out.strip())
    assert sorted(results) == [KNOWN[-1]] * 5 + ["None"]
    assert drift(opened(empty_url)) == ()
    if empty_url.startswith("sqlite"):
        folder = Path(empty_url.removeprefix("sqlite:///")).parent
        assert [p.name for p in folder.iterdir() if ".new" in p.name] == []


def test_an_upgrade_killed_at_any_moment_is_finished_by_the_next(sqlite_url: str, opened: Opener) -> None:
    script = (
        "import sys\n"
        "from tracker.store import upgrading\n"
        "from tracker.store.engine import open_store\n"
        "print('ready', flush=True)\n"
        "upgrading.upgrade(open_store(sys.argv[1]))\n"
    )
    moments = random.Random(7)
    made = 0
    for _ in range(6):
        with subprocess.Popen(
            [sys.executable, "-c", script, sqlite_url], stdout=subprocess.PIPE, text=True, cwd=PROJECT
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(moments.uniform(0, 0.12))
            process.kill()
        made += Path(sqlite_url.removeprefix("sqlite:///")).exists()
        assert check_schema(opened(sqlite_url)) in (Schema.MISSING, Schema.CURRENT)
    ensure_schema(opened(sqlite_url))
    assert drift(opened(sqlite_url)) == ()


def test_going_down_is_refused_once_there_is_a_record(store: Store) -> None:
    from alembic import command

    with store.writing() as conn:
        audit.append(conn, [audit.Entry("x", "x:1")], at=NOW, actor="x")
    with pytest.raises(RuntimeError, match="holds a record"), store.writing() as conn:
        command.downgrade(upgrading.configuration(conn), "base")
    assert drift(store) == ()


def test_up_down_up_gives_the_same_tables(store: Store) -> None:
    from alembic import command

    with store.writing() as conn:
        command.downgrade(upgrading.configuration(conn), "base")
        assert set(inspect(conn).get_table_names()) == {"alembic_version"}
        command.upgrade(upgrading.configuration(conn), "head")
    assert drift(store) == ()


def test_a_record_of_the_first_version_is_taken_over_whole(empty_url: str, opened: Opener) -> None:
    store = opened(empty_url)
    with _at(store, "0001") as conn:
        for statement in FIRST_RECORD:
            conn.execute(text(statement))
    assert upgrade(store).before == "0001"
    assert drift(store) == ()
    with store.reading() as conn:
        assert conn.execute(select(occurrence.c.state, occurrence.c.since)).all() == [("submitted", None)]
        assert conn.execute(select(submission.c.note, submission.c.kind)).all() == [("হয়েছে", "complete")]
        assert conn.execute(select(minutes.c.revision, minutes.c.revises_id)).all() == [(1, None)]
        assert conn.execute(select(decision.c.state, decision.c.continues_id)).all() == [("binding", None)]
        assert conn.execute(select(notice.c.key, notice.c.kind)).all() == [("k", "reminder")]
        assert len(conn.execute(select(notice_item)).all()) == 1


FIRST_RECORD = (
    "INSERT INTO office (code, kind, name_bn, name_en, place_bn, place_en, language) "
    "VALUES ('dc-rangpur', 'dc', 'রংপুর', 'Rangpur', 'রংপুর', 'Rangpur', 'bn')",
    "INSERT INTO minutes (id, sha256, name, format, language, kind, warnings, text, body_code, imported_at, imported_by) "
    "VALUES (1, 'a', 'a.txt', 'text', 'bn', 'resolution', '[]', '…', 'x', '2023-06-25 00:00:00', 'x')",
    "INSERT INTO decision (id, minutes_id, position, number, subject, text, nature, implementer_text, as_read, rule, "
    "origin, state, review) "
    "VALUES (1, 1, 1, '1', '', '…', 'obligation', '', '{}', '{}', 'text', 'binding', '[]')",
    "INSERT INTO obligation (id, decision_id, office_code) VALUES (1, 1, 'dc-rangpur')",
    "INSERT INTO occurrence (id, obligation_id, period, state, changed_on) VALUES (1, 1, 'once', 'submitted', '2023-06-25')",
    "INSERT INTO submission (occurrence_id, submitted_on, submitted_at, submitted_by, note, links) "
    "VALUES (1, '2023-06-28', '2023-06-28 00:00:00', 'x', 'হয়েছে', '[]')",
    'INSERT INTO notice (id, key, kind, stage, office_code, role, recipient, language, "on", created_at) '
    "VALUES (1, 'k', 'reminder', 0, 'dc-rangpur', 'focal', 'a@b.example', 'bn', '2023-06-28', '2023-06-28 00:00:00')",
    "INSERT INTO notice_item (notice_id, occurrence_id, step, due_on) VALUES (1, 1, 'reminder-3', '2023-07-05')",
)


@contextmanager
def _at(store: Store, version: str) -> Iterator[Connection]:
    """A transaction in which the database, not there before, has just come to an older version."""
    if isinstance(store.backend, SqliteFile):
        store.backend.path.touch()
    with store.writing() as conn:
        command.upgrade(upgrading.configuration(conn), version)
        yield conn
