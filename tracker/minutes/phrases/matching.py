"""Where the patterns stand in a text: from each place the longest that fits, the text once from left to right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from tracker.minutes.phrases.automaton import Automaton, State
from tracker.minutes.phrases.entries import Entry
from tracker.minutes.phrases.lattice import Lattice
from tracker.minutes.phrases.notation import ANY_WORD, GAP, GAP_REACH, STOP
from tracker.minutes.phrases.words import MARK

_new = tuple.__new__  # half the time of Hit(…)

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

    def slots(self) -> dict[str, Any]:
        """What each slot holds; where one occurs twice, the last."""
        found = dict(self.captures)
        if "{unit}" not in found:
            for symbol, meaning in self.captures:
                if symbol.startswith("{unit="):
                    found["{unit}"] = meaning
        return found


def hits(lattice: Lattice, patterns: Automaton) -> list[Hit]:
    """The patterns of the text, left to right, none over another."""
    found: list[Hit] = []
    walk, start = _Walk(lattice), patterns.start
    at, size = 0, len(lattice.tokens)
    while at < size:
        best = walk.longest(start, at)
        if best is None:
            at += 1
        else:
            found.append(best)
            at = best.after
    return found


class _Walk:
    """Looks for the longest pattern that begins at a token.

    Of equally long ones the strongest, then one of the text's language, then the first written.
    """

    __slots__ = ("best", "first", "known", "lattice", "size")

    def __init__(self, lattice: Lattice) -> None:
        self.lattice = lattice
        self.known = lattice.known
        self.size = len(lattice.tokens)
        self.first = 0
        self.best: Hit | None = None

    def longest(self, start: State, first: int) -> Hit | None:
        """The pattern that begins at a token, if any."""
        self.first, self.best = first, None
        self.advance(start, first, (), None)
        return self.best

    def advance(self, state: State, at: int, captures: Captures, gloss: tuple[int, int] | None) -> None:
        """One more token, or several that belong together, and all that goes on from there.

        This is the innermost loop of all reading: tuples are added here, which is faster than to unpack them.
        """
        alone, longer = self.known[at] or self.lattice.readings(at)
        for meaning in alone:
            if (following := state[meaning[0]]) is not None:
                self.reach(following, at + 1, captures + (meaning,), gloss)  # noqa: RUF005
        for symbol, meaning, after in longer:
            if (following := state[symbol]) is not None:
                self.reach(following, after, captures + ((symbol, meaning),), gloss)  # noqa: RUF005
        if state.wants_dates and self.lattice.names_dates:
            for symbol, meaning, after in self.lattice.dated(at):
                if (following := state[symbol]) is not None:
                    self.reach(following, after, captures + ((symbol, meaning),), gloss)  # noqa: RUF005
        if state.wants_word and self.lattice.infos[at].unknown and (following := state[ANY_WORD]) is not None:
            self.reach(following, at + 1, captures, gloss)

    def reach(self, state: State, at: int, captures: Captures, gloss: tuple[int, int] | None) -> None:
        """What is complete at a place, and what goes on from there."""
        if state.entries:
            self.offer(state.entries, at, captures, gloss)
        if state.has_stop and self.lattice.clause_ends(at) and (ended := state[STOP]) is not None:
            self.reach(ended, at, captures, gloss)
        if state.goes_on and at < self.size:
            self.advance(state, at, captures, gloss)
            if state.has_gap and (leapt := state[GAP]) is not None:
                self.leap(leapt, at, captures, gloss)
            if gloss is None and self.lattice.infos[at].kind == MARK:
                # After a remark there must be more of the pattern, so nothing is offered at its end.
                after_gloss = self.lattice.gloss(at)
                if after_gloss is not None and after_gloss < self.size:
                    self.advance(state, after_gloss, captures, (at + 1, after_gloss - 1))

    def leap(self, state: State, at: int, captures: Captures, gloss: tuple[int, int] | None) -> None:
        """Goes on after nought to a few words; never over marks, numbers, dates or what a deadline ends with."""
        for skipped in range(GAP_REACH + 1):
            self.reach(state, at + skipped, captures, gloss)
            if not self.lattice.is_plain(at + skipped):
                return

    def offer(self, entries: Iterable[Entry], after: int, captures: Captures, gloss: tuple[int, int] | None) -> None:
        """Keeps the best of what is complete and what was found before."""
        for entry in entries:
            best = self.best
            if best is not None:
                gain = after - best.after or entry.strength - best.entry.strength
                if gain < 0 or (gain == 0 and not self.is_closer(entry, best.entry)):
                    continue
            self.best = _new(Hit, (entry, self.first, after, captures, gloss))

    def is_closer(self, entry: Entry, other: Entry) -> bool:
        """Whether an entry is of the text's language and the other one is not."""
        return entry.language != other.language and entry.language == self.lattice.language
