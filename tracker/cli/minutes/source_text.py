"""The source lines around decisions, with the words of deadline and implementer marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

import click

from tracker.cli.words import WIDTH, reasons, wrapped
from tracker.reports.table import cut, visible

_OPEN, _CLOSE = "«", "»"
_SHOWN = {"deadline_source": "yellow", "implementer_source": "cyan"}
TAB, BAR = "\t", " | "
_AROUND = 1
"""So many lines are shown, shortened, above and below a decision."""
_MOST_LINES = 40


def source_lines(text: str, decisions: Iterable[Mapping[str, Any]], *, colour: bool) -> Iterator[str]:
    """For each decision (as read, see the reading contract) its lines in the text, each with its number.

    On a terminal (`colour`) the decision is bold, its deadline yellow and who acts cyan; else those two stand
    between « and ».
    """
    lines = visible(text).split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for one in decisions:
        yield ""
        number = f"{one['number']}  " if one["number"] else ""
        page = (one.get("source") or {}).get("page")
        where = f"page {page}" if page else ""
        yield from wrapped(f"{one['subject'] or one['text'][:60]}", "      ", first=f"  {number}")
        if one["review"] or where:
            yield from wrapped("; ".join(filter(None, (where, reasons(one["review"])))), "      ")
        if not one.get("source"):
            yield "      its words do not stand in the text as they were read"
            continue
        yield from _marked(lines, starts, one, colour)


def _marked(lines: list[str], starts: list[int], one: Mapping[str, Any], colour: bool) -> Iterator[str]:
    marks = _marks(one)
    touched = {n for start, end, _ in marks for n in _lines_of(starts, start, end)}
    wanted = sorted({n + by for n in touched for by in range(-_AROUND, _AROUND + 1) if 0 <= n + by < len(lines)})
    last = None
    for n in [n for n in wanted if n in touched or lines[n].strip()][:_MOST_LINES]:
        if last is not None and n > last + 1:
            yield "          …"
        last = n
        if n not in touched:
            yield f"  {n + 1:6}  {cut(lines[n].replace(TAB, BAR), WIDTH)}"
            continue
        own = [(max(s - starts[n], 0), min(e - starts[n], len(lines[n])), style) for s, e, style in marks]
        yield f"  {n + 1:6}  {_line(lines[n], [m for m in own if m[0] < m[1]], colour)}"


def _marks(one: Mapping[str, Any]) -> list[tuple[int, int, str]]:
    """(start, end, what it is) of all pieces; the decision's own last, so that what stands in it is seen."""
    names = (*_SHOWN, "source")
    return [(start, end, name) for name in names for start, end in _pieces(one.get(name))]


def _pieces(span: Mapping[str, Any] | None) -> Iterable[tuple[int, int]]:
    if not span:
        return ()
    return [(start, end) for start, end in span.get("pieces", ((span["start"], span["end"]),))]


def _lines_of(starts: list[int], start: int, end: int) -> Iterable[int]:
    return [n for n in range(len(starts) - 1) if starts[n] < end and start < starts[n + 1]]


def _line(text: str, marks: list[tuple[int, int, str]], colour: bool) -> str:
    """The line with its marks; cells apart by bars."""
    cuts = sorted({0, len(text), *(edge for start, end, _ in marks for edge in (start, end))})
    out = ""
    inside = ""
    for start, end in pairwise(cuts):
        style = next((name for first, last, name in marks if first <= start and end <= last), "")
        if colour:
            out += click.style(text[start:end], fg=_SHOWN.get(style), bold=True) if style else text[start:end]
            continue
        style = style if style in _SHOWN else ""
        out += (_CLOSE if inside else "") + (_OPEN if style else "") if style != inside else ""
        out, inside = out + text[start:end], style
    return (out + (_CLOSE if inside else "")).replace(TAB, BAR)
