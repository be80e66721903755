"""Digits, month and weekday names and written dates in three languages, and what a person types."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

from tracker.domain.errors import BadInput

LATIN, BENGALI, DEVANAGARI = "0123456789", "০১২৩৪৫৬৭৮৯", "०१२३४५६७८९"

_TO_LATIN = str.maketrans(BENGALI + DEVANAGARI, LATIN + LATIN)
_IN_SCRIPT = {
    "bn": str.maketrans(LATIN + DEVANAGARI, BENGALI * 2),
    "hi": str.maketrans(LATIN + BENGALI, DEVANAGARI * 2),
    "en": _TO_LATIN,
}

_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{2,3})+|[0-9]+")


MONTHS: dict[str, Sequence[str]] = {
    "bn": (
        "জানুয়ারি", "ফেব্রুয়ারি", "মার্চ", "এপ্রিল", "মে", "জুন",
        "জুলাই", "আগস্ট", "সেপ্টেম্বর", "অক্টোবর", "নভেম্বর", "ডিসেম্বর",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "hi": (
        "जनवरी", "फ़रवरी", "मार्च", "अप्रैल", "मई", "जून",
        "जुलाई", "अगस्त", "सितंबर", "अक्टूबर", "नवंबर", "दिसंबर",
    ),
}  # fmt: skip
WEEKDAYS: dict[str, Sequence[str]] = {
    "bn": ("সোমবার", "মঙ্গলবার", "বুধবার", "বৃহস্পতিবার", "শুক্রবার", "শনিবার", "রবিবার"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "hi": ("सोमवार", "मंगलवार", "बुधवार", "गुरुवार", "शुक्रवार", "शनिवार", "रविवार"),
}

_AND = {"bn": " ও ", "en": " and ", "hi": " और "}


def to_latin(text: str) -> str:
    """The text with Bengali and Devanagari digits as Latin ones; everything else, other scripts' digits too,
    stays.
    """
    return text.translate(_TO_LATIN)


def in_script(value: str | int, language: str) -> str:
    """The text or number with its digits (of the three scripts) in the script of "bn", "hi" or "en".

    Everything else stays. Raises ValueError for another language.
    """
    return str(value).translate(_table(language))


def _table(language: str) -> dict[int, int]:
    if language not in _IN_SCRIPT:
        raise ValueError(f"no digits for the language {language!r}; bn, en and hi are known")
    return _IN_SCRIPT[language]


def month_name(month: int, language: str) -> str:
    """The name of a month, 1 to 12. Raises ValueError for another number or language."""
    if not 1 <= month <= 12:
        raise ValueError("a month is 1 to 12")
    return _of(MONTHS, language)[month - 1]


def weekday_name(weekday: int | date, language: str) -> str:
    """The name of an ISO weekday (1 is Monday) or of a date's. Raises ValueError for another number or
    language.
    """
    number = weekday.isoweekday() if isinstance(weekday, date) else weekday
    if not 1 <= number <= 7:
        raise ValueError("a weekday is 1 (Monday) to 7 (Sunday)")
    return _of(WEEKDAYS, language)[number - 1]


def format_date(day: date, language: str, *, weekday: bool = False) -> str:
    """ "5 July 2023", "৫ জুলাই ২০২৩", "5 जुलाई 2023" in the language's own digits; with its weekday before a
    comma.

    Raises ValueError for a language other than bn, en, hi.
    """
    written = (
        f"{in_script(day.day, language)} {month_name(day.month, language)} {in_script(day.year, language)}"
    )
    return f"{weekday_name(day, language)}, {written}" if weekday else written


def join_words(words: Iterable[str], language: str) -> str:
    """ "a, b and c" in the language."""
    *head, last = list(words) or [""]
    return f"{', '.join(head)}{_AND[language]}{last}" if head else last


def _of(names: dict[str, Sequence[str]], language: str) -> Sequence[str]:
    if language not in names:
        raise ValueError(f"no names for the language {language!r}; bn, en and hi are known")
    return names[language]


def parse_typed_date(text: str) -> date:
    """The date that a person typed: 2023-07-05 or, day first, 05/07/2023, 5.7.2023; digits of the three
    scripts.

    Raises BadInput for anything else and for days that do not exist.
    """
    hint = "write it as 2023-07-05 or, day first, 05/07/2023"
    plain = _plain(text)
    if match := _ISO.fullmatch(plain):
        year, month, day = (int(g) for g in match.groups())
    elif match := _DAY_FIRST.fullmatch(plain):
        day, month, year = (int(g) for g in match.groups())
    else:
        raise BadInput(f"“{text.strip()}” is not a date", hint=hint)
    try:
        return date(year, month, day)
    except ValueError:
        raise BadInput(f"there is no day {text.strip()} in the calendar", hint=hint) from None


def parse_typed_number(text: str) -> int:
    """The whole number, 0 or more, that a person typed, in digits of the three scripts; commas may group
    them.

    Raises BadInput for anything else.
    """
    plain = _plain(text)
    if len(plain) > 18 or not _GROUPED.fullmatch(plain):
        raise BadInput(
            f"“{text.strip()[:40]}” is not a whole number", hint="write it in digits, such as 15 or ১৫"
        )
    return int(plain.replace(",", ""))


def _plain(text: str) -> str:
    return (
        to_latin(unicodedata.normalize("NFC", text))
        .strip()
        .strip("\u200b\u200c\u200d\u200e\u200f\ufeff")
        .strip()
    )
