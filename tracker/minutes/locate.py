"""Where words stand in the source text: the exact characters, although reading took out blanks, marks and tags."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from tracker.minutes.draft import Place, Span
from tracker.minutes.script import WORD

_KEPT = re.compile(f"[{WORD}]+")
_MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,500}>|&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]{2,31});")
_OPENING, _CLOSING = "\t\n|:ঃ>/()।;", "\t\n|<)/।;"
"""Signs before and behind words that fill a cell or a part of a list, or follow a label."""
_REACH = 20_000
"""Words are looked for in so many letters behind the beginning of their item."""
_NEAR = 1_000
"""An occurrence within so many letters is taken before any that is farther away."""
_MOST_PIECES = 12
_MOST_PLACES = 20
"""So many occurrences are compared at most."""

Piece = tuple[int, int]


class Locator:
    """Finds words in one text. Only letters and digits are compared: whatever stands between them may differ."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines = [0, *(m.end() for m in re.finditer("\n", text))]
        bare = _MARKUP.sub(lambda m: " " * len(m[0]), text) if "<" in text or "&" in text else text
        runs = [run.span() for run in _KEPT.finditer(bare)]
        self._starts = [start for start, _ in runs]
        """Where each run of letters begins in the text, and (`_at`) among all letters."""
        self._at = [0, *accumulate(end - start for start, end in runs)][: len(runs)]
        self._letters = "".join([bare[start:end] for start, end in runs])

    def find(self, words: str, place: Place, within: Span | None = None, beside: Span | None = None) -> Span | None:
        """The span of words whose item stands at `place`; None when they are not in the text as they are written.

        They are looked for in the span `within` first, then from the place on: an occurrence that fills a cell or
        follows a label before one inside other words, one near the span `beside` (and not in it) before one that is
        farther away. Words that reading put together from several places have a piece for each.
        """
        wanted = _letters_of(words)
        if not wanted:
            return None
        if within is not None and (inside := self._inside(wanted, within)) is not None:
            return self._span([inside], words, place)
        start = self._letter_at(self._lines[min(max((place.line or 1) - 1, 0), len(self._lines) - 1)])
        found = self._best(wanted, start, beside)
        if found is not None:
            return self._span([found], words, place)
        pieces = list(self._pieces(words, start))
        return self._span(pieces, words, place) if pieces else None

    def _inside(self, wanted: str, span: Span) -> Piece | None:
        for start, end in span.pieces:
            first = self._letters.find(wanted, self._letter_at(start), self._letter_at(end))
            if first >= 0:
                return self._piece(first, len(wanted))
        return None

    def _best(self, wanted: str, start: int, beside: Span | None) -> Piece | None:
        found = [self._piece(at, len(wanted)) for at in self._occurrences(wanted, start)]
        if not found and (earlier := self._letters.rfind(wanted, max(start - _REACH, 0), start)) >= 0:
            found = [self._piece(earlier, len(wanted))]  # what a cell merged over rows or "ditto" repeats
        if len(found) < 2:
            return found[0] if found else None
        near = self._source(min(start + _NEAR, len(self._letters) - 1))
        return max(found, key=lambda p: (p[0] <= near, self._closed(p), -_away(p, beside), -p[0]))

    def _occurrences(self, wanted: str, start: int) -> Iterator[int]:
        end = start + _REACH + len(wanted)
        for _ in range(_MOST_PLACES):
            start = self._letters.find(wanted, start, end)
            if start < 0:
                return
            yield start
            start += 1

    def _closed(self, piece: Piece) -> int:
        """At how many of its ends the piece meets the border of a cell, a label or a line."""
        before = self.text[max(piece[0] - 8, 0) : piece[0]].rstrip(" *_\"'“”[")[-1:]
        after = self.text[piece[1] : piece[1] + 8].lstrip(" *_.\"'“”]")[:1]
        return (not before or before in _OPENING) + (not after or after in _CLOSING)

    def _pieces(self, words: str, start: int) -> Iterator[Piece]:
        """The longest beginnings of the words that stand somewhere behind the place, one after the other."""
        rest = [letters for word in words.split() if (letters := _letters_of(word))]
        for _ in range(_MOST_PIECES):
            at, taken = self._longest(rest, start)
            if not taken:
                return
            size = sum(map(len, rest[:taken]))
            yield self._piece(at, size)
            rest = rest[taken:]
            if not rest:
                return

    def _longest(self, rest: Sequence[str], start: int) -> tuple[int, int]:
        """(where, how many words) of the longest beginning of the words; nought when even the first is not there."""
        low, high, where = 0, len(rest), -1
        while low < high:
            middle = (low + high + 1) // 2
            wanted = "".join(rest[:middle])
            at = self._letters.find(wanted, start, start + _REACH + len(wanted))
            low, high, where = (middle, high, at) if at >= 0 else (low, middle - 1, where)
        return where, low

    def _piece(self, first: int, size: int) -> Piece:
        return self._source(first), self._source(first + size - 1) + 1

    def _source(self, letter: int) -> int:
        run = bisect_right(self._at, letter) - 1
        return self._starts[run] + letter - self._at[run]

    def _letter_at(self, position: int) -> int:
        """How many letters stand before a position of the text."""
        run = bisect_right(self._starts, position) - 1
        if run < 0:
            return 0
        size = (self._at[run + 1] if run + 1 < len(self._at) else len(self._letters)) - self._at[run]
        return self._at[run] + min(position - self._starts[run], size)

    def _span(self, pieces: Sequence[Piece], words: str, place: Place) -> Span:
        first, last = self._opened(pieces[0], words), self._closed_off(pieces[-1], words)
        whole = (first, *pieces[1:-1], last) if len(pieces) > 1 else ((first[0], last[1]),)
        return Span(bisect_right(self._lines, min(p[0] for p in whole)), place.page, whole)

    def _opened(self, piece: Piece, words: str) -> Piece:
        """The piece with the signs before its first letter that the words have too."""
        lead = _signs_before(words)
        return (self._step(piece[0], lead[::-1], -1), piece[1]) if lead else piece

    def _closed_off(self, piece: Piece, words: str) -> Piece:
        """The piece with the signs behind its last letter that the words have too."""
        trail = _signs_before(words[::-1])[::-1]
        return (piece[0], self._step(piece[1], trail, 1)) if trail else piece

    def _step(self, at: int, signs: str, way: int) -> int:
        reached = at
        for sign in signs:
            while 0 <= at + min(way, 0) < len(self.text) and self.text[at + min(way, 0)].isspace():
                at += way
            if not 0 <= at + min(way, 0) < len(self.text) or not _same(self.text[at + min(way, 0)], sign):
                if sign.isspace():
                    continue
                break
            at += way
            reached = at
        return reached


def _away(piece: Piece, span: Span | None) -> int:
    """How far a piece is from a span; within the span counts as far."""
    if span is None:
        return 0
    gap = max(span.start - piece[1], piece[0] - span.end)
    return gap if gap >= 0 else _NEAR


def _signs_before(words: str) -> str:
    found = _KEPT.search(words)
    return words[: found.start()] if found else words


def _letters_of(words: str) -> str:
    return "".join(_KEPT.findall(words))


def _same(sign: str, other: str) -> bool:
    return sign == other or {sign, other} <= {"|", "।"}
