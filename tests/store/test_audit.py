"""The audit chain: written with the change, one chain whoever writes, and nothing done to it goes unseen."""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, insert, select, text, update

from tests.store.filling import NOW
from tracker.domain.errors import BadInput
from tracker.store.audit import Entry, append, export, from_export, head, verify
from tracker.store.chain import COLUMNS, GENESIS, Checkpoint, Rows, Verdict, walk
from tracker.store.engine import Store
from tracker.store.tables import audit

PROJECT = Path(__file__).parents[2]


def fill(store: Store, number: int, *, start: int = 1) -> None:
    entries = [
        Entry(
            "occurrence.accept", f"occurrence:{n}", office="dc-kurigram", before={"n": n}, after={"note": f"গৃহীত {n}"}
        )
        for n in range(start, start + number)
    ]
    with store.writing() as conn:
        append(conn, entries, at=NOW, actor="নিবন্ধক")


def verdict(store: Store, checkpoint: Checkpoint | None = None) -> Verdict:
    with store.read_only() as conn:
        return verify(conn, checkpoint)


def found(store: Store, checkpoint: Checkpoint | None = None) -> tuple[str, int | None, int]:
    result = verdict(store, checkpoint)
    assert not result.ok
    assert (result.head.seq if result.head else 0) == result.count
    return result.kind, result.bad_seq, result.count


def rows(conn: Connection) -> list[tuple[object, ...]]:
    return [tuple(row) for row in conn.execute(select(*(audit.c[name] for name in COLUMNS)).order_by(audit.c.seq))]


def put_back(conn: Connection, changed: list[tuple[object, ...]]) -> None:
    conn.execute(delete(audit))
    conn.execute(insert(audit), [dict(zip(COLUMNS, row, strict=True)) for row in changed])


def rewrite(store: Store, change: Callable[[list[tuple[object, ...]]], list[tuple[object, ...]]]) -> None:
    """Change the whole table behind the program's back."""
    with store.writing() as conn:
        put_back(conn, change(rows(conn)))


def hashed(previous: object, row: tuple[object, ...]) -> str:
    """The rule of the chain, written out anew."""
    return hashlib.sha256("\x1f".join(map(str, (previous, *row[:-1]))).encode("utf-8")).hexdigest()


def rechained(changed: list[tuple[object, ...]], start: int = 0) -> list[tuple[object, ...]]:
    """Renumbered and hashed anew from a position on, as a forger who knows the rule would do."""
    out = changed[:start]
    for position in range(start, len(changed)):
        row = (position + 1, *changed[position][1:])
        out.append((*row[:-1], hashed(out[-1][-1] if out else GENESIS, row)))
    return out


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


def test_an_edit_of_any_column_is_found_at_its_entry(store: Store) -> None:
    fill(store, 8)
    for column in COLUMNS[1:]:
        for seq in (1, 4, 8):
            with pytest.raises(ZeroDivisionError), store.writing() as conn:
                conn.execute(update(audit).where(audit.c.seq == seq).values({column: "0"}))
                result = verify(conn)
                raise ZeroDivisionError
            assert (result.kind, result.bad_seq, result.count) == ("edited", seq, seq - 1)
    assert verdict(store).ok


def test_a_change_of_a_number_is_found(store: Store) -> None:
    fill(store, 8)
    with store.writing() as conn:
        conn.execute(update(audit).where(audit.c.seq == 3).values(seq=99))
    assert found(store) == ("reordered", 3, 2)


def test_a_hash_put_in_place_of_another_is_found(store: Store) -> None:
    fill(store, 8)
    with store.writing() as conn:
        conn.execute(update(audit).where(audit.c.seq == 5).values(hash="f" * 64))
    assert found(store) == ("edited", 5, 4)


def test_text_pushed_from_one_column_into_the_next_is_found(store: Store) -> None:
    """The bytes that are hashed stay the same; that a text holds the separator gives it away."""
    with store.writing() as conn:
        append(conn, [Entry("b", "c")], at=NOW, actor="a")
        conn.execute(update(audit).values(actor="a\x1fb", action="c", subject="", office="x"))
        conn.execute(update(audit).values(actor="a\x1fb", action="c", subject="", office=""))
        [row] = rows(conn)
    forged = "\x1f".join(map(str, (GENESIS, *row[:-1])))
    assert forged.count("\x1f") == 9
    with store.writing() as conn:
        conn.execute(update(audit).values(hash=hashlib.sha256(forged.encode()).hexdigest()))
    assert found(store) == ("edited", 1, 0)


def test_an_entry_edited_and_hashed_anew_shows_where_the_next_does_not_follow(store: Store) -> None:
    fill(store, 8)

    def forge(old: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
        row = (*old[3][:2], "somebody else", *old[3][3:])
        return [*old[:3], (*row[:-1], hashed(old[2][-1], row)), *old[4:]]

    rewrite(store, forge)
    assert found(store) == ("edited", 5, 4)


@pytest.mark.parametrize("seq", [1, 4, 7])
def test_a_deleted_entry_is_found_at_the_missing_number(store: Store, seq: int) -> None:
    fill(store, 8)
    with store.writing() as conn:
        conn.execute(delete(audit).where(audit.c.seq == seq))
    assert found(store) == ("deleted", seq, seq - 1)


def test_a_deleted_entry_is_found_when_the_rest_was_renumbered(store: Store) -> None:
    fill(store, 8)
    rewrite(store, lambda old: [*old[:3], *((row[0] - 1, *row[1:]) for row in old[4:])])  # type: ignore[operator]
    assert found(store) == ("deleted", 4, 3)


@pytest.mark.parametrize(("one", "other"), [(2, 3), (2, 7), (1, 8), (7, 8)])
def test_entries_that_changed_places_are_found_at_the_first(store: Store, one: int, other: int) -> None:
    fill(store, 8)

    def swap(old: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
        new = list(old)
        new[one - 1], new[other - 1] = (one, *old[other - 1][1:]), (other, *old[one - 1][1:])
        return new

    rewrite(store, swap)
    assert found(store) == ("reordered", one, one - 1)


def test_an_entry_moved_to_another_place_is_found_where_it_is_missing(store: Store) -> None:
    fill(store, 8)

    def move(old: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
        order = [*old[:2], *old[3:6], old[2], *old[6:]]
        return [(n, *row[1:]) for n, row in enumerate(order, start=1)]

    rewrite(store, move)
    assert found(store) == ("reordered", 3, 2)


@pytest.mark.parametrize("hash_fits", [False, True])
def test_an_inserted_entry_is_found(store: Store, hash_fits: bool) -> None:
    fill(store, 8)

    def insert_one(old: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
        row = (4, *old[3][1:2], "forger", *old[3][3:])
        forged = (*row[:-1], hashed(old[2][-1], row) if hash_fits else "e" * 64)
        return [*old[:3], forged, *((n, *row[1:]) for n, row in enumerate(old[3:], start=5))]

    rewrite(store, insert_one)
    kind, seq, _ = found(store)
    assert (kind, seq) == ("inserted", 4)


def test_a_cut_at_the_end_shows_only_against_a_checkpoint(store: Store) -> None:
    fill(store, 8)
    checkpoint = verdict(store).head
    with store.writing() as conn:
        conn.execute(delete(audit).where(audit.c.seq > 6))
    assert verdict(store).ok
    assert found(store, checkpoint) == ("truncated", 7, 6)


def test_an_emptied_table_shows_only_against_a_checkpoint(store: Store) -> None:
    fill(store, 2)
    checkpoint = verdict(store).head
    with store.writing() as conn:
        conn.execute(delete(audit))
    assert verdict(store).ok
    assert found(store, checkpoint) == ("truncated", 1, 0)


def test_a_chain_written_anew_shows_only_against_a_checkpoint(store: Store) -> None:
    fill(store, 8)
    checkpoint = verdict(store).head
    rewrite(store, lambda old: rechained([*old[:2], *old[3:], old[2]], 2))
    assert verdict(store).ok
    assert found(store, checkpoint) == ("rewritten", 8, 7)


def test_what_came_after_the_checkpoint_does_not_disturb_it(store: Store) -> None:
    fill(store, 3)
    checkpoint = verdict(store).head
    fill(store, 3, start=4)
    assert verdict(store, checkpoint).ok


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


def test_bytes_that_are_no_text_are_an_edit(sqlite_store: Store) -> None:
    fill(sqlite_store, 5)
    with sqlite_store.writing() as conn:
        conn.execute(text("UPDATE audit SET after = CAST(x'ff41' AS TEXT) WHERE seq = 3"))
    assert found(sqlite_store) == ("edited", 3, 2)


def test_an_export_is_verified_without_the_database(store: Store) -> None:
    fill(store, 5)
    with store.read_only() as conn:
        lines = list(export(conn))
    assert walk(lambda: from_export(lines)) == verdict(store)
    edited = [*lines[:2], lines[2].replace("গৃহীত", "ফেরত"), *lines[3:]]
    assert walk(lambda: from_export(edited)).bad_seq == 3
    swapped = [lines[0], lines[2], lines[1], *lines[3:]]
    assert walk(lambda: from_export(swapped)).kind == "reordered"
    doubled = [*lines[:2], lines[1], *lines[2:]]
    assert walk(lambda: from_export(doubled)).kind == "inserted"
    with pytest.raises(BadInput, match="line 2"):
        walk(lambda: from_export([lines[0], "{}"]))


def test_eight_processes_write_one_chain_without_gaps(store: Store, store_url: str) -> None:
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


def test_random_changes_are_all_found_at_the_first_entry_they_touch() -> None:
    """Edits, deletions, insertions, moves and swaps of an export, each located or one later (see `Verdict`)."""
    dice = random.Random(126)
    chain = rechained([(0, "at", "a", "b", f"s:{n}", "", "null", f'{{"n":{n}}}', "") for n in range(40)])
    checkpoint = Checkpoint(40, str(chain[-1][-1]))

    def verdict_of(changed: list[tuple[object, ...]]) -> Verdict:
        def read() -> Rows:
            yield from changed

        return walk(read, checkpoint)

    assert verdict_of(chain).ok
    for _ in range(2000):
        changed, first = mutate(chain, dice)
        result = verdict_of(changed)
        assert result.bad_seq == first, (result, first)


def mutate(chain: list[tuple[object, ...]], dice: random.Random) -> tuple[list[tuple[object, ...]], int]:
    """A changed copy, and the number at which that must show."""
    at = dice.randrange(len(chain))
    row = chain[at]
    kind = dice.choice(["edit", "delete", "renumber", "insert", "swap", "cut", "hash", "swap lines", "double"])
    if kind == "edit":
        column = dice.randrange(1, 8)
        return [*chain[:at], (*row[:column], f"{row[column]}x", *row[column + 1 :]), *chain[at + 1 :]], at + 1
    if kind == "hash":
        return [*chain[:at], (*row[:-1], f"{dice.getrandbits(256):064x}"), *chain[at + 1 :]], at + 1
    if kind == "delete":
        return [*chain[:at], *chain[at + 1 :]], at + 1
    if kind == "cut":
        return chain[:at], at + 1
    if kind == "renumber":
        kept = [*chain[:at], *chain[at + 1 :]]
        return [(n, *r[1:]) for n, r in enumerate(kept, start=1)], at + 1
    if kind == "insert":
        forged = (0, "at", "forger", *row[3:])
        longer = [*chain[:at], forged, *chain[at:]]
        return [(n, *r[1:]) for n, r in enumerate(longer, start=1)], at + 1
    if kind == "double":
        return [*chain[: at + 1], row, *chain[at + 1 :]], at + 1
    other = (at + dice.randrange(1, len(chain))) % len(chain)
    low, high = sorted((at, other))
    changed = list(chain)
    changed[low], changed[high] = chain[high], chain[low]
    if kind == "swap":
        changed[low], changed[high] = (low + 1, *chain[high][1:]), (high + 1, *chain[low][1:])
    return changed, low + 1


def test_instants_are_stored_in_utc_to_the_microsecond(store: Store) -> None:
    with store.writing() as conn:
        append(conn, [Entry("x", "x:1")], at=datetime(2023, 1, 2, 3, 4, 5, 6, tzinfo=UTC), actor="x")
        assert conn.scalar(select(audit.c.at)) == "2023-01-02T03:04:05.000006Z"
