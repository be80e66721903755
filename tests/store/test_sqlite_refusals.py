"""What is wrong with a SQLite file is one line with the way out, and the file stays as it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from tests.conftest import Opener
from tests.store import unprivileged
from tests.store.filling import NOW
from tracker.domain.errors import ConfigError, Refused, TrackerError
from tracker.store import audit
from tracker.store.engine import Store
from tracker.store.schema import check_schema, ensure_schema
from tracker.store.tables import meta


@pytest.fixture
def file(sqlite_store: Store, tmp_path: Path) -> Path:
    """A database with a row, closed."""
    with sqlite_store.writing() as conn:
        conn.execute(insert(meta).values(key="a", value="1"))
    sqlite_store.close()
    return tmp_path / "tracker.db"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that an account without rights can reach, which a test's own folder is not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


def told(error: TrackerError) -> str:
    """The refusal's lines, after a look at their form."""
    assert error.message
    assert "\n" not in error.message + error.hint
    assert error.hint
    return f"{error.message} | {error.hint}"


READ = """
    assert check_schema(store) == "current"
    with store.read_only() as conn: print(conn.scalar(select(meta.c.value)))
"""
WRITE = """
    with store.writing() as conn: conn.execute(insert(meta).values(key="b", value="2"))
"""


def test_a_folder_is_no_database(tmp_path: Path, opened: Opener) -> None:
    with pytest.raises(ConfigError, match="is a folder") as refusal:
        opened(f"sqlite:///{tmp_path}")
    told(refusal.value)


def test_a_pipe_is_no_database(tmp_path: Path, opened: Opener) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ConfigError, match="not a regular file"):
        opened(f"sqlite:///{tmp_path / 'pipe'}")


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path, opened: Opener) -> None:
    other = tmp_path / "letter.txt"
    other.write_text("প্রিয় মহোদয়, " * 500)
    before = other.read_bytes()
    for use in (check_schema, ensure_schema):
        with pytest.raises(ConfigError, match="is not a database of this program") as refusal:
            use(opened(f"sqlite:///{other}"))
        told(refusal.value)
    assert other.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


def test_a_database_of_another_program_is_left_as_it_is(tmp_path: Path, opened: Opener) -> None:
    with sqlite3.connect(tmp_path / "other.db") as conn:
        conn.execute("CREATE TABLE songs (title TEXT)")
    conn.close()
    before = (tmp_path / "other.db").read_bytes()
    with pytest.raises(Refused, match="another program"):
        ensure_schema(opened(f"sqlite:///{tmp_path / 'other.db'}"))
    assert (tmp_path / "other.db").read_bytes() == before


def test_an_empty_file_may_be_a_record_that_was_lost(tmp_path: Path, opened: Opener) -> None:
    (tmp_path / "tracker.db").touch()
    with pytest.raises(Refused, match="is empty") as refusal:
        ensure_schema(opened(f"sqlite:///{tmp_path / 'tracker.db'}"))
    assert "backup" in told(refusal.value)
    assert (tmp_path / "tracker.db").stat().st_size == 0


def test_a_missing_database_is_not_made_by_reading_or_writing(tmp_path: Path, opened: Opener) -> None:
    store = opened(f"sqlite:///{tmp_path / 'var' / 'tracker.db'}")
    for transaction in (store.reading, store.read_only, store.writing):
        with pytest.raises(ConfigError, match="there is no database") as refusal, transaction():
            pass
        assert "tracker db upgrade" in told(refusal.value)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_made_with_the_database(tmp_path: Path, opened: Opener) -> None:
    store = opened(f"sqlite:///{tmp_path / 'a' / 'b' / 'tracker.db'}")
    ensure_schema(store)
    assert [p.name for p in (tmp_path / "a" / "b").iterdir()] == ["tracker.db"]


@pytest.mark.parametrize("length", [100, 3000, 9000])
def test_a_truncated_file_is_told_to_be_damaged(file: Path, length: int, opened: Opener) -> None:
    os.truncate(file, length)
    store = opened(f"sqlite:///{file}")
    with pytest.raises((Refused, ConfigError), match=r"damaged|not a database") as refusal:
        check_schema(store)
        with store.read_only() as conn:
            conn.execute(select(meta)).all()
    assert "backup" in told(refusal.value)


def test_a_damaged_page_is_told_while_rows_are_streamed(sqlite_store: Store, tmp_path: Path) -> None:
    with sqlite_store.writing() as conn:
        entries = [audit.Entry("x", f"x:{n}", after={"n": "দ" * 300}) for n in range(200)]
        audit.append(conn, entries, at=NOW, actor="x")
    sqlite_store.close()
    with (tmp_path / "tracker.db").open("r+b") as raw:
        size = raw.seek(0, os.SEEK_END)
        raw.seek(size // 2)
        raw.write(b"\xff" * (size // 4))
    with pytest.raises(Refused, match="damaged"), sqlite_store.read_only() as conn:
        audit.verify(conn)


def test_a_file_that_may_not_be_written_can_still_be_read(file: Path, open_folder: Path) -> None:
    path = Path(shutil.copy(file, open_folder))
    path.chmod(0o444)
    open_folder.chmod(0o555)
    assert unprivileged.run(READ, path) == "1\n"
    refusal = unprivileged.run(WRITE, path)
    assert refusal.startswith("ConfigError 4 ")
    assert "cannot be written" in refusal
    assert "lists and reports work" in refusal
    assert [p.name for p in open_folder.iterdir()] == ["tracker.db"]


def test_what_changes_while_it_is_read_without_a_lock_is_read_again(
    file: Path, open_folder: Path, opened: Opener
) -> None:
    path = Path(shutil.copy(file, open_folder))
    path.chmod(0o444)
    open_folder.chmod(0o555)
    reader = """
        with store.read_only() as conn:
            conn.scalar(select(meta.c.value)); print("reading", flush=True); input()
    """
    with unprivileged.start(reader, path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "reading\n"
        open_folder.chmod(0o777)
        path.chmod(0o644)
        with opened(f"sqlite:///{path}").writing() as conn:
            conn.execute(insert(meta).values(key="b", value="2"))
        out, _ = process.communicate("\n")
    assert out.startswith("TryAgain 75 ")


def test_a_folder_without_rights_is_told(open_folder: Path) -> None:
    (open_folder / "closed").mkdir(0o700)
    (open_folder / "closed" / "tracker.db").touch()
    if os.geteuid() != 0:
        (open_folder / "closed").chmod(0)
    for path in (open_folder / "closed" / "tracker.db", open_folder / "closed" / "var" / "tracker.db"):
        refusal = unprivileged.run("ensure_schema(store)", path)
        assert refusal.startswith("ConfigError 4 ")
        assert "get the right" in refusal


def test_a_folder_that_takes_no_new_files_is_told(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    refusal = unprivileged.run("ensure_schema(store)", open_folder / "tracker.db")
    assert refusal.startswith("ConfigError 4 ")
    assert list(open_folder.iterdir()) == []


def test_a_full_disk_stores_nothing_and_says_so(file: Path, opened: Opener) -> None:
    before = file.stat().st_size
    refusal = unprivileged.run(
        """
        with store.writing() as conn:
            conn.execute(insert(meta), [{"key": str(n), "value": "x" * 1000} for n in range(1000)])
        """,
        file,
        room=before + 50_000,
    )
    assert refusal.startswith("TryAgain 75 ")
    assert "disk" in refusal
    store = opened(f"sqlite:///{file}")
    with store.writing() as conn:
        assert conn.execute(select(meta.c.key)).scalars().all() == ["a"]


def test_a_disk_that_is_full_while_the_database_is_made_leaves_none(tmp_path: Path, opened: Opener) -> None:
    refusal = unprivileged.run("ensure_schema(store)", tmp_path / "tracker.db", room=20_000)
    assert refusal.startswith("TryAgain 75 ")
    assert not (tmp_path / "tracker.db").exists()
    store = opened(f"sqlite:///{tmp_path / 'tracker.db'}")
    ensure_schema(store)
    assert [p.name for p in tmp_path.iterdir()] == ["tracker.db"]
