"""Two versions of the same minutes: which decision of the one is which of the other, by words and number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

EDITED = 0.6
"""Likeness of the words from which a decision under its old number (or a part of it) is the old one, edited."""
MOVED = 0.8
"""Likeness from which a decision under another number is the old one, moved and edited."""

_NUMBER = 0.1
"""What the same number is worth where two decisions are as alike to a third."""


@dataclass(frozen=True, slots=True)
class Clause:
    """What matching needs of a decision: its number, and its words folded for comparing."""

    number: str
    text: str


Pair = tuple[int | None, int | None]
"""Positions in the old and in the new version; None where the other version has no such decision."""


def match(old: Sequence[Clause], new: Sequence[Clause], likeness: Callable[[str, str], float]) -> list[Pair]:
    """Each decision of both versions once: pairs in the new version's order, then what was withdrawn.

    Places in the document do not count: decisions may be reordered, inserted and left out. The same words are the
    same decision, first under the same number; then an edited decision is the nearest of the rest by `likeness`
    (0 to 1). Where one was split or several were merged, the nearest part goes on; the others are new or withdrawn.
    """
    found = dict(_same(old, new, by_number=True))
    found |= _same(old, new, by_number=False, taken=found)
    found |= _edited(old, new, found, likeness)
    pairs: list[Pair] = [(found.get(at), at) for at in range(len(new))]
    kept = set(found.values())
    return pairs + [(at, None) for at in range(len(old)) if at not in kept]


def _same(
    old: Sequence[Clause], new: Sequence[Clause], *, by_number: bool, taken: dict[int, int] | None = None
) -> dict[int, int]:
    """New position → old position of decisions with the same words; the first of each with the first of the other."""
    taken = taken or {}
    places: dict[tuple[str, str], list[int]] = {}
    kept = set(taken.values())
    for at, clause in enumerate(old):
        if at not in kept:
            places.setdefault((clause.number if by_number else "", clause.text), []).append(at)
    found = {}
    for at, clause in enumerate(new):
        rest = places.get((clause.number if by_number else "", clause.text))
        if at not in taken and rest:
            found[at] = rest.pop(0)
    return found


def _edited(
    old: Sequence[Clause], new: Sequence[Clause], found: dict[int, int], likeness: Callable[[str, str], float]
) -> dict[int, int]:
    kept = set(found.values())
    candidates = sorted(
        (-score, new_at, old_at)
        for new_at in range(len(new))
        if new_at not in found
        for old_at in range(len(old))
        if old_at not in kept
        for score in _scores(old[old_at], new[new_at], likeness)
    )
    edited: dict[int, int] = {}
    for _, new_at, old_at in candidates:
        if new_at not in edited and old_at not in kept:
            edited[new_at] = old_at
            kept.add(old_at)
    return edited


def _scores(old: Clause, new: Clause, likeness: Callable[[str, str], float]) -> Iterator[float]:
    alike = likeness(old.text, new.text)
    related = _is_related(old.number, new.number)
    if alike >= (EDITED if related else MOVED):
        yield alike + (_NUMBER if related else 0)


def _is_related(one: str, other: str) -> bool:
    """The same number, or one is a part of the other: "2" and "2.1"."""
    return bool(one and other) and (
        one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")
    )
