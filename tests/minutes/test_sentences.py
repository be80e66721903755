"""Sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.minutes.texts import nfc
from tracker.minutes.sentences import sentences


@pytest.mark.parametrize(
    ("paragraph", "wanted"),
    [
        ("প্রথম কাজ শেষ। দ্বিতীয়টি চলছে।", ["প্রথম কাজ শেষ।", "দ্বিতীয়টি চলছে।"]),
        ("মো. করিম ১০ খ্রি. আসেন।", ["মো. করিম ১০ খ্রি. আসেন।"]),
        ("কাজ করা হয়. এরপর সভা শেষ", ["কাজ করা হয়.", "এরপর সভা শেষ"]),
        ("Md. Karim came at 10.30 a.m. in May. He left.", ["Md. Karim came at 10.30 a.m. in May.", "He left."]),
        ("काम पूरा करें| फिर बताएं।", ["काम पूरा करें|", "फिर बताएं।"]),
        ("One thing. ", ["One thing."]),
    ],
)
def test_a_paragraph_is_cut_at_the_ends_of_sentences(paragraph: str, wanted: list[str]) -> None:
    assert list(sentences(nfc(paragraph))) == [nfc(one) for one in wanted]


@given(st.text(alphabet=" .।?!|\nabকখ1", max_size=60))
def test_no_letter_is_lost_or_doubled(paragraph: str) -> None:
    assert "".join("".join(sentences(paragraph)).split()) == "".join(paragraph.split())
