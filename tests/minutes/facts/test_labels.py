"""Labelled values in the head and at the end of minutes."""

from __future__ import annotations

import pytest

from tests.minutes.gold import phrasebook
from tests.minutes.texts import lines
from tracker.minutes.facts.labels import is_label_line, labelled


def _pairs(*texts: str) -> list[tuple[str, str]]:
    return [(one.role, one.value) for one in labelled(lines(*texts), phrasebook())]


@pytest.mark.parametrize(
    ("line", "role", "value"),
    [
        ("সভাপতি : করিম উদ্দিন", "chair", "করিম উদ্দিন"),
        ("সভাপতিঃ করিম উদ্দিন", "chair", "করিম উদ্দিন"),
        ("সভাপতি\tকরিম উদ্দিন", "chair", "করিম উদ্দিন"),
        ("সভাপতি\t:\tকরিম উদ্দিন", "chair", "করিম উদ্দিন"),
        ("সভাপতি t করিম উদ্দিন", "chair", "করিম উদ্দিন"),
        ("সভাপতি | করিম উদ্দিন |", "chair", "করিম উদ্দিন"),
        ("সভার স্হান- মিলনায়তন", "place", "মিলনায়তন"),
        ("স্মারক নং ০৫.৪৭", "memo", "০৫.৪৭"),
        ("স্মারকনংঃ-০৫.৪৭", "memo", "০৫.৪৭"),
        ("Memo No. 05.47", "memo", "05.47"),
        ("Issued on 3 May 2024", "issued_on", "3 May 2024"),
        ("बैठक दिनांक : 09.06.2025", "held_on", "09.06.2025"),
        ("क्रमांक/418/2024", "memo", "418/2024"),
        ("নং- ০৫.৬০.১২", "memo", "০৫.৬০.১২"),
        ("DATE AND TIME: 3 May 2024", "date", "3 May 2024"),
    ],
)
def test_a_label_is_known_by_what_stands_behind_it(line: str, role: str, value: str) -> None:
    assert _pairs(line) == [(role, value)]


def test_several_labels_share_a_line() -> None:
    assert _pairs("তারিখ : ২০/০৬/২০২৪   সময় : সকাল ১০টা স্থান : সভাকক্ষ") == [
        ("date", "২০/০৬/২০২৪"),
        ("time", "সকাল ১০টা"),
        ("place", "সভাকক্ষ"),
    ]


def test_a_label_alone_takes_the_next_line() -> None:
    assert _pairs("সভাপতি :", "করিম উদ্দিন", "স্থান :", "সময় : ১০টা") == [
        ("chair", "করিম উদ্দিন"),
        ("place", ""),
        ("time", "১০টা"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "সভাপতি উপস্থিত সকলকে স্বাগত জানান।",
        "প্রতিবেদনের তারিখ : ৫ মে",
        "সভা ২০ জুন তারিখ ১০টায় শুরু হয়।",
        "The start date: 5 May",
        "সভাপতিত্ব বিষয়ে",
        "ওয়ার্ড নং-৫ এর সড়ক",
    ],
)
def test_words_that_are_no_label_are_left_alone(line: str) -> None:
    assert _pairs(line) == []


def test_a_sentence_is_no_label_line() -> None:
    assert is_label_line("স্থান : সভাকক্ষ", phrasebook())
    assert not is_label_line("সভাপতি জানান যে, কাজ শেষ।", phrasebook())
