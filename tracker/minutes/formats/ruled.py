"""Ruled tables on a page: from the lines that are drawn to rows of cells, merged ones included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NEAR = 3.0
"""Lines closer than this (in points or, on pictures, scaled pixels) are one."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line: across the page (`at` is its y) or down it (`at` is its x), from `start` to `end`."""

    across: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on a page: its place, and for each slot the box of the cell that covers it (the same for merged ones)."""

    box: Box
    rows: tuple[tuple[Box, ...], ...]


def grids(rules: Iterable[Rule], near: float = NEAR) -> list[Grid]:
    """The tables that the rules draw, from top to bottom; rules that cross nothing (underlines) make none."""
    joined = _joined(rules, near)
    found = []
    for group in _touching(joined, near):
        down = _places([r.at for r in group if not r.across], near)
        across = _places([r.at for r in group if r.across], near)
        if len(down) >= 3 and len(across) >= 2:
            found.append(_grid(group, down, across, near))
    return sorted(found, key=lambda g: g.box.top)


def _joined(rules: Iterable[Rule], near: float) -> list[Rule]:
    """Rules of one line that touch or overlap, as one."""
    out: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (r.across, round(r.at / near), r.start)):
        last = out[-1] if out else None
        same = last is not None and last.across == rule.across and abs(last.at - rule.at) <= near
        if last is not None and same and rule.start <= last.end + near:
            out[-1] = Rule(last.across, last.at, last.start, max(last.end, rule.end))
        else:
            out.append(rule)
    return out


def _touching(rules: Sequence[Rule], near: float) -> list[list[Rule]]:
    """The rules in groups that hang together."""
    groups: list[list[Rule]] = []
    for rule in rules[:5000]:
        hit = [g for g in groups if any(_meet(rule, other, near) for other in g)]
        merged = [rule, *(r for g in hit for r in g)]
        groups = [g for g in groups if g not in hit] + [merged]
    return groups


def _meet(a: Rule, b: Rule, near: float) -> bool:
    if a.across == b.across:
        return False
    return b.start - near <= a.at <= b.end + near and a.start - near <= b.at <= a.end + near


def _places(values: Sequence[float], near: float) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > near:
            out.append(value)
    return out


def _grid(group: Sequence[Rule], down: list[float], across: list[float], near: float) -> Grid:
    rows, columns = len(across) - 1, len(down) - 1
    owner: list[list[tuple[int, int] | None]] = [[None] * columns for _ in range(rows)]
    for r in range(rows):
        for c in range(columns):
            if owner[r][c] is None:
                _claim(owner, group, (r, c), down, across, near)
    corners: dict[tuple[int, int], Box] = {}
    for r in range(rows):
        for c in range(columns):
            first = owner[r][c] or (r, c)
            old = corners.get(first, Box(down[first[1]], across[first[0]], down[c + 1], across[r + 1]))
            corners[first] = Box(old.left, old.top, max(old.right, down[c + 1]), max(old.bottom, across[r + 1]))
    slots = tuple(tuple(corners[owner[r][c] or (r, c)] for c in range(columns)) for r in range(rows))
    return Grid(Box(down[0], across[0], down[-1], across[-1]), slots)


def _claim(
    owner: list[list[tuple[int, int] | None]],
    group: Sequence[Rule],
    first: tuple[int, int],
    down: list[float],
    across: list[float],
    near: float,
) -> None:
    """Gives a cell's first slot, and those that no rule parts from it, to that cell."""
    r, c = first
    last_c = c
    while last_c + 2 < len(down) and owner[r][last_c + 1] is None:
        middle = (across[r] + across[r + 1]) / 2
        if _ruled(group, False, down[last_c + 1], middle, near):
            break
        last_c += 1
    last_r = r
    while last_r + 2 < len(across):
        middle = (down[c] + down[c + 1]) / 2
        if _ruled(group, True, across[last_r + 1], middle, near):
            break
        last_r += 1
    for y in range(r, last_r + 1):
        for x in range(c, last_c + 1):
            if owner[y][x] is None:
                owner[y][x] = first


def _ruled(group: Sequence[Rule], across: bool, at: float, point: float, near: float) -> bool:
    return any(r.across == across and abs(r.at - at) <= near and r.start - near <= point <= r.end + near for r in group)
