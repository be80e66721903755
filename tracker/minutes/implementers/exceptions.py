"""Who is left out: "all DCs except Rangpur", "দিনাজপুর ব্যতীত সকল", "खैरी को छोड़कर समस्त एसडीएम"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.minutes.implementers.tokens import HEADS, LISTS, SEPARATORS, Sort, Token

_ALL = frozenset({Sort.ALL, Sort.EACH, Sort.REST, Sort.EXCEPT})


def with_exceptions(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with each cue of an exception and the places that it leaves out made one EXCEPT."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        index += 1
        if token.sort is Sort.EXCEPT_BEHIND:
            parts, doubtful = _places_before(result, tokens[index:])
            result.append(replace(token, sort=Sort.EXCEPT, parts=tuple(parts), doubtful=doubtful))
        elif token.sort is Sort.EXCEPT_AHEAD:
            places, index, doubtful = _places_after(tokens, index - 1)
            result.append(replace(token, sort=Sort.EXCEPT, parts=tuple(places), doubtful=doubtful))
        else:
            result.append(token)
    return result


def _places_before(tokens: list[Token], ahead: Sequence[Token]) -> tuple[list[Token], bool]:
    """Takes the list of places that ends the tokens, and the post with them when the main post is still to come.

    In "DC, A and B except all SPs" (as Bengali says it) the DC of A may act, or A be left out too: that is doubtful.
    """
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
    at = len(tokens)
    while at and tokens[at - 1].sort in (Sort.COMMA, Sort.GLUE):
        at -= 1
    if not parts or not at or main is None or tokens[at - 1].sort not in HEADS:
        return parts[::-1], False
    doubtful = len(parts) > 1
    if tokens[at - 1].ids == main:
        doubtful = doubtful or tokens[at - 1].plural or any(t.sort in _ALL for t in tokens[at - 2 : at - 1])
        del tokens[at - 1 :]
    return parts[::-1], doubtful


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


def _places_after(tokens: Sequence[Token], cue: int) -> tuple[list[Token], int, bool]:
    """The places behind the cue, the index behind them, and whether the last of the list may be one to act.

    A post of the same kind may stand with the places: "except DC A and DC B". In "all DCs except A and DC B" the
    second may be left out too, or be one more party.
    """
    main = next((t.ids for t in reversed(tokens[:cue]) if t.sort in HEADS), ())
    places: list[Token] = []
    with_post, end = False, cue + 1
    at = end
    while at < len(tokens):
        start = at
        while at < len(tokens) and (places and tokens[at].sort in LISTS):
            at += 1
        element, behind = _element(tokens, at, main)
        joined = at > start and (tokens[at - 1].sort is Sort.CONJUNCTION or _listed_on(tokens, at))
        if element is None or (places and not joined):
            break
        has_post = any(t.sort in HEADS for t in tokens[at:behind])
        if places and has_post and not with_post:
            return places, end, True
        with_post = with_post or has_post
        places.append(element)
        at = end = behind
    return places, end, False


def _element(tokens: Sequence[Token], at: int, main: tuple[str, ...]) -> tuple[Token | None, int]:
    """A place with a post of the main kind before or behind it, and the index behind both."""
    place: Token | None = None
    while at < len(tokens):
        token = tokens[at]
        if token.sort is Sort.PLACE and place is None:
            place = token
        elif token.sort not in (Sort.GLUE, Sort.HERE) and not (token.sort in HEADS and token.ids == main):
            break
        at += 1
    another = at < len(tokens) and tokens[at].sort in HEADS
    return (None if another else place), at


def _listed_on(tokens: Sequence[Token], index: int) -> bool:
    """Whether a list of places goes on to a conjunction, so that its commas separate places of equal rank."""
    for token in tokens[index + 1 :]:
        if token.sort is Sort.CONJUNCTION:
            return True
        if token.sort not in LISTS | {Sort.PLACE}:
            return False
    return False
