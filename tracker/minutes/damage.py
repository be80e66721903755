"""Text that lost letters on its way: replacement characters, signs without their letter, leftovers of broken fonts."""

from __future__ import annotations

import re

from tracker.minutes.script import BENGALI, DEVANAGARI

# U+FFFD stands where a program could not tell the letter; private code points and "(cid:7)" come from fonts that do
# not say which letters they draw.
_LOST = re.compile("[\ufffd\ue000-\uf8ff]|\\(cid:\\d+\\)")
# A vowel sign or virama at the start of a word: its letter is lost or stands at the wrong place (িবষয়).
_STRAY = re.compile(
    f"(?<![{BENGALI}{DEVANAGARI}\u200c\u200d])[\u09be-\u09c4\u09c7\u09c8\u09cb-\u09cd\u09d7\u093e-\u094d]"
    f"(?=[{BENGALI}{DEVANAGARI}])"
)


def broken_words(text: str) -> int:
    """How many places of a text are damaged."""
    return len(_LOST.findall(text)) + len(_STRAY.findall(text))
