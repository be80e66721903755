"""Tables drawn with pipes or slashes in plain text: rows on one line, and one cell a line with a closing pipe."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from tracker.minutes.draft import Place
from tracker.minutes.formats.blocks import EMPTY, Cell, Row
from tracker.minutes.formats.plain import plain
from tracker.minutes.script import latin_digits

_RULE = re.compile(r"[\s|+:=_\-–—⎯─]+")
_SERIAL = re.compile(r"\(?((?:[0-9]{1,2}\.)?)([0-9]{1,3})[.)।|/:\s]*")
_WIDE_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_SLASH_ROW = re.compile(r"\s*\(?([0-9]{1,3})[.)।]?\s+/\s")


def is_rule(line: str) -> bool:
    """Whether the line only draws a border: at least three dashes or equals signs, and nothing but border signs."""
    text = line.strip()
    return text.count("-") + text.count("=") + text.count("–") + text.count("─") >= 2 and bool(_RULE.fullmatch(text))


def split_pipes(line: str) -> list[str]:
    """The cells of a pipe row; one pipe at either end is border, "\\|" is a letter."""
    text = line.strip().replace("\\|", "\0")
    text = text[1:] if text.startswith("|") else text
    text = text[:-1] if text.endswith("|") else text
    return [c.replace("\0", "|").strip() for c in text.split("|")]


def pipe_rows(lines: list[str], at: int) -> tuple[list[Row], int] | None:
    """The pipe rows from this line on, or None when it holds none. A single pipe after a number is a danda (১|)."""
    rows: list[Row] = []
    start = at
    gridded = lines[at].lstrip().startswith("+")
    while at < len(lines) and (_is_pipe_row(lines[at]) or (rows and is_rule(lines[at]))):
        line = lines[at]
        rule = is_rule(line)
        cells = [_cell(c) for c in split_pipes(line)]
        if gridded and rows and not rule and not rows[-1].rule:
            rows[-1] = _joined(rows[-1], cells)
        else:
            rows.append(Row(tuple(cells), Place(at + 1), source=line, rule=rule))
        at += 1
    return (rows, at - start) if rows else None


def _is_pipe_row(line: str) -> bool:
    text = line.strip()
    pipes = text.count("|")
    if text.startswith("|"):
        return pipes >= 3 or (pipes == 2 and len(text) > 2)
    if is_rule(text):
        return pipes > 0 or text.startswith("+")
    if pipes == 1 and " | " in text:
        return not _SERIAL.fullmatch(latin_digits(text.split(" | ")[0])) and len(text) < 200
    inner = text.rstrip("|").rstrip()
    return inner.count("|") >= 2 and (" | " in inner or "\t" in inner or inner.count("|") >= 3)


def _cell(text: str) -> Cell:
    return Cell(plain(text)) if text else EMPTY


def _joined(row: Row, cells: list[Cell]) -> Row:
    """A grid row continued on the next physical line, cell under cell."""
    upper = [*row.cells, *[EMPTY] * (len(cells) - len(row.cells))]
    lower = [*cells, *[EMPTY] * (len(upper) - len(cells))]
    joined = tuple(Cell(f"{a.text}\n{b.text}".strip()) for a, b in zip(upper, lower, strict=True))
    return Row(joined, row.place, source=row.source)


def cell_lines(lines: list[str], at: int) -> tuple[list[Row], int] | None:
    """A table written one cell a line, each closed by a pipe; None when fewer than six such lines follow.

    The number of columns is the distance between the cells that count 1, 2, 3; a heading row stands before the first.
    """
    cells: list[tuple[str, int]] = []
    pending: list[str] = []
    start = at
    while at < len(lines):
        text = lines[at].strip()
        if text.endswith("|") and "|" not in text[:-1]:
            cells.append(("\n".join([*pending, text[:-1].strip()]).strip(), at - len(pending)))
            pending = []
        elif text and "|" not in text and cells and len(pending) < 30 and _closes(lines, at):
            pending.append(text)
        elif text:
            break
        at += 1
    if len(cells) < 6:
        return None
    return _chunked(cells), cells[-1][1] + 1 + _height(cells[-1][0]) - start


def _closes(lines: list[str], at: int) -> bool:
    """Whether a line without a pipe belongs to a cell that one of the next lines closes."""
    for line in lines[at + 1 : at + 31]:
        text = line.strip()
        if not text:
            return False
        if "|" in text:
            return text.endswith("|") and "|" not in text[:-1]
    return False


def _height(cell: str) -> int:
    return cell.count("\n")


def _chunked(cells: list[tuple[str, int]]) -> list[Row]:
    texts = [text for text, _ in cells]
    starts = _serials(texts, first=1) or _serials(texts, first=None)
    gaps = Counter(b - a for a, b in pairwise(starts))
    width = gaps.most_common(1)[0][0] if gaps else (starts[0] if starts and starts[0] > 1 else len(cells))
    lead = max(starts[0] - width, 0) if starts else 0
    edges = [s - lead for s in starts]
    if not edges or edges[0] > 0:
        edges.insert(0, 0)
    rows = []
    for a, b in zip(edges, [*edges[1:], edges[-1] + width], strict=True):
        chunk = cells[a:b]
        if chunk:
            rows.append(Row(tuple(Cell(t) if t else EMPTY for t, _ in chunk), Place(chunk[0][1] + 1)))
    return rows


def _serials(texts: list[str], first: int | None) -> list[int]:
    """Where the running numbers of the rows (1, 2, 3 or 2.1, 2.2, 2.3) stand; `first` is the number to begin with
    (None: any)."""
    found: list[int] = []
    last, series = 0, None
    for at, text in enumerate(texts):
        match = _SERIAL.fullmatch(latin_digits(text)) if len(text) < 9 else None
        number = int(match[2]) if match else -1
        if match and (match[1] == series and last < number <= last + 3 if found else first in (None, number)):
            found.append(at)
            last, series = number, match[1]
    return found


def slash_rows(lines: list[str], at: int) -> tuple[list[Row], int] | None:
    """Rows whose borders are slashes ("1 / text / · action"), at least two of them; a line of headings may stand
    above the first."""
    if " / " not in lines[at]:
        return None
    rows: list[Row] = []
    start = at
    while at < len(lines):
        line = lines[at]
        heading = not rows and line.count(" / ") >= 2 and len(line) < 120
        if line.strip() and not heading and not _is_slash_row(line):
            break
        if line.strip():
            cells = re.split(r"\s+/\s+", line.strip())
            rows.append(Row(tuple(Cell(c.strip()) for c in cells), Place(at + 1), source=line))
        at += 1
    counted = [row for row in rows if _is_slash_row(row.source)]
    return (rows, at - start) if len(counted) >= 2 else None


def _is_slash_row(line: str) -> bool:
    return bool(_SLASH_ROW.match(latin_digits(line[:40])))


def spaced_rows(lines: list[str], at: int) -> tuple[list[Row], int] | None:
    """Rows whose cells stand apart by three or more blanks, at least two of them with as many cells (three or more).

    Rows that wrap have fewer cells: such a table is not taken apart, for its cells cannot be told."""
    rows: list[Row] = []
    start = at
    while at < len(lines) and (cells := _spaced(lines[at])):
        if rows and len(cells) != len(rows[0].cells):
            return None
        rows.append(Row(tuple(map(_cell, cells)), Place(at + 1), source=lines[at]))
        at += 1
    wraps = at < len(lines) and lines[at].startswith("   ") and lines[at].strip()
    return (rows, at - start) if len(rows) >= 2 and not wraps else None


def _spaced(line: str) -> list[str]:
    cells = _WIDE_GAP.split(line.strip()) if "   " in line else []
    return cells if len(cells) >= 3 else []
