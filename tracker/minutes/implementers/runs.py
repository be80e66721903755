"""The stretches of a sentence that name offices, with what stands on both sides of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.minutes.implementers.tokens import HEADS, SEPARATORS, Sort, Token

_NAMING = HEADS | {
    Sort.PLACE, Sort.LEVEL, Sort.ALL, Sort.EACH, Sort.REST, Sort.HERE, Sort.GLUE, Sort.OFFICE_WORD, Sort.CONJUNCTION,
    Sort.COMMA, Sort.SLASH, Sort.NUMBER, Sort.CLASSIFIER, Sort.OPEN, Sort.CLOSE, Sort.NOISE, Sort.PART_PLAYED,
    Sort.EXCEPT_BEHIND, Sort.EXCEPT_AHEAD, Sort.NOBODY, Sort.ALTERNATIVE,
}  # fmt: skip
_LOOSE = frozenset({Sort.COMMA, Sort.SLASH, Sort.CONJUNCTION, Sort.ALTERNATIVE, Sort.GLUE, Sort.NOISE, Sort.CLASSIFIER})
_LOOSE_BEHIND = _LOOSE | {Sort.ALL, Sort.EACH, Sort.REST, Sort.NUMBER, Sort.HERE, Sort.NOBODY, Sort.OPEN}
_BEFORE_HEAD = frozenset(
    {Sort.ALL, Sort.EACH, Sort.REST, Sort.NUMBER, Sort.CLASSIFIER, Sort.HERE, Sort.PLACE, Sort.LEVEL, Sort.GLUE}
)
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
        for start, end in _split(tokens, first, behind):
            start, end = _trimmed(tokens, start, end)
            run = Run(tuple(tokens[start:end]), tuple(tokens[:start]), tuple(tokens[end:]))
            if run.named or _all_areas(run.tokens):
                yield run
        first = max(behind, first + 1)


def _split(tokens: Sequence[Token], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cuts where one post ends and the next begins without a separator ("the DC | to the Commissioner")."""
    heads = [i for i in range(start, end) if tokens[i].sort in HEADS]
    for head, following in pairwise(heads):
        cut = following
        while cut > head + 1 and tokens[cut - 1].sort in _BEFORE_HEAD:
            cut -= 1
        if not _has_place(tokens, start, cut):  # the first post needs the place that stands between them
            while cut < following and tokens[cut].sort in (Sort.PLACE, Sort.GLUE):
                cut += 1
        joined = (Sort.OPEN, Sort.CLOSE, Sort.EXCEPT_AHEAD)
        if cut <= head or tokens[cut - 1].sort in SEPARATORS or tokens[cut - 1].sort in joined:
            continue
        if tokens[head].ending.case == "genitive" and cut == head + 1:
            continue  # a possessor belongs to what it possesses
        yield start, cut
        start = cut
    yield start, end


def _has_place(tokens: Sequence[Token], start: int, cut: int) -> bool:
    """Whether the post that ends at the cut has a place in its own phrase or behind a comma."""
    phrase = cut
    while phrase > start and tokens[phrase - 1].sort not in (Sort.CONJUNCTION, Sort.SLASH, Sort.ALTERNATIVE):
        phrase -= 1
    return any(t.sort is Sort.PLACE for t in tokens[phrase:cut])


def _trimmed(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """Without what only leads to the run or on from it, and without an area that belongs to the words behind it."""
    while start < end and (tokens[start].sort in _LOOSE or tokens[start].sort is Sort.CLOSE):
        start += 1
    while end > start and (
        tokens[end - 1].sort in _LOOSE_BEHIND
        or _unopened(tokens, start, end)
        or _foreign(tokens, start, end)
        or _number_again(tokens, start, end)
    ):
        end -= 1
    return start, end


def _number_again(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the last token closes a bracket that says a number once more ("the officer | 10 (ten) days")."""
    sorts = [token.sort for token in tokens[max(start, end - 4) : end]]
    return sorts == [Sort.NUMBER, Sort.OPEN, Sort.NUMBER, Sort.CLOSE]


def _unopened(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the last token closes a bracket that was opened before the run."""
    depth = 0
    for token in tokens[start:end]:
        depth += (token.sort is Sort.OPEN) - (token.sort is Sort.CLOSE)
    return tokens[end - 1].sort is Sort.CLOSE and depth < 0


def _foreign(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the last area belongs to the words behind it: "the DC's office of Thakurgaon | Rajbari courtyard".

    So does a place behind a place, one in the genitive directly behind a post, and a level that nothing counts.
    """
    last = tokens[end - 1]
    if not any(t.sort in HEADS for t in tokens[start : end - 1]) or end >= len(tokens):
        return False
    if last.sort is Sort.LEVEL:
        before = tokens[end - 2].sort
        own = before in (Sort.PLACE, Sort.HERE) or (before in _COUNTS and not last.ending.case)
        genitive_place = before is Sort.PLACE and last.ending.case and tokens[end - 3].sort in HEADS
        return not own or bool(genitive_place)
    if last.sort is not Sort.PLACE or tokens[end].sort in SEPARATORS:
        return False
    before = tokens[end - 2].sort
    if before is Sort.PLACE:
        return True
    possessed = last.ending.case or (tokens[end].sort is Sort.LEVEL and tokens[end].ending.case)
    return before in HEADS and bool(_has_place(tokens, start, end - 2) or possessed == "genitive")


def _all_areas(tokens: Sequence[Token]) -> bool:
    return any(t.sort is Sort.LEVEL and i and tokens[i - 1].sort in _COUNTS for i, t in enumerate(tokens))
