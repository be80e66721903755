"""The days of a meeting: when it was held, when its minutes were issued, when the next one is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tracker.minutes.dates import Day, FoundDate, civil, find_dates
from tracker.minutes.facts.labels import Labelled, is_label_line, labelled, values
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.phrases.lexicon import GREGORIAN
from tracker.minutes.raw import Line
from tracker.minutes.sentences import sentences
from tracker.minutes.wordings import finder

_NEAR_MEMO = 5
"""The issue date stands at most so many lines below the memo number."""
_PLACE_WORDS = 3
"""A line that is the day of the meeting has at most so many words beside the date."""
_NEAR_MENTION = 25
"""The next meeting's date stands at most so many letters before it is named."""
_HEADING_EDGES = " \t0123456789०१२३४५६७८९০১২৩৪৫৬৭৮৯.:।)(*#-–"
_EDGES = " \t.।,()|-–:"
_SHORT = 60
_HEAD = 6
_DATELINE = 40
"""A dateline ("Gariaband, 15 June 2024:") has at most so many letters."""


_OF_DATE = re.compile(r"[ \t]*তারিখের|[ \t]*(?:की|के)[ \t]")
"""Behind a date: it belongs to something else ("গত ১২/০৫/২০২২ তারিখের সভা")."""


@dataclass(frozen=True, slots=True)
class StatedDay:
    """A day that the document states, with its words: `found` is the Gregorian date where two calendars are given."""

    on: date
    found: FoundDate
    line: Line


def whole_days(text: str, line: Line, book: Phrasebook) -> list[StatedDay]:
    """The dates of a text that name day, month and year, in order; a range or list by its first day."""
    return [StatedDay(found.date, found, line) for found in find_dates(text, book) if found.date is not None]


def preferred(days: Sequence[StatedDay]) -> StatedDay | None:
    """The first Gregorian date, else the first of another calendar."""
    return next((day for day in days if day.found.calendar == GREGORIAN), days[0] if days else None)


def held_day(lines: Sequence[Line], title: Line | None, memo: int | None, book: Phrasebook) -> StatedDay | None:
    """The (first) day of the meeting, from its label, the title or the prose of the head.

    `memo` is the index of the memo number's line among `lines`: a bare "তারিখ" beside or below it dates the paper.
    """
    found = labelled(lines, book)
    for one in values(found, "held_on"):
        if day := preferred(whole_days(one.value, one.line, book)):
            return day
    stated = next(_told((title,), book), None) if title else None
    if stated and any(_is_dated(one, book) for one in values(found, "date")):
        return stated  # "Proceedings of the meeting held on 3 May", and beside it "Dated: 8 May"
    for one in values(found, "date"):
        if not _belongs_to_memo(one, found, memo) and (day := preferred(whole_days(one.value, one.line, book))):
            return day
    for one in values(found, "time", "place"):  # "সময় : ২২ জুন ২০২৩, সকাল ১০টা"
        if day := preferred(whole_days(one.value, one.line, book)):
            return day
    if title and (day := _in_title(title, book)):
        return day
    if day := next(_told(lines, book), None) or _opening(lines, book):
        return day
    return _bare(lines, title, memo, book) or _announced(lines, book) or _alone(lines, title, book)


def _is_dated(one: Labelled, book: Phrasebook) -> bool:
    """Whether the label dates a paper, not a meeting, where another day is stated for that ("Dated: 8 May")."""
    return finder(book, "labels", "dated").fullmatch(one.label.strip()) is not None


def _dated(found: Sequence[Labelled], title: Line | None, book: Phrasebook) -> StatedDay | None:
    """The day of a paper without a known number, whose title tells when the meeting was held."""
    if title is None or next(_told((title,), book), None) is None:
        return None
    days = (preferred(whole_days(one.value, one.line, book)) for one in values(found, "date") if _is_dated(one, book))
    return next(filter(None, days), None)


def issued_day(
    lines: Sequence[Line], memo: int | None, book: Phrasebook, *, title: Line | None = None, at_end: bool = False
) -> StatedDay | None:
    """The day on which the paper was issued: so labelled, or the date beside or below the memo number.

    At the end of the paper (`at_end`) a line labelled as a date may also stand right above the number; in the head
    that is the meeting's date.
    """
    found = labelled(lines, book)
    for one in values(found, "issued_on"):
        if day := preferred(whole_days(one.value, one.line, book)):
            return day
    if memo is None:
        return _dated(found, title, book)
    ends = [o.row for o in found if o.row > memo and o.role not in ("date", "memo")]
    below = lines[memo : min([memo + 1 + _NEAR_MEMO, *ends])]
    days: list[StatedDay] = []
    for line in below:
        dated = whole_days(line.text, line, book)
        if line is not below[0] and not dated and days:
            break
        days += dated
    return preferred(days) or (_above(found, memo, book) if at_end else None)


def _above(found: Sequence[Labelled], memo: int, book: Phrasebook) -> StatedDay | None:
    """A line labelled as a date right above the memo number."""
    for one in values(found, "date"):
        if memo - 2 <= one.row < memo and (day := preferred(whole_days(one.value, one.line, book))):
            return day
    return None


def lone_day_below(lines: Sequence[Line], book: Phrasebook) -> StatedDay | None:
    """The date under the signature of minutes without a memo number, if it is the only one labelled so."""
    found = labelled(lines, book)
    marked = [day for one in values(found, "date") for day in whole_days(one.value, one.line, book)]
    return preferred(marked) if len({day.on for day in marked if day.found.calendar == GREGORIAN}) <= 1 else None


def next_meeting_day(lines: Iterable[Line], after: date | None, book: Phrasebook) -> StatedDay | None:
    """The stated day of the next meeting, from a label or a sentence that says when it will be held.

    A day without its year is the next such day after `after` (this meeting's day).
    """
    lines = tuple(lines)
    for one in values(labelled(lines, book), "next_meeting"):
        if day := preferred(_coming_days(one.value, one.line, after, book)):
            return day
    for heading, line in pairwise(lines):
        bare = heading.text.strip(_HEADING_EDGES)
        if finder(book, "labels", "next_meeting").fullmatch(bare) and (
            day := preferred(_coming_days(line.text, line, after, book))
        ):
            return day
    for line in lines:
        for sentence in sentences(line.text):
            mention = finder(book, "meetings", "next").search(sentence)
            if mention and (day := _said_day(sentence, mention.span(), line, after, book)):
                return day
    return None


def _said_day(
    sentence: str, mention: tuple[int, int], line: Line, after: date | None, book: Phrasebook
) -> StatedDay | None:
    """The date behind the mention of the next meeting, else the one right before it, if the sentence tells when."""
    days = _coming_days(sentence, line, after, book)
    behind = preferred([day for day in days if day.found.start >= mention[1]])
    if behind and sentence[mention[1] : behind.found.start].strip(" \t:ঃ-–,.(").casefold() in ("", "on", "is on"):
        return behind
    if not finder(book, "meetings", "will_be_held").search(sentence):
        return None
    before = [day for day in days if day.found.end <= mention[0] <= day.found.end + _NEAR_MENTION]
    return behind or (before[-1] if before else None)


def _coming_days(text: str, line: Line, after: date | None, book: Phrasebook) -> list[StatedDay]:
    """The dates of a text; those without a year as the next such day."""
    out = []
    for found in find_dates(text, book):
        on = found.date
        if on is None and after is not None and found.first.year is None and found.first.day and found.first.month:
            years = (after.year, after.year + 1)
            days = (civil(Day(year, found.first.month, found.first.day), found.calendar) for year in years)
            on = next((day for day in days if day and day > after), None) if found.calendar == GREGORIAN else None
        if on is not None:
            out.append(StatedDay(on, found, line))
    return out


def dateline_day(lines: Sequence[Line], book: Phrasebook, below: Sequence[Line] = ()) -> StatedDay | None:
    """The day of a news report: a whole date on a line of its own, else one that is all of a line `below`, else in
    the dateline that opens the text."""
    for line in lines:
        days = whole_days(line.text, line, book) if len(line.text) <= _DATELINE else []
        if len(days) == 1 and not is_label_line(line.text, book):
            return days[0]
    for line in below:
        days = whole_days(line.text, line, book) if len(line.text) <= _DATELINE else []
        if len(days) == 1 and not (line.text[: days[0].found.start] + line.text[days[0].found.end :]).strip(_EDGES):
            return days[0]
    for line in lines:
        days = whole_days(line.text[:_DATELINE], line, book)
        if days and line.text[days[0].found.end :].lstrip(" )")[:1] in (":", "\t", "।", "–", "—", "-", "|", "/"):
            return days[0]
    return None


def _belongs_to_memo(one: Labelled, found: Sequence[Labelled], memo: int | None) -> bool:
    if memo is None or not memo <= one.row <= memo + _NEAR_MEMO:
        return False
    between = [o for o in found if memo < o.row < one.row]
    return all(o.role in ("date", "memo", "reference") for o in between)


def _in_title(title: Line, book: Phrasebook) -> StatedDay | None:
    # "Minutes of the meeting of 5 May" is this meeting's own title.
    text = finder(book, "meetings", "own").sub(lambda own: " " * len(own.group()), title.text)
    days = [d for d in whole_days(text, title, book) if not _is_past(text, d.found.start, book)]
    return preferred(days)


def _told(lines: Sequence[Line], book: Phrasebook) -> Iterator[StatedDay]:
    """Days of sentences that tell when the meeting took place; past meetings and the next one are left out."""
    for line in lines:
        if is_label_line(line.text, book):
            continue
        for sentence in sentences(line.text):
            held, upcoming = finder(book, "meetings", "held"), finder(book, "meetings", "will_be_held")
            if held.search(sentence) and not upcoming.search(sentence):
                days = whole_days(sentence, line, book)
                own = finder(book, "meetings", "adopted").match(sentence)
                days = [day for day in days if own or not _is_past(sentence, day.found.start, book)]
                if day := preferred(days):
                    yield day


def _opening(lines: Sequence[Line], book: Phrasebook) -> StatedDay | None:
    """The one day of a sentence that tells who presided, although it says "গত" ("গত ২২ আগস্ট … সভাপতিত্বে …").

    The sentence right behind may tell it where the first one ends with the meeting itself ("… সভা অনুষ্ঠিত হয়।")."""
    held, presided = finder(book, "meetings", "held"), finder(book, "chair", "name_before")
    for line in lines:
        told = [*sentences(line.text), ""]
        for sentence, following in pairwise(told):
            ends = any(not sentence[one.end() :].strip(_EDGES) for one in held.finditer(sentence))
            if held.search(sentence) and (presided.search(sentence) or (ends and presided.search(following))):
                days = whole_days(sentence, line, book)
                own = len({day.on for day in days}) == 1 and not _OF_DATE.match(sentence, days[0].found.end)
                return preferred(days) if own else None
    return None


def _alone(lines: Sequence[Line], title: Line | None, book: Phrasebook) -> StatedDay | None:
    """The day on the line below the title, with no more than a place beside it ("Rangpur, 6 August 2024")."""
    below = next((at + 1 for at, line in enumerate(lines) if title and line.place == title.place), len(lines))
    for line in lines[below : below + 1]:
        days = whole_days(line.text, line, book)
        rest = line.text[: days[0].found.start] + line.text[days[0].found.end :] if len(days) == 1 else ""
        if days and len(rest.split()) <= _PLACE_WORDS and not rest.rstrip().endswith((".", "।")):
            return days[0]
    return None


def _announced(lines: Sequence[Line], book: Phrasebook) -> StatedDay | None:
    """The day of a line among the first that names the meeting with it ("Review meeting of … on 14 October 2025")."""
    for line in lines[:_HEAD]:
        if finder(book, "meetings", "announced").search(line.text) and not finder(book, "meetings", "next").search(
            line.text
        ):
            days = [d for d in whole_days(line.text, line, book) if not _is_past(line.text, d.found.start, book)]
            if len(days) == 1:
                return days[0]
    return None


def _bare(lines: Sequence[Line], title: Line | None, memo: int | None, book: Phrasebook) -> StatedDay | None:
    """The day of a line that holds nothing but a date, its weekday and a word for notes ("Notes, 4 March 2025").

    Without such a word it must be the paper of a meeting by its title; a date below the memo number is another.
    """
    end = len(lines) if memo is None else memo
    for line in lines[:end]:
        days = whole_days(line.text, line, book) if len(line.text) <= _SHORT else []
        if len(days) == 1:
            rest = line.text[: days[0].found.start] + line.text[days[0].found.end :]
            bare = finder(book, "meetings", "bare").sub("", rest)
            if not bare.strip(_EDGES) and (title or bare != rest):
                return days[0]
    return None


def _is_past(text: str, start: int, book: Phrasebook) -> bool:
    """Whether the words just before a date say that it is an earlier meeting's ("বিগত ১২/০৫/২০২২ তারিখের")."""
    before = re.split(r"[।;,(]", text[max(0, start - 30) : start])[-1]
    return finder(book, "meetings", "past").search(before) is not None
