"""The stretches of a sentence that name offices, with what stands on both sides of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.minutes.implementers.tokens import HEADS, Sort, Token

_NAMING = HEADS | {
    Sort.PLACE, Sort.LEVEL, Sort.ALL, Sort.EACH, Sort.REST, Sort.HERE, Sort.GLUE, Sort.OFFICE_WORD, Sort.CONJUNCTION,
    Sort.COMMA, Sort.SLASH, Sort.NUMBER, Sort.CLASSIFIER, Sort.OPEN, Sort.CLOSE, Sort.NOISE, Sort.EXCEPT_BEHIND,
    Sort.EXCEPT_AHEAD, Sort.NOBODY, Sort.ALTERNATIVE,
}  # fmt: skip
_LOOSE = frozenset({Sort.COMMA, Sort.SLASH, Sort.CONJUNCTION, Sort.ALTERNATIVE, Sort.GLUE, Sort.NOISE, Sort.CLASSIFIER})
_LOOSE_BEHIND = _LOOSE | {Sort.ALL, Sort.EACH, Sort.REST, Sort.NUMBER, Sort.HERE, Sort.NOBODY, Sort.OPEN}
_COUNTS = frozenset({Sort.ALL, Sort.EACH, Sort.NUMBER, Sort.CLASSIFIER})


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens `first` to `behind` of a statement; `left` and `right` are what stands before and behind them."""

    tokens: tuple[Token, ...]
    left: tuple[Token, ...]
    right: tuple[Token, ...]

    @property
    def named(self) -> bool:
        """Whether a post or office is named, and not only an area."""
        return any(t.sort in HEADS for t in self.tokens)

    @property
    def everyone(self) -> bool:
        """Whether all of a kind, or of a level, are meant."""
        return any(t.sort in _COUNTS or (t.plural and t.sort in HEADS) for t in self.tokens)


def runs_of(tokens: Sequence[Token]) -> Iterator[Run]:
    """The runs of a statement that name a post, or all areas of a level ("in all districts")."""
    first = 0
    while first < len(tokens):
        behind = first
        while behind < len(tokens) and tokens[behind].sort in _NAMING:
            behind += 1
        if behind > first:
            start, end = _trimmed(tokens, first, behind)
            run = Run(tuple(tokens[start:end]), tuple(tokens[:start]), tuple(tokens[end:]))
            if run.named or _all_areas(run.tokens):
                yield run
        first = max(behind, first + 1)


def _trimmed(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """Without what only leads to the run or on from it, and without a place that belongs to the words behind it."""
    while start < end and (tokens[start].sort in _LOOSE or tokens[start].sort is Sort.CLOSE):
        start += 1
    while end > start and (
        tokens[end - 1].sort in _LOOSE_BEHIND or _unopened(tokens, start, end) or _foreign_place(tokens, start, end)
    ):
        end -= 1
    return start, end


def _unopened(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the last token closes a bracket that was opened before the run."""
    depth = 0
    for token in tokens[start:end]:
        depth += (token.sort is Sort.OPEN) - (token.sort is Sort.CLOSE)
    return tokens[end - 1].sort is Sort.CLOSE and depth < 0


def _foreign_place(tokens: Sequence[Token], start: int, end: int) -> bool:
    """"The DC's office of Thakurgaon Rajbari courtyard": a place behind a post that has one, with words behind it."""
    last = tokens[end - 1]
    if last.sort is not Sort.PLACE or end - 2 < start or end >= len(tokens) or tokens[end].sort is not Sort.WORD:
        return False
    head = tokens[end - 2]
    placed = any(t.sort is Sort.PLACE for t in tokens[start : end - 2])
    return head.sort in HEADS and (placed or last.ending.case == "genitive")


def _all_areas(tokens: Sequence[Token]) -> bool:
    return any(t.sort is Sort.LEVEL and i and tokens[i - 1].sort in _COUNTS for i, t in enumerate(tokens))
