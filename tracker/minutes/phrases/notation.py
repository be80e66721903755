"""The small notation of patterns: words, {slots}, [optional], (a | b), and … for up to three words between."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.minutes.phrases.words import WORD, key, tokens

GAP = "…"
GAP_REACH = 3
"""How many words a … may stand for."""

ANY_WORD = "{word}"
"""A step for one word that the phrase files do not know and that is no genitive."""

STOP = "{end}"
"""A step that covers nothing: no word follows that the last one could describe."""

_SINGLE = re.compile(r"[^\s/.:,()-]+").fullmatch
_PIECES = re.compile(r"\{[^{}]*\}|[\[\]()|]|…|[^\s\[\](){}|…]+")


class PatternError(ValueError):
    """A pattern that does not follow the notation."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences of steps; an optional part is a choice with an empty sequence."""

    ways: tuple[tuple[Step, ...], ...]


Step = str | Choice
"""A symbol, or a choice."""


SLOTS = frozenset(
    f"{{{name}}}"
    for name in (
        *("n", "nth", "day", "date", "dates", "range", "month", "year", "years", "fy", "weekday", "time"),
        *("unit", "freq", "adverb", "count", "genitive", "done", "word", "quarter_no", "end"),
    )
)
"""The slots that every language has; all others are groups of words of the pattern's own phrase file."""


def parse(pattern: str, language: str = "") -> tuple[Step, ...]:
    """The steps of a pattern. Raises PatternError (in words for a clerk) when brackets do not match or it is empty.

    A slot that names a group of words becomes that language's own ("{within}" in bn.toml is "{bn.within}").
    """
    rest = _PIECES.findall(pattern)
    if "".join(rest) != re.sub(r"\s+", "", pattern) and "{" in "".join(_PIECES.sub("", pattern)):
        raise PatternError("a { is not closed")
    ways, left = _ways([_own(piece, language) for piece in rest], "")
    if left:
        raise PatternError(f"a {left[0]} closes nothing")
    steps = ways[0] if len(ways) == 1 else (Choice(ways),)
    if _may_be_empty(steps):
        raise PatternError("nothing in the pattern must stand there, so it could be empty")
    return steps


def _may_be_empty(steps: tuple[Step, ...]) -> bool:
    """Whether a pattern fits where no word stands."""
    return all(
        any(_may_be_empty(way) for way in step.ways) if isinstance(step, Choice) else step in (GAP, STOP)
        for step in steps
    )


def _own(piece: str, language: str) -> str:
    """A slot of the pattern's own phrase file with the language in its name."""
    if piece[0] != "{" or piece.partition("=")[0].rstrip("}") + "}" in SLOTS:
        return piece
    return f"{{{language}.{piece[1:]}"


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
            steps += [key(piece)] if _SINGLE(piece) else [t.key for t in tokens(piece) if t.kind == WORD]
    if closing:
        raise PatternError(f"a {closing} is missing")
    return (*ways, tuple(steps)), rest
