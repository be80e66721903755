"""A text as words: numbers, dates in digits, words with the key under which the phrase files know them, punctuation."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tracker.minutes.remember import per_text

DIGIT = "0-9০-৯०-९"
_DASHES = "\u2010-\u2015\u2212-"
_WORDS = (
    "[A-Za-z\u00c0-\u024f]+(?:['’][A-Za-z]+)?"
    "|[\u0980-\u09e5\u09f0-\u09f6\u09fa-\u09fe\u200c\u200d]+"
    # initials: टी.एल.
    "|[\u0900-\u0963]{1,3}(?:[.][\u0900-\u0963]{1,3})+[.]?"
    "|[\u0900-\u0963\u0970-\u097f\u200c\u200d]+"
)
_PIECES = re.compile(
    # what is left out; a word; a date in digits with blanks at its slashes, numbers held together by . / : - ;,
    # grouped thousands; a number; any other sign
    "([\\s'\"‘’“”*_`:]*+)(?:"
    f"({_WORDS})"
    f"|((?<![{DIGIT}])[{DIGIT}]{{1,2}} ?([/-]) ?[{DIGIT}]{{1,2}} ?\\4 ?[{DIGIT}]{{4}}(?![{DIGIT}]|[/.-][{DIGIT}])"
    f"|[{DIGIT}]++(?:[./:ঃ{_DASHES}]{{1,2}}[{DIGIT}]++)++"
    f"|[{DIGIT}]{{1,3}}(?:,[{DIGIT}]{{2}})*,[{DIGIT}]{{3}}(?![{DIGIT},])"
    f")|([{DIGIT}]++)|(\\S))"
)
_TO_LATIN = str.maketrans("০১২৩৪৫৬৭৮৯०१२३४५६७८९", "0123456789" * 2)

_LATIN_DIGIT, _BENGALI_DIGIT, _HINDI_DIGIT = (re.compile(f"[{d}]").search for d in ("0-9", "০-৯", "०-९"))

WORD, NUMBER, CLUSTER, MARK = "word", "number", "cluster", "mark"
GLUED, APART, DASHED = 0, 1, 2
"""How a token stands to the one before: without a blank, with blanks, with a dash between (and perhaps blanks)."""

_DASH_MARKS = frozenset("-‐‑‒–—―−")

LONGEST_NUMBER = 9
"""Digit runs that are longer are telephone and account numbers, never a count of days."""


class Token(NamedTuple):
    """A piece of the text. `key`: a word's key, a number's Latin digits, the mark itself."""

    kind: str
    key: str
    start: int
    end: int
    gap: int


@per_text
def tokens(text: str) -> tuple[Token, ...]:
    """The pieces of an NFC text in order; quotes and emphasis are left out, dashes are kept as `gap`."""
    found: list[Token] = []
    end, dashed = 0, False
    make = tuple.__new__  # half the time of Token(…)
    for blank, word, cluster, _, number, mark in _PIECES.findall(text):
        start = end + len(blank)
        end = start + len(word or cluster or number or mark)
        if word:
            kind, piece = WORD, key(word)
        elif mark:
            if mark in _DASH_MARKS:
                dashed = True
                continue
            kind, piece = MARK, mark
        else:
            kind, piece = NUMBER if number else CLUSTER, (number or cluster).translate(_TO_LATIN)
        found.append(make(Token, (kind, piece, start, end, DASHED if dashed else APART if blank else GLUED)))
        dashed = False
    return tuple(found)


def latin(text: str) -> str:
    """Digits of the three scripts as 0-9."""
    return text.translate(_TO_LATIN)


def mixes_digits(text: str) -> bool:
    """Whether digits of several scripts stand in a text."""
    if text.isascii():
        return False
    latin_digit, bengali = _LATIN_DIGIT(text), _BENGALI_DIGIT(text)
    return bool((latin_digit and bengali) or ((latin_digit or bengali) and _HINDI_DIGIT(text)))


mixed_number = re.compile("[0-9][০-৯०-९]|[০-৯][0-9०-९]|[०-९][0-9০-৯]").search
"""Finds a number in whose digits the scripts change."""
one_script = re.compile("[0-9]+|[০-৯]+|[०-९]+").fullmatch
"""Whether digits are all of one script."""


# What typists, fonts and OCR mix up is made one; so is the hasanta, which comes and goes in conjuncts.
_ALIKE = str.maketrans(
    {"ী": "ি", "ূ": "ু", "ণ": "ন", "শ": "স", "ষ": "স", "ৎ": "ত", "ৰ": "র", "ঈ": "ই", "ঊ": "উ", "ी": "ि", "ू": "ु"}
    | {"ई": "इ", "ऊ": "उ", "ँ": "ं", "’": None, "'": None}
    | dict.fromkeys(".\u200c\u200d\u09bc\u093c\u0981\u09cd\u0983\u0903\u094d")
)
_NASAL = re.compile("[ङञणनम]\u094d[\u200c\u200d]?(?=[क-ह])")
_DOUBLED_JA = re.compile("(?<=র)\u09cd?য\u09cd?য")


@lru_cache(maxsize=1 << 14)
def key(word: str) -> str:
    """The form under which a word is looked up: case, joiners, nukta, vowel length, ন/ণ and স/শ/ষ do not count.

    সময়সীমা and সময়সিমা have one key, as have अन्दर and अंदर; "week's" and "weeks" too.
    """
    if word.isascii():
        return word.casefold().replace("'", "")
    return _DOUBLED_JA.sub("য", _NASAL.sub("ं", word).casefold().translate(_ALIKE))
