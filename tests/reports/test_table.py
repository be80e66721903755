"""Tables for a terminal: columns that line up, Bengali last, nothing that a terminal would obey."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.reports.table import cut, harmless, table, width


def test_columns_line_up_and_numbers_stand_at_the_right() -> None:
    assert list(table(["ID", "OFFICE", "WORDS"], [[7, 120], ["dc-rangpur", "x"], ["ক", "খ"]])) == [
        " ID  OFFICE      WORDS",
        "  7  dc-rangpur  ক",
        "120  x           খ",
    ]


def test_a_terminal_cuts_only_the_last_column() -> None:
    columns = [["dc-rangpur"], ["x" * 200]]
    lines = list(table(["OFFICE", "WORDS"], columns, room=40))
    assert lines[1] == "dc-rangpur  " + "x" * 27 + "…"
    assert list(table(["OFFICE", "WORDS"], columns))[1].endswith("x" * 200)


def test_a_cut_keeps_clusters_whole() -> None:
    words = "সিদ্ধান্ত বাস্তবায়ন"
    for cells in range(2, width(words)):
        short = cut(words, cells)
        assert short.endswith("…")
        assert words.startswith(short[:-1].rstrip())
        rest = words[len(short) - 1 :].lstrip()
        assert not rest or rest[0] not in "িা্"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "\ufffd[31mred\ufffd[0m"),
        ("one\r\ntwo\tthree", "one two three"),
        ("\u202egnp.exe", "\ufffdgnp.exe"),
        ("\x9b2J", "\ufffd2J"),
        ("সিদ্ধান্ত", "সিদ্ধান্ত"),
        ("র\u200d্য", "র\u200d্য"),
    ],
)
def test_nothing_that_a_terminal_obeys_comes_through(text: str, shown: str) -> None:
    assert harmless(text) == shown


@given(st.text())
def test_any_text_stays_on_one_line_without_controls(text: str) -> None:
    shown = harmless(text)
    assert len(f"x{shown}x".splitlines()) == 1
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in shown)
    assert harmless(shown) == shown


@given(st.text(alphabet="আকিখ্ষ্ abc", max_size=40), st.integers(2, 30))
def test_a_cut_fits(text: str, cells: int) -> None:
    assert width(cut(text, cells)) <= cells
