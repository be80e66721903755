"""Where the patterns stand in a text: from each place the longest that fits, the text once from left to right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tracker.minutes.phrases.entries import Entry
from tracker.minutes.phrases.lattice import Lattice
from tracker.minutes.phrases.notation import END, GAP, GAP_REACH, STOP, Node
from tracker.minutes.phrases.words import MARK

Captures = tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern found: its entry, the tokens it covers (first, one past the last), and what its slots hold, in order.

    `gloss` is the span of tokens of a bracketed remark within it: "72 hours (14 November)".
    """

    entry: Entry
    first: int
    after: int
    captures: Captures
    gloss: tuple[int, int] | None = None

    def all(self, slot: str) -> list[Any]:
        """Everything that a slot holds, in order."""
        return [meaning for symbol, meaning in self.captures if symbol == slot]

    def get(self, slot: str) -> Any:
        """What the slot holds (the last time it occurs), None when the pattern does not have it."""
        found = self.all(slot)
        return found[-1] if found else None


def hits(lattice: Lattice, tree: Node) -> list[Hit]:
    """The patterns of the text, left to right, none over another."""
    found: list[Hit] = []
    at, size = 0, len(lattice.tokens)
    while at < size:
        best = _Walk(lattice, at).run(tree)
        if best is None:
            at += 1
        else:
            found.append(best)
            at = best.after
    return found


class _Walk:
    """The longest pattern that begins at one token; of equally long ones the strongest, then the first written."""

    __slots__ = ("best", "first", "lattice")

    def __init__(self, lattice: Lattice, first: int) -> None:
        self.lattice = lattice
        self.first = first
        self.best: Hit | None = None

    def run(self, tree: Node) -> Hit | None:
        for symbol, meaning, after in self.lattice.edges(self.first):
            if (child := tree.get(symbol)) is not None:
                self.step(child, after, ((symbol, meaning),), None)  # type: ignore[arg-type]
        return self.best

    def step(self, node: Node, at: int, captures: Captures, gloss: tuple[int, int] | None) -> None:
        for entry in node.get(END, ()):
            self.offer(entry, at, captures, gloss)  # type: ignore[arg-type]
        if STOP in node and self.lattice.clause_ends(at):
            self.step(node[STOP], at, captures, gloss)  # type: ignore[arg-type]
        if at >= len(self.lattice.tokens):
            return
        for symbol, meaning, after in self.lattice.edges(at):
            if (child := node.get(symbol)) is not None:
                self.step(child, after, (*captures, (symbol, meaning)), gloss)  # type: ignore[arg-type]
        if GAP in node:
            self.leap(node[GAP], at, captures, gloss)  # type: ignore[arg-type]
        if gloss is None and self.lattice.tokens[at].kind == MARK and (after_gloss := self.lattice.gloss(at)):
            self.step_over(node, after_gloss, captures, (at + 1, after_gloss - 1))

    def step_over(self, node: Node, at: int, captures: Captures, gloss: tuple[int, int]) -> None:
        """Goes on after a remark, which must have more of the pattern behind it."""
        if at >= len(self.lattice.tokens):
            return
        for symbol, meaning, after in self.lattice.edges(at):
            if (child := node.get(symbol)) is not None:
                self.step(child, after, (*captures, (symbol, meaning)), gloss)  # type: ignore[arg-type]

    def leap(self, node: Node, at: int, captures: Captures, gloss: tuple[int, int] | None) -> None:
        """Goes on after nought to a few words; never over a mark."""
        for skipped in range(GAP_REACH + 1):
            self.step(node, at + skipped, captures, gloss)
            if at + skipped >= len(self.lattice.tokens) or self.lattice.tokens[at + skipped].kind == MARK:
                return

    def offer(self, entry: Entry, after: int, captures: Captures, gloss: tuple[int, int] | None) -> None:
        best = self.best
        if best is None or (after, entry.strength) > (best.after, best.entry.strength):
            self.best = Hit(entry, self.first, after, captures, gloss)
