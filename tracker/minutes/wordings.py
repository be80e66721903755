"""Wordings of the phrase files as patterns that forgive typists: vowel length, spacing, joiners, nukta.

A wording in a phrase file is plain words with five signs: "~" at an end, "…" between words, "^" before all, "$"
behind all, and "{a,b}" for either. All wordings of a key become one pattern that shares their beginnings, so that
hundreds of them cost little more than one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product
from typing import Any

from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.script import JOINERS, WORD

OPEN = "~"
"""At an end of a wording: the word may go on there ("~তে হবে" also ends করতে হবে)."""
GAP = "…"
"""Inside a wording: up to 60 characters of the same sentence."""
START = "^"
"""Before a wording: only at the beginning of the text, after a number or bullet at most."""

END = "$"
"""Behind a wording: only at the end of the text, before closing punctuation at most."""

_GAP_PATTERN = "[^।?!\n]{0,60}?"
_BEFORE = f"(?<![{WORD}])"
_AT_START = r"\A[\s\d.)(•*\"“‘'\-–—]*"
# A visarga after a word is a colon more often than a letter.
_AFTER = f"(?=[ঃः]|[{JOINERS}]*+(?![{WORD}]))"
_GOES_ON = f"[{WORD}]*+"
_AT_END = r"(?=[\s।.!?|,;:\"”'’)\]]*+\Z)"
_LAST = (_GAP_PATTERN, _AFTER, _GOES_ON, _AT_END)
_CHOICE = re.compile(r"\{([^{}]*)\}")

_ALIKE = {
    letter: f"[{group}]"
    for group in (
        "\u09bf\u09c0", "\u09c1\u09c2", "\u09a8\u09a3", "\u09b6\u09b7\u09b8",
        "\u09b0\u09f0", "\u0987\u0988", "\u0989\u098a",
        "\u093f\u0940", "\u0941\u0942", "\u0907\u0908", "\u0909\u090a",
    )
    for letter in group
}  # fmt: skip
_SIGNS = {
    "\u09bc": "\u09bc?", "\u093c": "\u093c?", "\u0981": "\u0981?",
    "\u0901": "[\u0901\u0902]", "\u0902": "[\u0901\u0902]",
    "\u09cd": f"[{JOINERS}]?\u09cd[{JOINERS}]?", "\u094d": f"[{JOINERS}]?\u094d[{JOINERS}]?",
    "-": r"\s*+[-\u2010-\u2015]?\s*+",
}  # fmt: skip
"""Signs that may be left out or vary; they are written to the letter before them."""
_COLON = {":": "[:ঃः]", "ঃ": "[:ঃ]"}


def pattern_of(wording: str) -> str:
    """One wording as a regular expression source, bounded by word edges unless an end is open.

    Bengali and Hindi words may be joined or split at blanks; vowel length, ন/ণ and শ/ষ/স are not told apart.
    """
    return source_of([wording])


def compiled(wordings: Iterable[str], *, overlapping: bool = False) -> re.Pattern[str]:
    """All wordings as one pattern; it matches nothing when there are none.

    A search finds the leftmost wording, the longest of those that begin there. An `overlapping` pattern consumes
    nothing, so that `finditer` meets every place where one begins: group 1 is the wording.
    """
    source = source_of(wordings)
    return re.compile(f"(?=({source}))" if overlapping else source)


@lru_cache(maxsize=256)
def finder(book: Phrasebook, section: str, *keys: str) -> re.Pattern[str]:
    """The wordings under `keys` of a section, of all languages, as one pattern."""
    return compiled(word for key in keys for word in book.words(section, key))


def last_end(book: Phrasebook, section: str, key: str, text: str) -> tuple[int, int]:
    """(end, length) of the wording that ends last, the longest of those; (-1, 0) when there is none."""
    return max(((end, end - start) for start, end in spans_of(book, section, key, text)), default=(-1, 0))


def spans_of(book: Phrasebook, section: str, key: str, text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of the longest wording at each place where one begins."""
    return (match.span(1) for match in _overlapping(book, section, key).finditer(text))


@lru_cache(maxsize=64)
def _overlapping(book: Phrasebook, section: str, key: str) -> re.Pattern[str]:
    return compiled(book.words(section, key), overlapping=True)


def source_of(wordings: Iterable[str]) -> str:
    """The pattern of all wordings as a source, to be put into a group."""
    tries: dict[str, dict[str, Any]] = {}
    for wording in wordings:
        for before, tokens in _spelled(wording):
            node = tries.setdefault(before, {})
            for token in tokens:
                node = node.setdefault(token, {})
            node[""] = {}
    return "|".join(before + _branches(trie) for before, trie in tries.items()) or "(?!)"


def _branches(node: dict[str, Any]) -> str:
    """What may follow a node: longer wordings are tried before shorter ones."""
    ordered = sorted((t for t in node if t), key=lambda token: (token in _LAST, -len(token), token))
    branches = [token + _branches(node[token]) for token in ordered]
    if not branches:
        return ""
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _spelled(wording: str) -> Iterator[tuple[str, list[str]]]:
    """Each way of filling the choices: what must stand before, and the pattern letter by letter."""
    pieces = _CHOICE.split(wording)
    choices = [[w.strip() for w in piece.split(",")] if i % 2 else [piece] for i, piece in enumerate(pieces)]
    for chosen in map("".join, product(*choices)):
        bare = chosen.removeprefix(START).removesuffix(END)
        before = _AT_START if chosen.startswith(START) else "" if bare.startswith(OPEN) else _BEFORE
        after = _AT_END if chosen.endswith(END) else _GOES_ON if bare.endswith(OPEN) else _AFTER
        yield before, [*_tokens(bare.strip(OPEN)), after]


def _tokens(wording: str) -> Iterator[str]:
    """The wording as patterns of one letter each, so that wordings can share their beginnings."""
    for i, part in enumerate(wording.split(GAP)):
        if i:
            yield _GAP_PATTERN
        token = ""
        text = part.strip()
        for at, letter in enumerate(text):
            if letter.isspace():
                token += r"\s++" if text[at - 1].isascii() and text[at + 1].isascii() else r"\s*+"
            elif letter in _SIGNS and token:
                token += _SIGNS[letter]
            else:
                if token:
                    yield token
                token = _letter(letter)
        if token:
            yield token


def _letter(letter: str) -> str:
    if letter in _COLON or letter in _ALIKE:
        return _COLON.get(letter) or _ALIKE[letter]
    lower, upper = letter.lower(), letter.upper()
    return f"[{lower}{upper}]" if lower != upper and len(lower) == len(upper) == 1 else re.escape(letter)
