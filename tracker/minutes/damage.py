"""Text that lost letters on its way: replacement characters, signs without their letter, leftovers of broken fonts."""

from __future__ import annotations

import re

from tracker.minutes.draft import DocumentWarning, Place
from tracker.minutes.script import BENGALI, DEVANAGARI

# U+FFFD stands where a program could not tell the letter; private code points and "(cid:7)" come from fonts that do
# not say which letters they draw.
_LOST = re.compile("[\ufffd\ue000-\uf8ff]|\\(cid:\\d+\\)")
# A vowel sign or virama at the start of a word: its letter is lost or stands at the wrong place (িবষয়).
_STRAY = re.compile(
    f"(?<![{BENGALI}{DEVANAGARI}\u200c\u200d])[\u09be-\u09c4\u09c7\u09c8\u09cb-\u09cd\u09d7\u093e-\u094d]"
    f"(?=[{BENGALI}{DEVANAGARI}])"
)
_AROUND = 40
_MOST = 20


def damage_of(text: str) -> str | None:
    """The words around the first damage in a text, None when it is sound."""
    match = _LOST.search(text) or _STRAY.search(text)
    if match is None:
        return None
    return text[max(match.start() - _AROUND, 0) : match.end() + _AROUND].strip()


def damage_warnings(text: str) -> tuple[DocumentWarning, ...]:
    """A `damaged_text` warning for each damaged line, at most twenty; `text` is a document's extracted text."""
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if (excerpt := damage_of(line)) is not None:
            message = "letters are lost or out of place here: compare with the paper"
            found.append(DocumentWarning("damaged_text", message, excerpt, Place(number)))
            if len(found) == _MOST:
                break
    return tuple(found)
