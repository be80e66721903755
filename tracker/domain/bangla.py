"""The Bangla calendar of Bangladesh, by both of its rules: before and since 17 October 2019.

The year begins on 14 April. Since 1426 the months Boishakh to Ashwin have 31 days and Falgun 29 (30 in a
Gregorian leap year); before, from the reform of 1987 on, Boishakh to Bhadro had 31 days and Falgun 30 (31).
The others have 30. West Bengal's calendar differs and is not covered. Years before 1394 (1987) follow the
rule of 1987, though nobody used it.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import isleap
from dataclasses import dataclass
from datetime import date

from tracker.domain.calendar import BeyondCalendar
from tracker.domain.errors import BadInput
from tracker.domain.numerals import in_script

NEW_RULE_FROM = 1426
"""The year in whose Ashwin the new rule began: 31 Ashwin 1426 is 16 October 2019."""

_GREGORIAN_MINUS_BANGLA = 593

MONTHS_BN = (
    "বৈশাখ", "জ্যৈষ্ঠ", "আষাঢ়", "শ্রাবণ", "ভাদ্র", "আশ্বিন",
    "কার্তিক", "অগ্রহায়ণ", "পৌষ", "মাঘ", "ফাল্গুন", "চৈত্র",
)  # fmt: skip
MONTHS_EN = (
    "Boishakh", "Joishtho", "Asharh", "Shrabon", "Bhadro", "Ashwin",
    "Kartik", "Ogrohayon", "Poush", "Magh", "Falgun", "Choitro",
)  # fmt: skip

_VARIANTS = (
    "বোশেখ baisakh baishakh boisakh vaishakh",
    "জৈষ্ঠ জ্যৈষ্ট জৈষ্ট্য জৈষ্ঠ্য jaishtha jyaistha jyoishtho joistho jaistha",
    "আষাড় আসাঢ় ashar asar ashadh ashadha asharha",
    "শ্রাবন srabon sraban shraban",
    "ভাদ্দর ভাদ bhadra vadro vadra",
    "আশ্বীন আশিন ashvin aswin asvin ashshin",
    "কার্ত্তিক kartick karthik kartika",
    "অগ্রহায়ন অঘ্রাণ অঘ্রান agrahayan ogrohayan agrahayon aghran",
    "পোষ পৌস pous paush posh",
    "মাঘ্য mag",
    "ফালগুন ফাগুন ফাল্গুণ phalgun falgoon fagun phalgoon",
    "চৈত্য চৈত্ৰ chaitra choitra chaitro coitro",
)


@dataclass(frozen=True, slots=True, order=True)
class BanglaDate:
    """A date of the Bangla calendar; `month` counts from Boishakh, 1 to 12."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.day} {MONTHS_EN[self.month - 1]} {self.year}"


def month_lengths(year: int) -> tuple[int, ...]:
    """How many days each month of a Bangla year has, from Boishakh on."""
    leap = int(isleap(year + _GREGORIAN_MINUS_BANGLA + 1))
    if year >= NEW_RULE_FROM:
        return (31,) * 6 + (30,) * 4 + (29 + leap, 30)
    return (31,) * 5 + (30,) * 5 + (30 + leap, 30)


def to_bangla(day: date) -> BanglaDate:
    """The Bangla date of a Gregorian one. Raises BeyondCalendar before 14 April 594 (1 Boishakh 1)."""
    year = day.year - _GREGORIAN_MINUS_BANGLA - (0 if (day.month, day.day) >= (4, 14) else 1)
    if year < 1:
        raise BeyondCalendar
    passed = (day - _new_year(year)).days
    for month, length in enumerate(month_lengths(year), start=1):
        if passed < length:
            return BanglaDate(year, month, passed + 1)
        passed -= length
    raise AssertionError("a Bangla year is as long as the Gregorian one it covers")


def to_gregorian(bangla: BanglaDate) -> date:
    """The Gregorian date of a Bangla one.

    Raises BadInput for a day that does not exist, BeyondCalendar outside Bangla years 1 to 9406 (Gregorian
    9999).
    """
    if not 1 <= bangla.month <= 12 or bangla.year < 1:
        raise BadInput(f"there is no Bangla date {_plain(bangla)}", hint="a year from 1 and a month 1 to 12")
    lengths = month_lengths(bangla.year)
    if not 1 <= bangla.day <= lengths[bangla.month - 1]:
        raise BadInput(
            f"there is no Bangla date {_plain(bangla)}",
            hint=f"{MONTHS_EN[bangla.month - 1]} {bangla.year} has {lengths[bangla.month - 1]} days",
        )
    ordinal = _new_year(bangla.year).toordinal() + sum(lengths[: bangla.month - 1]) + bangla.day - 1
    try:
        return date.fromordinal(ordinal)
    except (ValueError, OverflowError):
        raise BeyondCalendar from None


def month_number(name: str) -> int | None:
    """The month that a name means in Bengali or Latin letters, usual misspellings too; None for no month."""
    return _NUMBERS.get(_folded(name))


def month_names() -> dict[str, int]:
    """Every known spelling (NFC, Latin ones in lower case) with its month number."""
    return dict(_NUMBERS)


def format_bangla(bangla: BanglaDate, language: str = "bn") -> str:
    """ "১১ আষাঢ় ১৪৩০" in Bengali, "11 Asharh 1430" otherwise."""
    names = MONTHS_BN if language == "bn" else MONTHS_EN
    written = f"{bangla.day} {names[bangla.month - 1]} {bangla.year}"
    return in_script(written, language) if language == "bn" else written


def _new_year(year: int) -> date:
    if not 1 <= year + _GREGORIAN_MINUS_BANGLA <= 9999:
        raise BeyondCalendar
    return date(year + _GREGORIAN_MINUS_BANGLA, 4, 14)


def _plain(bangla: BanglaDate) -> str:
    return f"{bangla.year}-{bangla.month:02d}-{bangla.day:02d}"


def _folded(name: str) -> str:
    return re.sub("[\u200b-\u200d]", "", unicodedata.normalize("NFC", name)).strip().casefold()


_NUMBERS = {
    _folded(name): number
    for number, (bn, en, variants) in enumerate(zip(MONTHS_BN, MONTHS_EN, _VARIANTS, strict=True), start=1)
    for name in (bn, en, *variants.split())
}
