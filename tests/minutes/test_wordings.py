"""Wordings of the phrase files, as patterns."""

from __future__ import annotations

import pytest

from tests.minutes.texts import nfc
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.wordings import compiled, last_end

FOUND = [
    ("স্মারক নং", "স্মারকনংঃ ০৫"),
    ("জরুরী ভিত্তিতে", "জরুরি ভিত্তিতে"),
    ("কার্যবিবরণী", "কার্যবিবরনি"),
    ("~তে হবে", "পাঠাতে হবে।"),
    ("অনুমোদিত হয়~", "অনুমোদিত হয়েছে"),
    ("ধন্যবাদ … প্রস্তাব", "ধন্যবাদ জানানোর একটি প্রস্তাব"),
    ("{was,were} noted", "it were noted"),
    ("কামনা করা {হয়~,হলো}", "কামনা করা হয়েছে"),
    ("^noted", "2. Noted with thanks"),
    ("memo no", "MEMO  NO"),
    ("~ाएं$", "सूची बनाएं।"),
]
NOT_FOUND = [
    ("তারিখ", "তারিখে"),
    ("male", "female"),
    ("^noted", "as noted"),
    ("ধন্যবাদ … প্রস্তাব", "ধন্যবাদ। প্রস্তাব"),
    ("memo no", "memono"),
    ("~ाएं$", "सुविधाएं दी गई हैं।"),
    ("হবে", "হবেন"),
]


@pytest.mark.parametrize(("wording", "text"), FOUND)
def test_a_wording_forgives_what_typists_do(wording: str, text: str) -> None:
    assert compiled([nfc(wording)]).search(nfc(text))


@pytest.mark.parametrize(("wording", "text"), NOT_FOUND)
def test_a_wording_is_bounded_by_the_edges_of_words(wording: str, text: str) -> None:
    assert not compiled([nfc(wording)]).search(nfc(text))


def test_of_two_cues_that_end_together_the_longer_counts() -> None:
    book = Phrasebook({"en": {"cues": {"short": ["be approved"], "long": ["to be approved"]}}})
    text = "designs to be approved"
    assert last_end(book, "cues", "long", text) > last_end(book, "cues", "short", text)


def test_the_wording_that_ends_last_is_found_though_another_covers_its_beginning() -> None:
    book = Phrasebook({"en": {"cues": {"any": ["meeting noted", "noted that … will"]}}})
    text = "The meeting noted that he will come."
    assert last_end(book, "cues", "any", text) == (text.index(" come"), len("noted that he will"))


def test_of_wordings_with_one_beginning_the_longest_is_found() -> None:
    found = compiled(["to be", "to be approved", "to"]).search("designs to be approved by May")
    assert found is not None and found.group() == "to be approved"


def test_wordings_keep_their_meaning_in_company() -> None:
    words = [wording for wording, _ in FOUND]
    together = compiled(map(nfc, words))
    assert all(together.search(nfc(text)) for _, text in FOUND)


def test_no_wordings_match_nothing() -> None:
    assert not compiled([]).search("anything")
    assert last_end(Phrasebook({}), "cues", "any", "anything") == (-1, 0)
