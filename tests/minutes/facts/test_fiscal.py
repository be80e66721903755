"""The fiscal year and the quarter of a meeting."""

from __future__ import annotations

from datetime import date

import pytest

from tests.minutes.gold import phrasebook
from tests.minutes.texts import lines, nfc
from tracker.minutes.facts.fiscal import read_fiscal_year, read_quarter


def _year(title: str | None, *told: str, held_on: date | None = None, first_month: int = 7) -> str | None:
    return read_fiscal_year(nfc(title) if title else None, lines(*told), held_on, first_month, phrasebook())


def test_the_title_names_the_year_before_the_preamble_does() -> None:
    assert _year("২০২৩-২৪ অর্থবছরের সভার কার্যবিবরণী", "২০২২-২৩ অর্থবছরের কাজ দেখা হয়।") == "2023-24"


@pytest.mark.parametrize(
    ("told", "year"),
    [
        ("এ কার্যালয়ের ২০২২-২৩ অর্থবছরের চুক্তির অংশ হিসেবে সভা হয়।", "2022-23"),
        ("গত ১৭ অক্টোবর ২০২৩ তারিখের সভার পর ২০২৩-২৪ অর্থবছরের আদায় উপস্থাপন করা হয়।", "2023-24"),
        ("গত ২০২১-২২ অর্থবছরে কাজ শেষ হয়।", None),
        ("वित्तीय वर्ष 2024-25 की प्रगति की समीक्षा की गई।", "2024-25"),
        ("The plan for fiscal year 2024-25 was reviewed.", "2024-25"),
        ("সভা শুরু হয়।", None),
        ("ফোন ২০২২-২৩", None),
    ],
)
def test_the_preamble_names_the_year(told: str, year: str | None) -> None:
    assert _year(None, told) == year


def test_of_several_years_the_meetings_own_counts() -> None:
    told = "২০২২-২৩ অর্থবছরে আদায় কম, ২০২৩-২৪ অর্থবছরে বেশি।"
    assert _year(None, told, held_on=date(2023, 7, 1)) == "2023-24"
    assert _year(None, told, held_on=date(2023, 6, 30)) == "2022-23"
    assert _year(None, told, held_on=date(2023, 6, 30), first_month=4) == "2023-24"
    assert _year(None, told, held_on=date(2020, 1, 1)) is None
    assert _year(None, told) is None


@pytest.mark.parametrize(
    ("title", "told", "quarter"),
    [
        ("৪র্থ ত্রৈমাসিক সভার কার্যবিবরণী", "", 4),
        ("সভার কার্যবিবরণী", "২০২৩-২৪ অর্থবছরের ২য় ত্রৈমাসিকের সভা।", 2),
        (None, "प्रथम तिमाही की प्रगति की समीक्षा की गई।", 1),
        ("সভার কার্যবিবরণী", "১ম ত্রৈমাসিকের ও ২য় ত্রৈমাসিকের কাজ। ৩য় ত্রৈমাসিকের কাজ।", None),
        ("সভার কার্যবিবরণী", "ত্রৈমাসিক ভিত্তিতে সভা হয়।", None),
    ],
)
def test_the_quarter_is_the_numbered_one(title: str | None, told: str, quarter: int | None) -> None:
    assert read_quarter(nfc(title) if title else None, lines(told), phrasebook()) == quarter
