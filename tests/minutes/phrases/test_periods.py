"""Fiscal years and quarters as titles and preambles name them."""

from __future__ import annotations

import pytest

from tracker.minutes.phrasebook import load_phrasebook
from tracker.minutes.phrases.periods import find_fiscal_year, find_quarter

BOOK = load_phrasebook()


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("এ কার্যালয়ের ২০২২-২৩ অর্থবছরের বার্ষিক কর্মসম্পাদন চুক্তি", "2022-23"),
        ("২০২২-২৩ অর্থ বছরের কর্মপরিকল্পনা", "2022-23"),
        ("১৩-১৪ অর্থ বৎসরের হিসাব", "2013-14"),
        ("২০২০-২০২১ খ্রি: অর্থবছর", "2020-21"),
        ("২০২৩–২৪ অর্থবছর", "2023-24"),
        ("वित्तीय वर्ष 2024-25 की कार्ययोजना", "2024-25"),
        ("FY 2023-24", "2023-24"),
        ("the financial year 2023-2024", "2023-24"),
        ("২০১১৩-১৪ অর্থবছর", None),
        ("২০২২-২৪ অর্থবছর", None),
        ("২০২২-২৩ শিক্ষাবর্ষ", None),
        ("স্মারক ০৫.৪৭.২২-২৩", None),
    ],
)
def test_a_fiscal_year_needs_its_word_and_two_years_in_a_row(text: str, year: str | None) -> None:
    assert find_fiscal_year(text, BOOK) == year


@pytest.mark.parametrize(
    ("text", "quarter"),
    [
        ("সমন্বয়ে ৪র্থ ত্রৈমাসিক সভার কার্যবিবরণী", 4),
        ("৩য় কোয়ার্টারের সভা", 3),
        ("প্রথম প্রান্তিকের অগ্রগতি", 1),
        ("২য় (দ্বিতীয়) ত্রৈমাসিক সভা", 2),
        ("प्रथम तिमाही की प्रगति", 1),
        ("Minutes of the fourth quarter meeting", 4),
        ("THIRD QUARTERLY MEETING", 3),
        ("Q4 review", 4),
        ("quarter 2 review", 2),
        ("ত্রৈমাসিক ভিত্তিতে সভা", None),
        ("every quarter", None),
        ("৫ম ত্রৈমাসিক", None),
    ],
)
def test_a_quarter_needs_its_number(text: str, quarter: int | None) -> None:
    assert find_quarter(text, BOOK) == quarter
