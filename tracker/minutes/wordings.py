"""Wordings of the phrase files as patterns that forgive what typists do: vowel length, spacing, joiners, nukta."""

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

_GAP_PATTERN = "[^।?!\n]{0,60}?"
_BEFORE = f"(?<![{WORD}])"
# A visarga after a word is a colon more often than a letter.
_AFTER = f"(?=ঃ|[{JOINERS}]*+(?![{WORD}]))"
_ALIKE = {
    letter: f"[{group}]"
    for group in ("িী", "ুূ", "নণ", "শষস", "রৰ", "িী".translate({0x9BF: 0x93F, 0x9C0: 0x940}), "ुू", "इई", "ইঈ", "উঊ")
    for letter in group
}
_NUKTA = {"়": "়?", "़": "़?", "ঁ": "ঁ?", "ँ": "[ँं]", "ं": "[ँंम]?"}
_VIRAMA = {"্": f"[{JOINERS}]?্[{JOINERS}]?", "्": f"[{JOINERS}]?्[{JOINERS}]?"}
_COLON = {":": "[:ঃ]", "ঃ": "[:ঃ]"}
_SPECIAL = _ALIKE | _NUKTA | _VIRAMA | _COLON | {"-": r"[ \t]*[-\u2010-\u2015]?[ \t]*"}


def pattern_of(wording: str) -> str:
    """One wording as a regular expression source, bounded by word edges unless an end is open (`~`).

    Bengali and Hindi words may be joined or split at a blank; vowel length, ন/ণ and শ/ষ/স are not told apart.
    """
    before = "" if wording.startswith(OPEN) else _BEFORE
    after = "" if wording.endswith(OPEN) else _AFTER
    parts = [_plain(part.strip()) for part in wording.strip(OPEN).split(GAP)]
    return before + _GAP_PATTERN.join(parts) + after


def _plain(text: str) -> str:
    out = []
    for i, letter in enumerate(text):
        if letter.isspace():
            latin = text[i - 1].isascii() and text[i + 1].isascii()
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


def last_match(pattern: re.Pattern[str], text: str) -> tuple[int, int]:
    """(end, length) of the match that ends last, the longest of those; (-1, 0) when there is none."""
    return max(((m.end(), len(m.group())) for m in pattern.finditer(text)), default=(-1, 0))
