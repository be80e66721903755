"""Plain text and Markdown: lines become paragraphs and table rows (tabs, pipes, slashes, <p> cells)."""

from __future__ import annotations

import re

from tracker.minutes.draft import Place
from tracker.minutes.formats import pipes
from tracker.minutes.formats.blocks import EMPTY, Block, Cell, Extract, Paragraph, Row
from tracker.minutes.formats.markup import is_page, markup_blocks
from tracker.minutes.formats.plain import plain

MAX_COLUMNS = 64
_TABLE_START = re.compile(r"<table\b", re.IGNORECASE)
_TABLE_END = re.compile(r"</table\s*>", re.IGNORECASE)


def read_text(text: str) -> Extract:
    """The blocks of a cleaned text; an HTML page in it (or inside JSON) is read as one, its tables as tables."""
    if is_page(text):
        return markup_blocks(text, "html")
    lines = text.split("\n")
    return Extract("text", text, tuple(_blocks(lines)))


def _blocks(lines: list[str]) -> list[Block]:
    blocks: list[Block] = []
    table = at = 0
    while at < len(lines):
        line, place = lines[at], Place(at + 1)
        rows, used = _rows_from(lines, at)
        if rows:
            table += 1
            blocks += (Row(r.cells, r.place, table, r.source, r.rule) for r in rows)
        elif line.strip():
            blocks.append(Paragraph(plain(line), place))
        at += max(used, 1)
    return [b for b in blocks if isinstance(b, Row) or b.text]


def _rows_from(lines: list[str], at: int) -> tuple[list[Row], int]:
    """The rows of the table that begins at this line, and how many lines it takes; ([], 0) when none does."""
    line = lines[at]
    if _TABLE_START.search(line):
        return _embedded(lines, at)
    if "|" in line or line.lstrip().startswith("+--"):
        return pipes.cell_lines(lines, at) or pipes.pipe_rows(lines, at) or ([], 0)
    if "\t" in line.strip(" ") or pipes.is_rule(line):
        return _tab_rows(lines, at)
    return pipes.slash_rows(lines, at) or pipes.spaced_rows(lines, at) or ([], 0)


def _tab_rows(lines: list[str], at: int) -> tuple[list[Row], int]:
    """Consecutive lines with tabs; a quoted cell may run over line ends, as spreadsheets write it."""
    rows: list[Row] = []
    start = at
    while at < len(lines) and ("\t" in lines[at].strip(" ") or pipes.is_rule(lines[at])):
        line, place = lines[at], Place(at + 1)
        taken = _quoted_lines(lines, at)
        whole = "\n".join(lines[at : at + taken])
        cells = whole.split("\t")
        if len(cells) > MAX_COLUMNS:
            break
        rows.append(Row(tuple(_cell(c) for c in cells), place, source=line, rule=pipes.is_rule(line)))
        at += taken
    return rows, at - start


def _cell(text: str) -> Cell:
    shown = _unquote(plain(text))
    return Cell(shown) if shown else EMPTY


def _quoted_lines(lines: list[str], at: int, limit: int = 40) -> int:
    """How many lines a row takes whose last cell opens a quotation mark that a later line closes; else 1."""
    last = lines[at].rsplit("\t", 1)[-1]
    if not last.startswith('"') or last.count('"') % 2 == 0:
        return 1
    for n in range(1, min(limit, len(lines) - at)):
        if lines[at + n].count('"') % 2:
            return n + 1
    return 1


def _unquote(cell: str) -> str:
    if len(cell) > 1 and cell[0] == cell[-1] == '"' and ("\n" in cell or '""' in cell):
        return cell[1:-1].replace('""', '"').strip()
    return cell


def _embedded(lines: list[str], at: int) -> tuple[list[Row], int]:
    """A <table> inside text, up to its end tag (or the end of the file)."""
    depth = 0
    for n in range(at, len(lines)):
        depth += len(_TABLE_START.findall(lines[n])) - len(_TABLE_END.findall(lines[n]))
        if depth <= 0:
            break
    inner = markup_blocks("\n".join(lines[at : n + 1]), "html").blocks
    rows = [Row(b.cells, Place(at + 1), source=b.source) for b in inner if isinstance(b, Row)]
    return rows, n + 1 - at
