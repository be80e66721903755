"""Sums of money in digits and in words."""

from __future__ import annotations

import pytest

from tests.minutes.gold import phrasebook
from tests.minutes.texts import nfc
from tracker.minutes.checks.sums import check_sums
from tracker.minutes.draft import Place
from tracker.minutes.raw import Line


def _excerpts(text: str) -> list[str]:
    return [warning.excerpt for warning in check_sums([Line(nfc(text), Place())], phrasebook())]


@pytest.mark.parametrize(
    "text",
    [
        "৫০,০০০/- (পাঁচ লক্ষ)",
        "১,৫০,০০০/- (এক লক্ষ পনেরো হাজার)",
        "৩,৪৫,০০,০০০/- (তিন কোটি চল্লিশ লক্ষ)",
        "৫০/= (ষাট)",
        "২০০০ টাকা (তিন হাজার)",
        "2,00,000/- (Rupees twenty lakh only)",
        "५०,०००/- (पाँच लाख)",
    ],
)
def test_a_sum_whose_words_say_something_else_is_noticed(text: str) -> None:
    assert _excerpts(f"বিল বাবদ {text} মঞ্জুর হয়।") == [nfc(text)]


@pytest.mark.parametrize(
    "text",
    [
        "৫,০০,০০০/- (পাঁচ লক্ষ) টাকা",
        "১,৫০,০০০/-(এক লক্ষ পঞ্চাশ হাজার টাকা মাত্র)",
        "৩,৪৫,০০,০০০/- (তিন কোটি পঁয়তাল্লিশ লক্ষ) টাকা",
        "১২৫০/- (এক হাজার দুইশত পঞ্চাশ) টাকা",
        "২০০০ টাকা (প্রতি মাসে)",
        "২.৫০ লক্ষ টাকা (আড়াই লক্ষ)",
        "Tk. 1,50,000/- (one lakh fifty thousand only)",
        "५०,०००/- (पचास हजार मात्र)",
    ],
)
def test_a_sum_that_its_words_repeat_is_right(text: str) -> None:
    assert _excerpts(text) == []
