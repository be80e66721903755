"""Dates in text, in every form that offices of the three languages write; nothing is guessed, doubts are flagged."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from tracker.domain.bangla import BanglaDate, to_gregorian
from tracker.domain.errors import TrackerError
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.phrases.lexicon import BANGLA, GREGORIAN, base_lexicon
from tracker.minutes.phrases.words import CLUSTER, tokens
from tracker.minutes.remember import per_text

NO_SUCH_DAY, SHORT_YEAR, WEEKDAY_MISMATCH = "no_such_day", "two_digit_year", "weekday_mismatch"
DAY_OR_YEAR = "day_or_year"


class Day(NamedTuple):
    """A day as named: what is left out is None (`12 June`: no year; `June 2024`: no day; `2024`: only the year)."""

    year: int | None
    month: int | None
    day: int | None


class FoundDate(NamedTuple):
    """A date, a range or a list of dates, with its span in the text.

    `days` holds one day, the ends of a range, or the members of a list; members without a year or month of their
    own have taken it from a neighbour. `calendar` is gregorian, bangla or hijri (month names decide, and the era).
    `weekday` is the ISO number of the day named beside it. `flags`: mixed_digits, no_such_day (31 February),
    two_digit_year, weekday_mismatch, day_or_year (জুলাই ২৩: the day is taken, it may be the year).
    """

    start: int
    end: int
    text: str
    days: tuple[Day, ...]
    calendar: str = GREGORIAN
    form: str = "single"
    weekday: int | None = None
    flags: tuple[str, ...] = ()

    @property
    def first(self) -> Day:
        """The only day, or the first of several."""
        return self.days[0]

    @property
    def last(self) -> Day:
        """The only day, or the last of several."""
        return self.days[-1]

    @property
    def precision(self) -> str:
        """"day", "month" (June 2024, or a month alone) or "year": how much of the last day is named."""
        return "day" if self.last.day else "month" if self.last.month else "year"

    @property
    def date(self) -> datetime.date | None:
        """The (first) day as a Gregorian date; None when a part is left out or there is no such day."""
        return civil(self.first, self.calendar)

    @property
    def last_date(self) -> datetime.date | None:
        """The same for the last day."""
        return civil(self.last, self.calendar)


def civil(day: Day, calendar: str = GREGORIAN) -> datetime.date | None:
    """The Gregorian date of a whole day; None when a part is left out, the day does not exist, or the moon decides."""
    if day.year is None or day.month is None or day.day is None:
        return None
    try:
        if calendar == GREGORIAN:
            return datetime.date(day.year, day.month, day.day)
        if calendar == BANGLA:
            return to_gregorian(BanglaDate(day.year, day.month, day.day))
    except (ValueError, TrackerError):
        return None
    return None


@per_text
def find_dates(text: str, book: Phrasebook) -> tuple[FoundDate, ...]:
    """The dates of an NFC text in order, months and ranges included; a bare year or weekday is none."""
    from tracker.minutes.phrases.date_series import DateReader, apart_at_years

    lexicon, pieces = base_lexicon(book), tokens(text)
    months = lexicon.months
    for kind, word, _, _, _ in pieces:
        if kind == CLUSTER or word in months:
            break
    else:
        return ()
    reader = DateReader(apart_at_years(pieces, lexicon), lexicon, text)
    found: list[FoundDate] = []
    at = 0
    while at < len(reader.tokens):
        if (reading := reader.date_at(at)) is not None:
            found.append(reading[0])
            at = reading[1]
        else:
            at += 1
    return tuple(found)


_ALWAYS = 28
"""Every month has so many days."""


def checked_flags(
    days: tuple[Day, ...], calendar: str, weekday: int | None, flags: tuple[str, ...]
) -> tuple[str, ...]:
    """The flags of a date with its days checked against the calendar and the weekday beside the last of them."""
    for day in days:
        if day.day and day.day > _ALWAYS and _impossible(day, calendar) and NO_SUCH_DAY not in flags:
            flags = (*flags, NO_SUCH_DAY)
    if weekday and (on := civil(days[-1], calendar)) and on.isoweekday() != weekday:
        flags = (*flags, WEEKDAY_MISMATCH)
    return flags


def _impossible(day: Day, calendar: str) -> bool:
    if day.day is None or day.month is None or calendar not in (GREGORIAN, BANGLA):
        return False
    if day.day > (32 if calendar == BANGLA else 31):
        return True
    year = day.year or (2024 if calendar == GREGORIAN else 1430)
    return civil(Day(year, day.month, day.day), calendar) is None


def weekdays_in(text: str, book: Phrasebook) -> Iterator[tuple[int, int, int]]:
    """(ISO weekday, start, end) of the weekdays named in an NFC text, alone or beside a date."""
    from tracker.minutes.phrases.date_series import DateReader

    reader = DateReader(tokens(text), base_lexicon(book), text)
    for at in range(len(reader.tokens)):
        if reading := reader.weekday_at(at):
            yield reading[0], reader.tokens[at].start, reader.tokens[reading[1] - 1].end
