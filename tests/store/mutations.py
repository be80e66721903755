"""Ways of altering an audit chain, each with the number of the entry at which it must show."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from tests.store.chains import hashed, rechained

Chain = list[tuple[object, ...]]
Mutation = tuple[str, Chain, int]
"""What was done, the altered chain, and where it must be found."""

FIELDS = ("at", "actor", "action", "subject", "office", "before", "after")


def chain_of(length: int) -> Chain:
    """A chain that holds, with the words of offices in it."""
    bare = [
        (
            n,
            "2023-06-25T04:30:00.000000Z",
            "নিবন্ধক",
            "occurrence.accept",
            f"occurrence:{n}",
            "",
            "null",
            f'{{"n":{n}}}',
            "",
        )
        for n in range(length)
    ]
    return rechained([tuple(row) for row in bare])


def mutations(chain: Chain, dice: random.Random) -> Iterator[Mutation]:
    """Alterations without end, each kind as often as the others."""
    kinds = sorted(KINDS)
    while True:
        kind = dice.choice(kinds)
        changed, first = KINDS[kind](chain, dice)
        yield kind, changed, first


def _edit(column: int) -> Callable[[Chain, random.Random], tuple[Chain, int]]:
    def edit(chain: Chain, dice: random.Random) -> tuple[Chain, int]:
        at = dice.randrange(len(chain))
        old = str(chain[at][column])
        new = dice.choice([f"{old}x", old[:-1], f" {old}", old.swapcase(), "\u200b" + old, ""])
        if new == old:
            new = f"{old}y"
        return _replaced(chain, at, column, new), at + 1

    return edit


def _hash(chain: Chain, dice: random.Random) -> tuple[Chain, int]:
    at = dice.randrange(len(chain))
    return _replaced(chain, at, -1, f"{dice.getrandbits(256):064x}"), at + 1


def _number(chain: Chain, dice: random.Random) -> tuple[Chain, int]:
    """Another number, hashed anew with it or not; a number that is too small looks like one too many."""
    at = dice.randrange(len(chain))
    wrong = dice.choice([n for n in range(-1, len(chain) + 3) if n != at + 1])
    return _replaced(chain, at, 0, wrong), at + 1


def _delete(chain: Chain, dice: random.Random) -> tuple[Chain, int]:
    at = dice.randrange(len(chain))
    return [*chain[:at], *chain[at + 1 :]], at + 1


def _delete_and_renumber(chain: Chain, dice: random.Random) -> tuple[Chain, int]:
    kept, first = _delete(chain, dice)
    return _numbered(kept), first


def _duplicate(chain: Chain, dice: random.Random) -> tuple[Chain, int]:
    at = dice.randrange(len(chain))
    return [*chain[: at + 1], chain[at], *chain[at + 1 :]], at + 1


def _swap_lines(chain: Chain, dice: random.Random) -> tuple[Chain, int]:
    low, high = sorted(dice.sample(range(len(chain)), 2))
    changed = list(chain)
    changed[low], changed[high] = chain[high], chain[low]
    return changed, low + 1


def _swap(chain: Chain, dice: random.Random) -> tuple[Chain, int]:
    changed, first = _swap_lines(chain, dice)
    return _numbered(changed), first


def _insert(chain: Chain, dice: random.Random) -> tuple[Chain, int]:
    at = dice.randrange(len(chain))
    forged = (0, "2023-06-25T04:30:00.000000Z", "forger", *chain[at][3:])
    return _numbered([*chain[:at], forged, *chain[at:]]), at + 1


def _insert_with_hash(chain: Chain, dice: random.Random) -> tuple[Chain, int]:
    """The forged entry follows rightly: what gives it away is that it has another one's place."""
    at = dice.randrange(len(chain))
    row = (at + 1, "2023-06-25T04:30:00.000000Z", "forger", *chain[at][3:])
    forged = (*row[:-1], hashed(chain[at - 1][-1] if at else "0" * 64, row))
    return _numbered([*chain[:at], forged, *chain[at:]]), at + 1


def _cut(chain: Chain, dice: random.Random) -> tuple[Chain, int]:
    at = dice.randrange(len(chain))
    return chain[:at], at + 1


def _edit_and_hash(chain: Chain, dice: random.Random) -> tuple[Chain, int]:
    """One entry hashed anew: the next one does not follow from it; the last one differs from the checkpoint."""
    at = dice.randrange(len(chain))
    row = (*chain[at][:2], "somebody else", *chain[at][3:])
    changed = [*chain[:at], (*row[:-1], hashed(chain[at - 1][-1] if at else "0" * 64, row)), *chain[at + 1 :]]
    return changed, min(at + 2, len(chain))


def _rewrite(chain: Chain, dice: random.Random) -> tuple[Chain, int]:
    """All from an entry on hashed anew: only the checkpoint tells, and names the entry that it is of."""
    at = dice.randrange(len(chain))
    changed = _replaced(chain, at, 2, "somebody else")
    return rechained(changed, at), len(chain)


def _delete_and_rewrite(chain: Chain, dice: random.Random) -> tuple[Chain, int]:
    """One entry fewer, hashed anew: the chain ends before the checkpoint."""
    at = dice.randrange(len(chain))
    return rechained([*chain[:at], *chain[at + 1 :]], at), len(chain)


def _replaced(chain: Chain, at: int, column: int, value: object) -> Chain:
    row = list(chain[at])
    row[column] = value
    return [*chain[:at], tuple(row), *chain[at + 1 :]]


def _numbered(chain: Chain) -> Chain:
    return [(n, *row[1:]) for n, row in enumerate(chain, start=1)]


KINDS: dict[str, Callable[[Chain, random.Random], tuple[Chain, int]]] = {
    **{f"edit {name}": _edit(column) for column, name in enumerate(FIELDS, start=1)},
    "edit hash": _hash,
    "edit number": _number,
    "delete": _delete,
    "delete and renumber": _delete_and_renumber,
    "duplicate": _duplicate,
    "swap lines": _swap_lines,
    "swap and renumber": _swap,
    "insert": _insert,
    "insert with a hash that fits": _insert_with_hash,
    "cut": _cut,
    "edit and hash anew": _edit_and_hash,
    "rewrite from an entry on": _rewrite,
    "delete and rewrite": _delete_and_rewrite,
}
