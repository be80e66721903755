"""The audit chain: written with the change, one chain whoever writes, verified with or without the database."""

from __future__ import annotations

import json
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.store.chains import fill, hashed, rows, verdict
from tests.store.filling import NOW
from tracker.domain.errors import BadInput
from tracker.store.audit import Entry, append, export, from_export, head, verify
from tracker.store.chain import Checkpoint, Verdict, walk
from tracker.store.engine import Store
from tracker.store.tables import audit

PROJECT = Path(__file__).parents[2]


def test_a_chain_that_nobody_touched_holds(store: Store) -> None:
    assert verdict(store) == Verdict(0, None)
    fill(store, 3)
    fill(store, 2, start=4)
    result = verdict(store)
    assert result.ok
    assert result.count == 5
    with store.reading() as conn:
        assert result.head == head(conn)


def test_an_entry_is_hashed_by_the_published_rule(store: Store) -> None:
    fill(store, 2)
    with store.reading() as conn:
        first, second = rows(conn)
    assert first[-1] == hashed("0" * 64, first)
    assert second[-1] == hashed(first[-1], second)
    assert first[:-1] == (
        1,
        "2023-06-25T04:30:00.000000Z",
        "নিবন্ধক",
        "occurrence.accept",
        "occurrence:1",
        "dc-kurigram",
        '{"n":1}',
        '{"note":"গৃহীত 1"}',
    )


def test_an_entry_is_gone_with_the_change_that_was_rolled_back(store: Store) -> None:
    fill(store, 1)
    with pytest.raises(ZeroDivisionError), store.writing() as conn:
        append(conn, [Entry("x", "x:1")], at=NOW, actor="x")
        raise ZeroDivisionError
    fill(store, 1)
    assert verdict(store).count == 2


def test_json_is_the_same_whatever_the_order_and_the_time_zone(store: Store) -> None:
    dhaka = datetime(2023, 6, 25, 10, 30, tzinfo=timezone(timedelta(hours=6)))
    with store.writing() as conn:
        append(
            conn,
            [Entry("x", "x:1", after={"b": [date(2023, 7, 5)], "a": {"d": None, "c": dhaka}})],
            at=dhaka,
            actor="x",
        )
        [row] = rows(conn)
    assert row[1] == "2023-06-25T04:30:00.000000Z"
    assert row[6:8] == ("null", '{"a":{"c":"2023-06-25T04:30:00.000000Z","d":null},"b":["2023-07-05"]}')


def test_what_cannot_be_kept_exactly_is_refused(store: Store) -> None:
    bad = [
        (BadInput, Entry("x", "x:1", office="a\x1fb"), "x"),
        (BadInput, Entry("x", "x:1"), "new\nline"),
        (BadInput, Entry("x", "x:1", after={"note": "\udcff"}), "x"),
        (ValueError, Entry("x", "x:1", after={"rate": 0.5}), "x"),
    ]
    for kind, entry, actor in bad:
        with pytest.raises(kind), store.writing() as conn:
            append(conn, [entry], at=NOW, actor=actor)
    with pytest.raises(ValueError, match="time zone"), store.writing() as conn:
        append(conn, [Entry("x", "x:1")], at=NOW.replace(tzinfo=None), actor="x")
    assert verdict(store).count == 0


def test_control_characters_in_notes_are_kept_and_verified(store: Store) -> None:
    with store.writing() as conn:
        append(conn, [Entry("x", "x:1", after={"note": "a\x1fb\0c\u2028d\r\n"})], at=NOW, actor="x")
    assert verdict(store).ok
    with store.reading() as conn:
        [line] = export(conn)
    assert json.loads(json.loads(line)["after"]) == {"note": "a\x1fb\0c\u2028d\r\n"}


def test_a_checkpoint_is_written_and_read_back() -> None:
    written = Checkpoint(12, "ab" * 32)
    assert str(written) == "12:" + "ab" * 32
    assert Checkpoint.parse(f" {written}\n") == written
    for bad in (
        "",
        "12",
        "12:",
        "0:" + "a" * 64,
        "12:" + "A" * 64,
        "12:" + "a" * 63,
        "১২:" + "a" * 64,
        "x:" + "a" * 64,
    ):
        with pytest.raises(BadInput, match="is not a checkpoint"):
            Checkpoint.parse(bad)


def test_an_export_is_verified_without_the_database(store: Store, tmp_path: Path) -> None:
    fill(store, 5)
    with store.read_only() as conn:
        lines = list(export(conn))

    def walked(*changed: str) -> Verdict:
        path = tmp_path / "export.jsonl"
        path.write_text("".join(f"{line}\n" for line in changed), "utf-8")
        return walk(lambda: from_export(path))

    assert walked(*lines) == verdict(store)
    assert walked(*lines[:2], lines[2].replace("গৃহীত", "ফেরত"), *lines[3:]).bad_seq == 3
    assert walked(lines[0], lines[2], lines[1], *lines[3:]).kind == "reordered"
    assert walked(*lines[:2], lines[1], *lines[2:]).kind == "inserted"
    assert walked(lines[0], lines[1].replace("নিবন্ধক", "x"), "{}", *lines[3:]).bad_seq == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda line: "{}",
        lambda line: "",
        lambda line: line[:-1],
        lambda line: line.replace('"seq":2', '"seq":"2"'),
        lambda line: line.replace('"seq":2', '"seq":true'),
        lambda line: line.replace("{", '{"note":"x",', 1),
        lambda line: line.replace('"actor"', '"actor":"x","actor"', 1),
        lambda line: line.replace('"office":"dc-kurigram"', '"office":null'),
        lambda line: line.replace("নিবন্ধক", "\\ud800"),
        lambda line: f"[{line}]",
        lambda line: "[" * 100_000,
        lambda line: "প্রিয় মহোদয়",
    ],
)
def test_a_line_that_is_no_entry_is_refused_by_its_number(
    sqlite_store: Store, tmp_path: Path, change: Callable[[str], str]
) -> None:
    fill(sqlite_store, 3)
    with sqlite_store.read_only() as conn:
        lines = list(export(conn))
    (tmp_path / "e").write_text("\n".join([lines[0], change(lines[1]), lines[2]]), "utf-8")
    with pytest.raises(BadInput, match="line 2 is not an entry"):
        walk(lambda: from_export(tmp_path / "e"))


def test_verifying_takes_no_more_memory_for_more_entries(store: Store, tmp_path: Path) -> None:
    """Both from the record and from an export; a list of the entries would take many times as much."""
    peaks = {}
    for number in (1, 5):
        fill(store, number * 6_000, start=number)
        with store.read_only() as conn:
            (tmp_path / "e").write_text("".join(f"{line}\n" for line in export(conn)), "utf-8")
        tracemalloc.start()
        with store.read_only() as conn:
            assert verify(conn).ok
        assert walk(lambda: from_export(tmp_path / "e")).ok
        peaks[number] = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peaks[5] < 2 * peaks[1] + 500_000, peaks  # two batches at a time


def test_fault_91_eight_processes_write_one_chain_without_gaps(store: Store, store_url: str) -> None:
    script = (
        "import sys\n"
        "from datetime import UTC, datetime\n"
        "from tracker.store.audit import Entry, append\n"
        "from tracker.store.engine import open_store\n"
        "store = open_store(sys.argv[1], busy_seconds=60)\n"
        "sys.stdin.readline()\n"
        "for n in range(20):\n"
        "    with store.writing() as conn:\n"
        "        append(conn, [Entry('x', f'x:{n}'), Entry('y', f'y:{n}')], at=datetime.now(UTC), actor=sys.argv[2])\n"
        "store.close()\n"
    )
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", script, store_url, f"writer {n}"],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=PROJECT,
        )
        for n in range(8)
    ]
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        _, err = writer.communicate()
        assert writer.returncode == 0, err
    result = verdict(store)
    assert result.ok
    assert result.count == 8 * 20 * 2
    with store.reading() as conn:
        assert len({(row[2], row[4]) for row in rows(conn)}) == 320


def test_instants_are_stored_in_utc_to_the_microsecond(store: Store) -> None:
    with store.writing() as conn:
        append(conn, [Entry("x", "x:1")], at=datetime(2023, 1, 2, 3, 4, 5, 6, tzinfo=UTC), actor="x")
        assert conn.scalar(select(audit.c.at)) == "2023-01-02T03:04:05.000006Z"
