"""Tables for a terminal that line up as well as it can: Bengali text last, no right border, no control codes.

Terminals disagree about the width of Bengali clusters, so a column that may hold them cannot be followed by
another without going astray; widths here are those of most terminals (marks above and below take no cell).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

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
    return _BLANK.sub(" ", visible(text)).strip()


def visible(text: str) -> str:
    """The text, as long as before, with U+FFFD for each character that a terminal obeys (tabs and line ends stay)."""
    return _ACTING.sub("\ufffd", text)


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


def table(titles: Sequence[str], columns: Sequence[Sequence[Cell]], *, room: int | None = None) -> Iterator[str]:
    """The lines of a table from its columns, the headings first.

    The last column is cut where a terminal of `room` cells ends; without `room` (a pipe, a file) nothing is.
    """
    used, parts = 0, []
    for title, cells in zip(titles[:-1], columns[:-1], strict=True):
        texts, wide = _padded(title, cells)
        parts.append(texts)
        used += wide + len(GAP)
    parts.append(_last(titles[-1], columns[-1], None if room is None else max(20, room - used)))
    return map(str.rstrip, map(GAP.join, zip(*parts, strict=True)))


def _padded(title: str, cells: Sequence[Cell]) -> tuple[list[str], int]:
    """The column with its heading, all of one width, and that width; numbers at the right."""
    if cells and all(type(cell) is int for cell in cells):
        numbers = [title, *map(str, cells)]
        wide = max(map(len, numbers))
        return [number.rjust(wide) for number in numbers], wide
    shown = {cell: _shown(cell) for cell in set(cells)}
    wide = max([width(title), *(cells_ for _, cells_ in shown.values())])
    padded = {cell: text + " " * (wide - taken) for cell, (text, taken) in shown.items()}
    return [title + " " * (wide - width(title)), *(padded[cell] for cell in cells)], wide


def _last(title: str, cells: Sequence[Cell], room: int | None) -> list[str]:
    if cells and all(type(cell) is int for cell in cells):
        return _padded(title, cells)[0]
    shown = {cell: _shown(cell)[0] if room is None else cut(_shown(cell)[0], room) for cell in set(cells)}
    return [title, *(shown[cell] for cell in cells)]


def _shown(cell: Cell) -> tuple[str, int]:
    text = harmless(str(cell))
    return text, width(text)
