"""The migrations give the tables of the program, word for word."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

import tracker.store.tables.indexes  # noqa: F401 (they belong to the metadata)
from tests.conftest import Opener
from tracker.store import upgrading
from tracker.store.engine import Store
from tracker.store.schema import KNOWN, Schema, check_schema, current, drift, upgrade
from tracker.store.sqlite import SqliteFile
from tracker.store.tables import metadata

PROJECT = Path(__file__).parents[2]


def test_the_versions_known_are_those_of_the_migrations() -> None:
    scripts = ScriptDirectory(str(upgrading.MIGRATIONS))
    found = [script.revision for script in scripts.walk_revisions()]
    assert tuple(reversed(found)) == KNOWN


def test_an_upgrade_gives_the_tables_of_the_program(empty_url: str, opened: Opener) -> None:
    store = opened(empty_url)
    assert check_schema(store) is Schema.MISSING
    assert current(store) is None
    done = upgrade(store)
    assert (done.before, done.after, done.backup) == (None, KNOWN[-1], None)
    assert check_schema(store) is Schema.CURRENT
    assert drift(store) == ()


def test_the_migrated_tables_are_word_for_word_those_of_the_program_in_sqlite(
    sqlite_store: Store, tmp_path: Path
) -> None:
    declared = create_engine(f"sqlite:///{tmp_path / 'declared.db'}")
    metadata.create_all(declared)
    query = text("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE '%alembic%' ORDER BY name")
    with declared.connect() as conn:
        wanted = [(kind, name, _words(sql)) for kind, name, sql in conn.execute(query)]
    declared.dispose()
    with sqlite_store.reading() as conn:
        assert [(kind, name, _words(sql)) for kind, name, sql in conn.execute(query)] == wanted


@pytest.mark.postgres
def test_the_migrated_tables_are_word_for_word_those_of_the_program_in_postgres(
    postgres_store: Store, postgres_url: str
) -> None:
    declared = create_engine(postgres_url)
    metadata.create_all(declared)
    constraints = text("SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint ORDER BY conname, 2")
    indexes = text("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1")
    columns = text(
        "SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns "
        "WHERE table_schema = 'public' ORDER BY 1, 2"
    )
    for query in (constraints, indexes, columns):
        with declared.connect() as conn:
            wanted = [tuple(row) for row in conn.execute(query)]
        with postgres_store.reading() as conn:
            found = [tuple(row) for row in conn.execute(query) if "alembic_version" not in str(row)]
        assert found == wanted
    declared.dispose()


def _words(sql: str | None) -> list[str]:
    """The columns and constraints of a CREATE statement, whatever their order, spacing and quoting."""
    plain = (sql or "").replace("DEFAULT ('')", "DEFAULT ''").replace('"', "")
    return sorted(words for line in re.split("[,\\n]", plain) if (words := line.strip(" \t()")))


def test_every_constraint_has_a_name(store: Store) -> None:
    with store.reading() as conn:
        inspector = inspect(conn)
        for table in inspector.get_table_names():
            if table == "alembic_version":
                continue
            named = [
                *inspector.get_foreign_keys(table),
                *inspector.get_unique_constraints(table),
                *inspector.get_check_constraints(table),
                inspector.get_pk_constraint(table),
            ]
            assert all(constraint["name"] for constraint in named), table


def test_drift_names_what_differs(store: Store) -> None:
    with store.writing() as conn:
        conn.execute(text("ALTER TABLE meta ADD COLUMN extra TEXT"))
        conn.execute(text("DROP INDEX ix_occurrence_unsettled"))
        conn.execute(text("CREATE INDEX ix_occurrence_unsettled ON occurrence (due_on)"))
        conn.execute(text("DROP TABLE summary"))
    found = drift(store)
    assert any("summary" in line for line in found)
    assert any("meta" in line and "extra" in line for line in found)
    assert "condition of an index differs: occurrence ix_occurrence_unsettled" in found


@pytest.mark.postgres
def test_tables_of_others_in_the_same_database_are_no_drift(postgres_store: Store) -> None:
    with postgres_store.writing() as conn:
        conn.execute(text("CREATE TABLE payroll (id INTEGER PRIMARY KEY, name TEXT)"))
    assert drift(postgres_store) == ()


def test_developers_reach_the_same_migrations(sqlite_url: str, tmp_path: Path, opened: Opener) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "alembic", "-x", f"url={sqlite_url}", "upgrade", "head"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert isinstance(opened(sqlite_url).backend, SqliteFile)
    assert drift(opened(sqlite_url)) == ()
