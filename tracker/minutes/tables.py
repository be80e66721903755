"""Physical rows become logical tables: fragments joined, headings carried forward by the number of columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.minutes.formats.blocks import EMPTY, Block, Cell, Paragraph, Row
from tracker.minutes.headings import Columns, columns_of, heading_of, is_counted, joined_headings
from tracker.minutes.infer import inferred_columns
from tracker.minutes.noise import is_closing, is_fact, is_page_mark, is_tail
from tracker.minutes.numbering import number_of
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.raw import Line

_MOST_LINES = 40
_MEMO = 60
"""A memo number, or the date beside it, has at most so many letters."""


@dataclass(slots=True)
class Table:
    """A logical table: what its columns hold and its data rows, each as wide as the columns. `restarts` tells that
    its headings were printed anew."""

    columns: Columns
    rows: list[Row] = field(default_factory=list)
    restarts: bool = True


@dataclass(slots=True)
class Lines:
    """Lines outside any decision table; a header's row is "label\\tvalue"."""

    lines: list[Line] = field(default_factory=list)


Segment = Table | Lines


def segments(blocks: Sequence[Block], book: Phrasebook) -> list[Segment]:
    """The document as decision tables and the lines between them, in order."""
    found = _Joiner(book).join(blocks)
    if not any(isinstance(s, Table) for s in found) and (columns := inferred_columns(blocks, book)):
        return _Joiner(book, columns).join(blocks)
    return found


class _Joiner:
    def __init__(self, book: Phrasebook, columns: Columns | None = None) -> None:
        self._book = book
        self._out: list[Segment] = []
        self._known: dict[int, Columns] = {columns.width: columns} if columns else {}
        self._open = columns
        self._physical = 0
        self._fresh = False
        self._last_number = 0

    def join(self, blocks: Sequence[Block]) -> list[Segment]:
        at = 0
        while at < len(blocks):
            block = blocks[at]
            following = blocks[at + 1] if at + 1 < len(blocks) else None
            lower = following if isinstance(following, Row) else None
            if isinstance(block, Paragraph):
                self._paragraph(block, lower)
                at += 1
            elif (completed := self._completed(blocks, at)) is not None:
                self._row(completed[0], None)
                at += completed[1]
            else:
                at += self._row(block, lower)
        return self._out

    def _completed(self, blocks: Sequence[Block], at: int) -> tuple[Row, int] | None:
        """A row of plain text whose cells hold line ends: put together from the lines that make it as wide as its
        columns; with the number of lines. None for a row that is whole, or that no lines complete."""
        row = blocks[at]
        if not isinstance(row, Row) or self._open is None or not row.source or not number_of(row.cells[0].text):
            return None
        cells = [c.text for c in row.cells]
        for n, block in enumerate(blocks[at + 1 : at + _MOST_LINES], 1):
            more = [block.text] if isinstance(block, Paragraph) else [c.text for c in block.cells]
            if len(cells) >= self._open.width or number_of(more[0]) or is_closing(more[0], self._book):
                return None
            cells = [*cells[:-1], f"{cells[-1]}\n{more[0]}".strip(), *more[1:]]
            if len(cells) == self._open.width and len(more) > 1:
                whole = tuple(Cell(t) if t else EMPTY for t in cells)
                return Row(whole, row.place, row.table, row.source), n + 1
        return None

    def _paragraph(self, paragraph: Paragraph, following: Row | None) -> None:
        if self._open and is_page_mark(paragraph.text, self._book):
            return
        if self._open and following is not None and self._is_section(paragraph.text, following):
            self._data(self._open, Row((Cell(paragraph.text),), paragraph.place, following.table, paragraph.text))
            return
        if is_closing(paragraph.text, self._book):
            self._open = None
        self._line(paragraph.text, paragraph)

    def _is_section(self, text: str, following: Row) -> bool:
        """Whether a line between the rows of a table heads a part of it ("খ. উন্নয়ন")."""
        inside = bool(self._out) and isinstance(self._out[-1], Table)
        short = len(text) < 80 and not text.rstrip().endswith(("।", ".", ";"))
        return (
            inside
            and short
            and self._open is not None
            and bool(number_of(following.cells[0].text))
            and (len(following.cells) == self._open.width)
        )

    def _line(self, text: str, block: Block) -> None:
        if not self._out or isinstance(self._out[-1], Table):
            self._out.append(Lines())
        last = self._out[-1]
        if isinstance(last, Lines):
            last.lines.append(Line(text, block.place))

    def _row(self, row: Row, following: Row | None) -> int:
        """Takes one row in (two where a heading has two) and returns how many."""
        if row.rule or (self._fresh and is_counted([c.text for c in row.cells])):
            return 1
        taken = self._heading(row, following)
        if taken:
            return taken
        columns = self._fitting(row)
        if columns is None:
            self._plain(row)
        else:
            self._data(columns, row)
        return 1

    def _heading(self, row: Row, following: Row | None) -> int:
        texts = [c.text for c in row.cells]
        columns = columns_of(texts, self._book)
        lower = None if following is None or following.rule or _counts_items(following) else following
        if lower is not None and (joined := self._two_rows(row, lower, columns)):
            self._start(joined, row)
            return 2
        if columns is None:
            return 0
        self._start(columns, row)
        return 1

    def _two_rows(self, upper: Row, lower: Row, columns: Columns | None) -> Columns | None:
        """The columns of a heading that takes two rows; None when the second row is not part of it."""
        below = [c.text for c in lower.cells]
        if not any(below) or max(map(len, below)) > 60 or len(upper.cells) != len(lower.cells):
            return None
        above = [c.text for c in upper.cells]
        if columns is None and (len([t for t in below if t]) < 2 or _is_data(below) or _is_data(above)):
            return None
        joined = columns_of(list(joined_headings(upper, lower)), self._book)
        if joined is None or joined.kind == "other":
            return None
        if columns is None:
            return joined
        split = any(not t for t in below) and columns_of(_doubled(below), self._book) is not None
        return _overridden(columns, below, self._book) if split else None

    def _start(self, columns: Columns, row: Row) -> None:
        self._physical = row.table
        if columns.kind == "other":
            self._open = None
            self._line(row.line, row)
            return
        self._open = columns
        self._known[columns.width] = columns
        self._last_number = 0
        self._fresh = True
        self._out.append(Table(columns))

    def _fitting(self, row: Row) -> Columns | None:
        """The columns that a row without headings belongs to; None when it belongs to no decision table."""
        if self._open is None or _is_header_row(row, self._book):
            return None
        if row.table == self._physical:
            return self._open
        columns = self._known.get(_width(row)) or self._known.get(len(row.cells))
        if columns is None:
            columns = self._open if _begins_next(row, self._last_number) and _width(row) < self._open.width else None
        return columns

    def _data(self, columns: Columns, row: Row) -> None:
        if (len(row.texts) < 3 and is_closing(row.line, self._book)) or _is_below(row, columns, self._book):
            self._open = None
            self._line(row.line, row)
            return
        self._physical = row.table
        self._fresh = False
        number = number_of(row.cells[0].text) if row.cells else None
        if number and number.split(".")[0].isdigit():
            self._last_number = int(number.split(".")[0])
        if not self._out or not isinstance(self._out[-1], Table) or self._out[-1].columns != columns:
            self._out.append(Table(columns, restarts=False))
        last = self._out[-1]
        if isinstance(last, Table):
            last.rows.append(_fitted(row, columns))

    def _plain(self, row: Row) -> None:
        texts = [t.replace("\n", " ") for t in row.texts]
        if len(texts) == 3 and texts[1].strip() in (":", "ঃ", "-", "–", "t"):
            texts = [texts[0], texts[2]]
        filled = [t for t in texts if t.strip()]
        if filled:
            self._line("\t".join(texts).rstrip() if len(filled) > 1 or len(texts) == 2 else filled[0].strip(), row)


def _doubled(texts: list[str]) -> list[str]:
    """Heading texts twice over, so that a single known sub-heading counts."""
    filled = [t for t in texts if t]
    return filled + filled if len(filled) == 1 else filled


def _overridden(columns: Columns, below: list[str], book: Phrasebook) -> Columns:
    roles = [heading_of(t, book).roles or own for t, own in zip(below, columns.roles, strict=True)]
    return Columns(tuple(roles), columns.kind)


def _is_data(texts: list[str]) -> bool:
    """Whether the cells are those of an item rather than words of a heading."""
    if texts and number_of(texts[0]):
        return True
    return any(len(t) > 45 or t.rstrip().endswith("।") or (len(t) > 20 and t.endswith((".", ";"))) for t in texts)


def _counts_items(row: Row) -> bool:
    texts = [c.text for c in row.cells]
    return bool(texts and number_of(texts[0])) and not is_counted(texts)


def _width(row: Row) -> int:
    """The number of cells without the blank ones at the end."""
    width = len(row.cells)
    while width > 1 and not row.cells[width - 1].text:
        width -= 1
    return width


def _is_header_row(row: Row, book: Phrasebook) -> bool:
    texts = [t for t in row.texts if t.strip()]
    return len(texts) in (2, 3) and is_fact(texts[0], book) and not number_of(texts[0])


def _is_below(row: Row, columns: Columns, book: Phrasebook) -> bool:
    """Whether a row decides nothing and begins what stands below the table: a memo number whose tabs happen to make
    it as wide as the columns ("क्रमांक/टी.एल./2024/1127", three blank cells, "… दिनांक 14 नवम्बर 2024")."""
    filled = [i for i, c in enumerate(row.cells) if c.text]
    if not 0 < len(filled) < 3 or number_of(first := row.cells[filled[0]].text) or not is_tail(first, book):
        return False
    if not set(filled).intersection(columns.of("decision")):
        return True
    texts = [row.cells[i].text.rstrip() for i in filled]
    return all(len(t) < _MEMO and not t.endswith("।") and any(map(str.isdigit, t)) for t in texts)


def _begins_next(row: Row, last: int) -> bool:
    number = number_of(row.cells[0].text)
    return bool(number and number.isdigit() and last < int(number) <= last + 3)


def _fitted(row: Row, columns: Columns) -> Row:
    """The row as wide as its columns: blank cells added where they were lost, blank surplus taken off."""
    cells = list(row.cells)
    width = columns.width
    while len(cells) > width and not cells[-1].text:
        cells.pop()
    if len(cells) > width:
        tail = cells[width - 1 :]
        cells = [*cells[: width - 1], Cell("\n".join(dict.fromkeys(c.text for c in tail if c.text)))]
    missing = width - len(cells)
    if missing and len(cells) > 1 and not number_of(cells[0].text):
        cells = [EMPTY] * missing + cells
    cells += [EMPTY] * (width - len(cells))
    return Row(tuple(cells), row.place, row.table, row.source)
