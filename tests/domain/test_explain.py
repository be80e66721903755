"""Every deadline explains itself in a sentence, in three languages, and survives being stored."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.oracles import calendars, near
from tracker.domain.calendar import WorkingCalendar
from tracker.domain.deadlines import DeadlineRule, Kind, Unit
from tracker.domain.due import Basis, Explanation, Reckoning, first_due
from tracker.domain.errors import BadInput
from tracker.domain.explain import sentence
from tracker.domain.fiscal import FiscalCalendar
from tracker.domain.periods import occurrences

LANGUAGES = ("bn", "en", "hi")
BD = Reckoning(
    WorkingCalendar(
        holidays={
            date(2024, 12, 16): "Victory Day",
            date(2025, 3, 30): "Eid-ul-Fitr",
            date(2025, 3, 31): "Eid-ul-Fitr",
        },
        known_years=range(2023, 2026),
    )
)
ISSUED = Basis(date(2023, 6, 25), "issued")
HELD = Basis(date(2024, 12, 4), "held")


def told(rule: DeadlineRule, language: str = "en", basis: Basis = ISSUED, origin: str = "text") -> str:
    return sentence(first_due(rule, basis, BD, origin=origin).explanation, language)


WITHIN_10 = DeadlineRule(Kind.WITHIN, 10, Unit.DAY)
BY_VICTORY_DAY = DeadlineRule(Kind.BY, date=date(2024, 12, 16))


@pytest.mark.parametrize(
    ("rule", "basis", "expected"),
    [
        (
            WITHIN_10,
            ISSUED,
            "due 5 July 2023: within 10 days of issue (25 June 2023); day of issue not counted; "
            "Wednesday, open",
        ),
        (
            DeadlineRule(Kind.WITHIN, 12, Unit.DAY),
            HELD,
            "due 17 December 2024: within 12 days of the meeting (4 December 2024); day of the "
            "meeting not counted; "
            "the last day, 16 December 2024, is closed (Victory Day); moved to Tuesday, 17 December 2024",
        ),
        (
            DeadlineRule(Kind.WITHIN, 1, Unit.DAY),
            Basis(date(2025, 3, 27)),
            "due 1 April 2025: within 1 day of issue (27 March 2025); day of issue not counted; "
            "the last day, "
            "28 March 2025, is closed, and so is every day to 31 March 2025 (weekly off, Eid-ul-Fitr); "
            "moved to Tuesday, 1 April 2025",
        ),
        (
            DeadlineRule(Kind.WITHIN, 72, Unit.HOUR),
            ISSUED,
            "due 28 June 2023: within 72 hours, counted as 3 days, of issue (25 June 2023); day of issue not "
            "counted; Wednesday, open",
        ),
        (
            DeadlineRule(Kind.WITHIN, 10, Unit.WORKING_DAY),
            HELD,
            "due 19 December 2024: within 10 working days of the meeting (4 December 2024); day "
            "of the meeting not "
            "counted; closed days not counted: 4 weekly off, 16 December 2024 (Victory Day); Thursday, open",
        ),
        (
            DeadlineRule(Kind.WITHIN, 10, Unit.DAY),
            Basis(date(2025, 12, 25)),
            "due 4 January 2026: within 10 days of issue (25 December 2025); day of issue not counted; "
            "Sunday; holidays of 2026 not known yet",
        ),
        (
            BY_VICTORY_DAY,
            HELD,
            "due 16 December 2024: the named date; Monday, closed (Victory Day); a named date stays",
        ),
        (
            DeadlineRule(Kind.END_OF, unit=Unit.MONTH),
            ISSUED,
            "due 30 June 2023: end of the month (June 2023) that holds the day of issue (25 June 2023); "
            "Friday, closed (weekly off); the end of a period stays",
        ),
        (
            DeadlineRule(Kind.END_OF, unit=Unit.HALF_YEAR),
            HELD,
            "due 31 December 2024: end of the first half of fiscal year 2024-25, which holds "
            "the day of the meeting "
            "(4 December 2024); Tuesday, open",
        ),
        (
            DeadlineRule(Kind.EVERY, every=Unit.QUARTER),
            ISSUED,
            "due 30 September 2023: every quarter; the period is fiscal quarter 2023-24Q1; the "
            "first due at least "
            "15 days after issue (25 June 2023); Saturday, closed (weekly off); the end of a period stays",
        ),
        (
            DeadlineRule(Kind.EVERY, every=Unit.WEEK, weekdays=(2, 4)),
            ISSUED,
            "due 27 June 2023: every Tuesday and Thursday; the first after issue (25 June "
            "2023); Tuesday, open",
        ),
        (
            DeadlineRule(Kind.EVERY, every=Unit.MONTH, day=5),
            ISSUED,
            "due 5 August 2023: every month by day 5; the period is August 2023; the first due "
            "at least 15 days "
            "after issue (25 June 2023); Saturday, closed (weekly off); a named date stays",
        ),
        (
            DeadlineRule(Kind.IMMEDIATE),
            ISSUED,
            "due 28 June 2023: at once, which by policy is within 3 working days of issue (25 June 2023); "
            "day of issue not counted; Wednesday, open",
        ),
        (
            DeadlineRule(Kind.EVENT, -1, Unit.DAY),
            ISSUED,
            "no due date: 1 day before an event whose date is not known",
        ),
        (
            DeadlineRule(Kind.VAGUE, text="in due time"),
            ISSUED,
            "no due date: the text sets no definite time; “in due time”",
        ),
        (DeadlineRule(Kind.ONGOING), ISSUED, "no due date: to be continued until told otherwise"),
        (
            DeadlineRule(Kind.WITHIN, 0, Unit.DAY),
            ISSUED,
            "no due date: within 0 days of issue (25 June 2023) gives no usable date",
        ),
    ],
)
def test_an_explanation_says_rule_basis_closed_days_and_result(
    rule: DeadlineRule, basis: Basis, expected: str
) -> None:
    assert told(rule, "en", basis) == expected


@pytest.mark.parametrize(
    ("rule", "basis", "expected"),
    [
        (
            WITHIN_10,
            ISSUED,
            "শেষ তারিখ ৫ জুলাই ২০২৩: জারির তারিখ (২৫ জুন ২০২৩) হতে ১০ দিনের মধ্যে; জারির দিন "
            "গণনায় ধরা হয়নি; "
            "বুধবার, অফিস খোলা",
        ),
        (
            DeadlineRule(Kind.WITHIN, 12, Unit.DAY),
            HELD,
            "শেষ তারিখ ১৭ ডিসেম্বর ২০২৪: সভার তারিখ (৪ ডিসেম্বর ২০২৪) হতে ১২ দিনের মধ্যে; সভার "
            "দিন গণনায় ধরা হয়নি; "
            "শেষ দিন ১৬ ডিসেম্বর ২০২৪ বন্ধ (Victory Day); তাই পরবর্তী কার্যদিবস মঙ্গলবার, ১৭ ডিসেম্বর ২০২৪",
        ),
        (
            DeadlineRule(Kind.WITHIN, 72, Unit.HOUR),
            ISSUED,
            "শেষ তারিখ ২৮ জুন ২০২৩: জারির তারিখ (২৫ জুন ২০২৩) হতে ৭২ ঘণ্টা অর্থাৎ ৩ দিনের "
            "মধ্যে; জারির দিন গণনায় ধরা "
            "হয়নি; বুধবার, অফিস খোলা",
        ),
        (
            DeadlineRule(Kind.EVERY, every=Unit.QUARTER),
            ISSUED,
            "শেষ তারিখ ৩০ সেপ্টেম্বর ২০২৩: প্রতি ত্রৈমাসিকে; মেয়াদ: ২০২৩-২৪ অর্থবছরের ১ম "
            "ত্রৈমাসিক; জারির তারিখের "
            "(২৫ জুন ২০২৩) অন্তত ১৫ দিন পরে শেষ তারিখ পড়ে এমন প্রথম মেয়াদ; শনিবার, অফিস বন্ধ "
            "(সাপ্তাহিক ছুটি); "
            "মেয়াদের শেষ দিন অপরিবর্তিত থাকে",
        ),
        (
            DeadlineRule(Kind.END_OF, unit=Unit.YEAR),
            ISSUED,
            "শেষ তারিখ ৩০ জুন ২০২৩: চলতি অর্থবছরের (২০২২-২৩ অর্থবছর) শেষ দিন, জারির তারিখ (২৫ "
            "জুন ২০২৩) অনুযায়ী; "
            "শুক্রবার, অফিস বন্ধ (সাপ্তাহিক ছুটি); মেয়াদের শেষ দিন অপরিবর্তিত থাকে",
        ),
    ],
)
def test_an_explanation_in_bengali(rule: DeadlineRule, basis: Basis, expected: str) -> None:
    assert told(rule, "bn", basis) == unicodedata.normalize("NFC", expected)


def test_an_explanation_in_hindi() -> None:
    assert told(WITHIN_10, "hi") == unicodedata.normalize(
        "NFC",
        "अंतिम तिथि ५ जुलाई २०२३: जारी होने की तिथि (२५ जून २०२३) से १० दिन के भीतर; जारी होने "
        "का दिन नहीं गिना गया; "
        "बुधवार, कार्यालय खुला",
    )


@pytest.mark.parametrize(
    ("language", "registrar", "policy"),
    [
        ("en", "set by the registrar", "set by policy"),
        ("bn", "দায়িত্বপ্রাপ্ত কর্মকর্তা কর্তৃক নির্ধারিত", "নীতি অনুযায়ী নির্ধারিত"),
        ("hi", "प्रभारी अधिकारी द्वारा निर्धारित", "नीति के अनुसार निर्धारित"),
    ],
)
def test_a_deadline_that_is_not_the_texts_says_whose_it_is(
    language: str, registrar: str, policy: str
) -> None:
    nfc = unicodedata.normalize
    assert told(WITHIN_10, language, origin="registrar").endswith("; " + nfc("NFC", registrar))
    assert told(WITHIN_10, language, origin="policy").endswith("; " + nfc("NFC", policy))
    assert nfc("NFC", policy) not in told(WITHIN_10, language)


def test_a_later_occurrence_does_not_claim_to_be_the_first() -> None:
    rule = DeadlineRule(Kind.EVERY, every=Unit.QUARTER)
    second = next(occurrences(rule, ISSUED, BD, date(2023, 9, 30), date(2023, 12, 31)))
    assert sentence(second.explanation(), "en") == (
        "due 31 December 2023: every quarter; the period is fiscal quarter 2023-24Q2; Sunday, open"
    )


def test_calendar_years_have_plain_labels() -> None:
    plain = Reckoning(WorkingCalendar(), FiscalCalendar(1))
    quarter = first_due(DeadlineRule(Kind.END_OF, unit=Unit.QUARTER), ISSUED, plain).explanation
    assert "end of fiscal quarter 2023Q2" in sentence(quarter, "en")
    year = first_due(DeadlineRule(Kind.EVERY, every=Unit.YEAR), ISSUED, plain).explanation
    assert "fiscal year 2023;" in sentence(year, "en")


def test_another_kind_of_basis_is_told_by_its_date() -> None:
    assert told(WITHIN_10, "en", Basis(date(2023, 6, 25), "order")).startswith(
        "due 5 July 2023: within 10 days of 25 June 2023; that day not counted"
    )


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="'fr'"):
        told(WITHIN_10, "fr")


units = st.sampled_from(Unit)
any_rule = st.builds(
    DeadlineRule,
    kind=st.sampled_from(Kind),
    amount=st.integers(-3, 60),
    unit=units,
    date=near,
    every=units,
    day=st.none() | st.integers(1, 31),
    weekdays=st.lists(st.integers(1, 7), max_size=2, unique=True).map(tuple),
    dates=st.lists(st.tuples(st.integers(1, 12), st.integers(1, 31)), max_size=2).map(tuple),
    text=st.just(""),
)

FOREIGN = {"bn": "[0-9०-९a-z]", "en": "[০-৯०-९\u0980-\u09ff\u0900-\u0963]", "hi": "[0-9০-৯a-z]"}


@given(any_rule, near, st.sampled_from(["issued", "held", "order"]), calendars, st.none() | near)
def test_every_explanation_is_a_whole_sentence_of_one_language_and_can_be_stored(
    rule: DeadlineRule, on: date, kind: str, calendar: WorkingCalendar, next_meeting: date | None
) -> None:
    try:
        explanation = first_due(rule, Basis(on, kind), Reckoning(calendar), next_meeting).explanation
    except BadInput:
        return
    assert Explanation.from_json(json.loads(json.dumps(explanation.to_json()))) == explanation
    for language in LANGUAGES:
        text = sentence(explanation, language)
        assert not re.search(r"[{}]|None|;\s*;|: ;|\s\s|\s;", text)
        assert not re.search(FOREIGN[language], text.replace("Eid-ul-Fitr", "").replace("Victory Day", ""))
        assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unit_can_be_counted_in_every_language(unit: Unit, language: str) -> None:
    for amount in (1, 2):
        for rule in (
            DeadlineRule(Kind.WITHIN, amount, unit),
            DeadlineRule(Kind.EVENT, amount, unit),
            DeadlineRule(Kind.EVENT, -amount, unit),
        ):
            assert "{" not in told(rule, language)
    if language == "en":
        assert (
            re.search(r"\b1 [a-z- ]*[a-rt-z] of\b", told(DeadlineRule(Kind.WITHIN, 1, unit)))
            or unit is Unit.HOUR
        )
