"""Reading a deadline beyond its phrase: spans, cells, discussions, calendars, and text that nobody would write."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.minutes.phrases.table import BASIS
from tracker.domain.calendar import WorkingCalendar
from tracker.domain.deadlines import Kind, Unit
from tracker.domain.due import Reckoning
from tracker.domain.fiscal import FiscalCalendar
from tracker.minutes.deadlines import read_deadline
from tracker.minutes.phrasebook import load_phrasebook
from tracker.minutes.phrases.frequencies import frequency_in

BOOK = load_phrasebook()
INDIA = Reckoning(WorkingCalendar(frozenset({7})), FiscalCalendar(4))


def test_the_words_of_the_deadline_are_kept_with_their_place() -> None:
    text = "তালিকা আগামী ১০ (দশ) দিনের মধ্যে পাঠাতে হবে।"
    reading = read_deadline(text, BOOK, basis=BASIS)
    assert reading.rule.text == "আগামী ১০ (দশ) দিনের মধ্যে"
    (match,) = reading.matches
    assert text[match.start : match.end] == reading.rule.text
    assert match.entry == "bn.within"


def test_words_that_are_no_deadline_are_told_apart_from_it() -> None:
    reading = read_deadline("৪৫ দিনের বেশি পুরোনো আবেদন ৭ দিনের মধ্যে নিষ্পত্তি করতে হবে।", BOOK, basis=BASIS)
    assert [(m.entry, m.rule and m.rule.kind) for m in reading.matches] == [("bn.age", None), ("bn.within", Kind.WITHIN)]


def test_odd_numbers_in_a_deadline_are_noticed() -> None:
    assert [n.code for n in read_deadline("আগামী 1৫ দিনের মধ্যে", BOOK, basis=BASIS).notices] == ["mixed_digits"]
    mismatch = read_deadline("১০ (পনেরো) কার্যদিবসের মধ্যে", BOOK, basis=BASIS)
    assert [(n.code, n.excerpt) for n in mismatch.notices] == [
        ("number_word_mismatch", "১০ (পনেরো) কার্যদিবসের মধ্যে")
    ]


def test_a_count_from_the_meeting_says_so() -> None:
    assert read_deadline("সভার তারিখ হতে ১০ দিনের মধ্যে", BOOK, basis=BASIS).counts_from == "meeting"
    assert read_deadline("within 10 days of this meeting", BOOK, basis=BASIS).counts_from == "meeting"
    assert read_deadline("আগামী ১০ দিনের মধ্যে", BOOK, basis=BASIS).counts_from == ""


def test_letters_lost_in_a_deadline_send_it_to_a_person() -> None:
    reading = read_deadline("আগামী �� দিনের মধ্যে দাখিল করতে হবে।", BOOK, basis=BASIS)
    assert reading.rule.kind in (Kind.VAGUE, Kind.NONE)
    assert "damaged_text" in reading.review


@pytest.mark.parametrize(
    ("discussion", "decision", "conflict"),
    [
        (
            "কর্মপরিকল্পনায় ষান্মাসিক ভিত্তিতে কর্মশালা আয়োজনের কথা রয়েছে।",
            "ত্রৈমাসিক ভিত্তিতে সকল জেলায় কর্মশালা আয়োজন করতে হবে।",
            True,
        ),
        (
            "কর্মপরিকল্পনায় ষান্মাসিক ভিত্তিতে কর্মশালা আয়োজনের কথা রয়েছে।",
            "ত্রৈমাসিক ভিত্তিতে খাদ্যগুদাম পরিদর্শন করতে হবে।",
            False,
        ),
        ("ত্রৈমাসিক ভিত্তিতে কর্মশালা হওয়ার কথা।", "ত্রৈমাসিক ভিত্তিতে কর্মশালা আয়োজন করতে হবে।", False),
        ("ষান্মাসিক ভিত্তিতে কর্মশালা হয়।", "আগামী ১০ দিনের মধ্যে কর্মশালা আয়োজন করতে হবে।", False),
        ("The guideline asks for monthly weighing of children.", "All children shall be weighed every quarter.", True),
        ("The monthly newsletter was shown.", "All children shall be weighed every quarter.", False),
        ("हर माह शिविर लगाने के निर्देश हैं।", "प्रत्येक तीन माह में शिविर लगाएं।", True),
    ],
)
def test_a_frequency_that_differs_from_the_discussion_of_the_same_act(
    discussion: str, decision: str, conflict: bool
) -> None:
    reading = read_deadline(decision, BOOK, basis=BASIS, discussion=discussion)
    assert ("conflicting_frequency" in reading.review) is conflict


def test_a_cell_is_compared_by_the_decision_beside_it() -> None:
    reading = read_deadline(
        "Quarterly",
        BOOK,
        basis=BASIS,
        cell=True,
        discussion="The action plan calls for one drill every six months.",
        decision="Hold an evacuation drill in every union.",
    )
    assert "conflicting_frequency" in reading.review


def test_the_frequencies_of_a_text() -> None:
    assert frequency_in("every six months, and quarterly in towns", BOOK) == {Unit.HALF_YEAR, Unit.QUARTER}
    assert frequency_in("তিন মাস অন্তর সভা", BOOK) == {Unit.QUARTER}
    assert frequency_in("আগামী ১০ দিনের মধ্যে", BOOK) == frozenset()


def test_next_week_and_the_fiscal_year_follow_the_body() -> None:
    friday_off = read_deadline("by next week", BOOK, basis=date(2024, 6, 18))
    sunday_off = read_deadline("by next week", BOOK, basis=date(2024, 6, 18), reckoning=INDIA)
    assert (friday_off.rule.date, sunday_off.rule.date) == (date(2024, 6, 27), date(2024, 6, 29))
    year = read_deadline("वित्तीय वर्ष 2025-26 तक", BOOK, basis=date(2024, 6, 18), reckoning=INDIA)
    assert year.rule.date == date(2026, 3, 31)


def test_a_date_without_a_year_or_basis_is_left_to_a_person() -> None:
    reading = read_deadline("৩০ জুনের মধ্যে", BOOK, basis=None)
    assert (reading.rule.kind, reading.review) == (Kind.VAGUE, ("conflicting_dates",))


def test_a_whole_date_needs_no_basis() -> None:
    reading = read_deadline("৩০ জুন ২০২৪ তারিখের মধ্যে", BOOK, basis=None)
    assert (reading.rule.date, reading.review) == (date(2024, 6, 30), ())


@given(st.text(max_size=200))
def test_any_text_gives_a_rule(text: str) -> None:
    for cell in (False, True):
        reading = read_deadline(text, BOOK, basis=BASIS, cell=cell, discussion=text)
        assert reading.rule.kind in Kind
        assert all(0 <= m.start < m.end for m in reading.matches)


_SENSELESS = (
    "আগামী ১০ (দশ) দিনের মধ্যে প্রতি মাসের ৫ তারিখের ৩০ জুন ২০২৪ ত্রৈমাসিক ভিত্তিতে সভার পূর্বে প্রাপ্তির , । ( ) [ ] - / "
    "within 10 days by 5 June every month the next meeting 2024 Q3 first of each सात दिवस के भीतर तक प्रत्येक माह की"
)
_WORDS = st.sampled_from(_SENSELESS.split())


@settings(max_examples=300)
@given(st.lists(_WORDS, max_size=25))
def test_words_of_deadlines_in_any_order_give_a_rule(words: list[str]) -> None:
    text = " ".join(words)
    reading = read_deadline(text, BOOK, basis=BASIS)
    if reading.rule.kind is Kind.BY:
        assert reading.rule.date is not None
    if reading.rule.kind is Kind.WITHIN:
        assert reading.rule.amount and reading.rule.unit
    if reading.rule.kind is Kind.EVERY:
        assert reading.rule.every is not None
    if reading.rule.kind in (Kind.NONE, Kind.VAGUE, Kind.EVENT, Kind.IMMEDIATE):
        assert reading.review


@pytest.mark.parametrize(
    "piece",
    ["1", "১", "(", "[(", "1,", "1-", "1 ও ", "১/", "প্রতি ", "আগামী ", "মাসের ", "the next ", "১ জুন, ", "সোমবার ", ",(", "\ufffd1",
     "within ", "১ থেকে ", "(১ ", "a.", "twenty ", "শত ", "শনি "],
)  # fmt: skip
def test_long_and_senseless_text_costs_no_more_than_its_length(piece: str) -> None:
    """Not timed: the number of steps is bounded, so a pathological length ends at all (quadratic work would not)."""
    reading = read_deadline(piece * (60_000 // len(piece)), BOOK, basis=BASIS)
    assert reading.rule.kind in Kind


@pytest.mark.parametrize("sign", ["\u200d", "\u09bc", "\u09cd", "\u0983"])
def test_a_word_of_nothing_but_signs_is_passed_over(sign: str) -> None:
    """Found by fuzzing: such a word has no letter that tells its language."""
    rule = read_deadline(f"{sign} every month", BOOK, basis=date(2024, 5, 5)).rule
    assert rule.kind is Kind.EVERY
