"""Periods and ordinal numbers in words."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.deadlines import Unit
from tracker.domain.fiscal import FiscalCalendar
from tracker.notices.wording import ordinal, period_name


@pytest.mark.parametrize(
    ("key", "bengali", "english"),
    [
        ("2023-24Q1", "২০২৩-২৪ অর্থবছরের ১ম ত্রৈমাসিক", "first quarter of fiscal year 2023-24"),
        ("2023-24H2", "২০২৩-২৪ অর্থবছরের ২য় অর্ধবার্ষিক", "second half-year of fiscal year 2023-24"),
        ("2023-24B6", "২০২৩-২৪ অর্থবছরের ৬ষ্ঠ দ্বিমাসিক", "sixth two-month period of fiscal year 2023-24"),
        ("2023-24", "২০২৩-২৪ অর্থবছর", "fiscal year 2023-24"),
        ("2023Q3", "২০২৩ অর্থবছরের ৩য় ত্রৈমাসিক", "third quarter of fiscal year 2023"),
        ("2023", "২০২৩ অর্থবছর", "fiscal year 2023"),
        ("2023-08", "আগস্ট ২০২৩", "August 2023"),
        ("2023-08F1", "আগস্ট ২০২৩: ১ থেকে ১৫ তারিখ", "1 to 15 August 2023"),
        ("2023-08F2", "আগস্ট ২০২৩: ১৬ তারিখ থেকে মাসের শেষ দিন", "16 to the end of August 2023"),
        ("2023-W27", "২০২৩ সালের ২৭ নং সপ্তাহ", "week 27 of 2023"),
        ("2023-07-05", "৫ জুলাই ২০২৩", "5 July 2023"),
        ("once", "", ""),
        ("something else", "something else", "something else"),
    ],
)
def test_a_period_is_named_in_words(key: str, bengali: str, english: str) -> None:
    assert (period_name(key, "bn"), period_name(key, "en")) == (bengali, english)


@pytest.mark.parametrize("language", ["bn", "en", "hi"])
@pytest.mark.parametrize("unit", [Unit.DAY, Unit.WEEK, Unit.FORTNIGHT, Unit.MONTH, Unit.BIMONTH, Unit.QUARTER,
                                  Unit.HALF_YEAR, Unit.YEAR])  # fmt: skip
def test_every_period_that_the_fiscal_calendar_names_has_words(unit: Unit, language: str) -> None:
    key = FiscalCalendar().key(unit, date(2024, 2, 29))
    assert period_name(key, language) not in ("", key)


def test_ordinals_have_words_up_to_ten_and_digits_beyond() -> None:
    assert [ordinal(n, "bn") for n in (1, 2, 4, 11)] == ["১ম", "২য়", "৪র্থ", "১১"]
    assert [ordinal(n, "en") for n in (1, 2, 4, 11)] == ["first", "second", "fourth", "11"]
