"""The facts of a meeting, from the lines around its items. What the document does not state stays None."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain.offices import Directory
from tracker.minutes.draft import Meeting
from tracker.minutes.facts.chair import read_chair
from tracker.minutes.facts.days import (
    StatedDay,
    dateline_day,
    held_day,
    issued_day,
    lone_day_below,
    next_meeting_day,
)
from tracker.minutes.facts.fiscal import read_fiscal_year, read_quarter
from tracker.minutes.facts.memo import Memo, read_memo
from tracker.minutes.facts.participants import read_participants
from tracker.minutes.facts.place import read_place
from tracker.minutes.facts.titles import read_title
from tracker.minutes.nature import has_letters
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.raw import Line, RawMeeting

_EDGES = " \t।.,;:ঃ|"


@dataclass(frozen=True, slots=True)
class Header:
    """The meeting's facts, with the words that give its two days (for the checks)."""

    meeting: Meeting
    held: StatedDay | None
    issued: StatedDay | None


def read_header(raw: RawMeeting, directory: Directory, book: Phrasebook) -> Header:
    """The facts of one meeting: title, days, memo number, chair, place, fiscal year, quarter, participants."""
    told = (*raw.header, *raw.prose)
    title, at = read_title(raw.header, book)
    if title is None and raw.layout == "prose":
        title = _headline(raw.header)
    above, below = read_memo(raw.header, book), read_memo(raw.closing, book)
    title_line = Line(title, raw.header[at].place) if title and at >= 0 else None
    held = held_day(told, title_line, above.index if above else None, book)
    issued = _issued(raw, title_line, above, below, book)
    held_on = held.on if held else None
    upcoming = next_meeting_day((*raw.header, *raw.closing, *_decided(raw)), held_on, book)
    meeting = Meeting(
        title=title,
        held_on=held_on,
        issued_on=issued.on if issued else None,
        memo_number=(above or below or Memo("", 0)).number or None,
        chair=read_chair(told, raw.closing, directory, book),
        place=read_place(told, book),
        fiscal_year=read_fiscal_year(title, told, held_on, directory.body.fiscal_year_starts, book),
        quarter=read_quarter(title, told, book),
        participants=read_participants(told, book),
        next_meeting_on=upcoming.on if upcoming else None,
    )
    return Header(meeting, held, issued)


def _issued(
    raw: RawMeeting, title: Line | None, above: Memo | None, below: Memo | None, book: Phrasebook
) -> StatedDay | None:
    head = issued_day(raw.header, above.index if above else None, book, title=title)
    if head:
        return head
    end = issued_day(raw.closing, below.index if below else None, book, at_end=True)
    if end or above or below:
        return end
    if raw.layout == "prose":
        return dateline_day((*raw.header, *raw.prose[:2]), book, raw.prose[2:])
    return lone_day_below(raw.closing, book)


def _headline(lines: tuple[Line, ...]) -> str | None:
    worded = (line for line in lines if sum(map(has_letters, line.text.split())) >= 5)
    return next((line.text.strip(_EDGES) for line in worded), None)


def _decided(raw: RawMeeting) -> tuple[Line, ...]:
    return tuple(Line(item.decision, item.place) for item in raw.items if not item.follow_up)
