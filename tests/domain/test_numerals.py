"""Digits of three scripts, dates in words, and what people type."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.oracles import days
from tracker.domain.errors import BadInput
from tracker.domain.numerals import (
    MONTHS,
    WEEKDAYS,
    format_date,
    in_script,
    join_words,
    month_name,
    parse_typed_date,
    parse_typed_number,
    to_latin,
    weekday_name,
)

LANGUAGES = ("bn", "en", "hi")


def test_digits_of_all_three_scripts_become_latin_and_others_stay() -> None:
    assert to_latin("২০২৩, २०२३, 2023; 2০; ٣ ৳৫ ৰ") == "2023, 2023, 2023; 20; ٣ ৳5 ৰ"


def test_numbers_are_written_in_the_script_of_the_language() -> None:
    assert in_script(2023, "bn") == "২০২৩"
    assert in_script("२०২3", "bn") == "২০২৩"
    assert in_script(-15, "hi") == "-१५"
    assert in_script("২০२३", "en") == "2023"
    with pytest.raises(ValueError, match="'fr'"):
        in_script(1, "fr")


@given(st.text(), st.sampled_from(LANGUAGES))
def test_no_script_loses_a_number(text: str, language: str) -> None:
    assert to_latin(in_script(text, language)) == to_latin(text)
    assert len(in_script(text, language)) == len(text)


@given(st.integers(), st.sampled_from(LANGUAGES))
def test_numbers_come_back(number: int, language: str) -> None:
    assert int(to_latin(in_script(number, language))) == number


def test_dates_in_words() -> None:
    day = date(2023, 7, 5)
    assert format_date(day, "bn") == "৫ জুলাই ২০২৩"
    assert format_date(day, "en") == "5 July 2023"
    assert format_date(day, "hi") == "५ जुलाई २०२३"
    assert format_date(day, "en", weekday=True) == "Wednesday, 5 July 2023"
    assert format_date(day, "bn", weekday=True) == "বুধবার, ৫ জুলাই ২০২৩"


def test_names_are_normalised_and_refuse_what_has_no_name() -> None:
    for names in (*MONTHS.values(), *WEEKDAYS.values()):
        assert all(unicodedata.is_normalized("NFC", name) for name in names)
    assert month_name(12, "bn") == "ডিসেম্বর"
    assert weekday_name(5, "bn") == "শুক্রবার"
    assert weekday_name(date(2023, 6, 30), "hi") == "शुक्रवार"
    for month, language in ((0, "en"), (13, "en"), (1, "xx")):
        with pytest.raises(ValueError):
            month_name(month, language)
    for weekday in (0, 8, -1):
        with pytest.raises(ValueError, match="weekday"):
            weekday_name(weekday, "en")


def test_lists_are_joined_as_people_say_them() -> None:
    assert join_words(["a", "b", "c"], "en") == "a, b and c"
    assert join_words(["মঙ্গলবার", "বৃহস্পতিবার"], "bn") == "মঙ্গলবার ও বৃহস্পতিবার"
    assert join_words(["a"], "hi") == "a"
    assert join_words([], "en") == ""


@pytest.mark.parametrize(
    "text",
    [
        "2023-07-05",
        "2023-7-5",
        "২০২৩-০৭-০৫",
        "05/07/2023",
        "5/7/2023",
        "০৫/০৭/২০২৩",
        "५.७.२०२३",
        " 05-07-2023 ",
        "\u200b2023-07-05",
    ],
)
def test_a_date_is_read_as_people_type_it(text: str) -> None:
    assert parse_typed_date(text) == date(2023, 7, 5)


@pytest.mark.parametrize(
    "text",
    ["", "tomorrow", "2023-02-29", "31/04/2023", "05/13/2023", "0000-01-01", "2023-07", "05/07/23",
     "2023-07-05T00:00", "1" * 10_000, "٢٠٢٣-٠٧-٠٥", "٢٠٢٣-07-05"],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_the_way_to_write_it(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_typed_date(text)
    assert "2023-07-05" in refused.value.hint


@given(days, st.sampled_from(LANGUAGES))
def test_iso_dates_come_back_in_every_script(day: date, language: str) -> None:
    assert parse_typed_date(in_script(day.isoformat(), language)) == day
    assert parse_typed_date(in_script(f"{day.day:02d}/{day.month:02d}/{day.year:04d}", language)) == day


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("15", 15),
        ("১৫", 15),
        ("१५", 15),
        (" 007 ", 7),
        ("১২,৩৪,৫৬৭", 1234567),
        ("1,234,567", 1234567),
        ("0", 0),
    ],
)
def test_a_number_is_read_as_people_type_it(text: str, number: int) -> None:
    assert parse_typed_number(text) == number


@pytest.mark.parametrize("text", ["", "-1", "1.5", "ten", "1,2", "1,,234", "²", "٣", "9" * 19, "1 2"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_typed_number(text)
    assert refused.value.hint


@given(st.text(max_size=30))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    for parse in (parse_typed_date, parse_typed_number):
        try:
            parse(text)
        except BadInput as refused:
            assert refused.hint
