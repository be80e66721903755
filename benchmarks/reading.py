"""Reading against one pass over the same text, and phrases of time against a general date parser."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import dateparser.search

from benchmarks.measure import Ratio, paired
from tracker.domain.deadlines import Kind
from tracker.minutes.deadlines import read_deadline
from tracker.minutes.phrasebook import load_phrasebook
from tracker.minutes.reader import read_minutes
from tracker.settings.load import load_settings

BASIS = date(2023, 6, 15)
SAMPLE = Path(__file__).parents[1] / "config" / "demo" / "minutes.bn.txt"
PATTERN = re.compile(r"[০-৯0-9]+\s*(?:\([^)]*\)\s*)?(?:দিন|মাস|সপ্তাহ|কর্মদিবস)(?:ের)?\s*মধ্যে")

PHRASES: tuple[tuple[str, date | str], ...] = (
    ("আগামী ১০ দিনের মধ্যে", date(2023, 6, 25)),
    ("১৫ (পনেরো) দিনের মধ্যে", date(2023, 6, 30)),
    ("এক সপ্তাহের মধ্যে", date(2023, 6, 22)),
    ("৩০ জুনের মধ্যে", date(2023, 6, 30)),
    ("২৮-০৬-২০২৩ তারিখের মধ্যে", date(2023, 6, 28)),
    ("ত্রৈমাসিক ভিত্তিতে", "quarter"),
    ("প্রতি মাসের ৫ তারিখের মধ্যে", "month"),
    ("within 10 days", date(2023, 6, 25)),
    ("by 31 July 2023", date(2023, 7, 31)),
    ("within two weeks", date(2023, 6, 29)),
    ("within three months", date(2023, 9, 15)),
    ("every month", "month"),
    ("quarterly", "quarter"),
    ("सात दिवस के भीतर", date(2023, 6, 22)),
    ("अगले 10 दिन के अन्दर", date(2023, 6, 25)),
    ("30 जून 2023 तक", date(2023, 6, 30)),
    ("प्रत्येक माह की 5 तारीख तक", "month"),
)
"""Phrases with the date they give from 15 June 2023, or the period they recur in."""


def measure() -> Iterator[Ratio]:
    """Three ratios: reading ÷ one pass, our rate ÷ dateparser's, our right answers ÷ dateparser's."""
    yield _reading()
    yield from _phrases()


def _reading() -> Ratio:
    settings, book, text = load_settings(SAMPLE.parents[2]), load_phrasebook(), SAMPLE.read_text("utf-8")
    directory, reckoning = settings.directory(), settings.reckoning()
    ours, bare = paired(
        lambda: read_minutes(SAMPLE, directory, book, reckoning),
        lambda: PATTERN.findall(unicodedata.normalize("NFC", text)),
        rounds=15,
    )
    return Ratio("read a text document ÷ NFC and one pattern", ours / bare, 40, f"{ours:.4f} s ÷ {bare:.6f} s")


def _phrases() -> Iterator[Ratio]:
    book = load_phrasebook()

    def ours() -> list[bool]:
        return [_ours_right(words, wanted, book) for words, wanted in PHRASES]

    def theirs() -> list[bool]:
        return [_dateparser_right(words, wanted) for words, wanted in PHRASES]

    def read_all() -> None:
        for words, _ in PHRASES:
            read_deadline(words, book, basis=BASIS, cell=True)

    mine, other = paired(read_all, theirs)
    rate = f"{len(PHRASES) / mine:,.0f} a second against {len(PHRASES) / other:,.0f}"
    yield Ratio("phrases of time: our rate ÷ dateparser's", other / mine, 20, rate, at_least=True)
    right, their_right = sum(ours()), sum(theirs())
    yield Ratio(
        "phrases of time: right ÷ dateparser's right",
        right / max(their_right, 1),
        2,
        f"{right} and {their_right} of {len(PHRASES)}",
        at_least=True,
    )


def _ours_right(words: str, wanted: date | str, book: object) -> bool:
    from tracker.domain.due import Basis, Reckoning, first_due

    rule = read_deadline(words, book, basis=BASIS, cell=True).rule  # type: ignore[arg-type]
    if isinstance(wanted, str):
        return rule.kind is Kind.EVERY and rule.every == wanted
    reached = first_due(rule, Basis(BASIS), Reckoning()).explanation
    return wanted in (reached.reached, reached.due_on)


def _dateparser_right(words: str, wanted: date | str) -> bool:
    language = "bn" if "ঀ" <= words[0] <= "৿" else "hi" if "ऀ" <= max(words) <= "ॿ" else "en"
    found = dateparser.search.search_dates(
        words,
        languages=[language],
        settings={"RELATIVE_BASE": datetime(2023, 6, 15), "PREFER_DATES_FROM": "future", "DATE_ORDER": "DMY"},
    )
    return bool(found) and found[0][1].date() == wanted
