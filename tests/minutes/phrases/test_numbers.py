"""Numbers in text: three scripts, words, ordinals, ranges, and digits with words beside them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.numerals import in_script
from tracker.minutes.numbers import find_number, find_numbers, mismatches, parse_number
from tracker.minutes.phrasebook import load_phrasebook

BOOK = load_phrasebook()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("১৫", 15), ("15", 15), ("१५", 15), ("০৭", 7), ("007", 7), ("পনেরো", 15), ("পনের", 15), ("পঁচিশ", 25),
        ("পচিশ", 25), ("একশত বিশ", 120), ("এক শত বিশ", 120), ("দুই হাজার", 2000), ("ছয়ত্রিশ", 36),
        ("বার", 12), ("पंद्रह", 15), ("पन्द्रह", 15), ("पाँच", 5), ("पांच", 5), ("छः", 6), ("एक सौ बीस", 120),
        ("fifteen", 15), ("twenty-one", 21), ("twenty one", 21), ("one hundred and twenty", 120), ("ninety", 90),
        ("42,000", 42000), ("৪২,০০০", 42000), ("১,২০,০০০", 120000),
    ],
)  # fmt: skip
def test_a_number_in_any_script_or_in_words(text: str, value: int) -> None:
    found = parse_number(text, BOOK)
    assert found is not None and (found.value, found.flags, found.ordinal) == (value, (), False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("১৫ (পনেরো)", 15), ("৭(সাত)", 7), ("৭( সাত )", 7), ("[১২০ (একশত বিশ)]", 120), ("পনেরো (১৫)", 15),
        ("15 (fifteen)", 15), ("fifteen (15)", 15), ("15 (পনেরো)", 15), ("07 (सात)", 7),
    ],
)  # fmt: skip
def test_a_number_written_twice_is_one(text: str, value: int) -> None:
    found = parse_number(text, BOOK)
    assert found is not None and (found.value, found.flags) == (value, ())
    assert (found.start, found.end) == (0, len(text))


def test_digits_and_word_that_differ_are_told() -> None:
    found = parse_number("১০ (পনেরো)", BOOK)
    assert found is not None and (found.value, found.flags) == (10, ("number_word_mismatch",))


@pytest.mark.parametrize(
    ("text", "told"), [("১০ (পনেরো) দিন", 1), ("10 (पंद्रह) दिवस", 1), ("ধারা ১২(৩) অনুযায়ী", 0), ("एफ 12(3)/राजस्व", 0)]
)
def test_a_section_or_code_is_no_number_told_twice(text: str, told: int) -> None:
    assert len(mismatches(unicodedata.normalize("NFC", text), BOOK)) == told


@pytest.mark.parametrize("text", ["1৫", "2০", "১5", "1०"])
def test_digits_of_two_scripts_in_one_number_are_told(text: str) -> None:
    found = parse_number(text, BOOK)
    assert found is not None and "mixed_digits" in found.flags


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("৩-৭", 3, 7), ("৩ -৭", 3, 7), ("৩ থেকে ৭", 3, 7), ("২/৩", 2, 3), ("দুই-তিন", 2, 3), ("দুই তিন", 2, 3),
        ("3 to 5", 3, 5), ("3–5", 3, 5), ("two or three", 2, 3), ("दो से तीन", 2, 3), ("২ বা ৩", 2, 3),
    ],
)  # fmt: skip
def test_a_range_has_its_higher_end_as_value(text: str, low: int, high: int) -> None:
    found = find_number(text, BOOK)
    assert found is not None and (found.low, found.value) == (low, high)


@pytest.mark.parametrize(
    ("text", "value"),
    [("১ম", 1), ("২য়", 2), ("৪র্থ", 4), ("৭ই", 7), ("২২শে", 22), ("প্রথম", 1), ("1st", 1), ("22nd", 22),
     ("third", 3), ("twenty-first", 21), ("प्रथम", 1), ("तीसरा", 3)],
)  # fmt: skip
def test_ordinals_say_that_they_are(text: str, value: int) -> None:
    found = find_number(text, BOOK)
    assert found is not None and (found.value, found.ordinal) == (value, True)


@pytest.mark.parametrize(
    "text", ["সাতক্ষীরা", "দশম শ্রেণি নয়তো", "05.47.0000..005.12", "10:30", "১০.৩০", "২.১", "a�12"]
)
def test_words_that_hold_numbers_times_and_codes_are_none(text: str) -> None:
    assert [n for n in find_numbers(text, BOOK) if not n.ordinal and n.value not in (9,)] == []


def test_a_number_beside_lost_letters_is_none() -> None:
    assert find_number("আগামী ১\ufffd দিনের মধ্যে", BOOK) is None


def test_an_account_number_is_no_count() -> None:
    assert find_number("0123456789012345", BOOK) is None


@given(st.integers(0, 999_999_999), st.sampled_from(["bn", "en", "hi"]), st.integers(0, 3))
def test_digits_of_every_script_are_read_as_they_stand(value: int, language: str, zeros: int) -> None:
    written = in_script("0" * zeros + str(value), language)
    found = parse_number(written, BOOK)
    if len(written) <= 9:
        assert found is not None and found.value == value and found.flags == ()
    else:
        assert found is None


@given(st.integers(0, 99))
def test_each_bengali_number_word_has_one_value(value: int) -> None:
    words = BOOK.section("bn", "numbers")["words"][str(value)]
    assert {found.value for word in words if (found := parse_number(word, BOOK))} == {value}


@given(st.integers(0, 99))
def test_each_hindi_number_word_has_one_value(value: int) -> None:
    words = BOOK.section("hi", "numbers")["words"][str(value)]
    assert {found.value for word in words if (found := parse_number(word, BOOK))} == {value}
