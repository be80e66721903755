"""Tables for a terminal that line up as well as it can: Bengali text last, no right border, no control codes.

Terminals disagree about the width of Bengali clusters, so a column that may hold them cannot be followed by
another without going astray; widths here are those of most terminals (marks above and below take no cell).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

GAP = "  "
CUT = "…"

_BLANK = re.compile(r"[\t\r\n\v\f\x1c-\x1f\x85\u2028\u2029 ]+")
_ACTING = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_HARMFUL = re.compile(f"{_ACTING.pattern}|[\t\r\n\v\f\x1c-\x1f\x85\u2028\u2029]|  ")

Cell = str | int
"""A number stands at the right of its column."""


def harmless(text: str) -> str:
    """The text on one line without characters that a terminal obeys (controls, turned directions)."""
    if not _HARMFUL.search(text):
        return text
    return _BLANK.sub(" ", _ACTING.sub("\ufffd", text)).strip()


def width(text: str) -> int:
    """The cells that most terminals give a text."""
    if text.isascii():
        return len(text)
    return sum(_char_width(c) for c in text)


def _char_width(char: str) -> int:
    if char.isascii():
        return 1
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def cut(text: str, cells: int) -> str:
    """The text, or as many whole clusters of it as fit into so many cells, and an ellipsis."""
    if len(text) <= cells or width(text) <= cells:
        return text
    used, end = 0, 0
    for position, char in enumerate(text):
        step = _char_width(char)
        if used + step > cells - 1:
            break
        used += step
        end = position + 1
    while end and unicodedata.category(text[end])[0] == "M":  # a cluster stays whole
        end -= 1
    return text[:end].rstrip() + CUT


def table(titles: Sequence[str], rows: Iterable[Sequence[Cell]], *, columns: int | None = None) -> Iterator[str]:
    """The lines of a table, the headings first. The last column is cut where the terminal's `columns` end.

    Without `columns` (a pipe, a file) nothing is cut.
    """
    seen: dict[str, tuple[str, int]] = {}
    body = [[_prepared(cell, seen) for cell in row] for row in rows]
    widths = [width(title) for title in titles]
    for n in range(len(titles) - 1):
        widths[n] = max([widths[n], *(row[n][1] for row in body)])
    right = [all(row[n][2] for row in body) and bool(body) for n in range(len(titles))]
    room = None if columns is None else max(20, columns - sum(widths[:-1]) - len(GAP) * (len(titles) - 1))
    yield _line([(title, width(title), False) for title in titles], widths, right, room, {})
    cuts: dict[str, str] = {}
    for row in body:
        yield _line(row, widths, right, room, cuts)


_Prepared = tuple[str, int, bool]


def _prepared(cell: Cell, seen: dict[str, tuple[str, int]]) -> _Prepared:
    if isinstance(cell, int):
        text = str(cell)
        return text, len(text), True
    found = seen.get(cell)
    if found is None:
        text = harmless(cell)
        found = seen[cell] = text, width(text)
    return *found, False


def _line(
    row: Sequence[_Prepared],
    widths: Sequence[int],
    right: Sequence[bool],
    room: int | None,
    cuts: dict[str, str],
) -> str:
    parts = []
    for (text, cells, _), wanted, at_right in zip(row[:-1], widths, right, strict=False):
        padding = " " * (wanted - cells)
        parts.append(padding + text if at_right else text + padding)
    last, cells, _ = row[-1]
    if room is not None and cells > room:
        last = cuts.get(last) or cuts.setdefault(last, cut(last, room))
    elif right[-1]:
        last = " " * (widths[-1] - cells) + last
    return GAP.join([*parts, last]).rstrip()
