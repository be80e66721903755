"""From an item to a decision: nature, offices, deadline, and what is left open."""

from __future__ import annotations

from datetime import date

import pytest

from tests.minutes.gold import phrasebook
from tests.minutes.texts import directory, nfc
from tracker.domain.deadlines import Kind, Unit
from tracker.domain.due import Basis, Reckoning
from tracker.minutes.decisions import Context, in_review_order, read_decisions
from tracker.minutes.draft import DraftDecision, Place
from tracker.minutes.raw import Exchange, Line, RawItem, RawMeeting

ISSUED = Basis(date(2024, 5, 5), "issued")
"""A Sunday."""


def _context(basis: Basis | None = ISSUED, next_on: date | None = None, *, ocr: bool = False) -> Context:
    return Context(directory(), phrasebook(), Reckoning(), basis, date(2024, 5, 1), next_on, ocr)


def _read(
    text: str,
    implementer: str | None = "জেলা প্রশাসক, টেকনগর",
    deadline: str | None = None,
    discussion: str = "",
    context: Context | None = None,
) -> DraftDecision:
    item = RawItem(
        "1",
        "",
        nfc(text),
        Place(7),
        nfc(discussion),
        None if implementer is None else nfc(implementer),
        None if deadline is None else nfc(deadline),
    )
    (decision,) = read_decisions(RawMeeting("table", (), (item,)), context or _context())
    return decision


def test_a_clear_decision_is_not_flagged() -> None:
    decision = _read("তালিকা ১০ দিনের মধ্যে পাঠাতে হবে।")
    assert decision.implementers == ("dc-teknagar",)
    assert decision.deadline is not None
    assert (decision.deadline.kind, decision.deadline.amount) == (Kind.WITHIN, 10)
    assert decision.first_due_on == date(2024, 5, 15)
    assert (decision.basis, decision.basis_kind, decision.review) == (ISSUED.on, "issued", ())
    assert decision.explanation and decision.place == Place(7)


def test_information_has_neither_offices_nor_deadline() -> None:
    decision = _read("বিগত সভার কার্যবিবরণী অনুমোদিত হয়।", "জেলা প্রশাসক (সকল)", "৭ দিন")
    assert (decision.nature, decision.implementers, decision.deadline) == ("information", (), None)
    assert (decision.first_due_on, decision.review) == (None, ())


def test_where_the_layout_names_no_implementer_the_sentence_does() -> None:
    told = "জেলা প্রশাসক, চাঁদপাড়া তালিকা ৭ দিনের মধ্যে দাখিল করবেন।"
    assert _read(told, None).implementers == ("dc-chandpara",)
    assert _read(told, "-").implementers == ("dc-chandpara",)
    assert _read(told, "জেলা প্রশাসক, টেকনগর").implementers == ("dc-teknagar",)


def test_nobody_named_is_reviewed() -> None:
    assert _read("তালিকা ৭ দিনের মধ্যে পাঠাতে হবে।", "").review == ("no_implementer",)
    assert _read("তালিকা ৭ দিনের মধ্যে পাঠাতে হবে।", "সংশ্লিষ্ট সকল").review == ("unresolved_implementer",)


def test_the_deadline_column_rules_and_an_empty_one_leaves_it_to_the_sentence() -> None:
    column = _read("তালিকা পাঠাতে হবে।", deadline="০৭ (সাত) দিন").deadline
    assert column is not None and (column.kind, column.amount) == (Kind.WITHIN, 7)
    sentence = _read("তালিকা ১০ দিনের মধ্যে পাঠাতে হবে।", deadline="-")
    assert sentence.deadline is not None and sentence.deadline.amount == 10 and sentence.review == ()


def test_a_vague_column_gives_way_to_a_definite_sentence() -> None:
    decision = _read("তালিকা ১০ দিনের মধ্যে পাঠাতে হবে।", deadline="যথাসময়ে")
    assert decision.deadline is not None and decision.deadline.kind is Kind.WITHIN and decision.review == ()


def test_a_vague_sentence_does_not_touch_a_definite_column() -> None:
    decision = _read("তালিকা দ্রুত পাঠাতে হবে।", deadline="৩১ মে ২০২৪")
    assert decision.first_due_on == date(2024, 5, 31) and decision.review == ()


def test_the_same_deadline_in_column_and_sentence_is_one() -> None:
    assert _read("তালিকা ১০ দিনের মধ্যে পাঠাতে হবে।", deadline="১০ দিন").review == ()


def test_a_column_that_says_how_often_leaves_the_day_to_the_sentence() -> None:
    decision = _read("প্রতি সপ্তাহের সোমবার প্রতিবেদন পাঠাতে হবে।", deadline="সাপ্তাহিক")
    assert decision.deadline is not None and decision.deadline.weekdays == (1,)
    assert decision.review == ()


def test_two_different_definite_deadlines_are_reviewed() -> None:
    decision = _read("তালিকা ১০ দিনের মধ্যে পাঠাতে হবে।", deadline="৩১ মে ২০২৪")
    assert decision.first_due_on == date(2024, 5, 31)
    assert decision.review == ("several_deadlines",)


def test_a_past_date_in_the_sentence_is_no_second_deadline() -> None:
    decision = _read("২০২৩ সালের ৩১ ডিসেম্বরের পূর্বের আবেদন নিষ্পত্তি করতে হবে।", deadline="৩১ মে ২০২৪")
    assert (decision.first_due_on, decision.review) == (date(2024, 5, 31), ())


def test_another_frequency_in_the_discussion_is_reviewed() -> None:
    told = "কর্মপরিকল্পনায় ষান্মাসিক ভিত্তিতে কর্মশালা করার কথা বলা আছে।"
    assert _read("ত্রৈমাসিক ভিত্তিতে কর্মশালা করতে হবে।", discussion=told).review == ("conflicting_frequency",)
    cell = _read("কর্মশালা করতে হবে।", deadline="ত্রৈমাসিক", discussion=told)
    assert cell.review == ("conflicting_frequency",)


def test_the_next_meetings_date_settles_a_deadline_before_it() -> None:
    told = "হিসাব পরবর্তী সভার পূর্বে জমা দিতে হবে।"
    assert _read(told).review == ("next_meeting_unknown",)
    known = _read(told, context=_context(next_on=date(2024, 6, 4)))
    assert (known.first_due_on, known.review) == (date(2024, 6, 4), ())


def test_without_any_day_to_count_from_nothing_is_reckoned() -> None:
    counted = _read("তালিকা ১০ দিনের মধ্যে পাঠাতে হবে।", context=_context(None))
    assert (counted.first_due_on, counted.basis) == (None, None)
    assert counted.review == ("basis_unknown",)
    named = _read("তালিকা ৩১ মে ২০২৪ তারিখের মধ্যে পাঠাতে হবে।", context=_context(None))
    assert (named.first_due_on, named.review) == (date(2024, 5, 31), ())
    vague = _read("তালিকা নিয়মিত পাঠাতে হবে।", context=_context(None))
    assert vague.review == ("vague_deadline",)


def test_what_a_machine_read_waits_for_a_person() -> None:
    assert _read("তালিকা ১০ দিনের মধ্যে পাঠাতে হবে।", context=_context(ocr=True)).review == ("machine_read",)


def test_damaged_words_wait_for_a_person() -> None:
    decision = _read("কিট ক্র�ের বিল আগামী �� দিনের মধ্যে দাখিল করতে হবে।")
    assert "damaged_text" in decision.review


def test_a_number_at_odds_with_its_word_is_reviewed_though_it_is_no_deadline() -> None:
    decision = _read("২০ (পনেরো) জন সদস্যকে ৩১ মে ২০২৪ তারিখের মধ্যে প্রশিক্ষণ দিতে হবে।")
    assert decision.review == ("number_word_mismatch",)


def test_a_row_about_an_earlier_meeting_yields_nothing() -> None:
    item = RawItem("1", "", nfc("তালিকা পাঠাতে হবে।"), Place(1), follow_up=True)
    assert list(read_decisions(RawMeeting("table", (), (item,)), _context())) == []


def test_an_exchange_promises_or_only_tells() -> None:
    promise = Exchange(
        "When? He said it will be given in July.", "When?", "He said it will be given in July.", Place(3)
    )
    plain = Exchange("Why? He said it broke.", "Why?", "He said it broke.", Place(4))
    found = list(read_decisions(RawMeeting("dialogue", (), exchanges=(promise, plain)), _context()))
    assert [(d.number, d.nature, d.review) for d in found] == [
        ("1", "commitment", ("not_binding",)),
        ("2", "enquiry", ()),
    ]


def test_a_directive_in_prose_binds_nobody_by_itself() -> None:
    told = nfc("সভা হয়। তালিকা তিন দিনের মধ্যে পাঠানোর জন্য সকল জেলা প্রশাসককে নির্দেশনা প্রদান করা হয়।")
    (directive,) = read_decisions(RawMeeting("prose", (), prose=(Line(told, Place(2)),)), _context())
    assert (directive.nature, directive.review) == ("directive", ("not_binding",))
    assert len(directive.implementers) == 4
    assert directive.deadline is not None and directive.deadline.unit is Unit.DAY


@pytest.mark.parametrize("basis", [ISSUED, Basis(date(2024, 5, 8), "issued")])
def test_words_that_count_from_the_meeting_do_so(basis: Basis) -> None:
    decision = _read("Send the list within 7 days of this meeting.", context=_context(basis))
    assert decision.basis_kind in ("held", "issued")
    if decision.basis_kind == "held":
        assert decision.basis == date(2024, 5, 1)


def test_review_codes_come_once_and_in_the_order_in_which_they_are_settled() -> None:
    codes = ("no_deadline", "no_implementer", "own_code", "no_deadline", "damaged_text")
    assert in_review_order(codes) == ("damaged_text", "no_implementer", "no_deadline", "own_code")
