"""The numbers of items ("০১", "০৪.", "২ নং", "১(ক)", "iii") in any script, in Latin digits without leading zeros."""

from __future__ import annotations

import re

from tracker.minutes.script import latin_digits

BENGALI_LETTERS = "কখগঘঙচছজঝঞটঠডঢণতথদধন"
HINDI_LETTERS = "कखगघङचछजझञटठडढणतथदधन"
LATIN_LETTERS = "abcdefghijklmnopqrst"
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")

_NUMBER = re.compile(
    r"[\s(\[#]*(?:no\.?|sl\.?|নং|ক্রমিক|क्र\.?)?[\s(\[:-]*"
    r"([0-9]{1,4})(?:\s*[./-]\s*([0-9]{1,2}))?"
    rf"(?:\s*[.(/-]?\s*([{BENGALI_LETTERS}{HINDI_LETTERS}a-h])\s*\)?)?"
    r"\s*(?:নং|নম্বর|no)?[\s.)\]।|:/ঃ-]*",
    re.IGNORECASE,
)
_LETTER = re.compile(rf"\(?\s*([{BENGALI_LETTERS}{HINDI_LETTERS}a-h])\s*[).।:]*", re.IGNORECASE)


def number_of(text: str) -> str | None:
    """A serial number in Latin digits ("০২" is "2", "২.১" is "2.1", "১(ক)" is "1.1", "খ)" is "2").

    None when the text is more than a number.
    """
    plain = latin_digits(text.strip())
    if not plain or len(plain) > 24:
        return None
    if match := _NUMBER.fullmatch(plain):
        parts = [str(int(match[1]))]
        parts += [str(int(match[2]))] if match[2] else []
        parts += [str(ordinal(match[3]))] if match[3] else []
        return ".".join(parts)
    letter = _LETTER.fullmatch(plain)
    return str(ordinal(letter[1])) if letter else None


def ordinal(mark: str) -> int | None:
    """What a mark counts: digits of any script, a Bengali, Hindi or Latin letter, or a small Roman numeral."""
    plain = latin_digits(mark).lower()
    if plain.isdecimal():
        return int(plain)
    for letters in (BENGALI_LETTERS, HINDI_LETTERS, LATIN_LETTERS):
        if len(plain) == 1 and plain in letters:
            return letters.index(plain) + 1
    return ROMAN.index(plain) + 1 if plain in ROMAN else None
