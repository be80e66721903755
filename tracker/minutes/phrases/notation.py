"""The small notation of patterns: words, {slots}, [optional], (a | b), and … for up to three words between."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tracker.minutes.phrases.words import WORD, tokens

GAP = "…"
GAP_REACH = 3
"""How many words a … may stand for."""

STOP = "{end}"
"""A step that covers nothing: no word follows that the last one could describe."""

Node = dict[str, "Node | list[object]"]
END = ""
"""The key of a node's entries; no symbol is empty."""

_PIECES = re.compile(r"\{[^{}]*\}|[\[\]()|]|…|[^\s\[\](){}|…]+")


class BadPattern(ValueError):
    """A pattern that does not follow the notation."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences of steps; an optional part is a choice with an empty sequence."""

    ways: tuple[tuple[Step, ...], ...]


Step = str | Choice
"""A symbol, or a choice."""


SLOTS = frozenset(
    "{n} {nth} {day} {date} {dates} {month} {year} {fy} {weekday} {time} {unit} {freq} {genitive} {quarter_no} {end}".split()
)
"""The slots that every language has; all others are groups of words of the pattern's own phrase file."""


def parse(pattern: str, language: str = "") -> tuple[Step, ...]:
    """The steps of a pattern. Raises BadPattern (in words for a clerk) when brackets do not match or it is empty.

    A slot that names a group of words becomes that language's own ("{within}" in bn.toml is "{bn.within}").
    """
    rest = _PIECES.findall(pattern)
    if "".join(rest) != re.sub(r"\s+", "", pattern) and "{" in "".join(_PIECES.sub("", pattern)):
        raise BadPattern("a { is not closed")
    own = {p: f"{{{language}.{p[1:]}" for p in rest if p[0] == "{" and p.partition("=")[0].rstrip("}") + "}" not in SLOTS}
    ways, left = _ways([own.get(p, p) for p in rest], "")
    if left:
        raise BadPattern(f"a {left[0]} closes nothing")
    steps = ways[0] if len(ways) == 1 else (Choice(ways),)
    if not steps:
        raise BadPattern("the pattern is empty")
    return steps


def _ways(rest: list[str], closing: str) -> tuple[tuple[tuple[Step, ...], ...], list[str]]:
    """The alternatives up to a closing bracket, and what follows it."""
    ways: list[tuple[Step, ...]] = []
    steps: list[Step] = []
    while rest:
        piece, rest = rest[0], rest[1:]
        if piece in ("(", "["):
            inner, rest = _ways(rest, ")" if piece == "(" else "]")
            steps.append(Choice((*inner, ()) if piece == "[" else inner))
        elif piece == "|":
            ways.append(tuple(steps))
            steps = []
        elif piece in (")", "]"):
            if piece != closing:
                return (*ways, tuple(steps)), [piece, *rest]
            return (*ways, tuple(steps)), rest
        elif piece == GAP or piece.startswith("{"):
            steps.append(piece)
        else:
            steps += [token.key for token in tokens(piece) if token.kind == WORD]
    if closing:
        raise BadPattern(f"a {closing} is missing")
    return (*ways, tuple(steps)), rest


def insert(root: Node, steps: Sequence[Step], entry: object, note: Callable[[str], None]) -> None:
    """Adds a pattern to the tree; `note` is told every symbol that it uses."""
    for node in _extend([root], steps, note):
        if node is not root:
            entries = node.setdefault(END, [])
            assert isinstance(entries, list)
            if entry not in entries:
                entries.append(entry)


def _extend(nodes: list[Node], steps: Sequence[Step], note: Callable[[str], None]) -> list[Node]:
    for step in steps:
        if isinstance(step, Choice):
            reached = [node for way in step.ways for node in _extend(nodes, way, note)]
            nodes = list({id(node): node for node in reached}.values())
        else:
            note(step)
            nodes = [_child(node, step) for node in nodes]
    return nodes


def _child(node: Node, symbol: str) -> Node:
    child = node.setdefault(symbol, {})
    assert isinstance(child, dict)
    return child
