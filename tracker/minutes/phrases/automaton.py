"""All patterns as one automaton over symbols; its states are worked out when a text first reaches them.

Every step of a pattern is a position that knows which positions may follow it; a state is the set of positions that
a stretch of text can have led to (McNaughton and Yamada's construction, made deterministic on demand).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tracker.minutes.phrases.notation import ANY_WORD, GAP, STOP, Choice, Step

if TYPE_CHECKING:
    from tracker.minutes.phrases.entries import Entry

_DATES = frozenset({"{date}", "{dates}", "{range}", "{month}"})
_MOST_STATES = 1 << 16


class _Position:
    """One step of one pattern."""

    __slots__ = ("entry", "follow", "symbol")

    def __init__(self, symbol: str) -> None:
        self.symbol = symbol
        self.follow: list[_Position] = []
        self.entry: Entry | None = None


class State(dict[str, "State | None"]):
    """What a stretch of text has matched so far: state[symbol] is the state after one more symbol, None when no
    pattern goes on with it. `entries` are those whose patterns are complete."""

    __slots__ = ("_owner", "_positions", "entries", "goes_on", "has_gap", "has_stop", "wants_dates", "wants_word")

    def __init__(self, owner: Automaton, positions: Sequence[_Position], following: Iterable[_Position]) -> None:
        super().__init__()
        self._owner = owner
        self._positions: dict[str, list[_Position]] = {}
        for position in following:
            self._positions.setdefault(position.symbol, []).append(position)
        self.entries = tuple(dict.fromkeys(p.entry for p in positions if p.entry is not None))
        self.goes_on = bool(self._positions)
        self.has_gap = GAP in self._positions
        self.has_stop = STOP in self._positions
        self.wants_word = ANY_WORD in self._positions
        self.wants_dates = not _DATES.isdisjoint(self._positions)

    def __missing__(self, symbol: str) -> State | None:
        reached = self._positions.get(symbol)
        state = self[symbol] = self._owner.state_of(reached) if reached else None
        return state


class Automaton:
    """Patterns, to be walked from `start`. Add all of them before the first walk."""

    def __init__(self) -> None:
        self._first: list[_Position] = []
        self._states: dict[frozenset[int], State] = {}
        self._start: State | None = None
        self.symbols: set[str] = set()

    @property
    def start(self) -> State:
        """The state before anything is read."""
        if self._start is None:
            self._start = State(self, (), self._first)
        return self._start

    def add(self, steps: Sequence[Step], entry: Entry) -> list[_Position]:
        """Adds a pattern; the result can be shared with another automaton."""
        first: list[_Position] = []
        last, may_be_empty = self._chain([], first, steps, True)
        for position in last:
            position.entry = entry
        if not may_be_empty:
            self._first += first
        return [] if may_be_empty else first

    def share(self, first: Iterable[_Position]) -> None:
        """Takes over a pattern that was added elsewhere."""
        self._first += first

    def state_of(self, positions: Sequence[_Position]) -> State:
        """The one state of a set of positions."""
        name = frozenset(map(id, positions))
        state = self._states.get(name)
        if state is None:
            if len(self._states) > _MOST_STATES:
                self._states.clear()
            following = {id(q): q for p in positions for q in p.follow}.values()
            state = self._states[name] = State(self, positions, following)
        return state

    def _chain(
        self, before: list[_Position], first: list[_Position], steps: Sequence[Step], at_start: bool
    ) -> tuple[list[_Position], bool]:
        """Hangs steps behind the positions `before` (and the pattern's start); what may come last, and whether the
        start may still be right before what follows."""
        for step in steps:
            if isinstance(step, Choice):
                ends: dict[int, _Position] = {}
                empty = False
                for way in step.ways:
                    last, passed = self._chain(before, first, way, at_start)
                    ends.update((id(p), p) for p in last)
                    empty = empty or passed
                before, at_start = list(ends.values()), empty
                continue
            position = _Position(step)
            self.symbols.add(step)
            for earlier in before:
                earlier.follow.append(position)
            if at_start:
                first.append(position)
            before, at_start = [position], False
        return before, at_start
