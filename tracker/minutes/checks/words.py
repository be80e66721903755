"""Digits against the words beside them: ১০ (পনেরো)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracker.minutes.draft import DocumentWarning
from tracker.minutes.numbers import mismatches
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.raw import Line


def check_number_words(lines: Iterable[Line], book: Phrasebook) -> Iterator[DocumentWarning]:
    """`number_word_mismatch` for each number whose digits and word differ."""
    for line in lines:
        for number in mismatches(line.text, book):
            words = line.text[number.start : number.end]
            yield DocumentWarning("number_word_mismatch", f"digits and word differ: {words}", words, line.place)
