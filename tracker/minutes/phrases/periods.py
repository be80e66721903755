"""Fiscal years and quarters as documents name them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.domain.deadlines import Unit
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.phrases.lexicon import Lexicon, base_lexicon
from tracker.minutes.phrases.words import CLUSTER, DASHED, NUMBER, WORD, Token, tokens

_TWO_YEARS = re.compile(r"(\d{4}|\d{2})[-/–—](\d{4}|\d{2})")
_ANY = re.compile(r"\d\d\W{1,4}\d\d|fy", re.IGNORECASE)
"""What every fiscal year holds: two years, or "FY"."""
_REACH = 3


def find_fiscal_year(text: str, book: Phrasebook) -> str | None:
    """The first fiscal year that an NFC text names, as "2022-23"; None without one, or when it is malformed (২০১১৩-১৪).

    Two years joined by a dash count only beside a word for the fiscal year; they must follow one another.
    """
    if not _ANY.search(text):
        return None
    lexicon = base_lexicon(book)
    found = tokens(text)
    for at in range(len(found)):
        if years := fiscal_year_at(found, at, lexicon):
            return f"{years[0][0]}-{years[0][1] % 100:02d}"
    return None


def find_quarter(text: str, book: Phrasebook) -> int | None:
    """The first numbered quarter that an NFC text names, 1 to 4: ৪র্থ ত্রৈমাসিক, प्रथम तिमाही, fourth quarter, Q4."""
    from tracker.minutes.numbers import number_at, ordinal_at

    lexicon = base_lexicon(book)
    found = tokens(text)
    for at in range(len(found)):
        if not _is_quarter(found, at, lexicon):
            continue
        if at + 1 < len(found) and found[at + 1].kind == NUMBER and found[at + 1].key in "1234":
            return int(found[at + 1].key)
        for before in range(max(0, at - 4), at):
            number = ordinal_at(found, before, lexicon) or number_at(found, before, lexicon, text)
            if number and _leads_to(found, number[1], at, lexicon) and 1 <= number[0].value <= 4:
                return number[0].value if number[0].ordinal or number[1] == at else None
    return None


def _leads_to(found: Sequence[Token], after: int, at: int, lexicon: Lexicon) -> bool:
    """Only closing brackets and "তম" stand between a number and its quarter."""
    return all(found[i].key in ")]" or lexicon.is_in("numbers.ordinal_endings", found[i].key) for i in range(after, at))


def _is_quarter(found: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    token = found[at]
    if token.kind != WORD:
        return False
    if token.key == "q":
        return at + 1 < len(found) and found[at + 1].kind == NUMBER
    meanings = (*lexicon.meanings.get(token.key, ()),)
    return any(symbol in ("{unit}", "{freq}") and unit is Unit.QUARTER for symbol, unit in meanings)


def fiscal_year_at(found: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[tuple[int, int], int] | None:
    """The two years of the fiscal year named at a token, and the token after it; its word must stand beside them."""
    token = found[at]
    if token.kind == CLUSTER:
        years = two_years(token.key)
        after = _past_word(found, at + 1, lexicon)
        return (years, after) if years and after > at + 1 else None
    if token.kind == NUMBER:
        if at + 1 >= len(found) or found[at + 1].kind != NUMBER or found[at + 1].gap != DASHED:
            return None
        years = two_years(f"{token.key}-{found[at + 1].key}")
        after = _past_word(found, at + 2, lexicon)
        return (years, after) if years and after > at + 2 else None
    after = _past_word(found, at, lexicon)
    if after == at or after >= len(found) or found[after].kind not in (CLUSTER, NUMBER):
        return None
    if found[after].kind == CLUSTER:
        years = two_years(found[after].key)
        return (years, after + 1) if years else None
    if found[after].key.isdecimal() and len(found[after].key) == 2 and found[at].key == "fy":
        last = 2000 + int(found[after].key)
        return (last - 1, last), after + 1
    return None


def _past_word(found: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    """The token after the words for a fiscal year (perhaps split: অর্থ বছরের), `at` itself when there are none.

    An era mark may stand between (২০২০-২০২১ খ্রি: অর্থবছর).
    """
    here = at
    while here < min(at + _REACH, len(found)) and (
        lexicon.is_in("dates.era", found[here].key) or found[here].key in (":", ".", "(")
    ):
        here += 1
    if here + 1 < len(found) and lexicon.is_in("dates.fiscal", found[here].key + found[here + 1].key):
        return here + 2
    return here + 1 if here < len(found) and lexicon.is_in("dates.fiscal", found[here].key) else at


def two_years(joined: str) -> tuple[int, int] | None:
    """The years of "2022-23" or "2022/2023", None unless the second follows the first."""
    match = _TWO_YEARS.fullmatch(joined.replace(" ", ""))
    if match is None:
        return None
    first, second = (int(g) if len(g) == 4 else 2000 + int(g) for g in match.groups())
    return (first, second) if second == first + 1 else None
