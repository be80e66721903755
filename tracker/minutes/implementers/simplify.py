"""Passes over the tokens of a statement that join what belongs together, before posts and places are related."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker.minutes.implementers.exceptions import with_exceptions
from tracker.minutes.implementers.folding import joined
from tracker.minutes.implementers.lexicon import Lexicon
from tracker.minutes.implementers.series import wings_listed, without_serials
from tracker.minutes.implementers.tokens import HEADS, LISTS, Entry, Sort, Token
from tracker.minutes.implementers.wings import distant_wings, shared_nouns, wing_lists

_QUANTIFIERS = frozenset({Sort.ALL, Sort.EACH, Sort.REST, Sort.NUMBER, Sort.NOBODY, Sort.CLASSIFIER})
_LONGEST_NAME = 5
"""A person's name has so many words at most; a longer run is something else."""
_BEFORE_HEADS = frozenset({Sort.GLUE, Sort.HERE, Sort.ALL, Sort.EACH, Sort.PLACE, Sort.LEVEL})


def simplified(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """A statement's tokens without persons, titles and labels; offices, levels and exceptions joined to posts."""
    found = list(_without_titles(list(_without_persons(tokens, lexicon))))
    found = list(wings_listed(list(without_serials(found, lexicon)), lexicon))
    found = list(shared_nouns(distant_wings(list(wing_lists(found)), lexicon)))
    found = _office_words(list(_own_names(found, lexicon)))
    return with_exceptions(_levels(list(_centres(found, lexicon))))


def _without_persons(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Token]:
    """Without "Mr. Abdul Karim": the title and the plain words behind it, up to a word that makes a post.

    A person who stands in a list, and not beside his post, stays as an unknown word.
    """
    index = 0
    while index < len(tokens):
        token = tokens[index]
        index += 1
        if token.sort is not Sort.PERSON:
            yield token
            continue
        start = index - 1
        while index < len(tokens) and index - start <= _LONGEST_NAME and _may_be_name(tokens[index], lexicon):
            index += 1
        if _listed(tokens, start, index):
            yield replace(token, sort=Sort.WORD, end=tokens[index - 1].end, entry=None)


def _may_be_name(token: Token, lexicon: Lexicon) -> bool:
    return token.sort is Sort.PERSON or (token.sort is Sort.WORD and not is_post_word(token, lexicon))


def _listed(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a conjunction makes the person one more party: "Mr. Karim and the DC", "the DC and Mr. Karim"."""
    if end < len(tokens) and tokens[end].sort is Sort.CONJUNCTION:
        return True
    beside = any(t.sort in HEADS for t in tokens[end:])
    return start > 0 and tokens[start - 1].sort is Sort.CONJUNCTION and not beside


def _without_titles(tokens: Sequence[Token]) -> Iterator[Token]:
    """Without titles, and without the parts played by an office ("Lead: …", "(convener)"). Directly behind a post
    such a word makes another post of it ("Finance Coordinator"), and so does a letter before it ("এ ডি.সি.")."""
    before: Token | None = None
    for token, following in zip(tokens, [*tokens[1:], None], strict=False):
        if token.sort is Sort.PART_PLAYED:
            if before is not None and before.sort in HEADS:
                yield replace(token, sort=Sort.WORD, entry=None)
        elif token.sort is Sort.HERE and len(token.folded) == 1 and following is not None and following.sort in HEADS:
            yield replace(token, sort=Sort.WORD, entry=None)
        elif token.sort is not Sort.NOISE:
            yield token
        before = token


def is_post_word(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word shows that a post or an office is named, even if the directory has none such."""
    if token.sort is Sort.OFFICE_WORD:
        return True
    words = lexicon.words
    return token.sort is Sort.WORD and any(
        stem in words.post_words or stem in words.modifiers for stem, _ in words.stems(token.folded)
    )


def _own_names(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Token]:
    """An office's own name beside a post of its kind is only its place: "Regional Manager, Port City Office"."""
    kind_before: Token | None = None
    for index, token in enumerate(tokens):
        if token.sort is Sort.OFFICE and token.entry and token.entry.placelike:
            kinds = {lexicon.territory.offices[code].kind for code in token.ids}
            beside = [t for t in (kind_before, *tokens[index + 1 : index + 2]) if t and t.sort is Sort.KIND]
            if any(kinds.intersection(t.ids) for t in beside):
                yield replace(token, sort=Sort.PLACE, entry=Entry(Sort.PLACE, token.ids))
                continue
        kind_before = token if token.sort is Sort.KIND else kind_before
        yield token


def _office_words(tokens: Sequence[Token]) -> list[Token]:
    """Both "the DC's office" and "Office of the DC" are the DC; so is a detached ending ("প্রশাসক এর কার্যালয়")."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        behind = _skip_glue(tokens, index + 1)
        following = tokens[behind] if behind < len(tokens) else None
        if token.sort in HEADS and following and following.sort is Sort.OFFICE_WORD:
            ending = replace(following.ending, plural=token.plural or following.plural)
            result.append(replace(token, end=following.end, ending=ending, office=True))
            index = behind + 1
        elif token.sort is Sort.OFFICE_WORD and (head := _head_of(tokens, index)) and not _named_before(result):
            ending = replace(tokens[head].ending, plural=tokens[head].plural or token.plural)
            result += tokens[index + 1 : head]
            result.append(replace(tokens[head], ending=ending, office=True))
            index = head + 1
        elif token.sort is Sort.OFFICE_WORD and (before := _head_before(result)) is not None:
            result[before] = replace(result[before], office=True)
            index += 1
        else:
            result.append(replace(token, office=True) if token.entry and token.entry.office else token)
            index += 1
    return result


def _head_of(tokens: Sequence[Token], index: int) -> int:
    """Where the post stands whose office is named before it ("the offices of all DCs"); 0 when there is none."""
    at = index + 1
    while at < len(tokens) and tokens[at].sort in _BEFORE_HEADS:
        at += 1
    known = at < len(tokens) and tokens[at].sort in HEADS
    return at if known and (at == index + 1 or tokens[index + 1].sort is Sort.GLUE) else 0


def _head_before(tokens: Sequence[Token]) -> int | None:
    """Where the post stands before whose place an office is named: "জেলা প্রশাসক, রংপুর এর কার্যালয়"."""
    at = len(tokens) - 1
    while at >= 0 and tokens[at].sort in LISTS | {Sort.PLACE, Sort.LEVEL, Sort.GLUE}:
        at -= 1
    placed = at < len(tokens) - 1 and tokens[-1].sort in (Sort.PLACE, Sort.LEVEL, Sort.GLUE)
    return at if placed and at >= 0 and tokens[at].sort in HEADS else None


def _named_before(tokens: Sequence[Token]) -> bool:
    """Whether a plain word stands directly before: then the word for an office belongs to that."""
    return bool(tokens) and tokens[-1].sort is Sort.WORD


def _skip_glue(tokens: Sequence[Token], index: int) -> int:
    while index < len(tokens) and tokens[index].sort in (Sort.GLUE, Sort.HERE):
        index += 1
    return index


def _centres(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Token]:
    """Both "Sadar, Nilphamari" and "Sadar Upazila, Nilphamari" are Nilphamari Sadar, where the directory has that."""
    index = 0
    while index < len(tokens):
        token = tokens[index]
        index += 1
        if token.sort is Sort.PLACE and token.folded in lexicon.words.centres:
            at = index
            while at < len(tokens) and tokens[at].sort in (Sort.LEVEL, Sort.COMMA, Sort.GLUE):
                at += 1
            known = _place_named(tokens[at : at + 1], token.folded, lexicon)
            if known:
                yield replace(token, end=tokens[at].end, entry=known, ending=tokens[at].ending)
                index = at + 1
                continue
        yield token


def _place_named(tokens: Sequence[Token], centre: str, lexicon: Lexicon) -> Entry | None:
    """The place that has this name and is a centre."""
    for token in tokens if tokens and tokens[0].sort is Sort.PLACE else ():
        for stem, _ in lexicon.words.stems(token.folded):
            for entry in lexicon.trie.get(joined((centre, stem))):
                if entry.sort is Sort.PLACE:
                    return entry
    return None


def _levels(tokens: Sequence[Token]) -> list[Token]:
    """Both "Kurigram District" and "the District of Kurigram" become one place with its level; so do lists."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        index += 1
        if token.sort is not Sort.LEVEL:
            result.append(token)
            continue
        behind = _skip_glue(tokens, index)
        counted = token.plural or (bool(result) and result[-1].sort in _QUANTIFIERS)
        if result and result[-1].sort is Sort.PLACE and result[-1].level is None:
            _give_level(result, token)
        elif not counted and behind < len(tokens) and tokens[behind].sort is Sort.PLACE:
            result.append(replace(tokens[behind], start=token.start, level=token.ids[0]))
            index = behind + 1
        else:
            result.append(token)
    return result


def _give_level(tokens: list[Token], word: Token) -> None:
    """Gives the level to the last place, and to those that a conjunction (or a plural) lists with it."""
    level = word.ids[0]
    tokens[-1] = replace(tokens[-1], end=word.end, level=level, ending=word.ending)
    index = len(tokens) - 2
    listed = word.plural or (index > 0 and tokens[index].sort is Sort.CONJUNCTION)
    while listed and index > 0 and tokens[index].sort in LISTS and tokens[index - 1].sort is Sort.PLACE:
        if tokens[index - 1].level is None:
            tokens[index - 1] = replace(tokens[index - 1], level=level)
        index -= 2
