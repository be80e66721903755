"""Names as they are compared: the spelling differences that do not make another name are folded away.

Not told apart (both sides are folded): letter case; Latin accents; joiners, nukta and virama; ি/ী and ু/ূ (also in
Devanagari and as independent vowels); শ/ষ/স; ণ/ন; ৎ/ত; ড়/ড, ঢ়/ঢ, য়/য; ৰ/র; ঙ/ং; chandrabindu (left out in Bengali, an
anusvara in Hindi, as is a nasal before a consonant: सम्भाग, संभाग); visarga; blanks, hyphens and dots inside a name;
doubled letters in names of more than five letters. Digits are Latin, without leading zeros; they are never taken for
one another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from tracker.minutes.script import BENGALI, DEVANAGARI, JOINERS, latin_digits

_APOSTROPHES = "'’‘´`ʼ"
_LETTERS = f"0-9A-Za-z\u00c0-\u024f\u0300-\u036f{BENGALI}{DEVANAGARI}{JOINERS}"
# The visarga serves as a colon at a word's end; the rupee numerator (U+09F7) as a danda.
LONGEST_EXACT = 5
"""Names of so many folded letters, most of them abbreviations, keep doubled letters: DDC is not DC."""
_NEVER_DOUBLED = frozenset("0123456789") | {chr(c) for c in (*range(0x985, 0x995), *range(0x905, 0x915))}
_DOUBLED = re.compile(f"([^{''.join(sorted(_NEVER_DOUBLED))}])\\1+", re.DOTALL)
_WORD = re.compile(f"(?:(?![\u09f7\u0983\u0903])[{_LETTERS}]|[{_APOSTROPHES}\u0983\u0903](?=[{_LETTERS}]))+|&")
_ZEROS = re.compile("^0+(?=[0-9])")
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
_NASAL = re.compile("[ङञणनम]\u094d[\u200c\u200d]?(?=[क-ह])")
_SAME = str.maketrans(
    {"ী": "ি", "ূ": "ু", "ঈ": "ই", "ঊ": "উ", "শ": "স", "ষ": "স", "ণ": "ন", "ৎ": "ত", "ৰ": "র", "ৱ": "ব", "ঙ": "ং"}
    | {"ी": "ि", "ू": "ु", "ई": "इ", "ऊ": "उ", "श": "स", "ष": "स", "ण": "न", "ँ": "ं", "ॉ": "ा", "ऑ": "आ", "ङ": "ं"}
    | {"’": "'", "‘": "'", "´": "'", "`": "'", "ʼ": "'"}
    | dict.fromkeys("়়ঁঃ़্्ः\u200c\u200d")
)


class Word(NamedTuple):
    """A word of a text with its place in it; `folded` still has doubled letters and apostrophes."""

    start: int
    end: int
    folded: str


def words_of(text: str) -> list[Word]:
    """The words of an NFC text (an ampersand is one), each folded; letters with dots between them are one word.

    Else "এ.ডি.সি." (an Additional Deputy Commissioner) would begin with "এ" (this) and go on as "ডি.সি.".
    """
    words: list[Word] = []
    for match in _WORD.finditer(text):
        word = Word(match.start(), match.end(), fold_word(match.group()))
        before = words[-1] if words else None
        if before and text[before.end : word.start] == "." and _is_letter(before, text) and _is_letter(word, text):
            words[-1] = Word(before.start, word.end, before.folded + word.folded)
        else:
            words.append(word)
    return words


def _is_letter(word: Word, text: str) -> bool:
    """Whether a word is the name of a letter, or of letters joined by dots already ("ডি", "এস.ডি")."""
    return all(len(part) <= 3 for part in text[word.start : word.end].split(".")) and not word.folded.isdigit()


@lru_cache(maxsize=1 << 14)
def fold_word(word: str) -> str:
    """One word folded; what is left of doubled letters is taken out by `joined`."""
    composed = unicodedata.normalize("NFC", word).replace("\u09ac\u09bc", "র")  # a র that a converter took apart
    folded = latin_digits(_NASAL.sub("ं", composed)).casefold().translate(_SAME)
    if folded[:1] == "0":
        folded = _ZEROS.sub("", folded)
    if folded.isascii():
        return _ROMAN.get(folded, folded)
    plain = unicodedata.normalize("NFD", folded)
    return "".join(c for c in plain if not "\u0300" <= c <= "\u036f") if plain != folded else folded


def joined(words: Iterable[str]) -> str:
    """Folded words as one name: without blanks and apostrophes, a long one also without doubled letters."""
    letters = "".join(words).replace("'", "")
    if len(letters) <= LONGEST_EXACT:
        return letters
    return _DOUBLED.sub(r"\1", letters)


def is_doubled(before: str, letter: str) -> bool:
    """Whether a letter only repeats the one before it. Digits and the vowels that name letters do not: এএসপি."""
    return before == letter and letter not in _NEVER_DOUBLED


def folded_name(name: str) -> str:
    """A whole name folded, for equality."""
    return joined(word.folded for word in words_of(unicodedata.normalize("NFC", name)))
