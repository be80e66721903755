"""Posts whose name is taken apart in the text: wings in a list, a place between stem and wing, a shared noun."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker.minutes.implementers.folding import joined
from tracker.minutes.implementers.lexicon import Lexicon
from tracker.minutes.implementers.tokens import LISTS, SEPARATORS, Entry, Sort, Token

_BETWEEN = LISTS | {
    Sort.PLACE, Sort.ALL, Sort.EACH, Sort.GLUE, Sort.OPEN, Sort.CLOSE, Sort.EXCEPT_BEHIND, Sort.EXCEPT_AHEAD
}  # fmt: skip
"""What may stand between a stem and its wing: "Chairman, Ramshil and Hiran Union Parishad"."""


def wing_lists(tokens: Sequence[Token]) -> Iterator[Token]:
    """A post's stem with several wings in a bracket, "Additional Collector (Revenue/General)", is all those posts."""
    index = 0
    while index < len(tokens):
        token = tokens[index]
        close = _closing(tokens, index + 1) if token.sort is Sort.STEM else 0
        kinds = _kinds_of_wings(token, tokens[index + 2 : close]) if close else ()
        if kinds:
            entry = Entry(Sort.KIND, kinds)
            yield replace(token, sort=Sort.KIND, end=tokens[close].end, entry=entry, parts=(token,))
            index = close + 1
        else:
            yield token
            index += 1


def _closing(tokens: Sequence[Token], at: int) -> int:
    """Where the bracket closes that opens at an index; 0 when none opens there or it stays open."""
    if at >= len(tokens) or tokens[at].sort is not Sort.OPEN:
        return 0
    return next((i for i in range(at, len(tokens)) if tokens[i].sort is Sort.CLOSE), 0)


def _kinds_of_wings(stem: Token, inside: Sequence[Token]) -> tuple[str, ...]:
    wings = _wings(stem)
    names = [t.folded for t in inside if t.sort not in SEPARATORS and t.sort is not Sort.GLUE]
    kinds: list[str] = []
    index = 0
    while index < len(names):
        for end in range(len(names), index, -1):
            if found := wings.get(joined(names[index:end])):
                kinds += found
                index = end
                break
        else:
            return ()
    return tuple(dict.fromkeys(kinds))


def _wings(stem: Token) -> dict[str, tuple[str, ...]]:
    """Each wing of a stem with the kinds that have it."""
    wings: dict[str, tuple[str, ...]] = {}
    for wing, kind in zip(stem.entry.wings if stem.entry else (), stem.ids, strict=True):
        wings[wing] = (*wings.get(wing, ()), kind)
    return wings


def distant_wings(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """A stem and a wing with places, "all" or separators between them become the post; the wing stands before the
    stem only directly ("of the Union Parishads' chairmen")."""
    found = list(tokens)
    for index, token in enumerate(tokens):
        if token.sort is not Sort.STEM:
            continue
        wings = _wings(token)
        for start in (*_starts_behind(tokens, index), *_starts_before(tokens, index)):
            if kinds := _wing_at(tokens, start, index, wings, lexicon):
                end, kind = kinds
                found[index] = replace(token, sort=Sort.KIND, entry=Entry(Sort.KIND, kind), ending=token.ending)
                plural = any(t.plural for t in tokens[start:end])
                if plural:
                    found[index] = replace(found[index], ending=replace(token.ending, plural=True))
                for at in range(start, end):
                    found[at] = replace(tokens[at], sort=Sort.GLUE)
                break
    return found


def _starts_behind(tokens: Sequence[Token], stem: int) -> Iterator[int]:
    at = stem + 1
    while at < len(tokens) and tokens[at].sort in _BETWEEN:
        at += 1
    if at < len(tokens) and at > stem + 1:
        yield at


def _starts_before(tokens: Sequence[Token], stem: int) -> Iterator[int]:
    at = stem - 1
    while at >= 0 and tokens[at].sort is Sort.GLUE:
        at -= 1
    yield from range(at, max(at - 4, -1), -1)


def _wing_at(
    tokens: Sequence[Token], start: int, stem: int, wings: dict[str, tuple[str, ...]], lexicon: Lexicon
) -> tuple[int, tuple[str, ...]] | None:
    """The index behind the wing that begins at `start`, and its kinds. Before the stem it must reach up to it."""
    limit = stem if start < stem else len(tokens)
    for end in range(min(start + 4, limit), start, -1):
        span = tokens[start:end]
        if start < stem and any(t.sort is not Sort.GLUE for t in tokens[end:stem]):
            continue
        if any(t.sort not in (Sort.WORD, Sort.LEVEL, Sort.PART, Sort.KIND) for t in span):
            continue
        for form, _ in lexicon.words.stems(joined(t.folded for t in span)):
            if form in wings:
                return end, wings[form]
        if len(span) == 1 and span[0].sort is Sort.LEVEL and (level := _same_level(span[0], wings, lexicon)):
            return end, level
    return None


def _same_level(token: Token, wings: dict[str, tuple[str, ...]], lexicon: Lexicon) -> tuple[str, ...]:
    """The kinds whose wing is another word for the level ("Union" for "Union Parishad")."""
    for wing, kinds in wings.items():
        if any(entry.sort is Sort.LEVEL and entry.ids == token.ids for entry in lexicon.trie.get(wing)):
            return kinds
    return ()


def shared_nouns(tokens: Sequence[Token]) -> Iterator[Token]:
    """In "Finance and Programme Departments" a part before a list's last post with the same noun is a post too."""
    for index, token in enumerate(tokens):
        if token.sort is not Sort.PART:
            yield token
            continue
        noun = token.entry.wings[0] if token.entry else ""
        if any(_ends_with(other, noun) for other in _listed_on(tokens, index)):
            yield replace(token, sort=Sort.KIND, entry=Entry(Sort.KIND, token.ids))
        else:
            yield replace(token, sort=Sort.WORD, entry=None)


def _listed_on(tokens: Sequence[Token], index: int) -> Iterator[Token]:
    """What is listed behind a part, as long as only posts and parts follow."""
    for at in range(index + 1, len(tokens)):
        if tokens[at].sort not in LISTS | {Sort.PART, Sort.KIND} or tokens[index + 1].sort not in LISTS:
            return
        yield tokens[at]


def _ends_with(token: Token, noun: str) -> bool:
    if token.sort is not Sort.KIND:
        return False
    return token.folded.endswith(noun) or noun in token.folded[-len(noun) - 4 :]
