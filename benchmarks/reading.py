"""Reading against one pass over the same text, against longer texts, and phrases of time against a date parser."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import dateparser.search

from benchmarks.measure import Ratio, paired
from tests.minutes.monotonous import UNITS
from tracker.domain.deadlines import Kind
from tracker.domain.errors import BadInput
from tracker.minutes.deadlines import read_deadline
from tracker.minutes.phrasebook import load_phrasebook
from tracker.minutes.reader import read_minutes
from tracker.minutes.remember import forget
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


_AS_OFTEN = 20
"""So often we read the phrases in the time in which dateparser reads them once: a rate is measured over like times."""


def measure() -> Iterator[Ratio]:
    """Reading ÷ one pass, our rate and right answers ÷ dateparser's, the worst text's time at ten times the length.

    The long texts come last: they fill the caches with words that no office writes.
    """
    yield _reading()
    yield from _phrases()
    yield _growth()


def _reading() -> Ratio:
    settings, book, text = load_settings(SAMPLE.parents[2]), load_phrasebook(), SAMPLE.read_text("utf-8")
    directory, reckoning = settings.directory(), settings.reckoning()

    def ours_new() -> None:
        forget()  # each round is the first time that this document is read
        read_minutes(SAMPLE, directory, book, reckoning)

    ours, bare = paired(
        ours_new,
        lambda: PATTERN.findall(unicodedata.normalize("NFC", text)),
        rounds=31,
        clock=process_time,
    )
    return Ratio("read a text document ÷ NFC and one pattern", ours / bare, 40, f"{ours:.4f} s ÷ {bare:.6f} s")


def _growth() -> Ratio:
    """How much longer ten times the text takes, for the worst of many monotonous texts; 10 is linear."""
    settings, book = load_settings(SAMPLE.parents[2]), load_phrasebook()
    directory, reckoning = settings.directory(), settings.reckoning()

    def took(unit: str, length: int, path: Path) -> float:
        path.write_text("ক" + unit * (length // len(unit)) + "খ", "utf-8")
        with suppress(BadInput):
            start = process_time()
            read_minutes(path, directory, book, reckoning)
        return process_time() - start

    with TemporaryDirectory() as folder:
        path = Path(folder) / "minutes.txt"
        took(UNITS[0], 100, path)
        grown = {u: took(u, 100_000, path) / max(took(u, 10_000, path), 0.02) for u in UNITS}
    worst = max(grown, key=lambda unit: grown[unit])
    return Ratio("read 10 × a monotonous text ÷ read it once", grown[worst], 30, f"{len(UNITS)} texts, worst {worst!r}")


def _phrases() -> Iterator[Ratio]:
    book = load_phrasebook()

    def ours() -> list[bool]:
        return [_ours_right(words, wanted, book) for words, wanted in PHRASES]

    def theirs() -> list[bool]:
        return [_dateparser_right(words, wanted) for words, wanted in PHRASES]

    def read_often() -> None:
        for _ in range(_AS_OFTEN):
            for words, _ in PHRASES:
                read_deadline(words, book, basis=BASIS, cell=True)

    often, other = paired(read_often, theirs, rounds=31, clock=process_time)
    mine = often / _AS_OFTEN
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
