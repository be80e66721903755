"""Names with a slip of the pen: runs of plain words that are one letter away from a known name."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.minutes.implementers.folding import joined
from tracker.minutes.implementers.lexicon import Lexicon
from tracker.minutes.implementers.tokens import Ending, Entry, Sort, Token

_WINDOW = 5
"""A name with a slip is looked for in at most so many words."""


def with_slips(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Runs of plain words (and words for levels) searched for names that are one slip away, the longest run first."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        found = _slip_at(tokens, index, lexicon)
        if found:
            entry, ending, behind = found
            span = tokens[index:behind]
            folded = joined(t.folded for t in span)
            result.append(Token(entry.sort, span[0].start, span[-1].end, entry, ending, folded, near=True))
            index = behind
        else:
            result.append(tokens[index])
            index += 1
    return result


def _slip_at(tokens: Sequence[Token], first: int, lexicon: Lexicon) -> tuple[Entry, Ending, int] | None:
    if tokens[first].folded[:1] not in lexicon.near_initials:
        return None
    behind, last = first, min(len(tokens), first + _WINDOW)
    while behind < last and tokens[behind].sort in (Sort.WORD, Sort.LEVEL, Sort.PART):
        behind += 1
    for end in range(behind, first, -1):
        span = tokens[first:end]
        if all(t.sort is Sort.LEVEL for t in span) or any(len(t.folded) < 2 for t in span):
            continue
        for form, ending in lexicon.words.stems(joined(t.folded for t in span)):
            if entry := lexicon.near_entry(form):
                return entry, ending, end
    return None
