"""Numbers in text: digits of three scripts, words, ordinals, ranges and doubled forms such as ১৫ (পনেরো)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.phrases.lexicon import Lexicon, base_lexicon
from tracker.minutes.phrases.words import (
    APART,
    DASHED,
    GLUED,
    LONGEST_NUMBER,
    MARK,
    NUMBER,
    WORD,
    Token,
    mixes_digits,
    one_script,
    tokens,
)
from tracker.minutes.remember import per_text

MIXED, MISMATCH = "mixed_digits", "number_word_mismatch"
DAMAGE = "\ufffd"
_CODE = re.compile(r"\d+[(\[]\d+[)\]]")


class FoundNumber(NamedTuple):
    """A number and its span in the text. Of a range ("3 to 7") `value` is the higher end and `low` the lower.

    `flags`: mixed_digits (1৫), number_word_mismatch (১০ (পনেরো): `value` is what the first of the two says).
    `ordinal` is true for ১ম, প্রথম, 3rd.
    """

    value: int
    start: int
    end: int
    low: int | None = None
    flags: tuple[str, ...] = ()
    ordinal: bool = False


def find_numbers(text: str, book: Phrasebook) -> Iterator[FoundNumber]:
    """The numbers of an NFC text in order: counts, ranges and ordinals, not dates, times or grouped codes."""
    lexicon, found = base_lexicon(book), tokens(text)
    at = 0
    while at < len(found):
        kind, word = found[at][:2]
        if kind == WORD and word not in lexicon.numbers and word not in lexicon.ordinals:
            at += 1
            continue
        number = ordinal_at(found, at, lexicon) or number_at(found, at, lexicon, text)
        if number:
            yield number[0]
        at = number[1] if number else at + 1


@per_text
def mismatches(text: str, book: Phrasebook) -> tuple[FoundNumber, ...]:
    """The numbers of an NFC text whose digits say one thing and whose bracketed word another: ১০ (পনেরো).

    Digits right behind digits are a section or a code and no second telling: ধারা ১২(৩), F 12(3)/2025.
    """
    if "(" not in text and "[" not in text:
        return ()
    doubled = (number for number in find_numbers(text, book) if MISMATCH in number.flags)
    return tuple(number for number in doubled if not _CODE.fullmatch(text, number.start, number.end))


def find_number(text: str, book: Phrasebook) -> FoundNumber | None:
    """The first number of the text, None when it holds none."""
    return next(find_numbers(text, book), None)


def parse_number(text: str, book: Phrasebook) -> FoundNumber | None:
    """The number that the whole text is (blanks and brackets around it do not count), else None."""
    lexicon, found = base_lexicon(book), tokens(text)
    if not found:
        return None
    number = ordinal_at(found, 0, lexicon) or number_at(found, 0, lexicon, text)
    if number is None or any(t.key not in "]).।" for t in found[number[1] :]):
        return None
    return number[0]


def number_at(found: Sequence[Token], at: int, lexicon: Lexicon, text: str) -> tuple[FoundNumber, int] | None:
    """The count or range that begins at token `at`, and the token after it."""
    if (number := lone_number(found, at, lexicon, text)) is not None:
        return number, at + 1
    first = _doubled_at(found, at, lexicon, text)
    if first is None:
        return None
    number, after = first
    if number.low is not None or after >= len(found):
        return first
    step = found[after]
    linked = step.gap == DASHED or step.key == "/" or lexicon.is_in("numbers.or", step.key)
    next_at = after if step.gap == DASHED else after + 1
    if not linked and not (step.kind == WORD and step.gap == APART and found[at].kind == WORD):
        return first
    second = _doubled_at(found, next_at if linked else after, lexicon, text)
    if second is None or second[0].value <= number.value or (not linked and second[0].value != number.value + 1):
        return first
    high, end = second
    flags = tuple(dict.fromkeys(number.flags + high.flags))
    return FoundNumber(high.value, number.start, high.end, number.value, flags), end


def lone_number(found: Sequence[Token], at: int, lexicon: Lexicon, text: str) -> FoundNumber | None:
    """The usual case, told apart quickly: digits before a word that neither joins them to a range nor ends them."""
    kind, key, start, end, _ = found[at]
    if kind != NUMBER or len(key) > LONGEST_NUMBER or (at and found[at - 1].key == DAMAGE):
        return None
    if at + 1 < len(found):
        next_kind, following, _, _, gap = found[at + 1]
        if next_kind != WORD or gap == DASHED or following in lexicon.groups["numbers.or"]:
            return None
        if gap != APART and following in lexicon.groups["numbers.ordinal_endings"]:
            return None
    flags = () if one_script(text, start, end) else (MIXED,)
    return tuple.__new__(FoundNumber, (int(key), start, end, None, flags, False))  # half the time of FoundNumber(…)


def _doubled_at(found: Sequence[Token], at: int, lexicon: Lexicon, text: str) -> tuple[FoundNumber, int] | None:
    opened = at < len(found) and found[at].key in "[(" and found[at].kind == MARK
    first = _plain_at(found, at + opened, lexicon, text)
    if first is None:
        return None
    number, after = first
    if after < len(found) and found[after].key in "([":
        second = _plain_at(found, after + 1, lexicon, text)
        if second and second[1] < len(found) and found[second[1]].key in ")]":
            flags = dict.fromkeys(number.flags + second[0].flags)
            if second[0].value != number.value:
                flags[MISMATCH] = None
            number = FoundNumber(number.value, number.start, found[second[1]].end, number.low, tuple(flags))
            after = second[1] + 1
    if opened:
        if after >= len(found) or found[after].key not in ")]":
            return None
        number = FoundNumber(number.value, found[at].start, found[after].end, number.low, number.flags)
        after += 1
    return number, after


def _plain_at(found: Sequence[Token], at: int, lexicon: Lexicon, text: str) -> tuple[FoundNumber, int] | None:
    if at >= len(found):
        return None
    token = found[at]
    if token.kind == WORD:
        return _words_at(found, at, lexicon)
    if token.kind == MARK or _is_damaged(found, at):
        return None
    flags: tuple[str, ...] = (MIXED,) if mixes_digits(text[token.start : token.end]) else ()
    if token.kind == NUMBER:
        if len(token.key) > LONGEST_NUMBER or _is_ordinal(found, at, lexicon):
            return None
        return FoundNumber(int(token.key), token.start, token.end, None, flags), at + 1
    return _cluster(token, flags, at)


def _cluster(token: Token, flags: tuple[str, ...], at: int) -> tuple[FoundNumber, int] | None:
    """"৩-৭" and "২/৩" are ranges, "৪২,০০০" is one number; other groups (times, codes, decimals) are none."""
    if "," in token.key:
        plain = token.key.replace(",", "")
        if len(plain) <= LONGEST_NUMBER:
            return FoundNumber(int(plain), token.start, token.end, None, flags), at + 1
        return None
    for mark in "-–—/":
        low, found, high = token.key.partition(mark)
        if found and low.isdecimal() and high.isdecimal() and len(low) <= 3 and len(high) <= 3 and int(low) < int(high):
            return FoundNumber(int(high), token.start, token.end, int(low), flags), at + 1
    return None


def _words_at(found: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[FoundNumber, int] | None:
    total, current, after, any_word = 0, 0, at, False
    while after < len(found) and found[after].kind == WORD:
        word = found[after].key
        value, scale = lexicon.numbers.get(word), lexicon.scales.get(word)
        if value is not None and (not any_word or (total and not current) or _adds(current, value)):
            current += value
        elif scale is not None and any_word and current < scale:
            total, current = (total, current * scale) if scale == 100 else (total + current * scale, 0)
        elif not (any_word and current % 100 == 0 and _goes_on(found, after, lexicon)):
            break
        any_word = True
        after += 1
    if not any_word:
        return None
    return FoundNumber(total + current, found[at].start, found[after - 1].end), after


def _adds(current: int, value: int) -> bool:
    """Whether a word adds to what was read: twenty + one, a hundred + twenty."""
    return (current >= 100 and current % 100 == 0 and value < 100) or (
        20 <= current % 100 <= 90 and current % 10 == 0 and 0 < value < 10
    )


def _goes_on(found: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """The "and" of "one hundred and twenty"."""
    following = found[at + 1] if at + 1 < len(found) else None
    return bool(lexicon.is_in("numbers.and", found[at].key) and following and following.key in lexicon.numbers)


def ordinal_at(found: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[FoundNumber, int] | None:
    """The ordinal that begins at a token: ১ম, ২২শে, প্রথম, 3rd, twenty-first."""
    token = found[at]
    if token.kind == NUMBER:
        if not _is_ordinal(found, at, lexicon):
            return None
        return FoundNumber(int(token.key), token.start, found[at + 1].end, ordinal=True), at + 2
    if token.kind != WORD:
        return None
    if token.key in lexicon.ordinals:
        return FoundNumber(lexicon.ordinals[token.key], token.start, token.end, ordinal=True), at + 1
    tens, following = lexicon.numbers.get(token.key, 0), found[at + 1] if at + 1 < len(found) else None
    if tens in (20, 30) and following and following.gap != GLUED and 0 < lexicon.ordinals.get(following.key, 0) < 10:
        value = tens + lexicon.ordinals[following.key]
        return FoundNumber(value, token.start, following.end, ordinal=True), at + 2
    return None


def _is_ordinal(found: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    if at + 1 >= len(found) or len(found[at].key) > 3:
        return False
    ending = found[at + 1]
    return ending.kind == WORD and ending.gap != APART and lexicon.is_in("numbers.ordinal_endings", ending.key)


def _is_damaged(found: Sequence[Token], at: int) -> bool:
    """A replacement character touches the number: some of its digits may be lost."""
    before = at and found[at - 1].key == DAMAGE and found[at].gap == GLUED
    after = at + 1 < len(found) and found[at + 1].key == DAMAGE and found[at + 1].gap == GLUED
    return bool(before or after)
