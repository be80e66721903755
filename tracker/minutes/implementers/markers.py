"""Numbers and letters that begin the entries of a list inside a cell: "১। … ২। …", "(ক) … (খ) …", "a. … b. …"."""

from __future__ import annotations

import re
import unicodedata

_CANDIDATE = re.compile(
    r"(?:(?<=[\s;,।])|^)(?P<open>[(\[]?)"
    r"(?P<mark>[0-9০-৯०-९]{1,2}|[ক-হ]|[क-ह]|[a-z]|[ivx]{2,4})"
    r"(?P<close>\s?[)\]]|\s?।(?![0-9০-৯०-९])|\s?\.(?=\s))"
)
_ORDERS = (
    "কখগঘঙচছজঝঞটঠডঢণতথদধন",
    "कखगघङचछजझञटठडढणतथदधन",
    "abcdefghijklmnopqrst",
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


def list_markers(text: str) -> dict[int, int]:
    """Start and end of each marker. Markers run 1, 2, 3 … (or ক, খ, গ …) from one, or from the one that begins the
    text; a number or letter out of turn belongs to the text."""
    expected: dict[str, int] = {}
    found: dict[int, int] = {}
    for match in _CANDIDATE.finditer(text):
        if bool(match["open"]) != (match["close"].strip() in ")]") and match["open"]:
            continue
        style = match["close"].strip() + match["open"]
        ranks = _ranks(match["mark"])
        due = [(family, rank) for family, rank in ranks if rank == expected.get(family + style, 1)]
        if not due and not text[: match.start()].strip():
            due = ranks
        for family, rank in due[:1]:
            expected[family + style] = rank + 1
            found[match.start()] = match.end()
    return found


def _ranks(mark: str) -> list[tuple[str, int]]:
    """The sequences that a mark can belong to, with its rank in each."""
    if mark[0].isdigit():
        return [("number", int("".join(str(unicodedata.digit(c)) for c in mark)))]
    ranks = [(order[0], order.index(mark) + 1) for order in _ORDERS if mark in order]
    return ranks + ([("roman", _ROMAN.index(mark) + 1)] if mark in _ROMAN else [])
