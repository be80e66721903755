"""Wordings of the phrase files as patterns that forgive typists: vowel length, spacing, joiners, nukta."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.script import JOINERS, WORD

OPEN = "~"
"""At an end of a wording: the word may go on there ("~তে হবে" also ends করতে হবে)."""
GAP = "…"
"""Inside a wording: up to 60 characters of the same sentence."""
START = "^"
"""Before a wording: only at the beginning of the text, after a number or bullet at most."""

_GAP_PATTERN = "[^।?!\n]{0,60}?"
_BEFORE = f"(?<![{WORD}])"
_AT_START = r"\A[\s\d.)(•*\"“‘'\-–—]*"
# A visarga after a word is a colon more often than a letter.
_AFTER = f"(?=ঃ|[{JOINERS}]*+(?![{WORD}]))"
_GOES_ON = f"[{WORD}]*+"
CHOICE = re.compile(r"\{([^{}]*)\}")
_ALIKE = {
    letter: f"[{group}]"
    for group in (
        "িী",
        "ুূ",
        "নণ",
        "শষস",
        "রৰ",
        "িী".translate({0x9BF: 0x93F, 0x9C0: 0x940}),
        "ुू",
        "इई",
        "ইঈ",
        "উঊ",
    )
    for letter in group
}
_NUKTA = {"়": "়?", "़": "़?", "ঁ": "ঁ?", "ँ": "[ँं]", "ं": "[ँंम]?"}
_VIRAMA = {"্": f"[{JOINERS}]?্[{JOINERS}]?", "्": f"[{JOINERS}]?्[{JOINERS}]?"}
_COLON = {":": "[:ঃ]", "ঃ": "[:ঃ]"}
_SPECIAL = _ALIKE | _NUKTA | _VIRAMA | _COLON | {"-": r"[ \t]*[-\u2010-\u2015]?[ \t]*"}


def pattern_of(wording: str) -> str:
    """One wording as a regular expression source, bounded by word edges unless an end is open (`~`).

    "{a,b}" stands for either; "…" and "^" as above. Bengali and Hindi words may be joined or split at blanks;
    vowel length, ন/ণ and শ/ষ/স are not told apart.
    """
    at_start = wording.startswith(START)
    bare = wording.lstrip(START)
    before = _AT_START if at_start else "" if bare.startswith(OPEN) else _BEFORE
    after = _GOES_ON if bare.endswith(OPEN) else _AFTER
    return before + _GAP_PATTERN.join(_chosen(part.strip()) for part in bare.strip(OPEN).split(GAP)) + after


def _chosen(text: str) -> str:
    """The pattern of a part without gaps: plain words and choices in braces by turns."""
    pieces = CHOICE.split(text)
    return "".join(
        f"(?:{'|'.join(_plain(word.strip()) for word in piece.split(','))})" if i % 2 else _plain(piece)
        for i, piece in enumerate(pieces)
    )


def _plain(text: str) -> str:
    out = []
    for i, letter in enumerate(text):
        if letter.isspace():
            latin = text[max(i - 1, 0)].isascii() and text[min(i + 1, len(text) - 1)].isascii()
            out.append(r"[ \t]+" if latin else r"[ \t]*")
        else:
            out.append(_SPECIAL.get(letter) or re.escape(letter))
    return "".join(out)


def compiled(wordings: Iterable[str]) -> re.Pattern[str]:
    """All wordings as one pattern, the longest first; a pattern that matches nothing when there are none."""
    ordered = sorted(dict.fromkeys(wordings), key=len, reverse=True)
    return re.compile("|".join(map(pattern_of, ordered)) or r"(?!)", re.IGNORECASE)


@lru_cache(maxsize=256)
def finder(book: Phrasebook, section: str, *keys: str) -> re.Pattern[str]:
    """The wordings under `keys` of a section, of all languages, as one pattern."""
    return compiled(word for key in keys for word in book.words(section, key))
