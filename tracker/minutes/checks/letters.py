"""Letters that cannot be trusted: two scripts' digits in one number, lost or broken letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tracker.minutes.draft import DocumentWarning
from tracker.minutes.raw import Line
from tracker.minutes.script import BENGALI, DEVANAGARI, JOINERS

_SCRIPTS = ("0-9", "০-৯", "०-९")
_MIXED = re.compile("|".join(f"[{a}][{b}]" for a in _SCRIPTS for b in _SCRIPTS if a != b))
_TOKEN = re.compile(r"[\d.,/:–-]*\d")

_INDIC = f"{BENGALI}{DEVANAGARI}"
_SIGNS = "\u09be-\u09cc\u09d7\u09cd\u093e-\u094d"
_LEFT = "¤œø¨†‡©®¥§¶Ÿ"
DAMAGE = re.compile(
    "[\ufffd\ue000-\uf8ff]"  # a lost letter, or one that only a private font knows
    r"|\(cid:\d+\)"
    f"|[{_LEFT}](?:(?<=[{_INDIC}].)|(?=[{_INDIC}]))"  # remains of an old font in a word
    f"|(?:\\A|[^{_INDIC}{JOINERS}])[{_SIGNS}](?=[{_INDIC}])"  # a vowel sign without its letter
    rf"|\?\?\?++(?:(?<=[{_INDIC}]\?\?\?)|(?=[{_INDIC}])|(?<=\?\?\?\?))"
)
"""What shows that letters were lost on the way into the text; no rule can bring them back."""


def is_damaged(text: str) -> bool:
    """Whether letters of the text were lost or put out of order."""
    return DAMAGE.search(text) is not None


def check_letters(lines: Iterable[Line]) -> Iterator[DocumentWarning]:
    """`mixed_digits` and `damaged_text`, each once, at the first place, with the number of places."""
    mixed: list[tuple[int, Line]] = []
    damaged: list[tuple[int, Line]] = []
    lines = tuple(lines)
    text = "\n".join([line.text for line in lines])
    if not (_MIXED.search(text) or DAMAGE.search(text)):
        return
    for line in lines:
        mixed += [(match.start(), line) for match in _MIXED.finditer(line.text)]
        damaged += [(match.start(), line) for match in DAMAGE.finditer(line.text)]
    if mixed:
        at, line = mixed[0]
        word = _number_around(line.text, at)
        yield DocumentWarning(
            "mixed_digits", f"digits of two scripts in one number ({_places(len(mixed))})", word, line.place
        )
    if damaged:
        at, line = damaged[0]
        words = _words_around(line.text, at)
        yield DocumentWarning(
            "damaged_text", f"letters were lost or put out of order ({_places(len(damaged))})", words, line.place
        )


def _places(count: int) -> str:
    return "1 place" if count == 1 else f"{count} places"


def _number_around(text: str, at: int) -> str:
    start = at
    while start and (text[start - 1].isdigit() or text[start - 1] in "./-"):
        start -= 1
    found = _TOKEN.match(text, start)
    return found.group() if found else text[at : at + 2]


def _words_around(text: str, at: int) -> str:
    start = max(text.rfind(" ", 0, max(at - 20, 0)) + 1, at - 40, 0)
    return text[start : at + 40].strip()
