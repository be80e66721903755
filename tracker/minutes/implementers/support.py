"""Who only helps: "with support from …", "… এর সহযোগিতায়", "… के सहयोग से" — named, but no implementer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.minutes.implementers.lexicon import Lexicon
from tracker.minutes.implementers.simplify import is_post_word
from tracker.minutes.implementers.tokens import HEADS, SEPARATORS, Sort, Token

_CUES = frozenset({Sort.SUPPORT_AHEAD, Sort.SUPPORT_BEHIND})


def without_support(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[list[Token], bool]:
    """A statement's tokens without those who help, and whether it stays doubtful who helps and who acts."""
    found = _labelled(_without_brackets(list(tokens)))
    if found and found[0].sort is Sort.SUPPORT_AHEAD and found[0].folded in _words_behind(lexicon):
        return [], False
    doubtful = False
    ahead = next((i for i, t in enumerate(found) if t.sort is Sort.SUPPORT_AHEAD), None)
    if ahead == 0:  # "With support from A, B": the helper stands before the comma
        comma = next((i for i, t in enumerate(found) if t.sort is Sort.COMMA), len(found))
        found = found[comma:]
    elif ahead is not None:
        doubtful = _goes_on(found, ahead)
        found = found[:ahead]
    behind = next((i for i in range(len(found) - 1, -1, -1) if found[i].sort is Sort.SUPPORT_BEHIND), None)
    if behind is None:
        return _trimmed(found), doubtful
    heads = _heads(found[:behind], lexicon)
    rest = _trimmed(found[behind + 1 :])
    if rest:
        return rest, doubtful or len(heads) > 1
    if len(heads) < 2:
        return [], doubtful
    return _trimmed(found[: heads[1]]), doubtful or len(heads) > 2


def _words_behind(lexicon: Lexicon) -> frozenset[str]:
    return lexicon.words.folded(Sort.SUPPORT_BEHIND)


def _labelled(tokens: list[Token]) -> list[Token]:
    """A word such as "সহযোগিতায়" that begins a phrase is a label of those who help: "সিভিল সার্জন, সহযোগিতায়: পুলিশ সুপার"."""
    for index, token in enumerate(tokens[:-1]):
        begins = index == 0 or tokens[index - 1].sort is Sort.COMMA
        if token.sort is Sort.SUPPORT_BEHIND and begins and tokens[index + 1].sort not in SEPARATORS:
            tokens[index] = replace(token, sort=Sort.SUPPORT_AHEAD)
    return tokens


def _without_brackets(tokens: list[Token]) -> list[Token]:
    """Without the brackets in which a helper is named. "(support)" alone says that the post before it helps: it
    stays as a word, so that this post is left to a person."""
    result: list[Token] = []
    opened: list[int] = []
    for token in tokens:
        result.append(token)
        if token.sort is Sort.OPEN:
            opened.append(len(result) - 1)
        elif token.sort is Sort.CLOSE and opened:
            start = opened.pop()
            inside = [t for t in result[start + 1 : -1] if t.sort not in (Sort.GLUE, Sort.NOISE)]
            if any(t.sort in _CUES for t in inside):
                alone = all(t.sort in _CUES for t in inside)
                result[start:] = [result[start], replace(inside[0], sort=Sort.WORD), token] if alone else []
    return result


def _goes_on(tokens: Sequence[Token], ahead: int) -> bool:
    """Whether the help stands between commas and a further post follows, which may or may not be help."""
    if ahead == 0 or tokens[ahead - 1].sort is not Sort.COMMA:
        return False
    comma = False
    for token in tokens[ahead:]:
        comma = comma or token.sort is Sort.COMMA
        if comma and token.sort in HEADS:
            return True
    return False


def _heads(tokens: Sequence[Token], lexicon: Lexicon) -> list[int]:
    """Where each phrase begins that names a post, known or not; unknown phrases in a row are one post."""
    starts: list[int] = []
    start, unknown = 0, False
    for index, token in enumerate([*tokens, None]):
        if token is not None and token.sort not in SEPARATORS:
            continue
        phrase = tokens[start:index]
        known = any(t.sort in HEADS for t in phrase)
        if known or (not unknown and any(is_post_word(t, lexicon) for t in phrase)):
            starts.append(start)
        unknown = bool(starts) and not known and any(t.sort is Sort.WORD for t in phrase)
        start = index + 1
    return starts


def _trimmed(tokens: Sequence[Token]) -> list[Token]:
    """Without separators and particles at the ends."""
    edges = SEPARATORS | {Sort.GLUE, Sort.NOISE}
    start, end = 0, len(tokens)
    while start < end and tokens[start].sort in edges:
        start += 1
    while end > start and tokens[end - 1].sort in edges:
        end -= 1
    return list(tokens[start:end])
