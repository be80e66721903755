"""Words from outside made harmless."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tracker.notices.clean import clean_line, clean_text, shorten


def test_line_ends_and_tabs_become_single_spaces_in_a_line() -> None:
    assert clean_line(" a\r\nBcc:\tx@y\u2028b\x85c ") == "a Bcc: x@y b c"


def test_line_ends_of_every_kind_become_newlines_in_a_text() -> None:
    assert clean_text("a\r\nb\rc\u2028d") == "a\nb\nc\nd"


def test_terminal_escapes_bidi_overrides_and_surrogates_are_taken_out() -> None:
    assert clean_line("\x1b[31mred\x1b[0m \u202egpj.exe \ud800 \x00nul") == "[31mred[0m gpj.exe \ufffd nul"


def test_joiners_which_bengali_letters_need_stay() -> None:
    assert clean_line("র\u200d্যাব ক\u200cষ") == "র\u200d্যাব ক\u200cষ"


def test_text_comes_out_in_nfc() -> None:
    assert clean_line("\u09df") == "\u09af\u09bc"


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_any_text_becomes_one_encodable_line_and_cleaning_twice_changes_nothing(text: str) -> None:
    line = clean_line(text)
    assert len(line.splitlines()) <= 1
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in line)
    assert clean_line(line) == line
    line.encode()


def test_long_words_are_cut_at_a_space_and_marked() -> None:
    assert shorten("one two three four", 15) == "one two three…"
    assert shorten("x" * 30, 10) == "x" * 9 + "…"
    assert shorten("short", 10) == "short"
