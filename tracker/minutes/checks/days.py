"""Days that do not fit: weekday, Bangla against Gregorian date, issue before meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

from tracker.domain.bangla import to_bangla
from tracker.domain.numerals import weekday_name
from tracker.minutes.dates import WEEKDAY_MISMATCH, FoundDate, find_dates
from tracker.minutes.draft import DocumentWarning
from tracker.minutes.header import Header
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.phrases.lexicon import BANGLA, GREGORIAN
from tracker.minutes.raw import Line, RawMeeting
from tracker.minutes.wordings import compiled

_DIGIT = re.compile(r"\d")
_LONGEST_DATED_LINE = 120
"""A line with the two dates of an issue is short; in longer prose two dates need not be the same day."""


def check_days(meeting: RawMeeting, header: Header, book: Phrasebook) -> Iterator[DocumentWarning]:
    """`weekday_mismatch`, `bangla_date_mismatch` and `issued_before_held` of one meeting."""
    around = (*meeting.header, *meeting.closing)
    decided = (Line(text, i.place) for i in meeting.items for text in (i.decision, i.deadline or ""))
    for line in (*around, *meeting.prose, *decided):
        yield from _weekdays(line, book)
    for lines in (meeting.header, meeting.closing):
        yield from _calendars(lines, book)
    facts = header.meeting
    if facts.issued_on and facts.held_on and facts.issued_on < facts.held_on and header.issued:
        yield DocumentWarning(
            "issued_before_held",
            f"issued on {facts.issued_on} before the meeting was held on {facts.held_on}",
            header.issued.found.text,
            header.issued.line.place,
        )


def _weekdays(line: Line, book: Phrasebook) -> Iterator[DocumentWarning]:
    if not _weekday_names(book).search(line.text):
        return
    for found in find_dates(line.text, book):
        if WEEKDAY_MISMATCH in found.flags and (on := found.last_date):
            yield DocumentWarning("weekday_mismatch", f"{on} is a {weekday_name(on, 'en')}", found.text, line.place)


def _calendars(lines: Sequence[Line], book: Phrasebook) -> Iterator[DocumentWarning]:
    """Each Bangla date with the Gregorian one that stands beside it, on its line or the line above or below."""
    dated = [
        (found, line, index)
        for index, line in enumerate(lines)
        if len(line.text) <= _LONGEST_DATED_LINE and _DIGIT.search(line.text)
        for found in find_dates(line.text, book)
        if found.date is not None
    ]
    for (one, line, at), (other, _, below) in pairwise(dated):
        if below - at <= 1 and {one.calendar, other.calendar} == {BANGLA, GREGORIAN}:
            bangla, gregorian = (one, other) if one.calendar == BANGLA else (other, one)
            yield from _compared(bangla, gregorian, line)


@lru_cache(maxsize=4)
def _weekday_names(book: Phrasebook) -> re.Pattern[str]:
    """All weekdays, split ones too ("মঙ্গল বার"), to pass quickly over lines that name none."""
    words = [word for number in range(1, 8) for word in book.words("weekdays", str(number))]
    return compiled(variant for word in words for variant in (word, re.sub("(বার|वार)(~?)$", r" \1\2", word)))


def _compared(bangla: FoundDate, gregorian: FoundDate, line: Line) -> Iterator[DocumentWarning]:
    if (reckoned := bangla.date) is None or (stated := gregorian.date) is None:
        return
    gap = abs((reckoned - stated).days)
    if gap > 1 or (gap == 1 and not _is_usual_gap(stated)):
        yield DocumentWarning(
            "bangla_date_mismatch",
            f"{bangla.text} is {reckoned}, but {stated} ({to_bangla(stated)}) stands beside it",
            f"{bangla.text} / {gregorian.text}",
            line.place,
        )


def _is_usual_gap(day: date) -> bool:
    """Whether offices are often a day off then: by the old rule from October to mid-April, and before 2019."""
    return day.year < 2019 or day.month >= 10 or (day.month, day.day) <= (4, 14)
