"""Wordings of the phrase files, as exact patterns and as quick cues."""

from __future__ import annotations

import pytest

from tests.minutes.texts import nfc
from tracker.minutes.cues import cue, last_end, loosen
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.wordings import compiled

FOUND = [
    ("স্মারক নং", "স্মারকনংঃ ০৫"),
    ("জরুরী ভিত্তিতে", "জরুরি ভিত্তিতে"),
    ("কার্যবিবরণী", "কার্যবিবরনি"),
    ("~তে হবে", "পাঠাতে হবে।"),
    ("অনুমোদিত হয়~", "অনুমোদিত হয়েছে"),
    ("ধন্যবাদ … প্রস্তাব", "ধন্যবাদ জানানোর একটি প্রস্তাব"),
    ("{was,were} noted", "it were noted"),
    ("^noted", "2. Noted with thanks"),
    ("memo no", "MEMO  NO"),
]
NOT_FOUND = [
    ("তারিখ", "তারিখে"),
    ("male", "female"),
    ("^noted", "as noted"),
    ("ধন্যবাদ … প্রস্তাব", "ধন্যবাদ। প্রস্তাব"),
    ("memo no", "memono"),
    ("হবে", "হবেন"),
]


def _cue(wording: str, text: str) -> bool:
    book = Phrasebook({"bn": {"cues": {"any": [nfc(wording)]}}})
    return last_end(cue(book, "cues", "any"), loosen(nfc(text))) != (-1, 0)


@pytest.mark.parametrize(("wording", "text"), FOUND)
def test_a_wording_forgives_what_typists_do(wording: str, text: str) -> None:
    assert compiled([nfc(wording)]).search(nfc(text))
    assert _cue(wording, text)


@pytest.mark.parametrize(("wording", "text"), NOT_FOUND)
def test_a_wording_is_bounded_by_the_edges_of_words(wording: str, text: str) -> None:
    assert not compiled([nfc(wording)]).search(nfc(text))
    assert not _cue(wording, text)


def test_of_two_cues_that_end_together_the_longer_counts() -> None:
    book = Phrasebook({"en": {"cues": {"short": ["be approved"], "long": ["to be approved"]}}})
    loose = loosen("designs to be approved")
    assert last_end(cue(book, "cues", "long"), loose) > last_end(cue(book, "cues", "short"), loose)


def test_no_wordings_match_nothing() -> None:
    assert not compiled([]).search("anything")
    assert not cue(Phrasebook({}), "cues", "any").search("anything")
