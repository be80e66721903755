"""The Bangla calendar of Bangladesh on both sides of 17 October 2019."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.oracles import ONE
from tracker.domain.bangla import (
    _VARIANTS,
    MONTHS_BN,
    MONTHS_EN,
    BanglaDate,
    format_bangla,
    month_lengths,
    month_names,
    month_number,
    to_bangla,
    to_gregorian,
)
from tracker.domain.calendar import BeyondCalendar
from tracker.domain.errors import BadInput

KNOWN = [
    # Since October 2019: newspapers of 17 October 2019 and 14 February 2020, and the rule for leap years.
    (date(2023, 6, 25), "11 Asharh 1430"),
    (date(2023, 4, 14), "1 Boishakh 1430"),
    (date(2023, 5, 8), "25 Boishakh 1430"),
    (date(2023, 5, 25), "11 Joishtho 1430"),
    (date(2023, 10, 16), "31 Ashwin 1430"),
    (date(2023, 10, 17), "1 Kartik 1430"),
    (date(2023, 12, 16), "1 Poush 1430"),
    (date(2024, 2, 14), "1 Falgun 1430"),
    (date(2024, 2, 21), "8 Falgun 1430"),
    (date(2023, 3, 26), "12 Choitro 1429"),
    (date(2024, 3, 26), "12 Choitro 1430"),
    (date(2024, 2, 29), "16 Falgun 1430"),
    (date(2024, 3, 14), "30 Falgun 1430"),
    (date(2024, 4, 13), "30 Choitro 1430"),
    (date(2019, 10, 16), "31 Ashwin 1426"),
    (date(2019, 10, 17), "1 Kartik 1426"),
    # Before: the rule of 1987.
    (date(2018, 2, 13), "1 Falgun 1424"),
    (date(2018, 2, 21), "9 Falgun 1424"),
    (date(2018, 10, 16), "1 Kartik 1425"),
    (date(2016, 3, 13), "30 Falgun 1422"),
    (date(2016, 3, 14), "31 Falgun 1422"),
    (date(2016, 3, 15), "1 Choitro 1422"),
    (date(2015, 4, 14), "1 Boishakh 1422"),
]


@pytest.mark.parametrize(("day", "bangla"), KNOWN)
def test_known_dates(day: date, bangla: str) -> None:
    assert str(to_bangla(day)) == bangla
    assert to_gregorian(to_bangla(day)) == day


def test_the_days_follow_each_other_without_gap_from_1987_to_2100() -> None:
    day = date(1987, 4, 14)
    before = to_bangla(day)
    while day < date(2100, 12, 31):
        day += ONE
        now = to_bangla(day)
        if now.day != before.day + 1:
            assert now.day == 1
            assert before.day == month_lengths(before.year)[before.month - 1]
            assert (now.month == before.month + 1 and now.year == before.year) or (
                now.month == 1
                and before.month == 12
                and now.year == before.year + 1
                and (day.month, day.day) == (4, 14)
            )
        before = now


@given(st.dates(min_value=date(594, 4, 14)))
def test_to_bangla_and_back(day: date) -> None:
    assert to_gregorian(to_bangla(day)) == day


@given(st.integers(1, 9405), st.integers(1, 12), st.integers(1, 31))
def test_to_gregorian_and_back_or_refused(year: int, month: int, day: int) -> None:
    bangla = BanglaDate(year, month, day)
    if day > month_lengths(year)[month - 1]:
        with pytest.raises(BadInput, match="there is no Bangla date"):
            to_gregorian(bangla)
    else:
        assert to_bangla(to_gregorian(bangla)) == bangla


@pytest.mark.parametrize("bangla", [BanglaDate(1430, 13, 1), BanglaDate(0, 1, 1), BanglaDate(1430, 1, 32)])
def test_a_bangla_date_that_does_not_exist_is_refused_with_a_reason(bangla: BanglaDate) -> None:
    with pytest.raises(BadInput) as refused:
        to_gregorian(bangla)
    assert refused.value.hint


def test_falgun_has_30_days_in_a_leap_year_and_29_otherwise() -> None:
    assert to_gregorian(BanglaDate(1430, 11, 30)) == date(2024, 3, 14)
    with pytest.raises(BadInput) as refused:
        to_gregorian(BanglaDate(1431, 11, 30))
    assert "Falgun 1431 has 29 days" in refused.value.hint


def test_dates_that_one_of_the_calendars_does_not_reach_are_refused() -> None:
    with pytest.raises(BeyondCalendar):
        to_bangla(date(594, 4, 13))
    with pytest.raises(BeyondCalendar):
        to_gregorian(BanglaDate(9406, 12, 30))
    with pytest.raises(BeyondCalendar):
        to_gregorian(BanglaDate(10**6, 1, 1))
    assert to_gregorian(to_bangla(date.max)) == date.max


def test_it_is_written_in_bengali_and_in_latin_letters() -> None:
    assert format_bangla(BanglaDate(1430, 3, 11)) == "১১ আষাঢ় ১৪৩০"
    assert format_bangla(BanglaDate(1430, 3, 11), "en") == "11 Asharh 1430"


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("আষাঢ়", 3),
        ("আষা\u09dd", 3),
        ("আষাঢ\u09bc", 3),
        ("আষাড়", 3),
        ("অগ্রহায়ন", 8),
        ("অগ্রহা\u09dfণ", 8),
        ("ফালগুন", 11),
        (" Baishakh ", 1),
        ("CHAITRA", 12),
        ("কার্ত্তিক", 7),
        ("জুন", None),
        ("", None),
    ],
)
def test_months_are_known_by_their_spellings(name: str, number: int | None) -> None:
    assert month_number(name) == number


def test_no_spelling_means_two_months() -> None:
    names = month_names()
    assert all(names[month.casefold()] == n for n, month in enumerate(MONTHS_EN, 1))
    assert [month_number(m) for m in MONTHS_BN] == list(range(1, 13))
    spelled = [(v, n) for n, variants in enumerate(_VARIANTS, 1) for v in variants.split()]
    assert all(names[unicodedata.normalize("NFC", v)] == n for v, n in spelled)
    assert len(names) == len(spelled) + 24
