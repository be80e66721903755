"""The fiscal year and the quarter that the meeting belongs to, where title or preamble say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from tracker.domain.numerals import to_latin
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.phrases.periods import find_fiscal_year, find_quarter, two_years
from tracker.minutes.raw import Line
from tracker.minutes.sentences import sentences
from tracker.minutes.wordings import finder

_YEARS = re.compile(r"\d{2,4}\s*[-–—/]\s*\d{2,4}")
_REACH = 10
"""A word for "past" belongs to a year not more than so many letters behind it."""


def read_fiscal_year(
    title: str | None, lines: Sequence[Line], held_on: date | None, first_month: int, book: Phrasebook
) -> str | None:
    """The fiscal year that the title names, else the preamble; None when it names several without the meeting's own.

    A year told of as past ("গত ২০২১-২২ অর্থবছরে") is not the meeting's. `first_month` is the fiscal year's first.
    """
    if title and (year := find_fiscal_year(title, book) or _beside_quarter(title, book)):
        return year
    named = dict.fromkeys(_told(lines, book))
    if len(named) <= 1:
        return next(iter(named), None)
    if held_on is not None:
        first = held_on.year if held_on.month >= first_month else held_on.year - 1
        own = f"{first}-{(first + 1) % 100:02d}"
        return own if own in named else None
    return None


def _beside_quarter(title: str, book: Phrasebook) -> str | None:
    """The only two years of a title that numbers a quarter ("৩য় ত্রৈমাসিক ২০২৩-২৪"): nothing else is counted so."""
    named = {years for found in _YEARS.findall(to_latin(title)) if (years := two_years(found))}
    if len(named) != 1 or find_quarter(title, book) is None:
        return None
    first, last = named.pop()
    return f"{first}-{last % 100:02d}"


def read_quarter(title: str | None, lines: Sequence[Line], book: Phrasebook) -> int | None:
    """The numbered quarter of the title, else the only one that the preamble names."""
    if title and (quarter := find_quarter(title, book)):
        return quarter
    named = {quarter for line in lines for s in sentences(line.text) if (quarter := find_quarter(s, book))}
    return named.pop() if len(named) == 1 else None


def _told(lines: Sequence[Line], book: Phrasebook) -> Iterator[str]:
    for line in lines:
        for sentence in sentences(line.text):
            for part in sentence.split(","):
                if (year := find_fiscal_year(part, book)) and not _past(part, _YEARS.search(part), book):
                    yield year


def _past(text: str, named: re.Match[str] | None, book: Phrasebook) -> bool:
    """Whether a word for "past" stands right before what is named ("গত ২০২১-২২ অর্থবছরে")."""
    before = text[: named.start()] if named else text
    return finder(book, "meetings", "past").search(before[-_REACH:]) is not None
