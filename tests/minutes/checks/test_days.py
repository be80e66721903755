"""Days that do not fit."""

from __future__ import annotations

import pytest

from tests.minutes.gold import phrasebook
from tests.minutes.texts import directory, lines
from tracker.minutes.checks.days import check_days
from tracker.minutes.header import read_header
from tracker.minutes.raw import RawMeeting


def _found(header: tuple[str, ...], closing: tuple[str, ...] = ()) -> list[str]:
    meeting = RawMeeting("table", lines(*header), closing=lines(*closing))
    head = read_header(meeting, directory(), phrasebook())
    return [warning.code for warning in check_days(meeting, head, phrasebook())]


@pytest.mark.parametrize("day", ["১৬ জানুয়ারি ২০২৩, রোজ বুধবার", "Wednesday, 16 January 2023", "16/01/2023 (बुधवार)"])
def test_a_weekday_that_does_not_fit_its_date_is_named(day: str) -> None:
    assert _found((f"তারিখ : {day}",)) == ["weekday_mismatch"]


@pytest.mark.parametrize("day", ["১৬ জানুয়ারি ২০২৩, সোমবার", "Monday, 16 January 2023", "রোজ বুধ বার ০৮/০২/২০২৩"])
def test_a_weekday_that_fits_is_not(day: str) -> None:
    assert _found((f"তারিখ : {day}",)) == []


@pytest.mark.parametrize(
    ("bangla", "gregorian", "codes"),
    [
        ("১১ আষাঢ় ১৪৩০", "২৫ জুন ২০২৩", []),
        ("১৭ কার্তিক ১৪৩১", "১২ নভেম্বর ২০২৪", ["bangla_date_mismatch"]),
        ("১২ আষাঢ় ১৪৩০", "২৫ জুন ২০২৩", ["bangla_date_mismatch"]),
        ("০৪ মাঘ ১৪২৯", "১৯ জানুয়ারি ২০২৩", []),
        ("০৬ মাঘ ১৪২৯", "১৯ জানুয়ারি ২০২৩", []),
        ("১০ আষাঢ় ১৪২১", "২৫ জুন ২০১৪", []),
        ("১১ আষাঢ় ১৪২৯", "২৫ জুন ২০২৩", ["bangla_date_mismatch"]),
    ],
)
def test_a_bangla_date_is_compared_with_the_gregorian_one_beside_it(
    bangla: str, gregorian: str, codes: list[str]
) -> None:
    """A day's difference from October to mid-April, or before 2019, is the old calendar's rule."""
    assert _found((), ("স্মারক নং: ০৫.৪৭", f"তারিখ: {bangla}", gregorian)) == codes
    assert _found((), ("স্মারক নং: ০৫.৪৭", f"তারিখ: {bangla} / {gregorian}")) == codes


def test_an_issue_before_the_meeting_is_named() -> None:
    held = ("সভার তারিখ : ২৮ জানুয়ারি ২০২৫",)
    assert _found(held, ("স্মারক নং: ০৫.৪৭", "তারিখ: ৩০ জানুয়ারি ২০২৪")) == ["issued_before_held"]
    assert _found(held, ("স্মারক নং: ০৫.৪৭", "তারিখ: ২৮ জানুয়ারি ২০২৫")) == []
