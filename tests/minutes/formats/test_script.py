"""Clean text and folded text (faults 108 to 113)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.minutes.script import clean, fold, language_of, latin_digits, skeleton


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("গৃৃহিত", "গৃহিত"),
        ("রযে়ছে", "রয়েছে"),
        ("\u09a1\u09bc", "\u09a1\u09bc"),
        ("\u09dc", "\u09a1\u09bc"),
        ("\u0915\u09c7", "\u0915\u09c7"),
        ("ক\u09c7\u09beন", "কোন"),
        ("দিতে হবে৷", "দিতে হবে।"),
        ("অপরাহ্ন ৫৷০ টা", "অপরাহ্ন ৫৷০ টা"),
        ("র\u200d\u200d্যাব", "র\u200d্যাব"),
        ("এক\u00a0দুই\u2003তিন", "এক দুই তিন"),
        ("a\r\nb\rc\u2028d\x85e\x0cf", "a\nb\nc\nd\ne\nf"),
        ("\ud800x", "x"),
    ],
)
def test_text_is_kept_in_one_form(written: str, kept: str) -> None:
    assert clean(written).text == kept


def test_joiners_stay_in_the_text_and_go_for_comparing() -> None:
    assert clean("র\u200d্যাব").text == "র\u200d্যাব"
    assert fold("র\u200d্যাব") == fold("র্যাব")


def test_a_pile_of_combining_marks_is_cut_and_reported() -> None:
    found = clean("ক" + "\u0301" * 10_000)
    assert len(found.text) <= 10
    assert found.suspect


def test_folding_makes_digits_colons_dandas_and_case_one() -> None:
    assert fold("সিদ্ধান্তঃ ১২ঃ৩০৷ RESOLVED –") == "সিদ্ধান্ত: 12:30। resolved -"
    assert fold("१२ ٣ ১২") == "12 3 12"


def test_folding_makes_both_forms_of_nukta_letters_one() -> None:
    assert fold("\u09df") == fold("\u09af\u09bc")
    assert fold("\u0958") == fold("\u0915\u093c")


@pytest.mark.parametrize(
    ("one", "other"),
    [("জরুরী", "জরুরি"), ("সমুহ", "সমূহ"), ("ক্রঃ নং", "ক্রনং"), ("বাস্তবায়নে :", "বাস্তবায়নে"), ("Sl. No.", "SL NO")],
)
def test_labels_that_differ_only_in_spelling_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


def test_digits_of_every_script_become_latin_and_others_stay() -> None:
    assert latin_digits("২০২৪ २०२४ ٢٠٢٤ 2024 x²") == "2024 2024 2024 2024 x²"


@pytest.mark.parametrize(("text", "language"), [("জেলা সভা the", "bn"), ("बैठक", "hi"), ("Meeting", "en"), ("", "en")])
def test_the_language_is_the_script_of_most_letters(text: str, language: str) -> None:
    assert language_of(text) == language


@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing_and_gives_nfc(text: str) -> None:
    once = clean(text).text
    assert unicodedata.is_normalized("NFC", once)
    assert clean(once).text == once
    once.encode("utf-8")


@given(st.text(max_size=300))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
