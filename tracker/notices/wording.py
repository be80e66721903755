"""Periods and ordinal numbers as letters write them, in Bengali, English and Hindi."""

from __future__ import annotations

import re
from datetime import date

from tracker.domain.numerals import format_date, in_script, month_name
from tracker.domain.periods import ONCE

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])(?:F([12]))?")
_PART = re.compile(r"([0-9]{4}(?:-[0-9]{2})?)([QHB])([1-6])")

_ORDINALS = {
    "bn": ("১ম", "২য়", "৩য়", "৪র্থ", "৫ম", "৬ষ্ঠ", "৭ম", "৮ম", "৯ম", "১০ম"),
    "en": ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    "hi": ("पहली", "दूसरी", "तीसरी", "चौथी", "पाँचवीं", "छठी", "सातवीं", "आठवीं", "नौवीं", "दसवीं"),
}
_PARTS = {
    "bn": {"Q": "ত্রৈমাসিক", "H": "অর্ধবার্ষিক", "B": "দ্বিমাসিক"},
    "en": {"Q": "quarter", "H": "half-year", "B": "two-month period"},
    "hi": {"Q": "तिमाही", "H": "छमाही", "B": "द्विमासिक अवधि"},
}
_TEMPLATES = {
    "bn": {
        "part": "{year} অর্থবছরের {n} {part}",
        "year": "{year} অর্থবছর",
        "week": "{year} সালের {n} নং সপ্তাহ",
        "half": ("{month}: ১ থেকে ১৫ তারিখ", "{month}: ১৬ তারিখ থেকে মাসের শেষ দিন"),
    },
    "en": {
        "part": "{n} {part} of fiscal year {year}",
        "year": "fiscal year {year}",
        "week": "week {n} of {year}",
        "half": ("1 to 15 {month}", "16 to the end of {month}"),
    },
    "hi": {
        "part": "वित्तीय वर्ष {year} की {n} {part}",
        "year": "वित्तीय वर्ष {year}",
        "week": "वर्ष {year} का सप्ताह {n}",
        "half": ("{month}: 1 से 15 तारीख", "{month}: 16 तारीख से माह के अंत तक"),
    },
}


def ordinal(number: int, language: str) -> str:
    """ "২য়", "second", "दूसरी"; from the eleventh on the plain number in the language's digits."""
    words = _ORDINALS[language]
    return words[number - 1] if 1 <= number <= len(words) else in_script(number, language)


def period_name(key: str, language: str) -> str:
    """A period's key (FiscalCalendar.key) in words: "২০২৩-২৪ অর্থবছরের ১ম ত্রৈমাসিক"; "" for "once".

    A key of no known form is given as it is. Raises KeyError for a language other than bn, en, hi.
    """
    words = _TEMPLATES[language]
    if key in ("", ONCE):
        return ""
    if _DAY.fullmatch(key):
        return format_date(date.fromisoformat(key), language)
    if match := _PART.fullmatch(key):
        part = _PARTS[language][match[2]]
        year = in_script(match[1], language)
        return str(words["part"]).format(year=year, n=ordinal(int(match[3]), language), part=part)
    if match := _WEEK.fullmatch(key):
        year, week = in_script(match[1], language), in_script(int(match[2]), language)
        return str(words["week"]).format(year=year, n=week)
    if match := _MONTH.fullmatch(key):
        month = f"{month_name(int(match[2]), language)} {in_script(match[1], language)}"
        return words["half"][int(match[3]) - 1].format(month=month) if match[3] else month
    if re.fullmatch(r"[0-9]{4}(?:-[0-9]{2})?", key):
        return str(words["year"]).format(year=in_script(key, language))
    return key
