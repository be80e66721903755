"""Passes over the tokens of a statement that join what belongs together, before posts and places are put in relation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from tracker.minutes.implementers.folding import joined
from tracker.minutes.implementers.lexicon import Lexicon
from tracker.minutes.implementers.tokens import HEADS, SEPARATORS, Entry, Sort, Token

_QUANTIFIERS = frozenset({Sort.ALL, Sort.EACH, Sort.REST, Sort.NUMBER, Sort.NOBODY, Sort.CLASSIFIER})
_LISTS = frozenset({Sort.COMMA, Sort.SLASH, Sort.CONJUNCTION})


def simplified(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """A statement's tokens without persons, titles and labels; offices, levels and exceptions joined to their posts."""
    passes: tuple[Callable[[list[Token]], list[Token]], ...] = (
        lambda found: list(_without_persons(found, lexicon)),
        lambda found: [t for t in found if t.sort is not Sort.NOISE],
        lambda found: list(_wing_lists(found)),
        _office_words,
        _levels,
        _exceptions,
    )
    result = list(tokens)
    for each in passes:
        result = each(result)
    return result


def _without_persons(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Token]:
    """Without "Mr. Abdul Karim": the title and the plain words behind it, up to a word that makes a post."""
    naming = False
    for token in tokens:
        if token.sort is Sort.PERSON:
            naming = True
        elif naming and token.sort is Sort.WORD and not is_post_word(token, lexicon):
            continue
        else:
            naming = False
            yield token


def is_post_word(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word shows that a post or an office is named, even if the directory has none such."""
    if token.sort is Sort.OFFICE_WORD:
        return True
    if token.sort is not Sort.WORD:
        return False
    return any(form in lexicon.post_words or form in lexicon.modifiers for form in stems(token.folded, lexicon))


def stems(folded: str, lexicon: Lexicon) -> Iterator[str]:
    """A folded word, and what is left of it without each ending it could have."""
    yield folded
    for cut in range(max(1, len(folded) - 8), len(folded)):
        if folded[cut:] in lexicon.endings:
            yield folded[:cut]


def _wing_lists(tokens: Sequence[Token]) -> Iterator[Token]:
    """A post's stem with several wings in a bracket, "Additional Collector (Revenue/General)", is all those posts."""
    index = 0
    while index < len(tokens):
        token = tokens[index]
        close = next((i for i in range(index, len(tokens)) if tokens[i].sort is Sort.CLOSE), 0)
        if token.sort is Sort.STEM and close and tokens[index + 1].sort is Sort.OPEN:
            kinds = _kinds_of_wings(token, tokens[index + 2 : close])
            if kinds:
                yield replace(token, end=tokens[close].end, entry=Entry(Sort.KIND, kinds), sort=Sort.KIND, parts=(token,))
                index = close + 1
                continue
        yield token
        index += 1


def _kinds_of_wings(stem: Token, inside: Sequence[Token]) -> tuple[str, ...]:
    wings = dict(zip(stem.entry.wings if stem.entry else (), stem.ids, strict=True))
    names = [t.folded for t in inside if t.sort not in SEPARATORS and t.sort is not Sort.GLUE]
    kinds: list[str] = []
    index = 0
    while index < len(names):
        for end in range(len(names), index, -1):
            if kind := wings.get(joined(names[index:end])):
                kinds.append(kind)
                index = end
                break
        else:
            return ()
    return tuple(dict.fromkeys(kinds))


def _office_words(tokens: Sequence[Token]) -> list[Token]:
    """"The DC's office" and "Office of the DC" are the DC; so is a detached ending ("প্রশাসক এর কার্যালয়")."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        behind = _skip_glue(tokens, index + 1)
        following = tokens[behind] if behind < len(tokens) else None
        if token.sort in HEADS and following and following.sort is Sort.OFFICE_WORD:
            result.append(replace(token, end=following.end, ending=following.ending, office=True))
            index = behind + 1
        elif token.sort is Sort.OFFICE_WORD and following and following.sort in HEADS and not _named_before(result):
            plural = replace(following.ending, plural=following.plural or token.plural)
            result.append(replace(following, start=token.start, ending=plural, office=True))
            index = behind + 1
        else:
            result.append(token)
            index += 1
    return result


def _named_before(tokens: Sequence[Token]) -> bool:
    """Whether a plain word stands directly before: then the word for an office belongs to that."""
    return bool(tokens) and tokens[-1].sort is Sort.WORD


def _skip_glue(tokens: Sequence[Token], index: int) -> int:
    while index < len(tokens) and tokens[index].sort in (Sort.GLUE, Sort.HERE):
        index += 1
    return index


def _levels(tokens: Sequence[Token]) -> list[Token]:
    """"Kurigram District" and "the District of Kurigram" become one place with its level, as do lists of places."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.sort is Sort.LEVEL:
            level = token.ids[0]
            behind = _skip_glue(tokens, index + 1)
            counted = bool(result) and result[-1].sort in _QUANTIFIERS
            if result and result[-1].sort is Sort.PLACE and result[-1].level is None:
                _give_level(result, level, token)
                index += 1
                continue
            if not counted and not token.plural and behind < len(tokens) and tokens[behind].sort is Sort.PLACE:
                result.append(replace(tokens[behind], start=token.start, level=level))
                index = behind + 1
                continue
        result.append(token)
        index += 1
    return result


def _give_level(tokens: list[Token], level: str, word: Token) -> None:
    """Gives the level to the last place and to those that are listed with it."""
    tokens[-1] = replace(tokens[-1], end=word.end, level=level, ending=word.ending)
    index = len(tokens) - 2
    while index > 0 and tokens[index].sort in _LISTS and tokens[index - 1].sort is Sort.PLACE:
        if tokens[index - 1].level is None:
            tokens[index - 1] = replace(tokens[index - 1], level=level)
        index -= 2


def _exceptions(tokens: Sequence[Token]) -> list[Token]:
    """Each cue of an exception with the places that it leaves out becomes one EXCEPT."""
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
    parts: list[Token] = []
    while tokens and tokens[-1].sort in (Sort.GLUE, *HEADS) and (tokens[-1].sort is Sort.GLUE or not parts):
        if tokens[-1].sort in HEADS and _following_head(ahead) is None:
            break
        tokens.pop()
    sure = False
    while tokens and tokens[-1].sort is Sort.PLACE:
        parts.append(tokens.pop())
        if not tokens or tokens[-1].sort not in _LISTS:
            break
        chained = tokens[-1].sort is Sort.CONJUNCTION or sure or _list_starts(tokens)
        if not chained or len(tokens) < 2 or tokens[-2].sort is not Sort.PLACE:
            break
        sure = True
        tokens.pop()
    if parts and _following_head(ahead) is not None:
        while tokens and tokens[-1].sort in (Sort.COMMA, Sort.GLUE):
            tokens.pop()
        if tokens and tokens[-1].sort in HEADS and _following_head(ahead) == tokens[-1].ids:
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


def _list_starts(tokens: Sequence[Token]) -> bool:
    """Whether only places and commas stand between the start (or an open bracket) and the end of the tokens."""
    for token in reversed(tokens):
        if token.sort is Sort.OPEN:
            return True
        if token.sort is not Sort.PLACE and token.sort not in _LISTS:
            return False
    return True


def _places_after(tokens: Sequence[Token], index: int) -> tuple[list[Token], int]:
    """The places behind the cue and the index behind them; a post named with them is passed over."""
    places: list[Token] = []
    at = end = index
    while at < len(tokens) and tokens[at].sort in (Sort.PLACE, Sort.GLUE, Sort.HERE, *HEADS, *_LISTS):
        if tokens[at].sort is Sort.PLACE:
            if places and tokens[at - 1].sort is Sort.COMMA and not _listed_on(tokens, at):
                break
            places.append(tokens[at])
            end = at + 1
        at += 1
    return places, end


def _listed_on(tokens: Sequence[Token], index: int) -> bool:
    """Whether a list of places goes on to a conjunction, so that its commas separate places of equal rank."""
    at = index + 1
    while at + 1 < len(tokens) and tokens[at].sort in _LISTS and tokens[at + 1].sort in (Sort.PLACE, *_LISTS):
        if tokens[at].sort is Sort.CONJUNCTION:
            return True
        at += 1
    return False
