"""Posts that share a stem in a list: "Executive Engineer, Roads, Water Board and LGED" are three posts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tracker.minutes.implementers.folding import joined
from tracker.minutes.implementers.lexicon import Lexicon
from tracker.minutes.implementers.tokens import LISTS, Entry, Sort, Token

_WORDS = frozenset({Sort.WORD, Sort.PART, Sort.LEVEL, Sort.OFFICE_WORD, Sort.CONJUNCTION})
_LONGEST_WING = 6


def wings_listed(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Token]:
    """A further wing of the stem of the post before it, joined by a comma, slash or conjunction, is a post too.

    It may stand in a bracket of its own ("(General) and (Revenue)") or in that of the first ("(General/Revenue)").
    """
    index = 0
    while index < len(tokens):
        token = tokens[index]
        yield token
        index += 1
        wings = lexicon.siblings.get(token.ids[0], {}) if token.sort is Sort.KIND and len(token.ids) == 1 else {}
        while wings and (found := _next_wing(tokens, index, wings, lexicon)):
            post, behind = found
            yield tokens[index]
            yield post
            index = behind


def _next_wing(
    tokens: Sequence[Token], at: int, wings: Mapping[str, tuple[str, ...]], lexicon: Lexicon
) -> tuple[Token, int] | None:
    """The post of the wing behind a separator at an index, and the index behind it."""
    if at >= len(tokens) or tokens[at].sort not in LISTS:
        return None
    start = at + 1
    while start < len(tokens) and tokens[start].sort is Sort.OPEN:
        start += 1
    limit = start
    while limit < min(len(tokens), start + _LONGEST_WING) and tokens[limit].sort in _WORDS:
        limit += 1
    for end in range(limit, start, -1):
        if Sort.CONJUNCTION in (tokens[start].sort, tokens[end - 1].sort):
            continue
        words = joined(t.folded for t in tokens[start:end] if t.sort is not Sort.CONJUNCTION)
        for form, ending in lexicon.words.stems(words):
            if kinds := wings.get(form):
                last = tokens[end - 1]
                entry = Entry(Sort.KIND, kinds)
                post = replace(tokens[start], sort=Sort.KIND, end=last.end, entry=entry, ending=ending)
                while end < len(tokens) and tokens[end].sort is Sort.CLOSE:
                    end += 1
                return post, end
    return None


def without_serials(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Token]:
    """Without the number that a union or ward bears before its name: "২নং ভূনবীর ইউনিয়ন পরিষদ"."""
    index = 0
    while index < len(tokens):
        behind = _behind_serial(tokens, index, lexicon)
        if behind and behind < len(tokens) and tokens[behind].sort is Sort.PLACE:
            index = behind
        yield tokens[index]
        index += 1


def _behind_serial(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    """The index behind "২নং" or "২ নম্বর" at an index, 0 if there is none."""
    folded = tokens[at].folded
    number = folded.rstrip("".join(lexicon.words.serials)) if tokens[at].sort is Sort.WORD else folded
    if not number.isdecimal():
        return 0
    if tokens[at].sort is Sort.WORD:
        return at + 1 if folded[len(number) :] in lexicon.words.serials else 0
    follows = at + 1 < len(tokens) and tokens[at + 1].folded in lexicon.words.serials
    return at + 2 if follows and tokens[at].sort is Sort.NUMBER else 0
