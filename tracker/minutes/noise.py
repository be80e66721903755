"""Lines that hold no decision: page marks, portal menus and footers, closing words, copy lists, signatures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.raw import Line
from tracker.minutes.remember import per_text
from tracker.minutes.script import fold, skeleton
from tracker.minutes.wordings import compiled, finder

_PAGE_NUMBER = re.compile(r"[\s\-–—(\[|=]*[0-9০-৯०-९]{1,3}(?:\s*(?:/|of|এর|मधे)\s*[0-9০-৯०-९]{1,3})?[\s\-–—)\]|=.]*")
_NUMBERED = re.compile(r"\(?[0-9০-৯०-९]{1,3}\s?[।.)|]")
_BULLET = re.compile(r"^[-–•*▪●]\s+(?=\S)")
_DITTO_EDGES = " .।'\""
_LABEL_END = re.compile(r"[\s:ঃः：.\-–—t]+$")


@per_text
def is_closing(text: str, book: Phrasebook) -> bool:
    """Whether the words close the meeting ("there being no other business …"): no decision follows them."""
    return bool(finder(book, "noise", "closing").search(text))


def is_ditto(text: str, book: Phrasebook) -> bool:
    """Whether a cell only repeats the one above it ("ঐ", "-do-")."""
    return bool(text) and fold(text).strip(_DITTO_EDGES) in _dittos(book)


@lru_cache(maxsize=8)
def _dittos(book: Phrasebook) -> frozenset[str]:
    return frozenset(fold(word).strip(_DITTO_EDGES) for word in book.words("noise", "ditto"))


def is_tail(text: str, book: Phrasebook) -> bool:
    """Whether a line begins what stands below the decisions: memo number, copy list, signature, next meeting."""
    return bool(finder(book, "noise", "tail").match(text.lstrip(" \t-–*•([")))


def unbulleted(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Header lines without the bullets of a list of facts ("- Date: 5 May 2024")."""
    return tuple(Line(_BULLET.sub("", line.text), line.place) for line in lines)


def is_portal(text: str, book: Phrasebook) -> bool:
    """Whether a line belongs to the page around the minutes."""
    return bool(finder(book, "noise", "portal").match(text.strip()))


def is_page_mark(text: str, book: Phrasebook) -> bool:
    """Whether a line only numbers a page ("পাতা-২", "Page 2 of 5", "- 3 -")."""
    line = text.strip()
    if len(line) > 40:
        return False
    rest = _page_words(book).sub(" ", fold(line))
    return bool(_PAGE_NUMBER.fullmatch(rest)) or (not skeleton(rest) and rest != fold(line) and len(line) > 2)


@lru_cache(maxsize=8)
def _page_words(book: Phrasebook) -> re.Pattern[str]:
    return compiled(book.words("noise", "page_marks"))


def is_fact(label: str, book: Phrasebook) -> bool:
    """Whether a cell or the words before a colon are the label of a meeting's fact (chair, date, place …)."""
    return len(label) < 60 and skeleton(_LABEL_END.sub("", label)) in _facts(book)


@lru_cache(maxsize=8)
def _facts(book: Phrasebook) -> frozenset[str]:
    return frozenset(skeleton(word) for word in book.words("sections", "facts"))


@per_text
def is_title_line(text: str, book: Phrasebook) -> bool:
    """Whether a line begins the paper of a meeting: a letterhead, or a title that ends ("… সভার কার্যবিবরণী") or, in
    English, begins ("Minutes of …") with the name of such a paper."""
    line = text.strip().strip("*").strip()
    if not line or len(line) > 250:
        return False
    if finder(book, "sections", "letterheads").match(line):
        return True
    names = list(finder(book, "sections", "titles").finditer(line))
    if not names or _NUMBERED.match(line):
        return False
    rest = line[names[-1].end() :].strip(" :ঃ।.-–")
    return len(rest) < 12 or (names[0].start() == 0 and line[0].isascii())
