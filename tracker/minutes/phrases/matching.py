"""Where the patterns stand in a text: from each place the longest that fits, the text once from left to right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tracker.minutes.phrases.automaton import Automaton, State
from tracker.minutes.phrases.entries import Entry
from tracker.minutes.phrases.lattice import Lattice
from tracker.minutes.phrases.notation import GAP, GAP_REACH, STOP
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
        narrowed = slot[:-1] + "=" if slot in ("{unit}", "{freq}") else slot
        return [meaning for symbol, meaning in self.captures if symbol == slot or symbol.startswith(narrowed)]

    def get(self, slot: str) -> Any:
        """What the slot holds (the last time it occurs), None when the pattern does not have it."""
        found = self.all(slot)
        return found[-1] if found else None


def hits(lattice: Lattice, patterns: Automaton) -> list[Hit]:
    """The patterns of the text, left to right, none over another."""
    found: list[Hit] = []
    at, size, start = 0, len(lattice.tokens), patterns.start
    while at < size:
        best = _Walk(lattice, at).run(start)
        if best is None:
            at += 1
        else:
            found.append(best)
            at = best.after
    return found


class _Walk:
    """The longest pattern that begins at one token.

    Of equally long ones the strongest, then one of the text's language, then the first written.
    """

    __slots__ = ("best", "first", "lattice")

    def __init__(self, lattice: Lattice, first: int) -> None:
        self.lattice = lattice
        self.first = first
        self.best: Hit | None = None

    def run(self, start: State) -> Hit | None:
        for symbol, meaning, after in self.lattice.edges(self.first):
            if (state := start.next(symbol)) is not None:
                self.step(state, after, ((symbol, meaning),), None)
        return self.best

    def step(self, state: State, at: int, captures: Captures, gloss: tuple[int, int] | None) -> None:
        for entry in state.entries:
            self.offer(entry, at, captures, gloss)
        if state.has_stop and self.lattice.clause_ends(at) and (ended := state.next(STOP)) is not None:
            self.step(ended, at, captures, gloss)
        if at >= len(self.lattice.tokens):
            return
        for symbol, meaning, after in self.lattice.edges(at):
            if (following := state.next(symbol)) is not None:
                self.step(following, after, (*captures, (symbol, meaning)), gloss)
        if state.has_gap and (leapt := state.next(GAP)) is not None:
            self.leap(leapt, at, captures, gloss)
        if gloss is None and self.lattice.tokens[at].kind == MARK and (after_gloss := self.lattice.gloss(at)):
            self.step_over(state, after_gloss, captures, (at + 1, after_gloss - 1))

    def step_over(self, state: State, at: int, captures: Captures, gloss: tuple[int, int]) -> None:
        """Goes on after a remark, which must have more of the pattern behind it."""
        if at >= len(self.lattice.tokens):
            return
        for symbol, meaning, after in self.lattice.edges(at):
            if (following := state.next(symbol)) is not None:
                self.step(following, after, (*captures, (symbol, meaning)), gloss)

    def leap(self, state: State, at: int, captures: Captures, gloss: tuple[int, int] | None) -> None:
        """Goes on after nought to a few words; never over a mark."""
        for skipped in range(GAP_REACH + 1):
            self.step(state, at + skipped, captures, gloss)
            if at + skipped >= len(self.lattice.tokens) or self.lattice.tokens[at + skipped].kind == MARK:
                return

    def offer(self, entry: Entry, after: int, captures: Captures, gloss: tuple[int, int] | None) -> None:
        best = self.best
        if best is not None:
            if after < best.after or (after == best.after and entry.strength < best.entry.strength):
                return
            if (after, entry.strength) == (best.after, best.entry.strength) and (
                best.entry.language == self.lattice.language or entry.language != self.lattice.language
            ):
                return
        self.best = Hit(entry, self.first, after, captures, gloss)
