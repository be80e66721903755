"""Letters that cannot be trusted."""

from __future__ import annotations

import pytest

from tests.minutes.texts import lines, nfc
from tracker.minutes.checks.letters import check_letters, is_damaged


def _found(*texts: str) -> list[tuple[str, str]]:
    return [(w.code, w.excerpt) for w in check_letters(lines(*texts))]


def test_two_scripts_in_one_number_are_remarked_on_once() -> None:
    assert _found("তারিখ ১2/০২/২০২৩", "1৫ দিন") == [("mixed_digits", "১2/০২/২০২৩")]


@pytest.mark.parametrize("text", ["১০ জানুয়ারি ,2023", "২০২৩-24", "१८ जून, कुल 43", "ধারা ১২ এর 3"])
def test_numbers_of_one_script_each_are_not_mixed(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize("text", ["কিট ক্র�ের বিল", "িবষয় নির্ধারণ", "নি¤œ আদালত", "(cid:12) পত্র", "তারিখ ????"])
def test_lost_letters_are_damage(text: str) -> None:
    assert is_damaged(nfc(text))
    assert [code for code, _ in _found(text)] == ["damaged_text"]


@pytest.mark.parametrize(
    "text", ["কী করা যায়?", "কবে হবে??", "Can I get help?? yes", "৫ টি কাজ", "হবে।", "50 °C", "© 2024 office"]
)
def test_sound_text_is_not_damaged(text: str) -> None:
    assert not is_damaged(nfc(text))
