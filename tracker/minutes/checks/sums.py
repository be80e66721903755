"""Sums of money against the words in the bracket behind them: ৫০,০০০/- (পাঁচ লক্ষ) টাকা."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from tracker.minutes.draft import DocumentWarning
from tracker.minutes.numbers import parse_number
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.raw import Line
from tracker.minutes.script import latin_digits
from tracker.minutes.wordings import source_of


def check_sums(lines: Iterable[Line], book: Phrasebook) -> Iterator[DocumentWarning]:
    """`number_word_mismatch` for each sum whose digits and words differ; a bracket with other words is passed by."""
    for line in lines:
        if "(" not in line.text and "[" not in line.text:
            continue
        for match in _sums(book).finditer(line.text):
            words = _currency(book).sub(" ", match["words"]).strip(" .:,-–/=।ঃ")
            said = parse_number(words, book)
            if said is not None and said.value != int(latin_digits(match["sum"]).replace(",", "")):
                told = f"digits and words differ: {match[0]}"
                yield DocumentWarning("number_word_mismatch", told, match[0], line.place)


@lru_cache(maxsize=8)
def _sums(book: Phrasebook) -> re.Pattern[str]:
    """Digits with "/-", "/=" or a word for money behind them, then a bracket."""
    money = source_of(book.words("checks", "currency"))
    digit = "[0-9০-৯०-९]"
    mark = rf"(?:\s?/\s?[-=–]+(?:\s?{money})?|\s?{money})"
    return re.compile(
        rf"(?<![0-9০-৯०-९.,/-])(?P<sum>{digit}{{1,3}}(?:,{digit}{{2,3}}){{0,5}}|{digit}{{4,12}})(?:\.[0০०]{{1,2}})?"
        rf"{mark}\s{{0,3}}[(\[](?P<words>[^()\[\]\n]{{3,120}})[)\]]"
    )


@lru_cache(maxsize=8)
def _currency(book: Phrasebook) -> re.Pattern[str]:
    return re.compile(rf"(?:{source_of(book.words('checks', 'currency'))})")
