"""Where the patterns stand in a text: from each place the longest that fits, the text once from left to right."""

from __future__ import annotations

from typing import Any, NamedTuple

from tracker.minutes.phrases.automaton import Automaton, State
from tracker.minutes.phrases.entries import Entry
from tracker.minutes.phrases.lattice import Lattice
from tracker.minutes.phrases.notation import ANY_WORD, GAP, GAP_REACH, STOP
from tracker.minutes.phrases.words import MARK

Captures = tuple[tuple[str, Any], ...]


class Hit(NamedTuple):
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
        for symbol, meaning in reversed(self.captures):
            if symbol == slot or (slot == "{unit}" and symbol.startswith("{unit=")):
                return meaning
        return None


def hits(lattice: Lattice, patterns: Automaton) -> list[Hit]:
    """The patterns of the text, left to right, none over another."""
    found: list[Hit] = []
    at, size, start = 0, len(lattice.tokens), patterns.start
    while at < size:
        walk: _Walk | None = None
        alone, longer = lattice.readings(at)
        if alone or longer or lattice.dated(at):
            walk = _Walk(lattice, at)
            walk.advance(start, at, (), None)
        if walk is None or walk.best is None:
            at += 1
        else:
            found.append(walk.best)
            at = walk.best.after
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

    def step(self, state: State, at: int, captures: Captures, gloss: tuple[int, int] | None) -> None:
        for entry in state.entries:
            self.offer(entry, at, captures, gloss)
        if state.has_stop and self.lattice.clause_ends(at) and (ended := state[STOP]) is not None:
            self.step(ended, at, captures, gloss)
        if at >= len(self.lattice.tokens):
            return
        self.advance(state, at, captures, gloss)
        if state.has_gap and (leapt := state[GAP]) is not None:
            self.leap(leapt, at, captures, gloss)
        if gloss is None and self.lattice.tokens[at].kind == MARK:
            # After a remark there must be more of the pattern, so nothing is offered at its end.
            after_gloss = self.lattice.gloss(at)
            if after_gloss is not None and after_gloss < len(self.lattice.tokens):
                self.advance(state, after_gloss, captures, (at + 1, after_gloss - 1))

    def advance(self, state: State, at: int, captures: Captures, gloss: tuple[int, int] | None) -> None:
        """One more token, or several that belong together."""
        alone, longer = self.lattice.readings(at)
        for symbol, meaning in alone:
            if (following := state[symbol]) is not None:
                self.step(following, at + 1, (*captures, (symbol, meaning)), gloss)
        for symbol, meaning, after in longer:
            if (following := state[symbol]) is not None:
                self.step(following, after, (*captures, (symbol, meaning)), gloss)
        if state.wants_word and self.lattice.is_unknown(at) and (following := state[ANY_WORD]) is not None:
            self.step(following, at + 1, captures, gloss)
        if state.wants_dates:
            for symbol, meaning, after in self.lattice.dated(at):
                if (following := state[symbol]) is not None:
                    self.step(following, after, (*captures, (symbol, meaning)), gloss)

    def leap(self, state: State, at: int, captures: Captures, gloss: tuple[int, int] | None) -> None:
        """Goes on after nought to a few words; never over marks, numbers, dates or what a deadline ends with."""
        for skipped in range(GAP_REACH + 1):
            self.step(state, at + skipped, captures, gloss)
            if not self.lattice.is_plain(at + skipped):
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
