"""Who is left out: "all DCs except Rangpur", "দিনাজপুর ব্যতীত সকল", "खैरी को छोड़कर समस्त एसडीएम"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.minutes.implementers.tokens import HEADS, LISTS, SEPARATORS, Sort, Token


def with_exceptions(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with each cue of an exception and the places that it leaves out made one EXCEPT."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        index += 1
        if token.sort is Sort.EXCEPT_BEHIND:
            parts = _places_before(result, tokens[index:])
            result.append(replace(token, sort=Sort.EXCEPT, parts=tuple(parts)))
        elif token.sort is Sort.EXCEPT_AHEAD:
            places, index = _places_after(tokens, index)
            result.append(replace(token, sort=Sort.EXCEPT, parts=tuple(places)))
        else:
            result.append(token)
    return result


def _places_before(tokens: list[Token], ahead: Sequence[Token]) -> list[Token]:
    """Takes the list of places that ends the tokens, and the post with them when the main post is still to come."""
    main = _following_head(ahead)
    while tokens and (tokens[-1].sort is Sort.GLUE or (tokens[-1].sort in HEADS and main is not None)):
        tokens.pop()
    parts: list[Token] = []
    sure = False
    while tokens and tokens[-1].sort is Sort.PLACE:
        parts.append(tokens.pop())
        separators = [t.sort for t in tokens[-1:] if len(tokens) > 1 and tokens[-2].sort is Sort.PLACE]
        sure = sure or separators == [Sort.CONJUNCTION] or _begins_list(tokens)
        if not sure or not LISTS.intersection(separators):
            break
        tokens.pop()
    if parts and main is not None:
        while tokens and tokens[-1].sort in (Sort.COMMA, Sort.GLUE):
            tokens.pop()
        if tokens and tokens[-1].sort in HEADS and tokens[-1].ids == main:
            tokens.pop()
    return parts[::-1]


def _following_head(tokens: Sequence[Token]) -> tuple[str, ...] | None:
    """What the post means that follows before the next separator; None when there is none."""
    for token in tokens:
        if token.sort in HEADS:
            return token.ids
        if token.sort in SEPARATORS or token.sort in (Sort.CLOSE, Sort.OPEN):
            return None
    return None


def _begins_list(tokens: Sequence[Token]) -> bool:
    """Whether only places and commas stand between the start (or an open bracket) and the end of the tokens."""
    for token in reversed(tokens):
        if token.sort is Sort.OPEN:
            return True
        if token.sort is not Sort.PLACE and token.sort not in LISTS:
            return False
    return True


def _places_after(tokens: Sequence[Token], index: int) -> tuple[list[Token], int]:
    """The places behind the cue and the index behind them; a post named with them is passed over."""
    places: list[Token] = []
    at = end = index
    while at < len(tokens) and tokens[at].sort in LISTS | HEADS | {Sort.PLACE, Sort.GLUE, Sort.HERE}:
        if tokens[at].sort is Sort.PLACE:
            if places and tokens[at - 1].sort is Sort.COMMA and not _listed_on(tokens, at):
                break
            places.append(tokens[at])
            end = at + 1
        at += 1
    return places, end


def _listed_on(tokens: Sequence[Token], index: int) -> bool:
    """Whether a list of places goes on to a conjunction, so that its commas separate places of equal rank."""
    for token in tokens[index + 1 :]:
        if token.sort is Sort.CONJUNCTION:
            return True
        if token.sort not in LISTS | {Sort.PLACE}:
            return False
    return False
