"""Nothing done to the audit chain goes unseen, and each change is located."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from itertools import islice

import pytest
from sqlalchemy import delete, text, update

from tests.store.chains import fill, found, hashed, rechained, rewrite, rows, verdict
from tests.store.filling import NOW
from tests.store.mutations import KINDS, Chain, chain_of, mutations
from tracker.store.audit import Entry, append, verify
from tracker.store.chain import COLUMNS, GENESIS, Checkpoint, Rows, Verdict, walk
from tracker.store.engine import Store
from tracker.store.tables import audit


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


def test_bytes_that_are_no_text_are_an_edit(sqlite_store: Store) -> None:
    fill(sqlite_store, 5)
    with sqlite_store.writing() as conn:
        conn.execute(text("UPDATE audit SET after = CAST(x'ff41' AS TEXT) WHERE seq = 3"))
    assert found(sqlite_store) == ("edited", 3, 2)


def test_fault_126_20000_random_changes_are_all_found_where_they_begin_and_nothing_else_is() -> None:
    """Edits of every field, deletions, insertions, moves, cuts and rewritings against a checkpoint."""
    dice = random.Random(126)
    chain = chain_of(40)
    checkpoint = Checkpoint(40, str(chain[-1][-1]))

    def verdict_of(changed: Chain) -> Verdict:
        def read() -> Rows:
            yield from changed

        return walk(read, checkpoint)

    assert verdict_of(chain) == Verdict(40, checkpoint)
    tried = Counter[str]()
    for kind, changed, first in islice(mutations(chain, dice), 20_000):
        result = verdict_of(changed)
        assert (result.ok, result.bad_seq) == (False, first), (kind, result, first)
        tried[kind] += 1
    assert len(tried) == len(KINDS) and min(tried.values()) > 500


def test_what_came_after_the_checkpoint_and_holds_is_no_false_alarm() -> None:
    chain = chain_of(60)
    for seq in range(1, 61):
        result = walk(lambda: (row for row in chain), Checkpoint(seq, str(chain[seq - 1][-1])))
        assert result.ok and result.count == 60
