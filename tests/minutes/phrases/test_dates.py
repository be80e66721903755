"""Dates in every form that offices write, and what is doubtful about them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.bangla import format_bangla, to_bangla
from tracker.domain.numerals import in_script, month_name, weekday_name
from tracker.minutes.dates import Day, find_dates
from tracker.minutes.phrasebook import load_phrasebook

BOOK = load_phrasebook()
LANGUAGES = st.sampled_from(["bn", "en", "hi"])
DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("২২ জুন, ২০২৩ খ্রি.", "2023-06-22"), ("২৫ জুন ২০২৩", "2023-06-25"), ("২০/০৬/২০১৪খ্রিঃ", "2014-06-20"),
        ("২৫/০১/২০১২ খ্রি:,", "2012-01-25"), ("০৮/১০/২০১৫ ইং", "2015-10-08"), ("২০/২/২০১৪ ইং", "2014-02-20"),
        ("০৬.০৮.২০২৩ খ্রিঃ", "2023-08-06"), ("২০-১১-২০২২ খ্রি:", "2022-11-20"), ("০৬-০৫-২৩ইং", "2023-05-06"),
        ("মে ২৬, ২০১৭", "2017-05-26"), ("১০ জানুয়ারি ,2023", "2023-01-10"), ("2০ এপ্রিল ২০২৩", "2023-04-20"),
        ("25 May2021", "2021-05-25"), ("08 November 2020", "2020-11-08"), ("November 08, 2020", "2020-11-08"),
        ("15-Jun-2024 7:04 PM", "2024-06-15"), ("10th of March 2024", "2024-03-10"), ("১লা জুলাই ২০২৩", "2023-07-01"),
        ("২২শে শ্রাবণ ১৪৩০", "2023-08-06"), ("পহেলা বৈশাখ ১৪৩১", "2024-04-14"), ("१८ जून २०२४", "2024-06-18"),
        ("20.06.2024", "2024-06-20"), ("2023-06-25", "2023-06-25"), ("৩১শে ডিসেম্বর, ২০২৩ খ্রিষ্টাব্দ", "2023-12-31"),
        ("Tuesday, 29 October 2024", "2024-10-29"), ("১৪ নভেম্বর ২০২৩ খ্রি. (মঙ্গলবার)", "2023-11-14"),
        ("১০/১১/২০২২ ইং তারিখ রোজ বৃহস্পতিবার", "2022-11-10"), ("০৮ / ০২ / ২০২৩", "2023-02-08"),
        ("১১ আষাঢ়, ১৪৩০", "2023-06-25"), ("২৪ অগ্রহায়ণ ১৪৩১ বঙ্গাব্দ", "2024-12-09"), ("30 सितम्बर 2023", "2023-09-30"),
        ("২০২৪ সালের ৩০ জুন", "2024-06-30"), ("1 Jan. 2024", "2024-01-01"), ("১৮ ফেব্রুয়ারী ২০২৪", "2024-02-18"),
    ],
)  # fmt: skip
def test_a_whole_date_in_any_form(text: str, day: str) -> None:
    found = find_dates(text, BOOK)
    assert [d.date for d in found] == [date.fromisoformat(day)]
    assert found[0].text == text[found[0].start : found[0].end]


def test_a_bangla_date_is_never_a_gregorian_year_1430() -> None:
    (found,) = find_dates("১১ আষাঢ়, ১৪৩০", BOOK)
    assert (found.calendar, found.first) == ("bangla", Day(1430, 3, 11))


def test_two_calendars_on_one_line_are_two_dates() -> None:
    bangla, gregorian = find_dates("তারিখ: ২৪ অগ্রহায়ণ ১৪৩১ বঙ্গাব্দ / ০৯ ডিসেম্বর ২০২৪ খ্রিষ্টাব্দ", BOOK)
    assert (bangla.calendar, gregorian.calendar) == ("bangla", "gregorian")
    assert bangla.date == gregorian.date == date(2024, 12, 9)


@pytest.mark.parametrize(
    ("text", "days", "form"),
    [
        ("০১-০৬ জুলাই ২০২৪", [(2024, 7, 1), (2024, 7, 6)], "range"),
        ("25-27 May 2024", [(2024, 5, 25), (2024, 5, 27)], "range"),
        ("২৮ মে হতে ৩ জুন ২০২৪", [(2024, 5, 28), (2024, 6, 3)], "range"),
        ("28 December to 3 January 2024", [(2023, 12, 28), (2024, 1, 3)], "range"),
        ("10 एवं 11 जून", [(None, 6, 10), (None, 6, 11)], "list"),
        ("১০, ১১ ও ১২ জুন ২০২৪", [(2024, 6, 10), (2024, 6, 11), (2024, 6, 12)], "list"),
        ("১৫ অক্টোবর, ১৫ জানুয়ারী, ১৫ এপ্রিল", [(None, 10, 15), (None, 1, 15), (None, 4, 15)], "list"),
    ],
)
def test_ranges_and_lists_are_one_phrase(text: str, days: list[tuple[int | None, int, int]], form: str) -> None:
    (found,) = find_dates(text, BOOK)
    assert [tuple(d) for d in found.days] == days
    assert found.form == form


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("জুন ২০২৪", (2024, 6, None)), ("জুন/২০১৪", (2014, 6, None)), ("ডিসেম্বর/১১", (2011, 12, None)),
        ("June 2024", (2024, 6, None)), ("Dec-23", (2023, 12, None)), ("নভেম্বর মাসে", (None, 11, None)),
        ("Oct-Dec 2016", (2016, 10, None)), ("মার্চ", (None, 3, None)), ("৩০ জুন", (None, 6, 30)),
        ("৭ জুলাইয়ের", (None, 7, 7)), ("May 26", (None, 5, 26)),
    ],
)  # fmt: skip
def test_what_a_date_leaves_out_stays_open(text: str, day: tuple[int | None, int, int | None]) -> None:
    (found,) = find_dates(text, BOOK)
    assert tuple(found.first) == day
    assert found.date is None


@pytest.mark.parametrize("text", ["31 February 2024", "৩১ এপ্রিল ২০২৩", "২৯ ফেব্রুয়ারি ২০২৩", "06/25/2023", "৩২ আষাঢ় ১৪৩০"])
def test_a_day_that_does_not_exist_is_flagged_not_guessed(text: str) -> None:
    (found,) = find_dates(text, BOOK)
    assert "no_such_day" in found.flags
    assert found.date is None


def test_a_weekday_that_does_not_fit_is_flagged() -> None:
    (found,) = find_dates("১৬ জানুয়ারি ২০২৩, রোজ বুধবার", BOOK)
    assert (found.weekday, found.flags) == (3, ("weekday_mismatch",))


def test_a_split_weekday_belongs_to_its_date() -> None:
    (found,) = find_dates("০৮/০২/২০২৩ খ্রিঃ রোজ বুধ বার", BOOK)
    assert (found.weekday, found.flags) == (3, ())


def test_digits_of_two_scripts_in_one_number_are_flagged() -> None:
    assert find_dates("১2/০২/২০২৩ খ্রিঃ", BOOK)[0].flags == ("mixed_digits",)


@pytest.mark.parametrize(
    "text",
    ["০৫.৪৭.০০০০.০০৫.১২.০০২.১৭.২৯৯", "স্মারক ৩১.০০.০০০০", "F. No. 3/122//2010", "২০২২-২৩", "10:30", "মোট ৩৬ জন", "1/2"],
)
def test_memo_numbers_times_and_years_are_no_dates(text: str) -> None:
    assert not find_dates(text, BOOK)


@given(DAYS, LANGUAGES, st.sampled_from(["{d} {m} {y}", "{d} {m}, {y}", "{w}, {d} {m} {y}", "{d} {m} {y} ({w})"]))
def test_a_date_in_words_is_read_back(day: date, language: str, form: str) -> None:
    written = form.format(
        d=in_script(day.day, language),
        m=month_name(day.month, language),
        y=in_script(day.year, language),
        w=weekday_name(day, language),
    )
    (found,) = find_dates(written, BOOK)
    assert (found.date, found.flags) == (day, ())


@given(DAYS, LANGUAGES, st.sampled_from("/-."), st.booleans())
def test_a_date_in_digits_is_day_month_year(day: date, language: str, mark: str, padded: bool) -> None:
    parts = (f"{day.day:02d}", f"{day.month:02d}") if padded else (str(day.day), str(day.month))
    (found,) = find_dates(in_script(mark.join((*parts, str(day.year))), language), BOOK)
    assert (found.date, found.flags) == (day, ())


@given(st.dates(date(1990, 4, 14), date(2060, 4, 13)))
def test_a_bangla_date_is_read_back(day: date) -> None:
    (found,) = find_dates(format_bangla(to_bangla(day)), BOOK)
    assert (found.calendar, found.date) == ("bangla", day)
