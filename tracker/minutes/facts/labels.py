"""Labelled values: "সভাপতি : …", "তারিখ⇥…", "Memo No. …", also several on one line or the value on the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.raw import Line
from tracker.minutes.remember import per_text
from tracker.minutes.script import BENGALI, DEVANAGARI
from tracker.minutes.wordings import finder, source_of

ROLES = (
    "chair", "held_on", "date", "issued_on", "time", "place", "attendance", "memo",
    "subject", "next_meeting", "reference", "other",
)  # fmt: skip
"""The keys of the section `labels`. `other` are labels that only end the value before them."""

_DIGIT = "0-9০-৯०-९"
# What stands between a label and its value; a bare blank will do only before a number ("No. SMC/GB/318").
_SEPARATOR = (
    r"\.?(?:[ \t]*[:：ঃः=|][ \t:：ঃः=|\-–—]*|[ \t]*\t[ \t:：ঃः|\-–—]*|[ \t]*[-–—]+(?=[ \t"
    + _DIGIT
    + r"])[ \t]*|[ \t]+t[ \t]+)"
)
# A number may open with a letter group, before a slash or behind one: "সিএস/২০২৫/১৯০৩", "क्रमांक/टी.एल./2024/1127".
_BEFORE_NUMBER = (
    rf"(?:[ \t./]*(?=(?:एफ\.?[ ]?)?[{_DIGIT}]|[A-Z][A-Za-z&.]*[/-][\w/.&()-]*[{_DIGIT}]"
    rf"|[{BENGALI}{DEVANAGARI}.]{{1,20}}/[{BENGALI}{DEVANAGARI}\w/.&()-]*[{_DIGIT}])"
    rf"|[ \t]*/[ \t]*(?=(?:[^\s/]{{1,40}}[ ]?/[ ]?){{1,6}}[{_DIGIT}]))"
)
_NUMERIC = ("memo", "date", "held_on", "issued_on")
SHORTEST = 3
"""A shorter label ("নং") counts only at the beginning of a line."""
_BULLETS = " \t|*•-–—#>_"
_GENITIVE = re.compile(r"(?:র|য়|का|की|के)[ \t]*$")
_LETTER = re.compile(f"[A-Za-z{BENGALI}{DEVANAGARI}]")


class Labelled(NamedTuple):
    """A value with its label and the label's role; `row` is the label's line among the lines searched."""

    role: str
    value: str
    line: Line
    row: int
    label: str = ""


def labelled(lines: Sequence[Line], book: Phrasebook) -> tuple[Labelled, ...]:
    """All labelled values of the lines, in order. A label alone on its line takes the next line."""
    return _labelled(tuple(lines), book)


@per_text
def _labelled(lines: tuple[Line, ...], book: Phrasebook) -> tuple[Labelled, ...]:
    out: list[Labelled] = []
    marks = [_marks(line.text, book) for line in lines]
    for index, line in enumerate(lines):
        if not marks[index]:
            continue
        ends = [start for start, _, _ in marks[index][1:]] + [len(line.text)]
        for (start, role, begin), end in zip(marks[index], ends, strict=False):
            value, at = line.text[begin:end].strip(" \t|,;"), index
            if not value and end == len(line.text):
                value, at = _following(lines, marks, index)
            out.append(Labelled(role, value, lines[at], index, line.text[start:begin].strip(" \t.:ঃः|-–—=")))
    return tuple(out)


def values(found: Sequence[Labelled], *roles: str) -> list[Labelled]:
    """Those of the given roles that have a value, in order."""
    return [one for one in found if one.role in roles and one.value]


def is_label_line(text: str, book: Phrasebook) -> bool:
    """Whether the line begins with a label and its separator."""
    marks = _marks(text, book)
    return bool(marks) and not text[: marks[0][0]].strip()


def _following(lines: Sequence[Line], marks: list[list[tuple[int, str, int]]], index: int) -> tuple[str, int]:
    for at in range(index + 1, min(index + 3, len(lines))):
        if marks[at]:
            break
        if value := lines[at].text.strip(" \t|:ঃः"):
            return value, at
    return "", index


@per_text
def _marks(text: str, book: Phrasebook) -> list[tuple[int, str, int]]:
    """(start of the label, its role, start of its value) for each label that the line holds."""
    out: list[tuple[int, str, int]] = []
    for match in _pattern(book).finditer(text):
        at_start = not text[: match.start()].strip(_BULLETS)
        bare = match.group("bare") is not None
        role = _role(match.group("label"), book)
        after_gap = text[: match.start()].endswith(("  ", "\t")) or _behind_memo(text, match.start(), out)
        allowed = at_start or (
            len(match.group("label")) >= SHORTEST and (after_gap if bare else _may_follow(text, match.start()))
        )
        if allowed and (not bare or role in _NUMERIC):
            out.append((match.start(), role, match.end()))
    return out


def _behind_memo(text: str, start: int, found: Sequence[tuple[int, str, int]]) -> bool:
    """Whether a memo number ends right here ("স্মারক নং … ৭৭০ তাং ২১-১২-২০২২")."""
    return bool(found) and found[-1][1] == "memo" and text[found[-1][2] : start].rstrip()[-1:].isdigit()


def _may_follow(text: str, start: int) -> bool:
    """Whether a label may begin in mid-line here: not as a phrase's tail ("প্রতিবেদনের তারিখ")."""
    before = text[:start].rstrip(" \t")
    gap = text[len(before) : start]
    if len(gap) > 1 or gap == "\t" or not _LETTER.match(before[-1]):
        return True
    return not before[-1].isascii() and not _GENITIVE.search(before)


@lru_cache(maxsize=8)
def _pattern(book: Phrasebook) -> re.Pattern[str]:
    # The separator that must follow decides between a label and a longer one that begins with it.
    labels = source_of(word for role in ROLES for word in book.words("labels", role))
    return re.compile(rf"(?P<label>{labels})(?:{_SEPARATOR}|(?P<bare>{_BEFORE_NUMBER}))")


@lru_cache(maxsize=512)
def _role(label: str, book: Phrasebook) -> str:
    return next(role for role in ROLES if finder(book, "labels", role).fullmatch(label))
